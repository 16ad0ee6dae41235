"""Fan-fiction tags as people known from outside: whom the Character and Relationship tags of a download name.

Tags are as the Archive of Our Own has them: `James "Bucky" Barnes`, `Princess Leia | Leia Organa`, `Keith (Voltron)`,
`Sherlock Holmes/John Watson`, `Jim & Bones`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fabula.document import Metadata
from fabula.people.lexicon import TITLES
from fabula.people.name_span import plain

_MOST = 300
"""People of a work's tags that are taken; the rest say nothing of who is important."""
_LONGEST = 6
"""Words of a name; what has more is a sentence."""
_NO_NAMES = frozenset(
    "character characters character(s) oc ocs ofc omc onc everyone everybody anyone someone nobody reader readers "
    "reader-insert you various other others ensemble cast tags tba unnamed anonymous author narrator animals pets "
    "family team crew gang friends background background/minor".split()
)
"""Words of tags that stand for no one by name."""
_BEFORE = frozenset(
    "mentioned mentions mention implied referenced implied/referenced past minor background brief briefly eventual "
    "slight hinted unrequited one-sided onesided pre post side future former ex established minor/background "
    "background/minor platonic hints of and possible potential temporary canon endgame ambiguous "
    "alpha beta omega trans female male fem genderbent genderfluid nonbinary human young teen child kid baby adult "
    "older dark evil protective hurt sick injured werewolf vampire ghost".split()
)
"""Words that tags put before a name, in lower case."""
_TWO_BEFORE = re.compile(
    r"\b(?:implied|minor|background|mentioned|past)/(?:referenced|background|minor|implied|mentioned|past)\b", re.I
)
_NOT_TITLES = frozenset("the an a".split())
_NICKNAME = re.compile(r'(?:(?<=\s)|^)["“”„]([^"“”„]+)["“”](?=\s|$)|(?<=\s)[\'‘]([^\'‘’]+)[\'’](?=\s)')
_ASIDE = re.compile(r"\s*[(\[{][^()\[\]{}]*[)\]}]")
_BEHIND = re.compile(
    r"(?:\s+[-–—]\s+|:\s|,\s+(?:mentioned|implied|referenced|past|minor)\b).*$|\s+(?:mentioned|implied)$", re.I
)
_BETWEEN = re.compile(r"\s*/\s*|\s+(?:&|and|x|×)\s+|\s*×\s*")


def seeds_of(metadata: Metadata) -> tuple[tuple[str, ...], ...]:
    """The people whom the tags name: for each the full name, then others. Empty without tags.

    Someone whom one tag names by one word of another's name is that one; where it is a word of several, no one.
    """
    people: list[list[str]] = []
    for tag in metadata.tagged("character"):
        people += _names(tag)
    for tag in metadata.tagged("relationship"):
        people += _names(tag)
    merged: list[list[str]] = []
    for names in sorted(people[: 4 * _MOST], key=lambda names: " " not in names[0]):
        same = [known for known in merged if _same(names, known)]
        if not same:
            merged.append(names)
        elif len(same) == 1 or names[0] in same[0]:
            folded = {name.casefold() for name in same[0]}
            same[0] += [name for name in names if name.casefold() not in folded]
    return tuple(map(tuple, merged[:_MOST]))


def _same(names: list[str], known: list[str]) -> bool:
    """Whether two tags name one person: they share a name, or one is a word of the other's full name."""
    folded = {name.casefold() for name in known}
    if any(name.casefold() in folded for name in names):
        return True
    return len(names) == 1 and " " not in names[0] and names[0].casefold() in known[0].casefold().split()


def _names(tag: str) -> Iterable[list[str]]:
    """For each person in a tag, their names, the fullest first."""
    if _ASIDE.sub("", tag).casefold().split()[:1] == ["no"]:
        return  # "No Romantic Relationship(s)"
    for part in _BETWEEN.split(_TWO_BEFORE.sub("", _ASIDE.sub("", tag.replace("(s)", "s")))):
        names: list[str] = []
        for name in part.split("|"):
            names += [each for each in _forms(name) if each not in names]
        if names:
            yield sorted(names, key=lambda name: -name.count(" "))


def _forms(name: str) -> list[str]:
    """A name without what tags put around it, and those that a nickname in it makes; none if it is no name."""
    name = _BEHIND.sub("", name.rpartition("!")[2]).strip()
    nicknames = [one or other for one, other in _NICKNAME.findall(name)]
    words = _NICKNAME.sub(" ", name).split()
    while len(words) > 1 and (words[0].casefold().strip("-:") in _BEFORE or words[0].casefold() in _NOT_TITLES):
        words = words[1:]
    if not words or len(words) > _LONGEST or not _NO_NAMES.isdisjoint(word.casefold() for word in words):
        return []
    if not any(word[0].isupper() for word in words) or not all(any(map(str.isalpha, word)) for word in words):
        return []
    found = [" ".join(words)]
    for nickname in nicknames:
        own = " ".join(nickname.split())
        if own and own[0].isupper():
            bare = [word for word in words if plain(word) not in TITLES]
            found += [f"{own} {bare[-1]}", own] if len(bare) > 1 else [own]
    return found
