"""What an entity is called: its fullest name in common use; without a name, by a noun, else by a pronoun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

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
    whole = [text for text in forms if is_one_phrase(text)] or list(forms)
    alone = {names[0] for names in map(_bare, whole) if len(names) == 1}
    usual = [text for text in whole if _in_use(text, forms, alone)] or whole
    most = max(forms.values())

    def fullness(text: str) -> tuple[int, bool, bool, int, int, str]:
        parts, bare = text.split(), _bare(text)
        styled = len(bare) == 1 and plain(parts[0]) in SURNAME_TITLES
        styled = styled and forms[text] >= max(_STYLED * forms[bare[0]], _STYLED_OF_ALL * most)
        begins = parts[0][0].isupper()  # unlike "the other Nora"
        return (min(len(bare), 2), begins, styled, forms[text], len(parts), text)

    return max(usual, key=fullness)


_STYLED, _STYLED_OF_ALL = 0.25, 0.1
"""How often a title with a name must stand, as a share of that name alone, and of the commonest name."""
_USUAL = 0.04
"""The share of all names from which one is in common use,"""
_SELDOM = 3
"""and how often a given name with a family name must stand if both are used alone."""


def _bare(text: str) -> list[str]:
    """The names in a name: without titles and initials."""
    return [part for part in text.split() if part[0].isupper() and plain(part) not in TITLES and part[-1] != "."]


def _in_use(text: str, forms: Counter[str], alone: Container[str]) -> bool:
    """Whether a name is in common use, or puts together two that are."""
    if forms[text] >= max(1, _USUAL * forms.total()):
        return True
    first, *rest = text.split()
    together = len(rest) == 1 and first != rest[0] and first in alone and rest[0] in alone
    return together and forms[text] >= _SELDOM
