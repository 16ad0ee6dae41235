"""Confidence of links: by kind of mention and whether it opens an entity, rising with the probability."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.people.link_confidence import confidences, group
from fabula.people.mentions import NAME, NOMINAL, PRONOUN

FITS = {"name": (1.0, 0.0), "noun opens": (2.0, -1.0), "pronoun": (0.5, 0.5)}
KINDS = (NAME, NOMINAL, PRONOUN)


def test_groups_are_by_kind_and_by_whether_a_mention_opens_an_entity() -> None:
    assert [group(kind, False) for kind in KINDS] == ["name", "noun", "pronoun"]
    assert [group(kind, True) for kind in KINDS] == ["name opens", "noun opens", "pronoun opens"]


def test_each_group_has_its_own_fit() -> None:
    # A probability of one half is a logit of 0: what is left is the offset, 1 / (1 + e) and 1 / (1 + e^-0.5).
    made = confidences(FITS, [NAME, NOMINAL, PRONOUN], [False, True, False], [0.5] * 3)
    assert made == pytest.approx([0.5, 0.2689, 0.6225], abs=1e-4)


def test_without_a_fit_a_probability_stays_as_it_is() -> None:
    assert confidences({}, [NAME, NOMINAL], [True, False], [0.25, 0.9]) == pytest.approx([0.25, 0.9], abs=1e-4)
    assert confidences(FITS, [], [], []) == []


@given(st.sampled_from(KINDS), st.booleans(), st.lists(st.floats(0, 1), min_size=2, max_size=8))
def test_the_likelier_is_never_less_confident(kind: int, opens: bool, probabilities: list[float]) -> None:
    ordered = sorted(probabilities)
    made = confidences(FITS, [kind] * len(ordered), [opens] * len(ordered), ordered)
    assert made == sorted(made)
    assert all(0 <= each <= 1 for each in made)
