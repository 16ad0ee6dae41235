"""Agents and patients of verbs, scored: F1 over (verb, role, head word).

What is found counts as right if its verb and its head word overlap a gold verb's and a gold head word's of that role,
each gold triple once. Only what lies in a sentence of the gold is scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.sets.deeds import ROLES, Sentence
from evaluation.spans import Counts, Span

Triple = tuple[Span, str, Span]


@dataclass(frozen=True, slots=True)
class Scored:
    """One sentence: counts by role, and what was missed or false."""

    counts: dict[str, Counts]
    missed: tuple[Triple, ...]
    false: tuple[Triple, ...]


def score(sentence: Sentence, given: Iterable[Triple]) -> Scored:
    """Compare what was found in a sentence with its gold."""
    low, high = sentence.span
    found = sorted(triple for triple in set(given) if low <= triple[0][0] < high)
    left = sorted(sentence.arguments)
    false: list[Triple] = []
    right = dict.fromkeys(ROLES, 0)
    for verb, role, word in found:
        match = next(
            (each for each in left if each[1] == role and _overlap(each[0], verb) and _overlap(each[2], word)), None
        )
        if match is None:
            false.append((verb, role, word))
        else:
            left.remove(match)
            right[role] += 1
    counts = {
        role: Counts(
            matched=right[role],
            gold=sum(each[1] == role for each in sentence.arguments),
            predicted=sum(each[1] == role for each in found),
        )
        for role in ROLES
    }
    return Scored(counts, tuple(left), tuple(false))


def total(some: Sequence[Scored], roles: Sequence[str] = ROLES) -> Counts:
    """Counts over sentences."""
    return sum((one.counts[role] for one in some for role in roles), Counts())


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
