"""Whom the words around a quotation name as its hearer; Anne is 0, Bea 1, "her" 1, "him" 2, "his" 2."""

from __future__ import annotations

import pytest

from fabula.speech.told import told_to
from tests.speech.scenes import scene_of


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("“Come,” said Anne to Bea.", {1}),
        ("“Come,” she said to him.", {2}),
        ("“Come,” said Anne, turning to Bea.", {1}),
        ("Anne turned to him. “Come.”", {2}),
        ("“Come,” Anne told him.", {2}),
        ("“Come,” asked Anne.", set()),
        ("“Will you come?” Anne asked Bea.", {1}),
        ("Anne, addressing Bea, said, “Come.”", {1}),
        ("“Come,” said Anne to his brother.", set()),
        ("“Come.” Anne turned to him.", set()),
        ("“Come,” said Anne. She turned to him.", set()),
        ("Anne turned to him. It rained. “Come.”", set()),
        ("“Come,” said Anne, who had come to Bea.", set()),
    ],
)
def test_hearers(text: str, heard: set[int]) -> None:
    scene, _ = scene_of(text, ("Anne", "Bea"), {"her": 1, "him": 2, "his": 2})
    assert told_to(scene) == [heard]
