"""Scores of speakers: shares of each quotation, mean of networks, independent of threads; damaged weights."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from fabula.errors import ModelError
from fabula.model import speaker_weights
from fabula.model.speaker_scorer import SpeakerInputs, SpeakerScorer, inner_order, shares
from fabula.model.weights import folder
from fabula.people.mention_inputs import INPUTS
from fabula.speech.quotation_inputs import MOVES, QUOTATION_INPUTS
from fabula.speech.speaker_features import PAIR_FEATURES


def test_shares_of_a_quotation_sum_up_to_one() -> None:
    chance = np.random.default_rng(1)
    quotes = np.array([0, 0, 0, 2])
    pairs, nobody = shares(chance.normal(size=(1, 4)), chance.normal(size=(1, 3)), quotes)
    totals = np.exp(nobody) + np.bincount(quotes, np.exp(pairs), minlength=3)
    np.testing.assert_allclose(totals, 1)
    assert nobody[1] == pytest.approx(0)


def test_networks_count_alike() -> None:
    one = shares(np.array([[2.0]]), np.array([[0.0]]), np.array([0]))
    other = shares(np.array([[-2.0]]), np.array([[0.0]]), np.array([0]))
    both = shares(np.array([[2.0], [-2.0]]), np.array([[0.0], [0.0]]), np.array([0]))
    np.testing.assert_allclose(both[0], (one[0] + other[0]) / 2)


def test_places_of_rows_among_mentions_then_quotations() -> None:
    rows = np.array([0, 7, 1, 8, 2])
    assert inner_order(rows, 5).tolist() == [0, 3, 1, 4, 2]


def given(mentions: int, quotations: int, pairs: int) -> SpeakerInputs:
    chance = np.random.default_rng(mentions)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float32)

    return SpeakerInputs(
        some(mentions, 128), ["captain"] * mentions, some(mentions, INPUTS), [["stand", "by"]] * quotations,
        some(quotations, QUOTATION_INPUTS), chance.permutation(mentions + quotations),
        np.sort(chance.integers(quotations, size=pairs)), chance.integers(mentions, size=pairs),
        some(pairs, PAIR_FEATURES), some(quotations, MOVES),
    )  # fmt: skip


def test_results_do_not_depend_on_threads() -> None:
    inputs = given(700, 90, 1500)
    one, three = (SpeakerScorer(threads=threads).score(inputs) for threads in (1, 3))
    for left, right in ((one.pairs, three.pairs), (one.nobody, three.nobody), (one.moves, three.moves)):
        np.testing.assert_array_equal(left, right)


def test_moves_are_log_shares() -> None:
    found = SpeakerScorer().score(given(20, 5, 30))
    np.testing.assert_allclose(np.exp(found.moves).sum(1), 1, atol=0.2)
    assert found.moves.shape == (5, 3)


def test_quotations_without_candidates_and_texts_without_people() -> None:
    found = SpeakerScorer().score(given(0, 3, 0))
    assert found.pairs.shape == (0,)
    np.testing.assert_allclose(found.nobody, 0, atol=1e-6)


@pytest.mark.parametrize("name", speaker_weights.FILES)
def test_damaged_weights_are_told(name: str, tmp_path: Path) -> None:
    copy = tmp_path / "weights"
    shutil.copytree(folder(), copy)
    path = copy / "speakers" / name
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(ModelError, match=name):
        speaker_weights.load(copy)


def test_shipped_weights_are_those_of_the_manifest() -> None:
    assert speaker_weights.load().calibration
