"""Given names and nicknames, as shipped: how many women and men bear each, and what each nickname may stand for."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files


@cache
def given_names() -> dict[str, tuple[int, int]]:
    """Given names in lower case with how many women and men bore them (US birth registrations, 1880 to today)."""
    lines = files("fabula.people.data").joinpath("given_names.tsv").read_text("utf-8").splitlines()[1:]
    found = {}
    for line in lines:
        name, female, male = line.split("\t")
        found[name.lower()] = (int(female), int(male))
    return found


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Each given name or nickname in lower case with the given names it may stand for."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in files("fabula.people.data").joinpath("nicknames.tsv").read_text("utf-8").splitlines()[1:]:
        name, nickname = line.split("\t")
        found[nickname].add(name)
    return {nickname: frozenset(names) for nickname, names in found.items()}
