"""Turns: which quotations follow one another in one conversation."""

from __future__ import annotations

import pytest

from fabula.sources import from_text
from fabula.speech.turns import Turns, turns_of
from fabula.text.quotations import quotations
from fabula.text.tokens import tokenize
from tests.readings import speakers


def turns(text: str) -> Turns:
    document = from_text(text)
    words = tokenize(document)
    return turns_of(quotations(document, words), words, document.paragraphs)


def test_paragraphs_of_talk_are_one_conversation() -> None:
    found = turns("“Row,” said Anne.\n\n“Where to?”\n\n“Home.”")
    assert found.conversation == [0, 0, 0]
    assert found.before == [-1, 0, 1]
    assert found.same_paragraph == [False, False, False]


def test_quotations_of_one_paragraph_are_one_turn() -> None:
    found = turns("“Row,” said Anne, “before it rains.”\n\n“Where to?”")
    assert found.same_paragraph == [False, True, False]
    assert found.before == [-1, -1, 1]


def test_a_scene_break_ends_a_conversation() -> None:
    found = turns("“Row,” said Anne.\n\n* * *\n\n“Where to?” asked Tom.")
    assert found.conversation == [0, 1]
    assert found.before == [-1, -1]


def test_a_chapter_ends_a_conversation() -> None:
    found = turns("CHAPTER I\n\n“Row,” said Anne.\n\nCHAPTER II\n\n“Where to?” asked Tom.")
    assert found.conversation == [0, 1]


def test_a_little_narration_does_not_end_it_and_much_does() -> None:
    assert turns("“Row,” said Anne.\n\nHe rowed.\n\n“Where to?”").conversation == [0, 0]
    much = "\n\n".join(["The rain came down."] * 12)
    assert turns(f"“Row,” said Anne.\n\n{much}\n\n“Where to?”").conversation == [0, 1]


def test_no_quotations_no_turns() -> None:
    assert turns("The rain came down.").conversation == []


def test_six_untagged_lines_go_back_and_forth() -> None:
    text = (
        "Anne Hale and Tom Rook sat in the boat.\n\n“Row,” said Anne.\n\n“Where to?” asked Tom.\n\n“Home.”\n\n"
        "“That is far.”\n\n“It is nearer than the sea.”\n\n“The tide is against us.”\n\n“Then pull harder.”\n\n"
        "“I can pull no harder than this.”"
    )
    assert speakers(text) == ["Anne Hale", "Tom Rook"] * 4


@pytest.mark.xfail(strict=True, reason="three turns behind the only tag the scorer prefers who was named in it")
def test_a_tag_in_the_middle_puts_the_turns_right() -> None:
    text = (
        "Anne Hale and Tom Rook sat in the boat.\n\n“Row.”\n\n“Where to?”\n\n“Home,” said Anne.\n\n“That is far.”\n\n"
        "“It is nearer than the sea.”\n\n“The tide is against us.”"
    )
    assert speakers(text) == ["Anne Hale", "Tom Rook"] * 3


@pytest.mark.xfail(strict=True, reason="someone present who has not spoken yet takes the turn of the one before last")
def test_a_third_speaker_breaks_in_and_the_turns_go_on() -> None:
    text = (
        "Anne Hale, Tom Rook and Will Pym sat in the boat.\n\n“Row,” said Anne.\n\n“Where to?” asked Tom.\n\n"
        "“Home.”\n\n“That is far.”\n\n“Hush!” said Will.\n\n“What is it?” asked Anne.\n\n"
        "“A sail,” said Will.\n\n“Where?”"
    )
    found = speakers(text)
    assert found[:4] == ["Anne Hale", "Tom Rook"] * 2
    assert found[4:7] == ["Will Pym", "Anne Hale", "Will Pym"]
