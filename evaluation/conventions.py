"""Quotations in common between two editions of one book that mark quotations in different ways.

The editions are aligned by their letters and digits alone, so that marks, hyphens, spacing and case do not matter. A
quotation is the stretch of letters it covers; it is in common if the other edition has a quotation that covers the
aligned stretch. Score: 2 x common / (quotations in the one + quotations in the other). Quotations outside the text that
the editions share (prefaces, boilerplate) are left out on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.align import Ints, align, letters, stream
from evaluation.spans import Counts, Span


@dataclass(frozen=True, slots=True)
class Common:
    """`counts.f1` is the score. `only_left` and `only_right`: quotations of one edition alone, as rows given."""

    counts: Counts
    only_left: tuple[int, ...]
    only_right: tuple[int, ...]
    shared: float
    """The share of the shorter edition's letters that align."""


def in_common(left: str, left_quotes: Sequence[Span], right: str, right_quotes: Sequence[Span]) -> Common:
    """Compare the quotations of two editions, given as spans of their texts."""
    left_letters, left_origins = stream(left, letters)
    right_letters, right_origins = stream(right, letters)
    found = align(left_letters, right_letters)
    back = np.full(len(right_letters), -1, dtype=np.int64)
    back[found[found >= 0]] = np.flatnonzero(found >= 0)
    lefts = [_range(left_origins, span) for span in left_quotes]
    rights = [_range(right_origins, span) for span in right_quotes]
    targets: dict[Span, list[int]] = {}
    for row, span in enumerate(rights):
        if span is not None:
            targets.setdefault(span, []).append(row)
    only_left, taken = [], set()
    total = 0
    for row, span in enumerate(lefts):
        if span is None or not _aligned(found, span):
            continue
        total += 1
        rows = targets.get(_mapped(found, span), [])
        if rows:
            taken.add(rows.pop())
        else:
            only_left.append(row)
    held = [row for row, span in enumerate(rights) if row in taken or (span is not None and _aligned(back, span))]
    only_right = tuple(row for row in held if row not in taken)
    shorter = max(1, min(len(left_letters), len(right_letters)))
    return Common(
        Counts(len(taken), total, len(held)), tuple(only_left), only_right, float((found >= 0).sum()) / shorter
    )


def _range(origins: Ints, span: Span) -> Span | None:
    """The half-open range of letters that a span covers; None if it has none."""
    low, high = (int(edge) for edge in np.searchsorted(origins, span))
    return (low, high) if low < high else None


def _aligned(found: Ints, span: Span) -> bool:
    """Whether at least half of a range's letters are in the other edition."""
    return bool((found[span[0] : span[1]] >= 0).mean() >= 0.5)


def _mapped(found: Ints, span: Span) -> Span:
    """The range in the other edition that runs from where this one starts to where it ends."""
    low, high = span
    if found[low] >= 0:
        start = int(found[low])
    else:  # spelt otherwise: right after the letter before it, else where its first aligned letter is
        known = found[low:high][found[low:high] >= 0]
        start = int(found[low - 1]) + 1 if low and found[low - 1] >= 0 else int(known[0])
    if found[high - 1] >= 0:
        end = int(found[high - 1]) + 1
    else:
        known = found[low:high][found[low:high] >= 0]
        end = int(found[high]) if high < len(found) and found[high] >= 0 else int(known[-1]) + 1
    return start, end
