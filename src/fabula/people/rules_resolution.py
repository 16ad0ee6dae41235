"""Who every mention refers to by the rules alone: names by who bears them, the rest by what the rules follow."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from fabula.people.cast import Cast
from fabula.people.entities import Entity
from fabula.people.mention_rows import PERSON, MentionRow
from fabula.people.mentions import GROUP, NAME
from fabula.people.resolution import Resolution
from fabula.text.tokens import Words

_WE = 4
"""Grammatical person of "we"."""


def rules_resolution(
    words: Words, rows: list[MentionRow], referents: Sequence[int], clear: Sequence[float], cast: Cast
) -> Resolution:
    """The resolution of the rules. `referents`, `clear`: per mention of the cast, who is meant (-1) and how surely.

    A name that only the encoder finds is whoever the rules' names with the same words are. Whatever else the rules do
    not follow, or follow without knowing who it is, is an entity of its own.
    """
    bearers = _bearers(words, rows, referents)
    entities = list(cast.entities)
    entity, confidence = [], []
    for row in rows:
        followed = cast.mentions[row.followed] if row.followed >= 0 else None
        number = bearers.get(_form(words, row), -1) if followed is None else referents[row.followed]
        if number < 0:
            number = len(entities)
            several = followed is not None and followed.person in (_WE, GROUP)
            entities.append(Entity(None, category=row.category, several=several))
        entity.append(number)
        confidence.append(row.confidence if followed is None else clear[row.followed])
    return Resolution(rows, entity, confidence, entities)


def _form(words: Words, row: MentionRow) -> tuple[str, ...]:
    """A name's words in lower case; nothing for what is no person's name."""
    if row.kind != NAME or row.category != PERSON:
        return ()
    return tuple(text.lower() for text in words.texts[row.first : row.end])


def _bearers(words: Words, rows: Sequence[MentionRow], referents: Sequence[int]) -> dict[tuple[str, ...], int]:
    """Who bears a name, for names that the rules give to one entity four times of five."""
    seen: dict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    for row in rows:
        if row.followed >= 0 and referents[row.followed] >= 0 and _form(words, row):
            seen[_form(words, row)][referents[row.followed]] += 1
    best = {form: counts.most_common(1)[0] for form, counts in seen.items()}
    return {form: entity for form, (entity, count) in best.items() if 5 * count >= 4 * seen[form].total()}
