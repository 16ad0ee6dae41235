"""Mentions as rules find them: names, nouns with their determiners, pronouns; in order, and true to the tokens."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from fabula import reading
from fabula.layers import MENTION_KINDS
from fabula.model.annotator import EntitySpans
from fabula.sources import from_text
from tests.readings import story_of

RULES = ("tokens", "quotations", "sentences", "people")
"""The steps that find the mentions of rules: what the trained encoder adds is tested elsewhere."""
NOTHING = EntitySpans(*np.zeros((5, 0), dtype=np.int32), np.zeros((0, 128), dtype=np.float16))
"""What an encoder gives that finds nothing."""


@cache
def ruled(text: str) -> list[tuple[str, str]]:
    """The rules' mentions: each with its kind."""
    given = {"given quotations": None, "given cast": None, "entities": NOTHING}
    made: dict[str, Any] = {"document": from_text(text), **given}
    for step in reading.STEPS:
        if step.name in RULES:
            made.update(zip(step.makes, step.run(made), strict=True))
    words = made["words"]
    return [
        (text[words.start[mention.first] : words.end[mention.end - 1]], MENTION_KINDS[mention.kind])
        for mention in made["cast"].mentions
    ]


def mentions(text: str, kind: str) -> list[str]:
    return [form for form, its in ruled(text) if its == kind]


TALE = (
    "Anne Hale met the old man at the gate. He gave her his lamp. “Take it,” he said. “I have another, and my brother "
    "has two.” She thanked him. Captain Rook’s wife watched them; a tall girl in grey stood beside her."
)


def test_names() -> None:
    assert [name for name in mentions(TALE, "PROP") if "Rook" not in name] == ["Anne Hale"]
    assert "Captain Rook" in mentions(TALE, "PROP")


def test_nouns_with_their_determiners() -> None:
    assert {"the old man", "my brother", "a tall girl"} <= set(mentions(TALE, "NOM"))


@pytest.mark.parametrize("pronoun", ["He", "her", "his", "he", "I", "my", "She", "him", "them"])
def test_personal_pronouns(pronoun: str) -> None:
    assert pronoun in mentions(TALE, "PRON")


def test_it_is_nobody() -> None:
    assert "it" not in mentions(TALE, "PRON")


@pytest.mark.parametrize(
    "text", ["The lamp stood on the table, and the wind moved the door.", "It rained. There was nothing to be seen."]
)
def test_things_are_not_mentioned_as_people(text: str) -> None:
    assert ruled(text) == []


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("He muttered to the taller man, who sat down.", "the taller man"),
        ("She looked at her elder sister and laughed.", "her elder sister"),
        ("He called the young doctor a fool.", "the young doctor"),
        ("The harbourmaster came out of his hut.", "The harbourmaster"),
        ("He knew that girl.", "that girl"),
        ("An old woman came by.", "An old woman"),
    ],
)
def test_nouns_for_one_person(text: str, noun: str) -> None:
    assert noun in mentions(text, "NOM")


def test_mentions_are_sorted_and_fit_the_tokens() -> None:
    layers = story_of(TALE).layers
    table, tokens = layers["mentions"], layers["tokens"]
    spans = list(zip(table["start"].tolist(), table["end"].tolist(), strict=True))
    assert spans == sorted(spans)
    assert (tokens["start"][table["first_token"]] == table["start"]).all()
    assert (tokens["end"][table["end_token"] - 1] == table["end"]).all()


def test_mentions_know_the_quotation_they_stand_in() -> None:
    story = story_of(TALE)
    table, quotes = story.layers["mentions"], story.layers["quotes"]
    for row in range(table.rows):
        quote = int(table["quote"][row])
        inside = [
            q
            for q in range(quotes.rows)
            if quotes["start"][q] <= table["start"][row] and table["end"][row] <= quotes["end"][q]
        ]
        assert inside == ([quote] if quote >= 0 else [])


def test_a_name_across_a_hard_wrap_is_shown_with_one_space() -> None:
    text = "That night Anne\nHale rowed out. “Wait,”\nsaid Anne Hale."
    found = [mention for mention in story_of(text).mentions if mention.kind == "PROP"]
    assert [mention.text for mention in found] == ["Anne Hale", "Anne Hale"]
    assert text[found[0].start : found[0].end] == "Anne\nHale"
