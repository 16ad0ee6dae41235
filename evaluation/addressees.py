"""To whom quotations are said: precision, recall and F1 over pairs of a gold quotation and someone addressed.

The unit is a pair (gold quotation, character). A gold quotation, which may have several sub-quotations, has one list of
addressees in gold; what is predicted for it is the union of its sub-quotations' addressees. Every gold quotation
counts, also one that is said to no one: whoever is predicted for it is wrong.

Gold addressees that are no listed character (`_group`, `_unknowable`) make no pairs, for no prediction could be right.
Whoever is predicted for such a quotation and is not among its listed addressees counts as wrong like anyone else
(`counts`); the other reading leaves such quotations out whole (`counts` of those that are `known`).

Gold is wide: in a talk of three it mostly lists both others, whomever the words are meant for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.attribution import Judged
from evaluation.spans import Counts
from fabula.story import Story


@dataclass(frozen=True, slots=True)
class Addressed:
    """A gold quotation with its addressees, both as rows of the characters layer; gold ones that no predicted character
    stands for have numbers below -1. known: gold lists characters only. speaker_right: so it is in all its parts."""

    kind: str
    gold: frozenset[int]
    predicted: frozenset[int]
    known: bool = True
    speaker_right: bool = True

    def counts(self) -> Counts:
        """Its pairs."""
        return Counts(len(self.gold & self.predicted), len(self.gold), len(self.predicted))


def heard(story: Story) -> list[list[int]]:
    """Per row of the quotes layer, the characters addressed."""
    table = story.layers["addressees"]
    found: list[list[int]] = [[] for _ in range(story.layers["quotes"].rows)]
    for quote, character in zip(table["quote"].tolist(), table["character"].tolist(), strict=True):
        found[quote].append(character)
    return found


def judge(
    gold: Sequence[Sequence[int]],
    listed: Collection[int],
    judged: Iterable[Judged],
    hearers: Sequence[Sequence[int]],
    mapped: Mapping[int, int],
) -> list[Addressed]:
    """Every gold quotation that has a judged sub-quotation.

    gold: per quotation the rows of the gold cast that it addresses, -1 for one in no cast. listed: the rows that are
    characters. hearers: per predicted quotation the characters addressed. mapped: from rows of the gold cast to
    predicted characters.
    """
    parts: dict[int, list[Judged]] = {}
    for each in judged:
        parts.setdefault(each.gold.quotation, []).append(each)
    return [
        Addressed(
            parts[number][0].gold.kind,
            frozenset(mapped.get(row, -2 - row) for row in gold[number] if row in listed),
            frozenset(who for each in parts[number] if each.row >= 0 for who in hearers[each.row]),
            all(row in listed for row in gold[number]),
            all(each.right for each in parts[number]),
        )
        for number in sorted(parts)
    ]


def counts(addressed: Iterable[Addressed]) -> Counts:
    """The pairs of several quotations together."""
    return sum((each.counts() for each in addressed), Counts())
