"""What an entity is called: its fullest name in common use; without a name, by a noun, else by a pronoun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fabula.people.lexicon import DETERMINERS, SURNAME_TITLES, TITLES
from fabula.people.name_span import plain
from fabula.sources.casts import is_one_phrase

NARRATOR = "Narrator"
"""What a narrator without a name is called."""
_EARLY = 5
"""Nouns among which that is sought which describes someone best,"""
_LONGEST = 8
"""and the words that it may have."""
_SPEAKERS = frozenset("my your our thy".split())
"""Words by which a noun says what someone is to whoever is speaking."""


def entity_name(forms: Counter[str], described: Sequence[str], pronoun: str, narrator: bool) -> str:
    """The canonical name. `forms`: names with their counts; `described`: nouns, in order; `pronoun`: the first."""
    if forms:
        return _fullest(forms)
    if narrator:
        return NARRATOR
    early = [text for text in described if text.partition(" ")[0].lower() not in _SPEAKERS][:_EARLY] or described[
        :_EARLY
    ]
    short = [text for text in early if text.count(" ") < _LONGEST] or [min(early, key=len, default="")]
    return _known(max(short, key=lambda text: text.count(" "))) or pronoun


def description(text: str) -> str:
    """A noun phrase as it stands inside a sentence: "The boy" is "the boy"."""
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if rest and first.lower() in DETERMINERS else text


def _known(text: str) -> str:
    """A noun phrase for someone who has been met: "a boy" has become "the boy"."""
    first, _, rest = text.partition(" ")
    return f"the {rest}" if rest and first in ("a", "an") else text


def _fullest(forms: Counter[str]) -> str:
    """A given name with a family name, else a title with a name, else the commonest."""
    total = sum(forms.values())
    whole = [text for text in forms if is_one_phrase(text)] or list(forms)
    usual = [text for text in whole if forms[text] >= max(1, 0.04 * total)] or whole

    def fullness(text: str) -> tuple[int, bool, bool, int, int, str]:
        parts = text.split()
        bare = [part for part in parts if part[0].isupper() and plain(part) not in TITLES and part[-1] != "."]
        styled = len(bare) == 1 and plain(parts[0]) in SURNAME_TITLES and 4 * forms[text] >= forms[bare[0]]
        begins = parts[0][0].isupper()  # unlike "the other Nora"
        return (min(len(bare), 2), begins, styled, forms[text], len(parts), text)

    return max(usual, key=fullness)
