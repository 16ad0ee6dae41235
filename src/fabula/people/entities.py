"""The entities that mentions may refer to: people known by name, people known by a noun only, the narrator."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from fabula.people.given import given_names
from fabula.people.identity import Person, gender_of
from fabula.people.lexicon import HE, KIN, PRONOUNS, SHE, TITLES
from fabula.people.mentions import GROUP, NAME, NOMINAL, PRONOUN, Mention

_REACH = 25
"""Tokens behind a name in which a pronoun says something of its gender."""
_LOCAL = 1500
"""Tokens after which a description such as "the old man" no longer means the same man by itself."""
DESCRIPTIVE = frozenset(
    "man woman boy girl lady gentleman person stranger fellow lad chap guy child kid youth other figure visitor guest "
    "friend companion newcomer intruder one baby blonde redhead brunette".split()
)
"""Nouns that describe anyone; others name an office, which one person holds for long."""


@dataclass(slots=True)
class Entity:
    """Someone in the story: a named person, one known by nouns only, or the narrator.

    gender: `he`, `she`, `they` or empty; gender_confidence: 0 to 1. lean: where the gender is not known, the share of
    men among bearers of such titles and names, 0 to 1. category: code of layers.ENTITY_CATEGORIES. several: a group.
    """

    person: Person | None
    gender: str = ""
    gender_confidence: float = 0.0
    votes: Counter[str] = field(default_factory=Counter)
    narrator: bool = False
    lean: float = 0.5
    category: int = 0
    several: bool = False


def entities_of(people: list[Person], owner: dict[str, int], mentions: list[Mention], lower: list[str]) -> list[Entity]:
    """An entity for each named person, with its gender from titles, names and the pronouns that follow the names."""
    entities = [Entity(person) for person in people]
    named = [row for row, mention in enumerate(mentions) if mention.kind == NAME]
    for position, row in enumerate(named):
        mention = mentions[row]
        until = mention.end + _REACH
        if position + 1 < len(named):
            until = min(until, mentions[named[position + 1]].first)
        entity = entities[owner[mention.key]]
        for token in range(mention.end, min(until, len(lower))):
            known = PRONOUNS.get(lower[token])
            if known and known[0] == 3:
                entity.votes[known[1]] += 1
                break
    for entity in entities:
        entity.gender, entity.gender_confidence = _gender(entity)
        entity.lean = _lean(entity.person)
    return entities


_OFFICE = 0.8
"""Share of men among those whom fiction calls by a rank or a profession."""


def _lean(person: Person | None) -> float:
    if person is None:
        return 0.5
    female = male = 0
    for name in person.given:
        women, men = given_names().get(name.lower(), (0, 0))
        female, male = female + women, male + men
    if female + male > 1000:
        return min(0.95, max(0.05, male / (female + male)))
    return _OFFICE if any(TITLES.get(title) == "" for title in person.titles) else 0.5


def _gender(entity: Entity) -> tuple[str, float]:
    """The likeliest gender of a named person, and how likely."""
    votes = entity.votes
    he, she = votes[HE], votes[SHE]
    leading, trailing = max(he, she), min(he, she)
    counted = HE if he > she else SHE
    person = entity.person
    if person is not None:
        titled = person.title_gender
        if titled:
            return titled, 0.99
        named = gender_of(person)
        if named and not (leading >= 6 and counted != named and leading > 4 * trailing):
            return named, 0.95 if counted == named or leading < 3 else 0.85
    if leading >= 2 and leading >= 2 * trailing:
        return counted, min(0.98, (leading + 1) / (he + she + 2))
    if votes["they"] >= 4 and not he and not she:
        return "they", 0.6
    return "", 0.0


_YOUNG = frozenset("boy girl child kid baby lad lass youngster infant schoolboy schoolgirl".split())
_ANY_AGE = frozenset("miss master young little poor dear lord lady prince princess king queen".split())


def could_be(key: str, gender: str, entity: Entity) -> bool:
    """Whether someone may be called by a noun of that gender: "the boy" is no captain, and no Mrs. Hale."""
    if entity.gender and gender and entity.gender != gender:
        return False
    grown = entity.person is not None and bool(entity.person.titles.keys() - _ANY_AGE)
    return not (grown and key.rsplit(" ", 1)[-1] in _YOUNG)


def link_nominals(
    mentions: list[Mention], owner: dict[str, int], people: list[Person], entities: list[Entity], lower: list[str]
) -> list[int]:
    """Each mention's entity, or -1: names by their person; nouns by the office or the description they repeat.

    Adds the entities of people known by nouns only. Pronouns stay at -1, and so do nouns that only what stands before
    them can tell: kin ("his brother") and descriptions that nothing has introduced ("the taller man").
    """
    titled: dict[str, list[int]] = {}
    for number, person in enumerate(people):
        for title in person.titles:
            titled.setdefault(full_title(title), []).append(number)
    linked = [-1] * len(mentions)
    offices: dict[str, int] = {}
    described: dict[str, tuple[int, int]] = {}
    last_named: dict[int, int] = {}
    for row, mention in enumerate(mentions):
        if mention.kind == NAME:
            linked[row] = owner[mention.key]
            last_named[linked[row]] = mention.first
        elif mention.kind == NOMINAL and mention.person != GROUP:
            if _refers_to_no_one(mention, lower):
                continue
            head = mention.key.rsplit(" ", 1)[-1]
            apposed = _apposed(row, mentions, owner, lower)
            if apposed >= 0 and entities[apposed].gender in ("", mention.gender or entities[apposed].gender):
                linked[row] = apposed
                if head not in KIN:
                    described[mention.key] = described[head] = (apposed, mention.first)
                    if head not in DESCRIPTIVE and mention.key == head and mention.definite:
                        offices[head] = apposed
                continue
            if mention.quote >= 0 and head in _ADDRESS:
                continue
            if head in KIN and mention.definite and mention.key != mention.key.capitalize() and _owned(mention, lower):
                continue  # "his brother", "Anne's father": by whose kin it is
            if head in TITLES and head in titled and mention.definite and mention.key == head:
                holders = [n for n in titled[head] if n in last_named]
                if holders:
                    linked[row] = max(holders, key=lambda n: last_named[n])
                    continue
            if (
                mention.definite
                and mention.quote < 0
                and head in DESCRIPTIVE
                and not _introduced(mention, head, described)
            ):
                continue
            linked[row] = _nominal_entity(mention, head, offices, described, entities)
    return linked


_ADDRESS = frozenset("sir madam ma'am milord milady dear darling".split())
_FULL_TITLES = {
    "dr": "doctor", "prof": "professor", "capt": "captain", "cap": "captain", "lieut": "lieutenant", "lt": "lieutenant",
    "maj": "major", "col": "colonel", "gen": "general", "sergt": "sergeant", "sgt": "sergeant", "cpl": "corporal",
    "rev": "reverend", "gov": "governor", "auntie": "aunt", "aunty": "aunt",
}  # fmt: skip


def full_title(title: str) -> str:
    """A title in full, as it stands for a person: "doctor" for "dr"."""
    return _FULL_TITLES.get(title, title)


def _apposed(row: int, mentions: list[Mention], owner: dict[str, int], lower: list[str]) -> int:
    """The named person beside whom a noun stands set off by commas ("Anne, the doctor,", "the doctor, Anne,")."""
    mention = mentions[row]
    ends = mention.end < len(lower) and lower[mention.end] in (",", ".", ";", "—", "--", "who")
    for other in mentions[max(0, row - 3) : row]:
        if other.kind == NAME and other.end + 1 == mention.first and lower[other.end] == "," and ends:
            return owner[other.key] if other.quote == mention.quote < 0 else -1
    for other in mentions[row + 1 : row + 3]:
        if other.kind == NAME and mention.end + 1 == other.first and lower[mention.end] == ",":
            after = lower[other.end] if other.end < len(lower) else "."
            listed = other.end + 1 < len(lower) and lower[other.end + 1] == "and"
            set_off = after in (",", ".", ";", "—", "--") and not listed
            return owner[other.key] if other.quote == mention.quote < 0 and set_off else -1
    return -1


_BEFORE_PREDICATES = frozenset(
    "like as than such is was were be been being are am 'm 're ’m ’re become became becomes seemed seems not".split()
)
_ANY = frozenset("no any every each".split())


def _refers_to_no_one(mention: Mention, lower: list[str]) -> bool:
    """Whether a noun only says what someone is or is like ("was a thief", "like a thief"), or means anyone at all."""
    if lower[mention.first] in _ANY:
        return True
    before = lower[mention.first - 1] if mention.first else ""
    return before in _BEFORE_PREDICATES and not (mention.definite and before not in ("like", "as", "than"))


_POSSESSIVES = frozenset("his her my our your their 's ’s".split())


def _owned(mention: Mention, lower: list[str]) -> bool:
    return lower[mention.first] in _POSSESSIVES or (mention.first > 0 and lower[mention.first - 1] in _POSSESSIVES)


def _introduced(mention: Mention, head: str, described: dict[str, tuple[int, int]]) -> bool:
    """Whether the same description, or its noun, stood with an indefinite article shortly before."""
    seen = max(described.get(mention.key, (0, -_LOCAL))[1], described.get(head, (0, -_LOCAL))[1])
    return mention.first - seen < _LOCAL


def _nominal_entity(
    mention: Mention, head: str, offices: dict[str, int], described: dict[str, tuple[int, int]], entities: list[Entity]
) -> int:
    local = head in DESCRIPTIVE or mention.key != head or head in KIN
    if not local and mention.definite:
        known = offices.get(head)
    else:
        entity, seen = described.get(mention.key, described.get(head, (-1, -_LOCAL)))
        known = entity if entity >= 0 and mention.first - seen < _LOCAL and mention.definite else None
        if known is not None and mention.gender and entities[known].gender not in ("", mention.gender):
            known = None
    if known is None:
        known = len(entities)
        entities.append(Entity(None, mention.gender, 0.9 if mention.gender else 0.0))
    if local or not mention.definite:
        described[mention.key] = described[head] = (known, mention.first)
    if not local:
        offices[head] = known
    return known


def tells_in_first_person(mentions: list[Mention], words_outside: int) -> bool:
    """Whether the narration, quotations apart, says I often enough to have a narrator in the story."""
    first = sum(m.kind == PRONOUN and m.person == 1 and m.quote < 0 for m in mentions)
    return first >= 8 and first >= 0.006 * words_outside
