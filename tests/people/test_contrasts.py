"""Words that tell people apart: each says one side of a contrast, and the other side is another's."""

from __future__ import annotations

import pytest

from fabula.people.contrasts import opposite, sides


@pytest.mark.parametrize(("one", "other"), [("tall", "short"), ("old", "young"), ("stout", "thin"), ("dark", "fair")])
def test_opposites_contradict_each_other(one: str, other: str) -> None:
    assert {opposite(side) for side in sides([one])} == sides([other])


def test_words_of_one_side_agree_and_of_other_contrasts_say_nothing_of_each_other() -> None:
    assert sides(["tall"]) == sides(["the", "taller", "man"]) == sides(["big", "tallest"])
    assert not sides(["tall"]) & sides(["old"])
    assert sides(["tall", "old"]) == sides(["tall"]) | sides(["old"])


def test_most_words_say_nothing() -> None:
    assert sides([]) == sides("the captain of the ship".split()) == frozenset()
