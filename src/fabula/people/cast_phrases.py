"""Where a text has the phrases that people of an exact cast are called by ("the man with the lamp", "one of the men").

A name in capitals is found like any other name. Here it is what entries say in other words than names: a phrase behind
an article, whatever its case and length, and phrases that begin with "one" or "another".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fabula.people.given_cast import form_of, match_form
from fabula.sources.casts import CastEntry
from fabula.text.tokens import Words

ARTICLES = frozenset("the a an".split())
DEFINITE = frozenset("the this that".split())
PICKED = frozenset("one another".split())
"""Words that pick someone out of several, with which a phrase may begin."""
_GOES_ON = frozenset("of 's ’s ' ’ -".split())
"""After these a lone noun is part of another phrase ("the voice of the wind")."""


def phrase_of(alias: str) -> str:
    """An alias as a phrase in small letters, less its article; as it is where it begins with "one" or "another"."""
    first, _, rest = " ".join(alias.casefold().split()).partition(" ")
    return rest if rest and first in ARTICLES else " ".join((first, *rest.split()))


def phrases_in(words: Words, entries: Sequence[CastEntry], nouns: Collection[str]) -> dict[int, int]:
    """The first token of every phrase of theirs, its article included, and its end.

    A phrase of one word counts if an entry has it behind an article and `nouns`, which are looked for elsewhere, have
    it not. Where two phrases begin at a token the longer counts.
    """
    begun: dict[str, set[str]] = {}
    for entry in entries:
        for alias in (entry.name, *entry.aliases):
            phrase = phrase_of(alias)
            several = " " in phrase
            articled = alias.split()[0].casefold() in ARTICLES if alias.split() else False
            if phrase and (several or (articled and phrase not in nouns)):
                begun.setdefault(form_of(phrase)[0], set()).add(phrase)
    if not begun:
        return {}
    texts = [form_of(text).casefold() for text in words.texts]
    found: dict[int, int] = {}
    for at, text in enumerate(texts):
        start = at + (text in ARTICLES or text in DEFINITE)
        if start == at and text not in PICKED:
            continue
        end = max(
            (_end(texts, start, phrase) for phrase in begun.get(texts[start][:1], ()) if start < len(texts))
            if start < len(texts)
            else (),
            default=start,
        )
        if end > start:
            found[at] = end
    return found


def _end(texts: list[str], at: int, phrase: str) -> int:
    """Where a phrase that starts at a token ends; `at` itself if it is not there."""
    end = match_form(texts, at, form_of(phrase))
    lone = " " not in phrase
    return at if lone and end < len(texts) and texts[end] in _GOES_ON else end
