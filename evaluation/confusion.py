"""What is taken for what: counts of pairs (gold label, predicted label), which add up over documents.

`NONE` stands for the side that has nothing: (PER, NONE) is a person missed, (NONE, PER) one that is not there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from evaluation.report import Cell, table
from evaluation.spans import Counts, Span

NONE = "(none)"
Confusion = Counter[tuple[str, str]]


def of_words(gold: Sequence[str], predicted: Sequence[str]) -> Confusion:
    """The pairs of two layers with one label a word."""
    return Counter(zip(gold, predicted, strict=True))


def of_spans(gold: Iterable[tuple[Span, str]], predicted: Iterable[tuple[Span, str]]) -> Confusion:
    """The pairs of labelled spans: those of equal spans, and what is missed or not there.

    Where a span stands several times on a side, equal labels are paired first, so that the pairs of a label with itself
    are as many as `spans.exact` matches.
    """
    sides: defaultdict[Span, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
    for side, labelled in enumerate((gold, predicted)):
        for span, label in labelled:
            sides[span][side][label] += 1
    made: Confusion = Counter()
    for left, right in sides.values():
        same = left & right
        made.update({(label, label): times for label, times in same.items()})
        missed, spare = sorted((left - same).elements()), sorted((right - same).elements())
        made.update(zip_longest(missed, spare, fillvalue=NONE))
    return made


def added(confusions: Iterable[Confusion]) -> Confusion:
    """The sum of some."""
    total: Confusion = Counter()
    for confusion in confusions:
        total.update(confusion)
    return total


def by_label(confusion: Confusion) -> dict[str, Counts]:
    """Each label's counts, the most frequent in gold first."""
    gold, predicted, matched = Counter[str](), Counter[str](), Counter[str]()
    for (left, right), times in confusion.items():
        gold[left] += times
        predicted[right] += times
        matched[left] += times * (left == right)
    labels = sorted((gold | predicted).keys() - {NONE}, key=lambda label: (-gold[label], label))
    return {label: Counts(matched[label], gold[label], predicted[label]) for label in labels}


def pair_rows(confusion: Confusion, most: int = 20) -> list[dict[str, Cell]]:
    """The pairs of different labels, the most frequent first, with their share of the gold label."""
    gold = Counter[str]()
    for (left, _), times in confusion.items():
        gold[left] += times
    wrong = [(pair, times) for pair, times in confusion.items() if pair[0] != pair[1] and times]
    return [
        {
            "gold": left,
            "predicted": right,
            "times": times,
            "of gold": times / gold[left] if left != NONE else None,
        }
        for (left, right), times in sorted(wrong, key=lambda item: (-item[1], item[0]))[:most]
    ]


def label_rows(counts: dict[str, Counts], name: str = "label") -> list[dict[str, Cell]]:
    """Counts by label as rows of a table."""
    return [
        {
            name: label,
            "gold": count.gold,
            "ours": count.predicted,
            "P": count.precision,
            "R": count.recall,
            "F1": count.f1,
        }
        for label, count in counts.items()
    ]


def lines(confusion: Confusion, most: int = 20) -> list[str]:
    """The pairs of different labels as a table of text; no lines if nothing is confused."""
    rows = pair_rows(confusion, most)
    return table(rows) if rows else []
