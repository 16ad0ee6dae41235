"""Tiny stories built by hand, for tests that need a Story and no reading."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from fabula.document import Document, Metadata
from fabula.layers import (
    ADDRESSEES,
    ALIASES,
    CHAPTERS,
    CHARACTERS,
    CONVERSATIONS,
    EMPHASIS,
    ENTITIES,
    HIDDEN,
    MEMBERS,
    MENTIONS,
    ORIGINS,
    PARAGRAPHS,
    PARTICIPANTS,
    QUOTES,
    SENTENCES,
    SUPERSENSE_SPANS,
    TOKENS,
    Table,
)
from fabula.story import Story

PRONOUNS = ("he/him", "she/her", "they/them", "it/its")
_TOKEN = re.compile(r"\w+|[^\w\s]")


def document(text: str, *, hidden: Sequence[tuple[int, int, str]] = (), **metadata: Any) -> Document:
    """A Document whose paragraphs are the blocks between blank lines; `hidden` are (start, end, kind)."""
    blocks = [(m.start(), m.end()) for m in re.finditer(r"\S(?:.|\n(?!\n))*", text)]
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    given: dict[str, Any] = {"title": "A Tiny Story", "source_name": "tiny.txt", "format": "text"} | metadata
    return Document(
        text,
        Metadata(sha256=sha256, encoding="utf-8", **given),
        Table.of_rows(PARAGRAPHS, [(start, end, "prose", 0, False, False, "", "") for start, end in blocks]),
        Table.of_rows(HIDDEN, list(hidden)),
        Table.empty(EMPHASIS),
        Table.empty(ORIGINS),
    )


def story(
    doc: Document | str,
    *,
    characters: Sequence[tuple[str, str, float, bool]] = (),
    mentions: Sequence[tuple[str, int, str, int, int]] = (),
    quotes: Sequence[tuple[str, int, int]] = (),
    chapters: Sequence[tuple[str, int]] = (),
    events: Sequence[str] = (),
    supersenses: Sequence[tuple[str, str]] = (),
    members: Sequence[tuple[int, int]] = (),
    addressees: Sequence[tuple[int, int, str, float]] = (),
    conversations: Sequence[tuple[int, int]] = (),
    kinds: Sequence[str] = (),
    utterances: Sequence[int] = (),
    warnings: Sequence[str] = (),
) -> Story:
    """A Story over `doc`, one sentence per paragraph, whose tokens all depend on its first.

    characters: (name, gender, its confidence, narrator). mentions: (words, occurrence from 0, kind, entity, character),
    in order; mentions with one number, whatever it is, are one entity, called by its first mention, and a character's
    entity is that of its first; -1 is none. quotes: (words, speaker, mention), each the first occurrence of its words
    after the quotation before; chapters: (title, start); events: the words of tokens; supersenses: (words, category),
    each the first occurrence of its words after the one before; members: the numbers of a group's entity and of one
    of it; addressees: rows of that layer; conversations: half-open ranges of quotations; kinds, utterances: of each
    quotation, where not all are speech or each is an utterance of its own.
    """
    if isinstance(doc, str):
        doc = document(doc)
    text = doc.text
    tokens, sentences = _tokens(doc, events)
    starts = [row[0] for row in tokens]

    def token_range(start: int, end: int) -> tuple[int, int]:
        return int(np.searchsorted(starts, start)), int(np.searchsorted(starts, end))

    entity_row: dict[int, int] = {-1: -1}
    for *_, number, _ in mentions:
        entity_row.setdefault(number, len(entity_row) - 1)
    quote_rows, at = [], 0
    for number, (words, speaker, mention) in enumerate(quotes):
        at = text.index(words, at)
        span = (at, at + len(words))
        cue = "none" if speaker < 0 else "tag" if mention >= 0 else "turn"
        talk = next((row for row, (first, end) in enumerate(conversations) if first <= number < end), -1)
        what = "double", kinds[number] if kinds else "speech", utterances[number] if utterances else number, talk
        quote_rows.append((*span, *token_range(*span), *what, speaker, mention, cue, 0.5 if speaker >= 0 else 0))
        at = span[1]
    sense_rows, at = [], 0
    for words, category in supersenses:
        at = text.index(words, at)
        span = (at, at + len(words))
        sense_rows.append((*span, *token_range(*span), category, 0.75))
        at = span[1]
    mention_rows = []
    for words, occurrence, kind, entity, character in mentions:
        found = [m.span() for m in re.finditer(rf"\b{re.escape(words)}\b", text)][occurrence]
        inside = [row for row, quote in enumerate(quote_rows) if quote[0] <= found[0] < quote[1]]
        quote = inside[0] if inside else -1
        mention_rows.append((*found, *token_range(*found), kind, "PER", entity_row[entity], character, quote, 0.9))
    aliases: dict[tuple[int, str], int] = {}
    for words, _, kind, _, character in mentions:
        if kind == "PROP" and character >= 0:
            aliases[character, words] = aliases.get((character, words), 0) + 1
    alias_rows = sorted(((owner, name, count) for (owner, name), count in aliases.items()), key=lambda r: (r[0], -r[2]))
    ends = [start for _, start in chapters[1:]] + [len(text)]
    chapter_rows = [
        (start, end, title, 2, min(end, start + len(title)))
        for (title, start), end in zip(chapters, ends if chapters else [], strict=True)
    ]
    entity_rows = []
    for number, row in entity_row.items():
        own = [each for each in mention_rows if each[6] == row]
        if row >= 0:
            called = next(words for words, _, _, entity, _ in mentions if entity == number)
            several = any(group == number for group, _ in members)
            entity_rows.append((called, "PER", several, own[0][7], len(own), own[0][0], own[-1][1]))
    character_rows = []
    for who, (name, gender, sure, narrator) in enumerate(characters):
        own = [each for each in mention_rows if each[7] == who] or [(-1,) * 10]
        count = sum(each[7] == who for each in mention_rows)
        pronouns = next((pair for pair in PRONOUNS if pair.startswith(gender + "/")), "")
        reach = own[0][0], own[-1][1]
        row = (name, own[0][6], pronouns, gender, sure, narrator, count, count / (len(mentions) or 1), *reach, 0.75)
        character_rows.append(row)
    member_rows = [(entity_row[group], entity_row[one]) for group, one in members]
    talk_rows = [(quote_rows[low][0], quote_rows[high - 1][1], low, high) for low, high in conversations]
    part_rows = []
    for talk, (low, high) in enumerate(conversations):
        for who in range(len(characters)):
            said = sum(row[8] == who for row in quote_rows[low:high])
            heard = sum(low <= quote < high and hearer == who for quote, hearer, *_ in addressees)
            if said or heard:
                part_rows.append((talk, who, said, heard))
    layers = {
        "chapters": Table.of_rows(CHAPTERS, chapter_rows),
        "sentences": Table.of_rows(SENTENCES, sentences),
        "tokens": Table.of_rows(TOKENS, tokens),
        "supersenses": Table.of_rows(SUPERSENSE_SPANS, sense_rows),
        "characters": Table.of_rows(CHARACTERS, character_rows),
        "aliases": Table.of_rows(ALIASES, alias_rows),
        "entities": Table.of_rows(ENTITIES, entity_rows),
        "members": Table.of_rows(MEMBERS, member_rows),
        "mentions": Table.of_rows(MENTIONS, mention_rows),
        "quotes": Table.of_rows(QUOTES, quote_rows),
        "addressees": Table.of_rows(ADDRESSEES, list(addressees)),
        "conversations": Table.of_rows(CONVERSATIONS, talk_rows),
        "participants": Table.of_rows(PARTICIPANTS, part_rows),
    }
    return Story(doc, layers, version="0.1.0", model="rules-1", warnings=warnings)


def _tokens(doc: Document, events: Sequence[str]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    tokens: list[tuple[Any, ...]] = []
    sentences: list[tuple[Any, ...]] = []
    hidden = [*zip(doc.hidden["start"].tolist(), doc.hidden["end"].tolist(), strict=True)]
    for row, (start, end) in enumerate(zip(doc.paragraphs["start"], doc.paragraphs["end"], strict=True)):
        first = len(tokens)
        for m in _TOKEN.finditer(doc.text, int(start), int(end)):
            if not any(low <= m.start() < high for low, high in hidden):
                tags = ("X", "FW", "") if m[0].isalnum() else ("PUNCT", ".", "Typo=Yes")
                depends = (-1, "root") if len(tokens) == first else (first, "dep")
                happened = m[0] in events
                word = (m[0].lower(), *tags, *depends, happened, 0.75 if happened else 0.25)
                tokens.append((m.start(), m.end(), row, len(sentences), *word))
        sentences.append((int(start), int(end), first, len(tokens)))
    return tokens, sentences


def ferry() -> Story:
    """Two people at a ferry: names, a nominal, pronouns, three quotations, one of them of no known speaker."""
    text = (
        "Chapter One\n\n"
        "“Row,” said Anne Hale.\n\n"
        "Tom looked at the tall woman. “I am rowing,” he said.\n\n"
        "“Hush!”\n\n"
        "Anne laughed; she did not row."
    )
    return story(
        document(text, author="M. Quill", language="en", tags=(("rating", "Mature"), ("fandom", "Original Work"))),
        characters=[("Anne Hale", "she", 0.9, False), ("Tom", "he", 0.8, False)],
        mentions=[
            ("Anne Hale", 0, "PROP", 1, 0),
            ("Tom", 0, "PROP", 2, 1),
            ("the tall woman", 0, "NOM", 1, 0),
            ("I", 0, "PRON", 2, 1),
            ("he", 0, "PRON", 2, 1),
            ("Anne", 1, "PROP", 1, 0),
            ("she", 0, "PRON", 1, 0),
        ],
        quotes=[("“Row,”", 0, 0), ("“I am rowing,”", 1, 4), ("“Hush!”", -1, -1)],
        chapters=[("Chapter One", 0)],
        addressees=[(0, 1, "turn", 0.75), (1, 0, "vocative", 0.875)],
        conversations=[(0, 2), (2, 3)],
        events=["looked", "laughed"],
        supersenses=[("tall woman", "noun.person"), ("rowing", "verb.motion")],
        warnings=("a warning",),
    )


def assert_same(one: Story, other: Story) -> None:
    """Fail unless two stories are equal in everything that a file keeps."""
    assert one.text == other.text
    assert one.metadata == other.metadata
    assert one.document.warnings == other.document.warnings
    assert (one.warnings, one.version, one.model) == (other.warnings, other.version, other.model)
    assert one.given_cast == other.given_cast
    for name, table in one.layers.items():
        assert table == other.layers[name], name
        for column, array in table.items():
            assert array.dtype == other.layers[name][column].dtype, (name, column)
