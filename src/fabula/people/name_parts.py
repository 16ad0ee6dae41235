"""A name taken apart: titles, given names, surname, suffixes."""

from __future__ import annotations

from dataclasses import dataclass

from fabula.people.lexicon import ADJECTIVE_TITLES, PARTICLES, SUFFIXES, TITLES
from fabula.people.name_span import plain

_ONE_TITLE = {
    **dict.fromkeys(("doctor",), "dr"),
    **dict.fromkeys(("mister",), "mr"),
    **dict.fromkeys(("capt", "cap'n", "cap"), "captain"),
    **dict.fromkeys(("lieut", "lt"), "lieutenant"),
    **dict.fromkeys(("sergt", "sgt", "serjeant"), "sergeant"),
    **dict.fromkeys(("prof",), "professor"),
    **dict.fromkeys(("col",), "colonel"),
    **dict.fromkeys(("maj",), "major"),
    **dict.fromkeys(("cpl",), "corporal"),
    **dict.fromkeys(("pvt",), "private"),
    **dict.fromkeys(("rev",), "reverend"),
    **dict.fromkeys(("gov",), "governor"),
    **dict.fromkeys(("m",), "monsieur"),
    **dict.fromkeys(("mme",), "madame"),
    **dict.fromkeys(("mlle",), "mademoiselle"),
    **dict.fromkeys(("auntie", "aunty"), "aunt"),
    **dict.fromkeys(("st",), "saint"),
    **dict.fromkeys(("comte", "conte", "graf"), "count"),
    **dict.fromkeys(("vicomte",), "viscount"),
    **dict.fromkeys(("duc", "herzog"), "duke"),
    **dict.fromkeys(("comtesse", "contessa", "gräfin"), "countess"),
    **dict.fromkeys(("vicomtesse",), "viscountess"),
    **dict.fromkeys(("marquise",), "marchioness"),
    **dict.fromkeys(("marquess",), "marquis"),
    **dict.fromkeys(("duchesse",), "duchess"),
    **dict.fromkeys(("missis", "missus", "mis'", "mis’", "miz"), "mrs"),
}
"""Titles written in several ways, each with the form that stands for all."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart; `single` if it has but one word besides titles, which may be given name or surname."""

    titles: tuple[str, ...]
    given: tuple[str, ...]
    surname: str
    suffixes: frozenset[str]
    single: str


def take_apart(titles: tuple[str, ...], words: tuple[str, ...]) -> Parts:
    """Split a name into its parts; particles go with the surname ("de Bourgh"), a saint's title with the word."""
    titles = tuple(title for title in titles if title not in ADJECTIVE_TITLES)
    if titles and _ONE_TITLE.get(titles[-1], titles[-1]) == "saint":
        titles, words = titles[:-1], (f"St. {words[0]}", *words[1:])
    kept = [word for word in words if plain(word) not in SUFFIXES or word == words[0]]
    suffixes = frozenset(plain(word) for word in words[1:] if plain(word) in SUFFIXES)
    if len(kept) == 1:
        return Parts(titles, (), "", suffixes, kept[0])
    cut = len(kept) - 1
    while cut > 1 and kept[cut - 1].lower() in PARTICLES:
        cut -= 1
    if kept[0].lower() in PARTICLES or kept[0] == "of":
        return Parts(titles, (), "", suffixes, " ".join(kept))
    return Parts(titles, tuple(kept[:cut]), " ".join(kept[cut:]), suffixes, "")


def one_title(title: str) -> str:
    """The form that stands for all the ways in which a title is written."""
    return _ONE_TITLE.get(title, title)


def title_gender(parts: Parts) -> str:
    """The gender that a name's titles show; empty if none does."""
    return next((TITLES[title] for title in parts.titles if TITLES.get(title)), "")
