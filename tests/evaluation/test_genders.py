"""Gender of characters, worked by hand."""

from __future__ import annotations

from evaluation import genders
from evaluation.genders import Genders
from tests.stories import ferry

PEOPLE = [("Anne", "F"), ("Tom", "M"), ("Rook", "M"), ("Lucy", "F"), ("Jack", "M"), ("The Crowd", "X"), ("_group", "F")]


def test_by_hand() -> None:
    # Anne is she: right. Tom is she: wrong. Rook is not decided. Lucy is they: decided, wrong. Jack is not mapped.
    # The crowd is neither M nor F, and `_group` is no character.
    mapped = {0: 2, 1: 0, 2: 1, 3: 4, 5: 3, 6: 5}
    found = genders.score(PEOPLE, mapped, ["she", "unknown", "she", "he", "they", "she"])
    assert found == Genders(listed=5, mapped=4, decided=3, right=1)
    assert (found.accuracy, found.decided_share) == (1 / 3, 3 / 4)


def test_texts_add_up_and_nothing_is_nothing() -> None:
    assert Genders(5, 4, 3, 1) + Genders(1, 1, 1, 1) == Genders(6, 5, 4, 2)
    assert (Genders(2, 2, 0, 0).accuracy, Genders(2, 0, 0, 0).decided_share) == (0.0, 0.0)


def test_of_a_story() -> None:
    assert genders.of_story(ferry()) == ["she", "he"]
