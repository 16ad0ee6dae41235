"""Words that tell people apart: each says one side of a contrast, and the other side is another's."""

from __future__ import annotations

import pytest

from fabula.people.contrasts import opposites, ranks, sides


@pytest.mark.parametrize(("one", "other"), [("tall", "short"), ("old", "young"), ("stout", "thin"), ("dark", "fair")])
def test_opposites_contradict_each_other(one: str, other: str) -> None:
    assert {every for side in sides([one]) for every in opposites(side)} == sides([other])


def test_words_of_one_side_agree_and_of_other_contrasts_say_nothing_of_each_other() -> None:
    assert sides(["tall"]) == sides(["the", "taller", "man"]) == sides(["big", "tallest"])
    assert not sides(["tall"]) & sides(["old"])
    assert sides(["tall", "old"]) == sides(["tall"]) | sides(["old"])


def test_most_words_say_nothing() -> None:
    assert sides([]) == sides("the doctor of the ship".split()) == frozenset()


def test_every_rank_contradicts_every_other() -> None:
    (own,) = sides(["corporal"])
    against = opposites(own)
    assert own not in against
    assert {one for word in ("lieutenant", "captain", "sergeant") for one in sides([word])} <= {*against}


def test_a_name_tells_a_rank_and_nothing_else() -> None:
    assert ranks(["corporal", "young"]) == sides(["cpl"])
    assert ranks(["young", "tom"]) == frozenset()
