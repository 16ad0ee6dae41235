"""Who says what, all clues together: paragraphs, narrators, and quotations that nothing attributes."""

from __future__ import annotations

import pytest

from fabula.layers import QUOTE_CUES
from tests.readings import speakers, spoken_by, story_of

PAIR = "Anne Hale and Tom Rook sat in the boat. Anne looked at Tom, and Tom at Anne.\n\n"


def test_one_paragraph_has_one_speaker() -> None:
    text = PAIR + "“Row,” said Anne. “It will rain.” She looked up. “It rains.”"
    assert speakers(text) == ["Anne Hale"] * 3


def test_two_tagged_speakers_in_one_paragraph() -> None:
    text = PAIR + "“Row,” said Anne. “Where to?” asked Tom. “Home,” said Anne."
    assert speakers(text) == ["Anne Hale", "Tom Rook", "Anne Hale"]


def test_and_joins_two_tags() -> None:
    assert speakers(PAIR + "Anne said “Row,” and Tom said “Where to?”") == ["Anne Hale", "Tom Rook"]


def test_a_whole_conversation_in_one_paragraph() -> None:
    text = (
        "Anne Hale and Tom Rook sat in the boat. “Row,” said Anne. “Where to?” Tom asked. “Home,” she said. He "
        "laughed. “That is far,” he said. “Row, Tom,” said Anne. “I am rowing, Anne,” he said. Anne Hale "
        "looked at the sky. “It will rain,” she said. Tom pulled at the oars. “Then we shall be wet,” he said."
    )
    assert speakers(text) == ["Anne Hale", "Tom Rook"] * 4


def test_a_continued_speech_has_one_speaker() -> None:
    text = PAIR + "“We set out at dawn,” said Tom. “It was wet.\n\n“By noon we had lost it.\n\n“That is all.”"
    assert speakers(text) == ["Tom Rook"] * 4
    assert len({quote.utterance for quote in story_of(text).quotes}) == 1


def test_segments_of_one_interrupted_speech_have_one_speaker_and_one_number() -> None:
    text = PAIR + "“I would,” said Tom, “if I could.”\n\n“You can,” said Anne."
    one, other, answer = story_of(text).quotes
    assert one.utterance == other.utterance != answer.utterance
    assert speakers(text) == ["Tom Rook", "Tom Rook", "Anne Hale"]


@pytest.mark.parametrize("text", ["“Row!”", "“Row!”\n\n“Where to?”\n\n“Home.”", "The rain came down. “Row!”"])
def test_nobody_speaks_where_nobody_is_known(text: str) -> None:
    for quote in story_of(text).quotes:
        assert quote.speaker is None
        assert quote.confidence == 0.0
        assert quote.cue == "none"
        assert quote.mention is None


def test_a_guess_is_known_to_be_one() -> None:
    crowd = "Anne Hale, Tom Rook, Will Pym, Ruth Ash and Giles Marsh stood on the quay.\n\n"
    guess = story_of(crowd + "“Look!”").quotes[0]
    tagged = story_of(crowd + "“Look!” cried Ruth.").quotes[0]
    assert guess.speaker is None or guess.confidence < 0.6
    assert tagged.speaker is not None
    assert tagged.confidence > 0.9


def test_cues_are_of_the_vocabulary() -> None:
    text = PAIR + "“Row,” said Anne.\n\n“Where to?”\n\n“Home, Tom.”\n\n“Yes.” He rowed."
    assert {quote.cue for quote in story_of(text).quotes} <= set(QUOTE_CUES) - {"none"}


NARRATED = (
    "I came down to the quay at dawn. I had slept badly, and my boots were wet. Anne Hale was there before me.\n\n"
    "“You are late,” said Anne.\n\n“I know,” I said. I sat down beside her, and I looked at the water.\n\n"
    "“We must go.”\n\n“I am ready,” I answered.\n\nI do not remember the crossing. I remember that I was cold.\n\n"
    "“Philip,” she said, “look there.”\n\n“I see it,” I said.\n\n“Philip! Row!”\n\nI rowed. “I am rowing,” said I.\n\n"
    "“Philip, the rope!” she said.\n\n“I have it,” I said.\n\n"
)


def test_the_narrator_speaks_as_i() -> None:
    story = story_of(NARRATED)
    narrator = next(character for character in story.characters if character.is_narrator)
    said = [quote.text for quote in narrator.quotes]
    assert said == ["“I know,”", "“I am ready,”", "“I see it,”", "“I am rowing,”", "“I have it,”"]


def test_others_speak_to_the_narrator() -> None:
    said = [words for words, who in spoken_by(NARRATED) if who == "Anne Hale"]
    assert said == ["You are late,", "We must go.", "Philip,", "look there.", "Philip! Row!", "Philip, the rope!"]


def test_the_narrator_bears_the_name_that_others_call() -> None:
    narrator = next(character for character in story_of(NARRATED).characters if character.is_narrator)
    assert narrator.name == "Philip"


@pytest.mark.parametrize("marks", ["“”", "‘’", '""', "''", "«»"])
def test_the_marks_do_not_change_who_speaks(marks: str) -> None:
    text = PAIR + "{o}Row,{c} said Anne.\n\n{o}Where to?{c}\n\n{o}Home,{c} she said, {o}before it rains.{c}"
    assert speakers(text.format(o=marks[0], c=marks[1])) == ["Anne Hale", "Tom Rook", "Anne Hale", "Anne Hale"]


def test_dashes_do_not_change_who_speaks() -> None:
    text = PAIR + "—Row, said Anne.\n\n—Where to?\n\n—Home, she said, before it rains."
    assert speakers(text) == ["Anne Hale", "Tom Rook", "Anne Hale", "Anne Hale"]
