"""Span detection: exact and overlap precision, recall and F1.

Spans are half-open pairs `(start, end)`. Sums of `Counts` over documents give micro figures; `macro` gives the mean of
the documents' own figures.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many gold and predicted spans there are, and how many of them match one to one."""

    matched: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.matched + other.matched, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float:
        """Matched out of predicted; 0 without predictions, 1 if there is nothing to find either."""
        return self.matched / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """Matched out of gold; 1 if there is nothing to find."""
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 1 if gold and prediction are both empty."""
        total = self.gold + self.predicted
        return 2 * self.matched / total if total else 1.0


def exact(gold: Iterable[Hashable], predicted: Iterable[Hashable]) -> Counts:
    """Count spans, labelled or not, that are equal. What occurs twice on one side needs two partners on the other."""
    left, right = Counter(gold), Counter(predicted)
    return Counts(sum((left & right).values()), left.total(), right.total())


def overlap(gold: Sequence[Span], predicted: Sequence[Span]) -> Counts:
    """Count spans that can be paired one to one with an overlapping span: the largest number of such pairs."""
    return Counts(len(pair_overlapping(gold, predicted)), len(gold), len(predicted))


def pair_overlapping(gold: Sequence[Span], predicted: Sequence[Span]) -> list[tuple[int, int]]:
    """Pair overlapping spans one to one, as many as possible; return (row of gold, row of predicted), by gold row.

    A sweep by end. Of all unpaired spans take the one, x, that ends first. All its partners cover its last unit; among
    them y, the one that ends first, is the one with fewest other partners (whoever overlaps y, and ends no earlier than
    x, overlaps all of x's other partners too), so pairing x with y never costs a pair. O(n log n).
    """
    sides = (gold, predicted)
    by_end = sorted(
        (span[1], side, row) for side in (0, 1) for row, span in enumerate(sides[side]) if span[0] < span[1]
    )
    by_start = [
        sorted((span[0], span[1], row) for row, span in enumerate(spans) if span[0] < span[1]) for spans in sides
    ]
    opened = [0, 0]
    waiting: list[list[tuple[int, int, int]]] = [[], []]
    done: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for end, side, row in by_end:
        if row in done[side]:
            continue
        done[side].add(row)
        start, other = sides[side][row][0], 1 - side
        while opened[other] < len(by_start[other]) and by_start[other][opened[other]][0] < end:
            found_start, found_end, found = by_start[other][opened[other]]
            heapq.heappush(waiting[other], (found_end, found_start, found))
            opened[other] += 1
        queue = waiting[other]
        # What is done, or ends before this span starts, can never be a partner again: every later span ends later,
        # and one that still overlapped it would have been its partner when its own turn came.
        while queue and (queue[0][2] in done[other] or queue[0][0] <= start):
            heapq.heappop(queue)
        if queue:
            partner = heapq.heappop(queue)[2]
            done[other].add(partner)
            pairs.append((row, partner) if side == 0 else (partner, row))
    return sorted(pairs)


def macro(counts: Iterable[Counts]) -> tuple[float, float, float]:
    """Means of the documents' precision, recall and F1; zeros for no documents."""
    every = list(counts)
    if not every:
        return (0.0, 0.0, 0.0)
    return (
        sum(count.precision for count in every) / len(every),
        sum(count.recall for count in every) / len(every),
        sum(count.f1 for count in every) / len(every),
    )
