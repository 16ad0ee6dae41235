"""How near people are to a turn, on talk between Anne (0), Bea (1) and Carl (2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fabula.speech.attribution import Verdict
from fabula.speech.presence import FAR, OUT, Near, nearness, spoken_of, turns_taken
from tests.speech.scenes import said_by, scene_of

PEOPLE = ("Anne", "Bea", "Carl")
TALK = (
    "“One.”\n\n“Two.”\n\n“Three,” and then, “four.”\n\nCarl came in.\n\n“Five.”\n\nIt rained.\n\n"
    "It went on raining.\n\n“Six.”"
)


def near(text: str, *speakers: int, called: dict[int, set[int]] | None = None) -> list[dict[int, Near]]:
    scene, paragraphs = scene_of(text, PEOPLE)
    verdicts = said_by(*speakers)
    turns = turns_taken(scene, verdicts, paragraphs)
    return nearness(scene, verdicts, [(called or {}).get(row, set()) for row in range(len(verdicts))], turns)


def test_a_turn_is_what_one_person_says_and_narration_puts_turns_apart() -> None:
    scene, paragraphs = scene_of(TALK, PEOPLE)
    turns = turns_taken(scene, said_by(0, 1, 0, 0, 2, 1), paragraphs)
    assert [(turn.low, turn.high) for turn in turns] == [(0, 1), (1, 2), (2, 4), (4, 5), (5, 6)]
    # One paragraph of narration before the fourth turn, two before the fifth.
    assert [turn.place for turn in turns] == [0, 1, 2, 4, 7]


def test_a_break_puts_turns_far_apart() -> None:
    scene, paragraphs = scene_of("“One.”\n\n* * *\n\n“Two.”", PEOPLE)
    first, second = turns_taken(scene, said_by(0, 1), paragraphs)
    assert second.place - first.place > 20


def test_turns_since_and_until() -> None:
    third = near(TALK, 0, 1, 0, 0, 2, 1)[2]
    assert (third[1].since, third[1].until) == (1, 5)
    assert (third[0].since, third[0].until) == (2, FAR)
    assert (third[2].since, third[2].until) == (FAR, 2)


def test_who_is_called_by_name_takes_part() -> None:
    first = near(TALK, 0, 1, 0, 0, 1, 0, called={1: {2}})[0]
    assert (first[2].since, first[2].until) == (FAR, 1)


def test_a_doubtful_speaker_is_farther_off() -> None:
    scene, paragraphs = scene_of(TALK, PEOPLE)
    verdicts = [*said_by(0), Verdict(1, 0.3), *said_by(0, 0, 2, 1)]
    turns = turns_taken(scene, verdicts, paragraphs)
    found = nearness(scene, verdicts, [set()] * 6, turns)
    assert 2 < found[0][1].until < 6


def test_paragraphs_since_and_until_the_narration_tells_of_someone() -> None:
    found = near(TALK, 0, 1, 0, 0, 1, 0)
    assert (found[0][2].told, found[0][2].tells) == (OUT, 3)
    assert (found[2][2].told, found[2][2].tells) == (OUT, 1)
    assert (found[3][2].told, found[3][2].tells) == (1, OUT)


def test_a_third_is_apart_from_an_exchange_of_two() -> None:
    text = "\n\n".join(f"“Line {row}.”" for row in range(7))
    found = near(text, 2, 0, 1, 0, 1, 0, 2)
    assert [one[2].apart for one in found[1:-1]] == [5] * 5
    assert found[3][1].apart == 1
    assert found[3][2].features()[4] == pytest.approx(2.32, abs=0.01)


def test_spoken_of_is_named_and_not_addressed() -> None:
    scene, _ = scene_of("“Bea is late, Carl.”", PEOPLE)
    assert spoken_of(scene.mentions, scene.referents, [{2}]) == [{1}]
    you = [replace(mention, person=2) for mention in scene.mentions]
    assert spoken_of(you, scene.referents, [{2}]) == [set()]
