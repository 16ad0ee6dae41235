"""WordNet's nouns and verbs: which supersenses a lemma can have at all, and irregular forms (Fellbaum 1998)."""

from __future__ import annotations

import string
from functools import cache
from importlib import resources

from fabula.layers import SUPERSENSES

LETTERS = (string.ascii_uppercase + string.ascii_lowercase)[: len(SUPERSENSES)]
"""A letter for each supersense, in the order of the schema, which is WordNet's own."""
Codes = frozenset[int]


@cache
def classes() -> dict[str, tuple[Codes, Codes]]:
    """By lemma: codes in SUPERSENSES that it can have as a noun, and as a verb."""
    number = {letter: code for code, letter in enumerate(LETTERS)}
    sets: dict[str, Codes] = {}
    found: dict[str, tuple[Codes, Codes]] = {}
    for line in _lines("noun_verb_classes.tsv"):
        lemma, nouns, verbs = line.split("\t")
        for letters in (nouns, verbs):
            if letters not in sets:
                sets[letters] = frozenset(number[letter] for letter in letters)
        found[lemma] = (sets[nouns], sets[verbs])
    return found


@cache
def irregular() -> dict[tuple[str, str], str]:
    """By form in lower case and part of speech (n, v, a, r): the lemma of an irregular form that has only one."""
    cells = (line.split("\t") for line in _lines("irregular_forms.tsv"))
    return {(form, part): lemma for form, part, lemma in cells}


def _lines(name: str) -> list[str]:
    return (resources.files("fabula.model") / "data" / name).read_text(encoding="utf-8").splitlines()
