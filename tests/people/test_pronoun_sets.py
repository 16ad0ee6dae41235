"""Which pronouns someone goes by, from how often each is used of them."""

from __future__ import annotations

import pytest

from fabula.layers import GENDERS
from fabula.people.pronoun_sets import SET_OF, counted, gender_of_set, sets_used


@pytest.mark.parametrize(
    ("used", "gender", "sets"),
    [
        ({}, "", ()),
        ({}, "she", ("she/her",)),
        ({"she/her": 2}, "", ()),
        ({"she/her": 3}, "", ("she/her",)),
        ({"she/her": 9, "they/them": 3}, "", ("she/her", "they/them")),
        ({"she/her": 6, "they/them": 4}, "", ()),
        ({"she/her": 6, "they/them": 4}, "they", ("they/them", "she/her")),
        ({"she/her": 60, "he/him": 3}, "she", ("she/her",)),
        ({"he/him": 60}, "she", ("she/her", "he/him")),
        ({"xe/xem": 5}, "they", ("xe/xem",)),
        ({"xe/xem": 5, "he/him": 5}, "other", ("xe/xem",)),
    ],
)
def test_sets_used(used: dict[str, int], gender: str, sets: tuple[str, ...]) -> None:
    assert sets_used(used, gender) == sets


def test_pronouns_are_counted_by_set() -> None:
    assert counted({"she": 2, "hers": 1, "xyr": 4, "I": 9, "you": 1}) == {"she/her": 3, "xe/xem": 4}


def test_the_gender_of_a_set() -> None:
    assert [gender_of_set(name) for name in ("she/her", "they/them", "xe/xem", "it/its")] == [
        "she", "they", "other", "it",
    ]  # fmt: skip
    assert {gender_of_set(name) for name in SET_OF.values()} <= set(GENDERS)
