"""Which names are one person's: the people whom a text's names stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fabula.people.lexicon import TITLES
from fabula.people.name_evidence import Evidence, evidence_of
from fabula.people.name_graph import groups
from fabula.people.name_parts import Parts, take_apart
from fabula.people.name_roles import Roles, given_gender
from fabula.people.name_span import NameSpan, plain

_TOLD = 4.0
"""What it is worth that two names are known from outside to be one person's."""


@dataclass(slots=True)
class Person:
    """Someone known by name: every key that names them with its count, and what the parts of those names say."""

    keys: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    surnames: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    suffixes: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """How often they are named."""
        return sum(self.keys.values())

    @property
    def title_gender(self) -> str:
        """The gender that their titles show; empty if none does."""
        votes = Counter(TITLES[title] for title in self.titles.elements() if TITLES.get(title))
        return votes.most_common(1)[0][0] if votes else ""


def identify(
    names: list[NameSpan], lower: list[str], seeds: Sequence[tuple[str, ...]] = ()
) -> tuple[list[Person], dict[str, int]]:
    """The people that the names stand for, those most named first, and each name key's person.

    seeds: names known from outside to be one person's each ("James Barnes", "Bucky"). They help to see which names of
    the text are one person's and make nobody who is not named in it.
    """
    evidence = evidence_of(names, lower)
    parts = {name.key: take_apart(name.titles, name.words) for name in names}
    known = dict(parts)
    told = _told(seeds, known)
    people = []
    roles = Roles(parts, evidence)
    for keys in groups(known, evidence, told):
        named = [key for key in keys if key in parts]
        if named:
            people.append(_person(named, parts, evidence, roles))
    people.sort(key=lambda person: (-person.count, min(person.keys)))
    return people, {key: number for number, person in enumerate(people) for key in person.keys}


def _told(seeds: Sequence[tuple[str, ...]], parts: dict[str, Parts]) -> dict[tuple[str, str], float]:
    """What the seeds say of pairs of keys; their names are added to `parts`, for names may be joined by way of them."""
    bare: dict[str, list[str]] = {}
    for key, part in parts.items():
        bare.setdefault(" ".join((*part.given, part.surname or part.single)).casefold(), []).append(key)
    owners: dict[str, set[int]] = {}
    for number, aliases in enumerate(seeds):
        for alias in aliases:
            words = alias.split()
            titles = 0
            while titles < len(words) - 1 and plain(words[titles]) in TITLES:
                titles += 1
            if not words:
                continue
            key = " ".join((*(plain(word) for word in words[:titles]), *words[titles:]))
            if key not in parts:
                parts[key] = take_apart(tuple(plain(word) for word in words[:titles]), tuple(words[titles:]))
            for same in {key, *(bare.get(" ".join(words).casefold(), ()))}:
                owners.setdefault(same, set()).add(number)
    told = {}
    ordered = sorted(owners)
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            told[one, other] = _TOLD if owners[one] & owners[other] else -_TOLD
    return told


def _person(keys: Sequence[str], parts: Mapping[str, Parts], evidence: Evidence, roles: Roles) -> Person:
    """What the names of one person say."""
    person = Person()
    for key in keys:
        part, count = parts[key], evidence.named[key]
        person.keys[key] += count
        person.suffixes |= part.suffixes
        for title in part.titles:
            person.titles[title] += count
        if key in roles.wives:
            person.surnames[part.surname or part.single] += count
        elif part.given:
            person.given[part.given[0]] += count
            person.surnames[part.surname] += count
        else:
            if roles.given(part) and (not roles.surname(part) or not part.titles):
                person.given[part.single] += count
            if roles.surname(part):
                person.surnames[part.single] += count
    return person


def gender_of(person: Person) -> str:
    """The gender that a person's titles, else their given names show; empty if unknown."""
    if person.title_gender:
        return person.title_gender
    votes: Counter[str] = Counter()
    for name, count in person.given.items():
        votes[given_gender(name)] += count
    del votes[""]
    return votes.most_common(1)[0][0] if votes else ""
