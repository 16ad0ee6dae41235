"""A cast that is exactly the story's: each of its people a character, in order, and no one else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fabula.people.given_cast import GivenCast
from fabula.people.identity import Person
from fabula.people.lexicon import TITLES
from fabula.people.name_span import NameSpan
from fabula.people.pronoun_sets import gender_of_set
from fabula.sources.casts import CastEntry
from fabula.text.tokens import Words


def with_aliases(names: list[NameSpan], words: Words, quote_of: Sequence[int], given: GivenCast) -> list[NameSpan]:
    """The names found and the given people's wherever an alias stands: the longest, before any that overlaps it."""
    forms: dict[str, set[tuple[str, ...]]] = {}
    for entry in given.entries:
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


def sorted_to(
    given: GivenCast, people: list[Person], owner: dict[str, int], names: list[NameSpan], words: Words
) -> tuple[list[Person], dict[str, int]]:
    """The given people first, in order, each with the names of those found that are theirs; then the others.

    Fills `given.entity`, people being entities.
    """
    texts = {name.key: " ".join(map(_bare, words.texts[name.first : name.end])) for name in names}
    entries: dict[str, int] = {}
    for number, entry in enumerate(given.entries):
        for alias in (entry.name, *entry.aliases):
            entries.setdefault(" ".join(map(_bare, alias.split())), number)
    place: list[int] = []
    for person in people:
        votes: Counter[int] = Counter()
        for key, count in person.keys.items():
            if texts[key] in entries:
                votes[entries[texts[key]]] += count
        place.append(votes.most_common(1)[0][0] if votes else _by_parts(person, given.entries))
    given.entity[:] = range(len(given.entries))
    sorted_people = [Person() for _ in given.entries]
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
        and not (person.title_gender and _gender(entry) in ("he", "she") and person.title_gender != _gender(entry))
    ]
    return fits[0] if len(fits) == 1 else -1


def _gender(entry: CastEntry) -> str:
    return gender_of_set(entry.pronouns)


def _bare(text: str) -> str:
    return text.casefold().rstrip(".")
