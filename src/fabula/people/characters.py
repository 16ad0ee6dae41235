"""The cast as layers: who is a character, under which name and aliases, and who each mention refers to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.document import Document
from fabula.layers import ALIASES, CHARACTERS, MENTIONS, Table
from fabula.people.cast import Cast
from fabula.people.lexicon import SURNAME_TITLES, TITLES
from fabula.people.mention_rows import PERSON, MentionRow
from fabula.people.mentions import NAME, NOMINAL
from fabula.people.name_span import plain
from fabula.text.tokens import Words

_SEEN = 8
"""Mentions that make someone without a name and without a line a character,"""
_DESCRIBED = 3
"""if so many of them are no pronouns."""


@dataclass(frozen=True, slots=True)
class People:
    """The layers `characters` and `aliases`; each entity's row of `characters` (-1: none) and number in `mentions`."""

    characters: Table
    aliases: Table
    character_of: list[int]
    numbers: dict[int, int]


def people_layers(
    document: Document,
    words: Words,
    cast: Cast,
    referents: Sequence[int],
    lines: Counter[int],
    names: Sequence[str] | None = None,
) -> People:
    """Make the layers. lines: quotations per entity. names: canonical names of the given cast, all kept, in order."""
    forms: dict[int, Counter[str]] = defaultdict(Counter)
    described: dict[int, Counter[str]] = defaultdict(Counter)
    count: Counter[int] = Counter()
    for mention, entity in zip(cast.mentions, referents, strict=True):
        if entity < 0:
            continue
        count[entity] += 1
        if mention.kind in (NAME, NOMINAL):
            text = document.shown(int(words.start[mention.first]), int(words.end[mention.end - 1]))
            (forms if mention.kind == NAME else described)[entity][" ".join(text.split())] += 1
    if names is None:
        kept = [e for e in count if _is_character(e, cast, count, lines, forms, described)]
        kept.sort(key=lambda e: (-count[e], -lines[e], e))
    else:
        kept = list(range(len(names)))
    character_of = [-1] * len(cast.entities)
    rows, aliases = [], []
    order = _entity_numbers(cast, referents)
    for row, entity in enumerate(kept):
        character_of[entity] = row
        known = cast.entities[entity]
        name = names[row] if names is not None else _canonical(forms[entity], described[entity], known.narrator)
        confidence = 1.0 if names is not None else _confidence(count[entity], bool(forms[entity]))
        gender = known.gender or "unknown"
        rows.append((name, order.get(entity, -1), gender, known.gender_confidence, known.narrator, confidence))
        listed = forms[entity] or Counter(dict(described[entity].most_common(3)))
        aliases += [(row, text, number) for text, number in sorted(listed.items(), key=lambda kv: (-kv[1], kv[0]))]
    return People(Table.of_rows(CHARACTERS, rows), Table.of_rows(ALIASES, aliases), character_of, order)


def _is_character(
    entity: int,
    cast: Cast,
    count: Counter[int],
    lines: Counter[int],
    forms: dict[int, Counter[str]],
    described: dict[int, Counter[str]],
) -> bool:
    if cast.entities[entity].narrator or forms[entity]:
        return True
    return lines[entity] > 0 or (count[entity] >= _SEEN and described[entity].total() >= _DESCRIBED)


def _canonical(forms: Counter[str], described: Counter[str], narrator: bool) -> str:
    """The fullest name in common use: a given name with a family name, else a title with a name, else the commonest."""
    if not forms:
        if narrator:
            return "Narrator"
        return min(described, key=lambda text: (-described[text], text)) if described else "Unknown"
    total = sum(forms.values())
    usual = [text for text, number in forms.items() if number >= max(1, 0.04 * total)] or list(forms)

    def fullness(text: str) -> tuple[int, bool, int, int, str]:
        parts = text.split()
        bare = [part for part in parts if plain(part) not in TITLES and part[-1] != "."]
        styled = len(bare) == 1 and plain(parts[0]) in SURNAME_TITLES and 4 * forms[text] >= forms[bare[0]]
        return (min(len(bare), 2), styled, forms[text], len(parts), text)

    return max(usual, key=fullness)


def _confidence(count: int, named: bool) -> float:
    """How likely a character found by rules is one: named and seen often is near certain."""
    return round(min(0.99, (0.72 if named else 0.55) + 0.06 * min(count, 5)), 4)


def _entity_numbers(cast: Cast, referents: Sequence[int]) -> dict[int, int]:
    """Entity numbers for the mentions layer: 0 for the narrator alone, others by first appearance."""
    numbers = {cast.narrator: 0} if cast.narrator >= 0 else {}
    following = 1
    for entity in referents:
        if entity >= 0 and entity not in numbers:
            numbers[entity] = following
            following += 1
    return numbers


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


def mentions_layer(
    words: Words,
    rows: Sequence[MentionRow],
    referents: Sequence[int],
    clear: Sequence[float],
    people: People,
    quote_of: Sequence[int],
) -> Table:
    """The mentions layer. `referents` and `clear`: of the mentions that the rules follow, who and how surely.

    A name that only the encoder finds is whoever the rules' names with the same words are. Else a person whom no rule
    follows has no entity yet (-1), nor has a place or a thing; one that rules follow without knowing who it is gets a
    number of its own.
    """
    bearers = _bearers(words, rows, referents)
    first = np.array([row.first for row in rows], dtype=np.int32)
    end = np.array([row.end for row in rows], dtype=np.int32)
    lone = len(people.numbers) + 1
    entities, characters, confidence = [], [], []
    for row in rows:
        entity = referents[row.followed] if row.followed >= 0 else bearers.get(_form(words, row), -1)
        characters.append(people.character_of[entity] if entity >= 0 else -1)
        if entity >= 0:
            entities.append(people.numbers[entity])
        elif row.followed >= 0:
            entities.append(lone)
            lone += 1
        else:
            entities.append(-1)
        confidence.append(round(clear[row.followed] if row.followed >= 0 else row.confidence, 4))
    return Table(
        MENTIONS,
        {
            "start": words.start[first] if len(first) else [],
            "end": words.end[end - 1] if len(end) else [],
            "first_token": first,
            "end_token": end,
            "kind": [row.kind for row in rows],
            "category": [row.category for row in rows],
            "entity": entities,
            "character": characters,
            "quote": [quote_of[row.first] for row in rows],
            "confidence": confidence,
        },
    )
