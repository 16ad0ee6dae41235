"""A cast that is exactly the story's: each of its people a character, in order, and no one else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from fabula.people.cast_phrases import ARTICLES, DEFINITE, PICKED, phrase_of, phrases_in
from fabula.people.entities import DESCRIPTIVE, full_title
from fabula.people.given_cast import GivenCast
from fabula.people.identity import Person
from fabula.people.lexicon import KIN, TITLES
from fabula.people.mentions import NOMINAL, find_mentions
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
    nouns = _nouns(names, words, quote_of, given, bare)
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
        elif at in nouns and nouns[at] - at >= length:
            merged.append(NameSpan(at, nouns[at], (), tuple(words.texts[at : nouns[at]]), quote_of[at] >= 0))
            at = nouns[at]
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
    texts = {name.key: _apart(words, name.first, name.end) for name in names}
    entries: dict[str, int] = {}
    described = _descriptions(given)
    for number, entry in enumerate(given.entries):
        for alias in (entry.name, *entry.aliases):
            entries.setdefault(" ".join(map(_bare, alias.split())), number)
    for text in texts.values():
        first, _, rest = text.partition(" ")
        behind = rest if first in DEFINITE or (first in ARTICLES and " " in rest) else text
        if (number := described.get(behind, -1)) >= 0 and (behind == rest or " " in text):
            entries.setdefault(text, number)
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


def only_given(given: GivenCast | None, narrator: int, referents: Sequence[int]) -> Sequence[int]:
    """Per mention its entity, -1 for those who are no characters where the given people are all there are."""
    if given is None or not given.exact:
        return referents
    count = len(given.entries)
    return [one if one < count or one == narrator else -1 for one in referents]


def narrator_among(
    given: GivenCast | None, called: Mapping[int, int], named: Mapping[int, int], outside: Mapping[int, int]
) -> int:
    """The entity of the one given person who must be who says "I" in the narration, -1 if that may be several.

    By entity: `called`, votes that it is; `named`, mentions by name; `outside`, those of them that others tell.
    Whoever an entry calls the narrator is; else, of those whom the narration never names, the one who is called so, or
    the one whom nobody names.
    """
    if given is None or not given.exact:
        return -1
    told = [number for number, entry in enumerate(given.entries) if "narrator" in _words_of(entry)]
    silent = [number for number in range(len(given.entries)) if not outside.get(number)]
    addressed = [number for number in silent if called.get(number)]
    unnamed = [number for number in silent if not named.get(number)]
    return next((some[0] for some in (told, addressed, unnamed) if len(some) == 1), -1)


def _words_of(entry: CastEntry) -> set[str]:
    return {_bare(word) for alias in (entry.name, *entry.aliases) for word in alias.split()}


_COURTESY = frozenset("mr mrs miss ms sir lady madame monsieur mademoiselle".split())
"""Titles that are no nouns for who bears them."""
_REACH = 1500
"""Tokens in which a noun means the person beside whose name it stood ("Mr. Hale, the clerk,")."""


def _descriptions(given: GivenCast) -> dict[str, int]:
    """Whom nouns mean, less their article: each alias that is such a phrase, and its last word if only one has it.

    Words that anyone may be called ("man", "friend") and titles that another bears mean no one by themselves.
    """
    phrases: dict[str, int] = {}
    heads: dict[str, set[int]] = {}
    titles: set[tuple[str, int]] = set()
    for number, entry in enumerate(given.entries):
        for alias in (entry.name, *entry.aliases):
            first, *rest = map(_bare, alias.split())
            titles.add((full_title(first), number))
            if not rest:
                continue
            phrases.setdefault(phrase_of(alias), number)
            if first in ARTICLES or first in PICKED:
                heads.setdefault(rest[-1], set()).add(number)
            elif first not in _COURTESY:
                heads.setdefault(full_title(first), set()).add(number)
    for head, owners in heads.items():
        borne = any(title == head and number not in owners for title, number in titles)
        if borne:
            phrases.pop(head, None)
        elif len(owners) == 1 and head not in DESCRIPTIVE and head not in KIN:
            phrases.setdefault(head, *owners)
    return phrases


def _nouns(
    names: list[NameSpan], words: Words, quote_of: Sequence[int], given: GivenCast, bare: Sequence[str]
) -> dict[int, int]:
    """Where nouns stand that mean someone given ("the clerk" for The Clerk): the first token of each, and its end.

    Not where a name stands beside it, nor, for a while, where its last word stood beside one.
    """
    described = _descriptions(given)
    exact = {" ".join(map(_bare, alias.split())) for entry in given.entries for alias in (entry.name, *entry.aliases)}
    named = {place for name in names for place in (name.first, name.end)}
    apposed: dict[str, int] = {}
    nouns = [mention for mention in find_mentions(words, names, quote_of) if mention.kind == NOMINAL]
    found = phrases_in(words, given.entries, {mention.key for mention in nouns})
    for mention in nouns:
        if mention.key not in described:
            continue
        first, end, head = mention.first, mention.end, bare[mention.head]
        if (first - 1 in named and bare[first - 1] == ",") or (end + 1 in named and bare[end] == ","):
            apposed[head] = end
            continue
        means = bare[first] in DEFINITE or " ".join(bare[first:end]) in exact
        if means and end - apposed.get(head, -_REACH) >= _REACH:
            found[first] = max(end, found.get(first, end))
    return found


def _by_parts(person: Person, given: Sequence[CastEntry]) -> int:
    """The one given person of whose names a word is this person's name; -1 if there is none, or more than one."""
    own = {_bare(word) for word in (*person.given, *person.surnames)}
    fits = [
        number
        for number, entry in enumerate(given)
        if own & _words_of(entry) - TITLES.keys()
        and not (person.title_gender and _gender(entry) in ("he", "she") and person.title_gender != _gender(entry))
    ]
    return fits[0] if len(fits) == 1 else -1


def _apart(words: Words, first: int, end: int) -> str:
    """The tokens [first, end) as an alias has them: bare, a possessive's ending with its noun."""
    return _POSSESSIVE.sub(r"\1", " ".join(map(_bare, words.texts[first:end])).replace("’", "'"))


_POSSESSIVE = re.compile(r" ('s?)(?= |$)")


def _gender(entry: CastEntry) -> str:
    return gender_of_set(entry.pronouns)


def _bare(text: str) -> str:
    return text.casefold().rstrip(".")
