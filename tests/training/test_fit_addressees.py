"""The fit of who hears a quotation, on labels made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from fabula.people.entities import Entity
from fabula.people.identity import Person
from tests.speech.scenes import scene_of
from training import fit_addressees


def test_weights_and_wrong_labels_are_told_apart() -> None:
    random = np.random.default_rng(0)
    features = random.normal(size=(20_000, 2))
    true = np.array([1.5, -1.0, 0.5])
    addressed = random.random(20_000) < fit_addressees.probability(features, true)
    wrong = ~addressed & (random.random(20_000) < 0.25)
    weights, floor = fit_addressees.fit(features, addressed | wrong)
    assert weights == pytest.approx(true, abs=0.15)
    assert floor == pytest.approx(0.25, abs=0.03)


def test_labels_are_of_those_called_and_those_named() -> None:
    people = ("Anne", "Bea", "Carl")
    text = "Anne and Bea met.\n\n“Bea, have you seen Carl?” said Anne.\n\n“Not yet,” said Bea."
    scene, paragraphs = scene_of(text, people)
    for row in range(3):
        scene.entities[row] = Entity(Person())
    found = fit_addressees.labels(scene, [{1}, set()], paragraphs)
    assert found.addressed.tolist() == [True, False]
    assert found.features.shape == (2, len(fit_addressees.FEATURES))
    assert found.hidden == 1
