"""The people of a text before anyone is heard: their mentions, and the entities that names and nouns refer to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.layers import Table
from fabula.people.entities import Entity, entities_of, link_nominals, tells_in_first_person
from fabula.people.identity import Person, identify
from fabula.people.mentions import Mention, find_mentions
from fabula.people.names import NameSpan, find_names
from fabula.text.tokens import Words


@dataclass(frozen=True, slots=True)
class CastEntry:
    """Someone whom the user says is in the story. gender: `he`, `she`, `they`, `it` or `unknown`."""

    name: str
    aliases: tuple[str, ...] = ()
    gender: str = "unknown"


@dataclass(slots=True)
class Cast:
    """Mentions in order; per mention the entity that its name or noun refers to (-1: none yet); and the entities.

    narrator: the entity of the first-person narrator, or -1. given: how many entities at the front are the user's.
    """

    mentions: list[Mention]
    linked: list[int]
    entities: list[Entity]
    narrator: int
    given: int


def find_cast(
    words: Words,
    lower: list[str],
    paragraphs: Table,
    quote_of: Sequence[int],
    starts_sentence: npt.NDArray[np.bool_],
    given: Sequence[CastEntry] | None = None,
) -> Cast:
    """Find the people of a text; with `given`, exactly those people's names and no others."""
    if given is None:
        names = find_names(words, paragraphs, np.array(quote_of) >= 0, starts_sentence)
        people, owner = identify(names)
    else:
        names, people, owner = _given_names(words, quote_of, given)
    mentions = find_mentions(words, names, quote_of)
    entities = entities_of(people, owner, mentions, lower)
    for entity, entry in zip(entities, given or (), strict=False):
        if entry.gender in ("he", "she", "they"):
            entity.gender, entity.gender_confidence = entry.gender, 1.0
    linked = link_nominals(mentions, owner, people, entities)
    narrator = -1
    if tells_in_first_person(mentions, sum(quote < 0 for quote in quote_of)):
        narrator = len(entities)
        entities.append(Entity(None, narrator=True))
    return Cast(mentions, linked, entities, narrator, len(given or ()))


def _given_names(
    words: Words, quote_of: Sequence[int], given: Sequence[CastEntry]
) -> tuple[list[NameSpan], list[Person], dict[str, int]]:
    """The spans of the given people's names: the longest alias at each place, the earlier entry's if two share one."""
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    owner: dict[str, int] = {}
    people = []
    for number, entry in enumerate(given):
        person = Person()
        people.append(person)
        for alias in dict.fromkeys((entry.name, *entry.aliases)):
            parts = tuple(alias.split())
            if not parts or alias in owner:
                continue
            owner[alias] = number
            person.keys[alias] = 0
            forms.setdefault(_bare(parts[0]), []).append((tuple(map(_bare, parts)), alias))
    bare = [_bare(text) for text in words.texts]
    names: list[NameSpan] = []
    at = 0
    while at < len(bare):
        fits = [
            (len(parts), alias)
            for parts, alias in forms.get(bare[at], ())
            if tuple(bare[at : at + len(parts)]) == parts and words.texts[at][0].isupper()
        ]
        if not fits:
            at += 1
            continue
        length, alias = max(fits)
        names.append(NameSpan(at, at + length, (), (alias,), quote_of[at] >= 0))
        people[owner[alias]].keys[alias] += 1
        at += length
    return names, people, owner


def _bare(text: str) -> str:
    return text.casefold().rstrip(".")
