"""Who is addressed, on talk between Anne (0), Bea (1) and Carl (2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fabula.layers import ADDRESSEE_CUES, QUOTE_KINDS
from fabula.speech.addressees import hearers_of, likely_hearers
from tests.readings import story_of
from tests.speech.scenes import said_by, scene_of

PEOPLE = ("Anne", "Bea", "Carl")
Heard = list[list[tuple[int, str]]]


def heard(text: str, *speakers: int, called: dict[int, set[int]] | None = None, narrator: int = -1) -> Heard:
    scene, paragraphs = scene_of(text, PEOPLE)
    vocatives = [(called or {}).get(row, set()) for row in range(len(speakers))]
    scene = replace(scene, narrator=narrator)
    found = hearers_of(scene, said_by(*speakers), vocatives, paragraphs, [0] * len(speakers))
    return [[(one.entity, ADDRESSEE_CUES[one.cue]) for one in those] for those in found]


def test_two_who_talk_address_each_other() -> None:
    assert heard("“One.”\n\n“Two.”\n\n“Three.”", 0, 1, 0) == [[(1, "following")], [(0, "turn")], [(1, "turn")]]


def test_in_a_talk_of_three_both_others_hear_and_who_is_called_comes_first() -> None:
    text = "“One.”\n\n“Two, Carl.”\n\n“Three.”\n\n“Four.”"
    found = heard(text, 0, 1, 2, 0, called={1: {2}})
    assert found[1] == [(2, "vocative"), (0, "turn")]
    assert {who for who, _ in found[2]} == {0, 1}


def test_segments_of_one_utterance_share_their_addressees() -> None:
    found = heard("“One,” she said, “Carl. Two.”\n\n“Three.”", 0, 0, 1, called={1: {2}})
    assert found[0] == found[1]
    assert found[0][0] == (2, "vocative")


def test_no_one_hears_who_is_alone_and_someone_far_off_does_not() -> None:
    alone = "“One.”\n\n" + "It rained.\n\n" * 60
    assert heard(alone + "“Two.”", 0, 1) == [[], []]
    assert heard("“One.”", 0) == [[]]


def test_the_narrator_hears_what_they_tell() -> None:
    text = "Bea was there.\n\n" + "It rained.\n\n" * 8 + "“One.”\n\n“Two.”\n\n“Three.”\n\n“Four.”"
    assert (1, "near") not in heard(text, 0, 2, 0, 2)[2]
    assert (1, "near") in heard(text, 0, 2, 0, 2, narrator=1)[2]


def test_thought_and_writing_are_heard_by_no_one() -> None:
    scene, paragraphs = scene_of("“One.”\n\n“Two.”\n\n“Three.”", PEOPLE)
    kinds = [QUOTE_KINDS.index(kind) for kind in ("speech", "thought", "writing")]
    found = hearers_of(scene, said_by(0, 1, 0), [set()] * 3, paragraphs, kinds)
    assert [len(those) for those in found] == [1, 0, 0]


def test_likeliest_first_and_probable_enough() -> None:
    scene, paragraphs = scene_of("“One.”\n\n“Two.”\n\n“Three.”\n\n“Four.”", PEOPLE)
    for those in hearers_of(scene, said_by(0, 1, 2, 0), [set(), {2}, set(), set()], paragraphs, [0] * 4):
        sure = [one.probability for one in those]
        assert sure == sorted(sure, reverse=True)
        assert all(0.5 <= one <= 1 for one in sure)


def test_an_unknown_speaker_is_no_addressee() -> None:
    assert heard("“One.”\n\n“Two.”\n\n“Three.”", 0, -1, 0) == [[], [(0, "turn")], []]


def test_in_a_story() -> None:
    story = story_of(
        "Anne Rook and Tom Hale sat by the fire.\n\n“Are you cold, Tom?” asked Anne.\n\n“Not very,” said Tom.\n\n"
        "“I am,” said Anne."
    )
    assert [[person.name for person in quote.addressees] for quote in story.quotes] == [
        ["Tom Hale"],
        ["Anne Rook"],
        ["Tom Hale"],
    ]


@pytest.mark.parametrize(("speakers", "likely"), [([0, 1, 0], [1, 0, 1]), ([0, 0, 1], [1, 1, 0])])
def test_one_likely_hearer_for_the_first_rounds(speakers: list[int], likely: list[int]) -> None:
    scene, _ = scene_of("“One.”\n\n“Two.”\n\n“Three.”", PEOPLE)
    assert likely_hearers(scene.turns, speakers, [set()] * 3) == likely
