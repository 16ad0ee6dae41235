"""The people of a story as layers, made from a resolution: entities, groups, characters, aliases, mentions.

Importance: a character's mentions and quotations together, as a share of what the most important one has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from fabula.document import Document
from fabula.layers import ALIASES, CHARACTERS, ENTITIES, MEMBERS, MENTIONS, Table
from fabula.people.entities import Entity
from fabula.people.given_cast import GivenCast
from fabula.people.profiles import Profile, names_of, profiles_of
from fabula.people.pronoun_sets import counted, gender_of_set, sets_used
from fabula.people.resolution import Resolution
from fabula.sources.casts import CastEntry
from fabula.text.tokens import Words


@dataclass(frozen=True, slots=True)
class People:
    """The layers; each entity number's row of `characters` and of `entities` (-1: none).

    missing: the names of those of a given cast whom the text does not mention.
    """

    characters: Table
    aliases: Table
    entities: Table
    members: Table
    character_of: list[int]
    row_of: list[int]
    missing: list[str]


def people_layers(
    document: Document,
    words: Words,
    resolution: Resolution,
    lines: Mapping[int, int],
    given: GivenCast | None = None,
) -> People:
    """Make the layers. lines: quotations per entity number. given: the cast that the user gives.

    Where a given cast lists what someone without a name is called here, that is whom the entry means; `given.entity`
    is filled accordingly, and two entities that one entry means share their rows.
    """
    entities = resolution.entities
    profiles = profiles_of(document, words, resolution)
    people = [n for n, profile in enumerate(profiles) if profile.is_character(entities[n], lines.get(n, 0))]
    called = names_of(profiles, entities, [n for n in people if not profiles[n].forms])
    into: dict[int, int] = {}
    entry_of: dict[int, CastEntry] = {}
    if given is not None:
        if not given.exact:
            people = [n for n in people if profiles[n].forms or called[n] not in given.nobody]
            into = given.meant_by([(n, called[n]) for n in people if not profiles[n].forms])
        entry_of = {n: entry for n, entry in zip(given.entity, given.entries, strict=True) if n >= 0}
    if into:
        profiles = profiles_of(document, words, resolution, into)
    for number, entry in entry_of.items():
        called[number] = entry.name
    ordered = sorted((n for n, profile in enumerate(profiles) if profile.count), key=lambda n: profiles[n].order)
    row_of = _rows(ordered, into, len(entities))
    spoken = Counter[int]()
    for number, count in lines.items():
        spoken[into.get(number, number)] += count
    weight = [profile.count + spoken[number] for number, profile in enumerate(profiles)]
    if given is not None and given.exact:
        kept = list(given.entity)
    else:
        kept = [n for n in {*people, *entry_of} if profiles[n].count]
        kept.sort(key=lambda n: (-weight[n], row_of[n]))
    character_of = _rows(kept, into, len(entities))
    narrators = {into.get(n, n) for n, entity in enumerate(entities) if entity.narrator}
    most = max((weight[n] for n in kept), default=0) or 1
    characters = [
        (
            called[n],
            row_of[n],
            *_who(entities[n], profiles[n], entry_of.get(n)),
            n in narrators,
            profiles[n].count,
            round(weight[n] / most, 4),
            *profiles[n].reach,
            1.0 if n in entry_of else _confidence(profiles[n]),
        )
        for n in kept
    ]
    aliases = [(row, text, count) for row, n in enumerate(kept) for text, count in profiles[n].aliases()]
    rows = [
        (called[n], entities[n].category, entities[n].several, character_of[n], profiles[n].count, *profiles[n].reach)
        for n in ordered
    ]
    members = {(row_of[group], row_of[one]) for group, one in resolution.members}
    here = {entry.name for n, entry in entry_of.items() if profiles[n].count}
    return People(
        Table.of_rows(CHARACTERS, characters),
        Table.of_rows(ALIASES, aliases),
        Table.of_rows(ENTITIES, rows),
        Table.of_rows(MEMBERS, sorted(pair for pair in members if -1 not in pair)),
        character_of,
        row_of,
        [entry.name for entry in given.entries if entry.name not in here] if given is not None else [],
    )


def _rows(numbers: Sequence[int], into: Mapping[int, int], size: int) -> list[int]:
    """Per entity number the place that it, or the one it counts as, has among some; -1 for none."""
    rows = [-1] * size
    for row, number in enumerate(numbers):
        rows[number] = row
    for number, other in into.items():
        rows[number] = rows[other]
    return rows


def _who(entity: Entity, profile: Profile, entry: CastEntry | None) -> tuple[Any, ...]:
    """A character's pronouns, gender, and how sure that is."""
    if entry is not None and entry.pronouns:
        return entry.pronouns, gender_of_set(entry.pronouns), 1.0
    gender, sure = entity.gender, entity.gender_confidence
    used = counted(profile.pronouns)
    pronouns = sets_used(used, gender)
    if pronouns and gender != gender_of_set(pronouns[0]):
        # Not known from names and titles, or not exactly: by the pronouns that were put on them.
        gender = gender_of_set(pronouns[0])
        sure = round((used[pronouns[0]] + 1) / (used.total() + 2), 4)
    return ", ".join(pronouns), gender or "unknown", sure


def _confidence(profile: Profile) -> float:
    """How likely a character found by rules is one: named and seen often is near certain."""
    return round(min(0.99, (0.72 if profile.forms else 0.55) + 0.06 * min(profile.count, 5)), 4)


def mentions_layer(words: Words, resolution: Resolution, people: People, quote_of: Sequence[int]) -> Table:
    """The mentions layer. quote_of: per token, the row of its quotation or -1."""
    rows = resolution.rows
    first = np.array([row.first for row in rows], dtype=np.int32)
    end = np.array([row.end for row in rows], dtype=np.int32)
    return Table(
        MENTIONS,
        {
            "start": words.start[first],
            "end": words.end[end - 1],
            "first_token": first,
            "end_token": end,
            "kind": [row.kind for row in rows],
            "category": [row.category for row in rows],
            "entity": [people.row_of[number] for number in resolution.entity],
            "character": [people.character_of[number] for number in resolution.entity],
            "quote": [quote_of[row.first] for row in rows],
            "confidence": [round(value, 4) for value in resolution.confidence],
        },
    )
