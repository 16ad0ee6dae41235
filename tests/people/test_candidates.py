"""Candidate antecedents: those right before, those further back that look alike, none too far back, none twice."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.people.candidates import ALIKE, NEAREST, REACH, WIDTH, candidates, first_needed
from fabula.people.mention_facts import Facts
from tests.people.facts import any_facts, facts, name, noun, pronoun


def of(made: Facts, row: int) -> list[int]:
    """The candidates of one mention."""
    return [other for other in candidates(made)[row].tolist() if other >= 0]


def by_hand(made: Facts, row: int) -> list[int]:
    """What the candidates of a mention are, found by looking at every mention before it."""
    further = range(row - NEAREST - 1, -1, -1)
    near = [other for other in range(row - 1, row - NEAREST - 1, -1) if other >= 0]
    heads = [
        other
        for other in further
        if not made.pronoun[row] and not made.pronoun[other] and made.head_form[other] == made.head_form[row]
    ][:ALIKE]
    people = [other for other in further if made.ruled[other] == made.ruled[row] >= 0][:ALIKE]
    every = [*near, *heads, *(other for other in people if other not in heads)]
    return [other for other in every if made.first[row] - made.first[other] <= REACH]


def test_the_mentions_before_are_weighed_the_nearest_first() -> None:
    made = facts(name("Anne"), pronoun("she"), noun("the boat"), pronoun("it"))
    assert [of(made, row) for row in range(4)] == [[], [0], [1, 0], [2, 1, 0]]


def test_further_back_the_same_head_is_weighed_and_for_a_pronoun_only_whom_the_rules_mean() -> None:
    between = [noun("a stone", at=100 + row) for row in range(NEAREST)]
    opening = [noun("the boat", at=1), name("Tom", ruled=3, at=2), pronoun("he", ruled=3, at=3)]
    made = facts(*opening, *between, noun("a boat", at=300), pronoun("he", ruled=3, at=301), pronoun("it", at=302))
    boat = len(opening) + NEAREST
    assert of(made, boat)[NEAREST:] == [0]
    assert of(made, boat + 1)[NEAREST:] == [2, 1]
    assert of(made, boat + 2)[NEAREST:] == []


def test_what_lies_behind_reach_is_not_weighed() -> None:
    made = facts(name("Tom", ruled=1, at=0), name("Tom", ruled=1, at=REACH), name("Tom", ruled=1, at=REACH + 1))
    assert [of(made, row) for row in range(3)] == [[], [0], [1]]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 140), st.integers(0, 2**32 - 1), st.integers(1, 6), st.sampled_from([1, 20]))
def test_candidates_are_as_found_by_hand(count: int, seed: int, people: int, stretch: int) -> None:
    made = any_facts(count, seed, people=people)
    made.first[:] *= stretch  # some lie beyond REACH
    found = candidates(made)
    assert found.shape == (count, WIDTH)
    assert found.dtype == np.int32
    for row in range(count):
        own = [other for other in found[row].tolist() if other >= 0]
        assert own == by_hand(made, row)
        assert len(set(own)) == len(own)
        assert all(0 <= other < row and made.first[row] - made.first[other] <= REACH for other in own)


def test_no_mentions_no_candidates() -> None:
    assert candidates(facts()).shape == (0, WIDTH)


def test_the_first_row_that_is_still_needed() -> None:
    made = np.array([[-1, -1], [0, -1], [-1, -1], [2, 1], [3, -1]], dtype=np.int32)
    assert first_needed(made).tolist() == [0, 0, 1, 1, 3]
    assert first_needed(np.zeros((0, 2), dtype=np.int32)).tolist() == []
