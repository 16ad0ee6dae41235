"""What the mentions of an entity come to, and whether it is worth a row among the characters."""

from __future__ import annotations

from collections import Counter

import pytest

from fabula.layers import ENTITY_CATEGORIES
from fabula.people.entities import Entity
from fabula.people.identity import Person
from fabula.people.profiles import Profile, names_of

SHIP = ENTITY_CATEGORIES.index("VEH")
NAMED = Entity(Person(Counter(Anne=1)))


def profile(forms: int = 0, nouns: int = 0, pronouns: int = 0) -> Profile:
    return Profile(
        0, 0, 9, forms + nouns + pronouns, Counter(Anne=forms) if forms else Counter(), ["the girl"] * nouns,
        Counter(she=pronouns),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("entity", "made", "lines", "character"),
    [
        (NAMED, profile(forms=1), 0, True),
        (NAMED, profile(), 3, False),
        (Entity(None), profile(forms=1), 0, False),
        (Entity(None), profile(forms=1, pronouns=5), 0, False),
        (Entity(None), profile(forms=3, pronouns=5), 0, True),
        (Entity(None), profile(nouns=1), 1, True),
        (Entity(None), profile(nouns=2, pronouns=20), 0, False),
        (Entity(None), profile(nouns=3, pronouns=5), 0, True),
        (Entity(None), profile(pronouns=7), 1, False),
        (Entity(None), profile(pronouns=8), 1, True),
        (Entity(None, narrator=True), profile(pronouns=1), 0, True),
        (Entity(None, several=True), profile(nouns=9), 2, False),
        (Entity(None, several=True), profile(forms=1), 0, False),
        (Entity(None, several=True), profile(forms=1), 1, True),
        (Entity(Person(Counter(Anne=1)), category=SHIP), profile(forms=9), 2, False),
    ],
)
def test_who_is_a_character(entity: Entity, made: Profile, lines: int, character: bool) -> None:
    assert made.is_character(entity, lines) == character


def test_aliases_are_names_or_the_commonest_nouns() -> None:
    made = Profile(forms=Counter({"Anne": 2, "Ann": 2, "Anne Hale": 3}), nouns=["the girl"])
    assert made.aliases() == [("Anne Hale", 3), ("Ann", 2), ("Anne", 2)]
    made = Profile(nouns=["the girl", "a child", "the girl", "the thing", "the heir"])
    assert made.aliases() == [("the girl", 2), ("a child", 1), ("the thing", 1)]


def test_those_of_one_description_are_numbered_by_first_mention() -> None:
    profiles = [Profile(order=order, count=1, nouns=["the boy"]) for order in (5, 2, 9, 7)]
    assert names_of(profiles, [Entity(None)] * 4, [0, 1, 3]) == ["the boy (2)", "the boy", "the boy", "the boy (3)"]
