"""Chains of speakers: probabilities against all chains counted one by one, and what decoding makes of scores."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from fabula.speech import chains, joint
from fabula.speech.speaker_candidates import Pairs


def every_chain(emissions: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """Marginals by counting all chains, each with every speaker that may have spoken before its first quotation."""
    steps, size = emissions.shape
    made = np.zeros((steps, size))
    for before, *chain in product(range(size), repeat=steps + 1):
        weight, previous, current = np.exp(emissions[0, chain[0]]), before, chain[0]
        for step in range(1, steps):
            following = chain[step]
            if following == current:
                weight *= moves[step, 0]
            else:
                weight *= moves[step, 1] if following == previous else moves[step, 2]
                previous, current = current, following
            weight *= np.exp(emissions[step, following])
        for step, speaker in enumerate(chain):
            made[step, speaker] += weight
    return made / made.sum(1, keepdims=True)


@pytest.mark.parametrize(("steps", "size"), [(1, 2), (4, 3), (5, 3), (3, 4)])
def test_marginals_are_those_of_all_chains(steps: int, size: int) -> None:
    chance = np.random.default_rng(steps * 10 + size)
    emissions, moves = chance.normal(size=(steps, size)), chance.uniform(0.05, 1, size=(steps, 3))
    np.testing.assert_allclose(chains.marginals(emissions, moves), every_chain(emissions, moves), rtol=1e-9)


def pairs_of(*entities: list[int]) -> Pairs:
    """Pairs of quotations with candidates of these entities."""
    counts = [len(each) for each in entities]
    flat = np.array([one for each in entities for one in each], dtype=np.int32)
    quotes = np.repeat(np.arange(len(entities), dtype=np.int32), counts)
    return Pairs(quotes, np.arange(len(flat), dtype=np.int32), flat, np.concatenate([[0], np.cumsum(counts)]))


TAKING_TURNS = np.log([0.02, 0.9, 0.08])
FAR = np.full(4, -9.0)


def test_turns_carry_tags_on_to_lines_without_one() -> None:
    pairs = pairs_of([5, 8], [5, 8], [5, 8], [5, 8])
    shares = np.log([0.98, 0.02, 0.02, 0.98, 0.5, 0.5, 0.5, 0.5])
    found = joint.decode([0] * 4, pairs, shares, FAR, np.tile(TAKING_TURNS, (4, 1)), [{5: 0.0, 8: 0.0}])
    assert [verdict.speaker for verdict in found] == [5, 8, 5, 8]
    assert all(verdict.probability > 0.8 for verdict in found)


def test_mentions_of_one_person_count_together() -> None:
    pairs = pairs_of([5, 5, 8])
    found = joint.decode([0], pairs, np.log([0.3, 0.3, 0.4]), FAR[:1], TAKING_TURNS[None], [{5: 0.0, 8: 0.0}])
    assert found[0].speaker == 5
    assert found[0].probability == pytest.approx(0.6, abs=0.01)


def test_nobody_says_what_nobody_at_hand_is_likely_to_say() -> None:
    found = joint.decode([0], pairs_of([5]), np.log([0.1]), np.log([0.9]), TAKING_TURNS[None], [{5: 0.0}])
    assert found[0].speaker == -1


def test_only_who_is_allowed_speaks() -> None:
    pairs = pairs_of([5, 8])
    found = joint.decode(
        [0], pairs, np.log([0.9, 0.1]), FAR[:1], TAKING_TURNS[None], [{5: 0.0, 8: 0.0}], lambda one: one == 8
    )
    assert found[0].speaker == 8


def test_conversations_do_not_hear_one_another() -> None:
    pairs = pairs_of([5, 8], [5, 8])
    shares = np.log([0.98, 0.02, 0.6, 0.4])
    hands = [{5: 0.0, 8: 0.0}] * 2
    apart = joint.decode([0, 1], pairs, shares, FAR[:2], np.tile(TAKING_TURNS, (2, 1)), hands)
    together = joint.decode([0, 0], pairs, shares, FAR[:2], np.tile(TAKING_TURNS, (2, 1)), hands)
    assert [one.speaker for one in apart] == [5, 5]
    assert [one.speaker for one in together] == [5, 8]


def test_without_candidates_there_is_no_speaker() -> None:
    found = joint.decode([0], pairs_of([]), np.zeros(0), np.zeros(1), TAKING_TURNS[None], [{}])
    assert found[0].speaker == -1
