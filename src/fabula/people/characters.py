"""The people of a story as layers, made from a resolution: entities, groups, characters, aliases, mentions.

Importance: a character's mentions and quotations together, as a share of what the most important one has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from fabula.document import Document
from fabula.layers import ALIASES, CHARACTERS, ENTITIES, MEMBERS, MENTIONS, Table
from fabula.people.entities import Entity
from fabula.people.entity_names import description, entity_name
from fabula.people.mention_rows import PERSON
from fabula.people.mentions import NAME, NOMINAL
from fabula.people.pronoun_sets import counted, gender_of_set, sets_used
from fabula.people.resolution import Resolution
from fabula.text.tokens import Words

_SEEN = 8
"""Mentions that make someone without a name and without a line a character,"""
_DESCRIBED = 3
"""if so many of them are no pronouns."""
_NOUNS = 3
"""Nouns that stand for the aliases of someone without a name."""


@dataclass(slots=True)
class _Profile:
    """What the mentions of one entity come to. first, last: code points, -1 where there is none."""

    first: int = -1
    last: int = -1
    count: int = 0
    order: int = -1
    forms: Counter[str] = field(default_factory=Counter)
    nouns: list[str] = field(default_factory=list)
    pronouns: Counter[str] = field(default_factory=Counter)

    @property
    def reach(self) -> tuple[int, int]:
        """Where the first mention starts and the last ends."""
        return self.first, self.last

    def name(self, narrator: bool) -> str:
        """The canonical name."""
        return entity_name(self.forms, self.nouns, next(iter(self.pronouns), ""), narrator)

    def aliases(self) -> list[tuple[str, int]]:
        """The names with their counts, most used first; without a name, the commonest nouns."""
        listed = self.forms or Counter(dict(Counter(self.nouns).most_common(_NOUNS)))
        return sorted(listed.items(), key=lambda item: (-item[1], item[0]))


@dataclass(frozen=True, slots=True)
class People:
    """The layers; and each entity number's row of `characters` and of `entities` (-1: none)."""

    characters: Table
    aliases: Table
    entities: Table
    members: Table
    character_of: list[int]
    row_of: list[int]


def people_layers(
    document: Document,
    words: Words,
    resolution: Resolution,
    lines: Mapping[int, int],
    names: Sequence[str] | None = None,
) -> People:
    """Make the layers. lines: quotations per entity number.

    names: canonical names of a cast that is given, the first entities: these are the characters then, in that order.
    """
    entities = resolution.entities
    profiles = _profiles(document, words, resolution)
    ordered = sorted((n for n, profile in enumerate(profiles) if profile.count), key=lambda n: profiles[n].order)
    row_of = [-1] * len(entities)
    for row, number in enumerate(ordered):
        row_of[number] = row
    weight = [profile.count + lines.get(number, 0) for number, profile in enumerate(profiles)]
    if names is not None:
        kept = list(range(len(names)))
    else:
        kept = [n for n in ordered if _is_character(entities[n], profiles[n], lines.get(n, 0))]
        kept.sort(key=lambda n: (-weight[n], row_of[n]))
    called = [profile.name(entity.narrator) for profile, entity in zip(profiles, entities, strict=True)]
    if names is None:
        _tell_apart(called, [n for n in kept if not profiles[n].forms], profiles)
    else:
        called[: len(names)] = names
    character_of = [-1] * len(entities)
    for row, number in enumerate(kept):
        character_of[number] = row
    most = max((weight[n] for n in kept), default=0) or 1
    characters = [
        (called[n], row_of[n], *_character_cells(entities[n], profiles[n], weight[n] / most, names is not None))
        for n in kept
    ]
    aliases = [(row, text, count) for row, n in enumerate(kept) for text, count in profiles[n].aliases()]
    rows = [
        (called[n], entities[n].category, entities[n].several, character_of[n], profiles[n].count, *profiles[n].reach)
        for n in ordered
    ]
    members = {(row_of[group], row_of[one]) for group, one in resolution.members}
    return People(
        Table.of_rows(CHARACTERS, characters),
        Table.of_rows(ALIASES, aliases),
        Table.of_rows(ENTITIES, rows),
        Table.of_rows(MEMBERS, sorted(pair for pair in members if -1 not in pair)),
        character_of,
        row_of,
    )


def _tell_apart(called: list[str], nameless: list[int], profiles: list[_Profile]) -> None:
    """Number those of the same description, in order of first mention: "the boy", "the boy (2)"."""
    seen: Counter[str] = Counter()
    for number in sorted(nameless, key=lambda n: profiles[n].order):
        name = called[number]
        seen[name] += 1
        if seen[name] > 1:
            called[number] = f"{name} ({seen[name]})"


def _profiles(document: Document, words: Words, resolution: Resolution) -> list[_Profile]:
    """Per entity, what its mentions come to."""
    profiles = [_Profile() for _ in resolution.entities]
    starts, ends = words.start.tolist(), words.end.tolist()
    for number, (row, entity) in enumerate(zip(resolution.rows, resolution.entity, strict=True)):
        profile, start, end = profiles[entity], starts[row.first], ends[row.end - 1]
        if not profile.count:
            profile.order, profile.first = number, start
        profile.count += 1
        profile.last = max(profile.last, end)
        if row.kind in (NAME, NOMINAL):
            text = " ".join(document.shown(start, end).split())
            if row.kind == NAME:
                profile.forms[text] += 1
            else:
                profile.nouns.append(description(text))
        else:
            pronoun = words.texts[row.first]
            profile.pronouns[pronoun if pronoun == "I" else pronoun.lower()] += 1
    return profiles


def _is_character(entity: Entity, profile: _Profile, lines: int) -> bool:
    """Whether someone is worth a row: the narrator, everyone with a name or a line, whoever is seen often.

    A group is none unless it speaks as one, under a name.
    """
    if entity.category != PERSON:
        return False
    if entity.several:
        return bool(profile.forms) and lines > 0
    if entity.narrator or lines > 0 or (entity.person is not None and profile.forms):
        return True
    return profile.count >= _SEEN and profile.forms.total() + len(profile.nouns) >= _DESCRIBED


def _character_cells(entity: Entity, profile: _Profile, importance: float, given: bool) -> tuple[Any, ...]:
    """The cells of a row of `characters` behind its name and entity."""
    gender, sure = entity.gender, entity.gender_confidence
    used = counted(profile.pronouns)
    pronouns = sets_used(used, gender)
    if pronouns and gender != gender_of_set(pronouns[0]):
        # Not known from names and titles, or not exactly: by the pronouns that were put on them.
        gender = gender_of_set(pronouns[0])
        sure = round((used[pronouns[0]] + 1) / (used.total() + 2), 4)
    confidence = 1.0 if given else _confidence(profile.count, bool(profile.forms))
    return (
        ", ".join(pronouns), gender or "unknown", sure, entity.narrator, profile.count, round(importance, 4),
        *profile.reach, confidence,
    )  # fmt: skip


def _confidence(count: int, named: bool) -> float:
    """How likely a character found by rules is one: named and seen often is near certain."""
    return round(min(0.99, (0.72 if named else 0.55) + 0.06 * min(count, 5)), 4)


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
