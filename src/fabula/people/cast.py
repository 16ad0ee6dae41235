"""The people of a text before anyone is heard: their mentions, and the entities that names and nouns refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from fabula.layers import Table
from fabula.people.entities import Entity, entities_of, link_nominals, tells_in_first_person
from fabula.people.identity import Person, identify
from fabula.people.lexicon import TITLES
from fabula.people.mentions import Mention, find_mentions
from fabula.people.name_span import NameSpan
from fabula.people.names import find_names
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
    made: dict[tuple[int, str], int] = field(default_factory=dict)
    """Entities made while resolving: by the entity whose kin they are, or -1, and the noun."""


def find_cast(
    words: Words,
    lower: list[str],
    paragraphs: Table,
    quote_of: Sequence[int],
    starts_sentence: npt.NDArray[np.bool_],
    given: Sequence[CastEntry] | None = None,
    named_as: Sequence[int] | None = None,
) -> Cast:
    """Find the people of a text; with `given`, exactly those people's names and no others.

    `named_as`: per token, the code of the category of the name that it stands in, -1 for none.
    """
    names = find_names(words, paragraphs, np.array(quote_of) >= 0, starts_sentence, named_as)
    if given is not None:
        names = _with_aliases(names, words, quote_of, given)
    people, owner = identify(names, lower)
    if given is not None:
        people, owner = _sorted_to(given, people, owner, names, words)
    mentions = find_mentions(words, names, quote_of)
    entities = entities_of(people, owner, mentions, lower)
    for entity, entry in zip(entities, given or (), strict=False):
        if entry.gender in ("he", "she", "they"):
            entity.gender, entity.gender_confidence = entry.gender, 1.0
    linked = link_nominals(mentions, owner, people, entities, lower)
    narrator = -1
    if tells_in_first_person(mentions, sum(quote < 0 for quote in quote_of)):
        narrator = len(entities)
        entities.append(Entity(None, narrator=True))
    return Cast(mentions, linked, entities, narrator, len(given or ()))


def _with_aliases(
    names: list[NameSpan], words: Words, quote_of: Sequence[int], given: Sequence[CastEntry]
) -> list[NameSpan]:
    """The names found and the given people's wherever an alias stands: the longest, before any that overlaps it."""
    forms: dict[str, set[tuple[str, ...]]] = {}
    for entry in given:
        for alias in (entry.name, *entry.aliases):
            parts = tuple(map(_bare, alias.split()))
            if parts:
                forms.setdefault(parts[0], set()).add(parts)
    bare = [_bare(text) for text in words.texts]
    merged: list[NameSpan] = []
    found = {name.first: name for name in names}
    at = 0
    while at < len(bare):
        length = max(
            (len(parts) for parts in forms.get(bare[at], ()) if tuple(bare[at : at + len(parts)]) == parts), default=0
        )
        name = found.get(at)
        if name is not None and name.end - at >= length:
            merged.append(name)
            at = name.end
        elif length and words.texts[at][0].isupper():
            titles = [text for text in bare[at : at + length - 1] if text in TITLES]
            rest = tuple(words.texts[at + len(titles) : at + length])
            merged.append(NameSpan(at, at + length, tuple(titles), rest, quote_of[at] >= 0))
            at += length
        else:
            at += 1
    return merged


def _sorted_to(
    given: Sequence[CastEntry], people: list[Person], owner: dict[str, int], names: list[NameSpan], words: Words
) -> tuple[list[Person], dict[str, int]]:
    """The given people first, in order, each with the names of those found that are theirs; then the others."""
    texts = {name.key: " ".join(map(_bare, words.texts[name.first : name.end])) for name in names}
    entries: dict[str, int] = {}
    for number, entry in enumerate(given):
        for alias in (entry.name, *entry.aliases):
            entries.setdefault(" ".join(map(_bare, alias.split())), number)
    place: list[int] = []
    for person in people:
        votes: Counter[int] = Counter()
        for key, count in person.keys.items():
            if texts[key] in entries:
                votes[entries[texts[key]]] += count
        place.append(votes.most_common(1)[0][0] if votes else _by_parts(person, given))
    sorted_people = [Person() for _ in given]
    number_of = {}
    for number, (person, entry_number) in enumerate(zip(people, place, strict=True)):
        if entry_number < 0:
            number_of[number] = len(sorted_people)
            sorted_people.append(person)
            continue
        number_of[number] = entry_number
        theirs = sorted_people[entry_number]
        for counts, more in (
            (theirs.keys, person.keys),
            (theirs.given, person.given),
            (theirs.surnames, person.surnames),
            (theirs.titles, person.titles),
        ):
            counts.update(more)
    return sorted_people, {key: entries.get(texts[key], number_of[number]) for key, number in owner.items()}


def _by_parts(person: Person, given: Sequence[CastEntry]) -> int:
    """The one given person of whose names a word is this person's name; -1 if there is none, or more than one."""
    own = {_bare(word) for word in (*person.given, *person.surnames)}
    fits = [
        number
        for number, entry in enumerate(given)
        if own & {_bare(word) for alias in (entry.name, *entry.aliases) for word in alias.split()} - TITLES.keys()
        and not (person.title_gender and entry.gender in ("he", "she") and person.title_gender != entry.gender)
    ]
    return fits[0] if len(fits) == 1 else -1


def _bare(text: str) -> str:
    return text.casefold().rstrip(".")
