"""Views of words: what a token tells, events, supersenses."""

from __future__ import annotations

import pytest

from fabula.story import Story, Supersense, Token
from tests.stories import ferry, story


def parsed() -> Story:
    """`She saw him.` as a treebank has it, and a second sentence."""
    tale = story("She saw him.\n\nHush!", events=["saw"], supersenses=[("saw", "verb.perception")])
    tokens = tale.layers["tokens"].with_columns(
        lemma=["she", "see", "he", ".", "hush", "!"],
        upos=["PRON", "VERB", "PRON", "PUNCT", "INTJ", "PUNCT"],
        xpos=["PRP", "VBD", "PRP", ".", "UH", "."],
        features=["Case=Nom|Gender=Fem|Number=Sing", "Mood=Ind", "Case=Acc", "", "", ""],
        head=[1, -1, 1, 1, -1, 4],
        relation=["nsubj", "root", "obj", "punct", "root", "punct"],
    )
    return Story(tale.document, {**tale.layers, "tokens": tokens}, version="1", model="m")


def test_what_a_token_tells() -> None:
    she, saw, him, stop, *_ = parsed().tokens
    assert [token.lemma for token in (she, saw, him)] == ["she", "see", "he"]
    assert (saw.text, saw.pos, saw.tag, saw.relation) == ("saw", "VERB", "VBD", "root")
    assert she.features == {"Case": "Nom", "Gender": "Fem", "Number": "Sing"}
    assert stop.features == {}
    assert (saw.event, saw.event_confidence, she.event, she.event_confidence) == (True, 0.75, False, 0.25)
    assert saw.sentence.text == "She saw him."


def test_heads() -> None:
    tokens = parsed().tokens
    assert [token.head for token in tokens] == [tokens[1], None, tokens[1], tokens[1], None, tokens[4]]


def test_events_and_supersenses() -> None:
    tale = parsed()
    assert list(tale.events) == [tale.tokens[1]]
    (seen,) = tale.supersenses
    assert (seen.text, seen.category, seen.confidence) == ("saw", "verb.perception", 0.75)
    assert [(event.text, event.index) for event in ferry().events[1:]] == [("laughed", 31)]


def test_nothing_annotated() -> None:
    tale = story("One word.")
    assert (len(tale.events), len(tale.supersenses)) == (0, 0)
    with pytest.raises(IndexError):
        tale.supersenses[0]


def test_views_of_one_row_are_equal() -> None:
    tale = parsed()
    assert tale.supersenses[0] == Supersense(tale, 0)
    assert tale.supersenses[0] != Token(tale, 0)
    assert repr(tale.supersenses[0]) == "<Supersense [4, 7) 'saw'>"
