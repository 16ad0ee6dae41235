"""A cast that the user gives and a reading sticks to: whose each name is, and who is no character.

Each entry is one person: names in one are one person's, names in two are two people's, however the rules would have
it. A name that no entry lists is someone's of the cast only where the rules say so and all its words are words of that
entry's names; else it is someone else's. Descriptions ("the ferryman") mean whoever Fabula calls by just those words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace

from fabula.people.entity_names import description
from fabula.people.identity import Person
from fabula.people.lexicon import TITLES
from fabula.people.mentions import NOMINAL, find_mentions
from fabula.people.name_span import NameSpan, plain
from fabula.sources.casts import NOBODY, CastEntry, is_one_phrase, one_line, pronoun_names
from fabula.text.tokens import Words

_ARTICLE = re.compile(r"(?:the|an|a) +(?=\S)", re.IGNORECASE)


@dataclass(slots=True)
class GivenCast:
    """The entries, and per entry the number of its entity, -1 where it has none (yet).

    exact: these are the characters, all of them and no others. nobody: names and descriptions that are no character's.
    """

    entries: tuple[CastEntry, ...]
    exact: bool = False
    nobody: frozenset[str] = frozenset()
    entity: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, entries: Sequence[CastEntry], *, exact: bool = False) -> GivenCast:
        """Part the entries that are people from those that list what is none."""
        kept = [entry for entry in entries if exact or entry.name != NOBODY]
        none = [text for entry in entries if entry.name == NOBODY and not exact for text in entry.aliases]
        nobody = {one_line(text) for text in none} | {description(one_line(text)) for text in none}
        people = tuple(replace(entry, pronouns=pronoun_names(entry.pronouns)) for entry in kept)
        return cls(people, exact, frozenset(nobody), [-1] * len(people))

    def meant_by(self, called: Sequence[tuple[int, str]]) -> dict[int, int]:
        """Entities that are one with that of an entry, each with the latter. Fills `entity` where it is empty.

        called: the numbers of the entities that have no name, and what each is called instead.
        """
        listed: dict[str, int] = {}
        for entry_number, each in enumerate(self.entries):
            for alias in map(one_line, (each.name, *each.aliases)):
                listed[description(alias)] = entry_number
                if _ARTICLE.match(alias):  # "The Clerk" means the clerk too
                    listed.setdefault(alias.lower(), entry_number)
        into: dict[int, int] = {}
        for number, text in called:
            if (entry := listed.get(text, -1)) < 0:
                continue
            if self.entity[entry] < 0:
                self.entity[entry] = number
            elif self.entity[entry] != number:
                into[number] = self.entity[entry]
        return into


def form_of(text: str) -> str:
    """What names that differ in spaces, dots and the look of apostrophes only have in common; case counts."""
    return re.sub(r"[\s.]+", "", text).replace("’", "'").replace("‘", "'")


_NO_ONE, _NOBODY = -1, -2


class Forms:
    """The names that a cast lists, by their form in any case: as written, else without an article before them."""

    def __init__(self, given: GivenCast) -> None:
        texts = [(text, number) for number, entry in enumerate(given.entries) for text in (entry.name, *entry.aliases)]
        texts += [(text, _NOBODY) for text in sorted(given.nobody)]
        self._owner: dict[str, int] = {}
        for form, who in [
            *((form_of(text), who) for text, who in texts),
            *((form_of(_bare(text)), who) for text, who in texts),
        ]:
            self._owner.setdefault(form.casefold(), who)

    def owner(self, form: str) -> int:
        """The number of the entry; -1 if it is in none, -2 if it is no character's."""
        return self._owner.get(form.casefold(), _NO_ONE)


def _bare(text: str) -> str:
    """A name without an article before it."""
    return _ARTICLE.sub("", one_line(text), count=1)


def span_form(name: NameSpan, words: Words) -> str:
    """The form of a name in the text."""
    return form_of("".join(words.texts[name.first : name.end]))


def with_listed_names(names: list[NameSpan], words: Words, quote_of: Sequence[int], given: GivenCast) -> list[NameSpan]:
    """The names found, less those of no character, and those listed that were found nowhere, wherever they stand."""
    forms = Forms(given)
    found = {span_form(name, words) for name in names}
    names = [name for name in names if forms.owner(span_form(name, words)) != _NOBODY]
    listed = [text for entry in given.entries for text in (entry.name, *entry.aliases)]
    # "the Captain" is a name if the text has no such noun for people.
    wanted = {text: form_of(_bare(text)) for text in listed if _is_name(text)}
    wanted = {text: form for text, form in wanted.items() if form and form not in found}
    if any(map(_ARTICLE.match, wanted)):
        nouns = (m for m in find_mentions(words, names, quote_of) if m.kind == NOMINAL)
        known = {form_of("".join(words.texts[noun.first : noun.end])).casefold() for noun in nouns}
        wanted = {text: form for text, form in wanted.items() if form_of(text).casefold() not in known}
    if not wanted:
        return names
    begun: dict[str, list[str]] = {}
    for form in wanted.values():
        begun.setdefault(form[0], []).append(form)
    texts = [form_of(text) for text in words.texts]
    at_start = {name.first: name for name in names}
    merged: list[NameSpan] = []
    at = 0
    while at < len(texts):
        name = at_start.get(at)
        end = max((match_form(texts, at, form) for form in begun.get(texts[at][:1], ())), default=at)
        if name is not None and name.end >= end:
            merged.append(name)
            at = name.end
        elif end > at:
            titles = 0
            while at + titles + 1 < end and plain(words.texts[at + titles]) in TITLES:
                titles += 1
            own = tuple(map(plain, words.texts[at : at + titles]))
            merged.append(NameSpan(at, end, own, tuple(words.texts[at + titles : end]), quote_of[at] >= 0))
            at = end
        else:
            at += 1
    return merged


def _is_name(text: str) -> bool:
    """Whether what is listed is a name to look for: it has a capital, right behind an article, and no stops inside."""
    bare = _bare(text)
    start = bare[:1] if bare != one_line(text) else bare
    return any(map(str.isupper, start)) and is_one_phrase(bare)


def match_form(texts: list[str], at: int, form: str) -> int:
    """Where what has this form (`form_of`) ends if it starts at a token; `at` itself if it does not.

    Hidden dots are parts of no token.
    """
    end, left = at, form
    while left and end < len(texts) and texts[end] and left.startswith(texts[end]):
        left = left[len(texts[end]) :]
        end += 1
    return at if left else end


def settle(
    given: GivenCast, people: list[Person], names: list[NameSpan], words: Words
) -> tuple[list[Person], dict[str, int]]:
    """The people as the cast has them, and each name key's person; fills `given.entity`, people being entities.

    People whom the cast does not name, and those whose names it has just as the rules have them, stay as they were.
    """
    forms = Forms(given)
    spans: dict[str, NameSpan] = {}
    listed: dict[str, int] = {}
    for name in names:
        spans.setdefault(name.key, name)
        entry = forms.owner(span_form(name, words))
        if entry >= 0:
            listed.setdefault(name.key, entry)
    parts = [
        {form_of(word).casefold() for text in (entry.name, *entry.aliases) for word in text.split()}
        for entry in given.entries
    ]
    made: list[list[tuple[Person, list[str]]]] = []
    place: dict[int, int] = {}
    for number, person in enumerate(people):
        own: dict[int, list[str]] = {}
        rows = {listed[key] for key in person.keys if key in listed}
        for key in person.keys:
            words_of = {form_of(word).casefold() for word in spans[key].words}
            fits = [row for row in rows if words_of <= parts[row]]
            own.setdefault(listed.get(key, fits[0] if len(fits) == 1 else ~number), []).append(key)
        for row, keys in own.items():
            if row >= 0 and row in place:
                made[place[row]].append((person, keys))
            else:
                place[row] = len(made)
                made.append([(person, keys)])
    for row in range(len(given.entries)):
        given.entity[row] = place.get(row, -1)
    settled = [_person(shares, spans) for shares in made]
    return settled, {key: number for number, person in enumerate(settled) for key in person.keys}


def _person(shares: list[tuple[Person, list[str]]], spans: dict[str, NameSpan]) -> Person:
    """The person of some keys of some people."""
    whole = [
        person if len(keys) == len(person.keys) else _share(person, [spans[key] for key in keys])
        for person, keys in shares
    ]
    if len(whole) == 1:
        return whole[0]
    made = Person()
    for each in fields(Person):
        values = [getattr(person, each.name) for person in whole]
        if isinstance(values[0], Counter):
            setattr(made, each.name, sum(values, Counter()))
        elif isinstance(values[0], frozenset):
            setattr(made, each.name, frozenset().union(*values))
    return made


def _share(person: Person, spans: list[NameSpan]) -> Person:
    """The person of whom some of another's names are all that is known."""
    made = Person(suffixes=person.suffixes)
    for span in spans:
        count = person.keys[span.key]
        made.keys[span.key] = count
        for title in span.titles:
            made.titles[title] += count
        for word in span.words:
            if word in person.given:
                made.given[word] += count
        for surname in person.surnames:
            if list(span.words[-len(surname.split()) :]) == surname.split():
                made.surnames[surname] += count
    return made
