"""Views of talk: addressees, utterances, conversations and who takes part in them."""

from __future__ import annotations

from fabula.story import Story
from tests.readings import story_of
from tests.stories import ferry, story


def quay() -> Story:
    """Three people on a quay: an interrupted utterance, one said to two, one to nobody known."""
    return story(
        "“Row,” said Anne, “before it rains.”\n\nTom and Wick rowed.\n\n“Yes,” said Tom.\n\n* * *\n\n“Rain!”",
        characters=[("Anne", "she", 0.9, False), ("Tom", "he", 0.8, False), ("Wick", "he", 0.8, False)],
        quotes=[("“Row,”", 0, -1), ("“before it rains.”", 0, -1), ("“Yes,”", 1, -1), ("“Rain!”", -1, -1)],
        utterances=[0, 0, 1, 2],
        addressees=[(0, 1, "tag", 0.75), (1, 2, "turn", 0.5), (1, 1, "turn", 0.25), (2, 0, "vocative", 0.875)],
        conversations=[(0, 3), (3, 4)],
    )


def test_whom_a_quotation_is_said_to() -> None:
    tale = quay()
    anne, tom, wick = tale.characters
    assert [quote.addressees for quote in tale.quotes] == [[tom], [wick, tom], [anne], []]
    (heard,) = tale.quotes[2].hearers
    assert (heard.quote, heard.character, heard.cue, heard.confidence) == (tale.quotes[2], anne, "vocative", 0.875)
    assert [round(hearer.confidence, 2) for hearer in tale.quotes[1].hearers] == [0.5, 0.25]
    assert repr(heard) == "<Addressee 'Anne' of quotation 2: vocative, 0.88>"


def test_an_interrupted_utterance_is_one() -> None:
    tale = quay()
    anne, tom, wick = tale.characters
    first, second, third = tale.utterances
    assert (first.text, first.speaker, len(first.quotes)) == ("“Row,” “before it rains.”", anne, 2)
    assert tale.text[first.start : first.end] == "“Row,” said Anne, “before it rains.”"
    assert first.addressees == [tom, wick]
    assert (second.speaker, second.conversation) == (tom, tale.conversations[0])
    assert (third.speaker, third.addressees, third.quotes[0].utterance) == (None, [], third.index)
    assert repr(third) == "<Utterance 2: '“Rain!”'>"


def test_conversations() -> None:
    tale = quay()
    anne, tom, wick = tale.characters
    talk, rain = tale.conversations
    assert list(talk.quotes) == list(tale.quotes[:3])
    assert talk.participants == [anne, tom, wick]
    assert talk.text == "“Row,” said Anne, “before it rains.”\n\nTom and Wick rowed.\n\n“Yes,”"
    assert (list(rain.quotes), rain.participants) == ([tale.quotes[3]], [])
    assert [quote.conversation for quote in tale.quotes] == [talk, talk, talk, rain]


def test_a_quotation_of_no_conversation() -> None:
    tale = story("“Rain!”", quotes=[("“Rain!”", -1, -1)])
    assert tale.quotes[0].conversation is None
    assert tale.utterances[0].conversation is None
    assert len(tale.conversations) == 0


def test_a_story_without_talk() -> None:
    tale = story("Rain.")
    assert (len(tale.utterances), len(tale.conversations), len(tale.quotes)) == (0, 0, 0)


def test_every_quotation_is_in_one_utterance_and_one_conversation() -> None:
    text = (
        "Anne met Tom. “Row,” said Anne, “before it rains.”\n\n“Where to?” asked Tom.\n\n* * *\n\nIt rained.\n\n"
        "“Home!” cried Tom."
    )
    for tale in (story_of(text), ferry()):
        for whole in (tale.utterances, tale.conversations):
            assert [quote for part in whole for quote in part.quotes] == list(tale.quotes)
    tale = story_of(text)
    assert tale.utterances[0].text == "“Row,” “before it rains.”"
    assert len(tale.conversations) == 2
