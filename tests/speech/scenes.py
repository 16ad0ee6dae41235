"""Scenes made by hand: paragraphs with who says them, for tests of what is weighed around quotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fabula.layers import Table
from fabula.people.entities import Entity
from fabula.people.mentions import NAME, PRONOUN, Mention
from fabula.sources import from_text
from fabula.speech.attribution import Verdict
from fabula.speech.clues import Scene
from fabula.speech.tags import NO_CUE
from fabula.speech.turns import turns_of
from fabula.text.quotations import quotations
from fabula.text.tokens import tokenize


def scene_of(text: str, people: Sequence[str], pronouns: Mapping[str, int] | None = None) -> tuple[Scene, Table]:
    """A scene and its paragraphs: every word that is one of the names, or of the pronouns, is a mention of that one."""
    document = from_text(text)
    words = tokenize(document)
    quotes = quotations(document, words)
    inside = {
        token: row
        for row, (first, end) in enumerate(
            zip(quotes["first_token"].tolist(), quotes["end_token"].tolist(), strict=True)
        )
        for token in range(first, end)
    }
    mentions, referents = [], []
    for at, token in enumerate(words.texts):
        kind = NAME if token in people else PRONOUN if token.lower() in (pronouns or {}) else None
        if kind is not None:
            mentions.append(Mention(at, at + 1, kind, at, 3, "", token.lower(), inside.get(at, -1)))
            referents.append(people.index(token) if kind == NAME else (pronouns or {})[token.lower()])
    turns = turns_of(quotes, words, document.paragraphs)
    lower = [token.lower() for token in words.texts]
    entities = [Entity(None) for _ in people]
    cues = [NO_CUE] * quotes.rows
    clear = [1.0] * len(mentions)
    return Scene(words, lower, mentions, referents, clear, entities, quotes, cues, turns, -1), document.paragraphs


def said_by(*speakers: int) -> list[Verdict]:
    """Verdicts that are sure."""
    return [Verdict(speaker, 1.0) for speaker in speakers]
