"""The cast of a story as entries that a reading can stick to: what `fabula cast` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fabula.layers import MENTION_KINDS
from fabula.sources.casts import NOBODY, CastEntry, is_one_phrase, one_line, pronoun_names

if TYPE_CHECKING:
    from fabula.story.people import Character
    from fabula.story.story import Story

_SURE = 0.9
_NAME = MENTION_KINDS.index("PROP")


def cast_of(story: Story) -> list[CastEntry]:
    """An entry for each character, in order; then what a given cast lists besides.

    The aliases are every name the text has for someone, most used first, and what a given cast has. Someone without a
    name has what they are called here. No name is in two entries. Pronouns are there where they are sure.
    """
    given = {entry.name: entry for entry in story.given_cast if entry.name != NOBODY}
    mentions = story.layers["mentions"]
    named = set(np.unique(mentions["character"][mentions["kind"] == _NAME]).tolist())
    # What the user wrote stands, whoever else the text calls by the same words.
    owner = {_folded(text): entry.name for entry in given.values() for text in (entry.name, *entry.aliases)}
    found = []
    for person in story.characters:
        entry = given.pop(person.name, None)
        name = _free(person.name, owner, entry)
        texts = person.aliases if person.id in named else () if entry else (name,)
        texts = tuple(filter(is_one_phrase, texts)) or texts
        aliases = [text for text in map(one_line, texts) if owner.setdefault(_folded(text), name) == name]
        more = [text for text in map(one_line, entry.aliases if entry else ()) if text not in aliases]
        found.append(CastEntry(name, (*aliases, *more), _pronouns(person)))
    none = [text for entry in story.given_cast if entry.name == NOBODY for text in map(one_line, entry.aliases)]
    return [*found, *given.values(), *([CastEntry(NOBODY, tuple(dict.fromkeys(none)))] if none else [])]


def _free(name: str, owner: dict[str, str], entry: CastEntry | None) -> str:
    """The name itself, or with a number where another entry has it."""
    if entry is not None:
        return name
    name, number = one_line(name) or "?", 1
    while _folded(tried := name if number == 1 else f"{name} ({number})") in owner or tried == NOBODY:
        number += 1
    owner[_folded(tried)] = tried
    return tried


def _folded(text: str) -> str:
    return one_line(text).casefold()


def _pronouns(person: Character) -> str:
    """Their pronouns if those are as good as certain, for a reading with the cast takes them for certain."""
    try:
        return pronoun_names(person.pronouns) if round(person.gender_confidence, 4) >= _SURE else ""
    except ValueError:
        return ""  # only a file that was tampered with has others
