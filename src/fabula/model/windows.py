"""Windows: which words the encoder sees at once. None crosses a paragraph, so a paragraph reads the same anywhere.

A paragraph that fits is one window. A longer one is cut between sentences, and every window after the first also sees
the sentence before it. A sentence longer than a window is cut into stretches that see some words to either side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

FITTING = 126
"""Pieces that a window of whole sentences has at most."""
LONGEST = 254
"""Pieces of a window that is one sentence, or a stretch of one."""
BEFORE = 32
"""Pieces of earlier sentences that a window sees besides its own, if they are whole sentences."""
AROUND = 32
"""Pieces that a stretch of a sentence sees to either side."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words [seen_first, seen_end) go to the encoder; results are taken for [first, end). `rows`: the sentences."""

    seen_first: int
    seen_end: int
    first: int
    end: int
    whole: bool = True
    """Whether [first, end) is whole sentences, not a stretch of one."""


def windows(sizes: Sequence[int], sentence_first: Sequence[int], paragraph_first: Sequence[int]) -> Iterator[Window]:
    """Windows in order; each word is in [first, end) of exactly one.

    `sizes`: pieces of each word; `sentence_first` and `paragraph_first`: the words that open each sentence and
    paragraph, then the number of words. A sentence that crosses a paragraph's end is divided there.
    """
    opened = set(paragraph_first)
    pending: list[tuple[int, int, int]] = []  # first word, end, pieces of the sentences of one paragraph
    bounds = sorted({*sentence_first, *paragraph_first})
    for first, end in pairwise(bounds):
        if first in opened and pending:
            yield from _paragraph(pending, sizes)
            pending = []
        pending.append((first, end, sum(sizes[first:end])))
    if pending:
        yield from _paragraph(pending, sizes)


def _paragraph(sentences: list[tuple[int, int, int]], sizes: Sequence[int]) -> Iterator[Window]:
    row = 0
    while row < len(sentences):
        seen, pieces = row, 0
        while seen and pieces + sentences[seen - 1][2] <= BEFORE:
            seen -= 1
            pieces += sentences[seen][2]
        end = row
        while end < len(sentences) and pieces + sentences[end][2] <= FITTING:
            pieces += sentences[end][2]
            end += 1
        if end > row:
            yield Window(sentences[seen][0], sentences[end - 1][1], sentences[row][0], sentences[end - 1][1])
        else:  # it does not fit beside what is before it, or not at all
            first, last, size = sentences[row]
            end = row + 1
            if size <= LONGEST:
                yield Window(first, last, first, last)
            else:
                yield from _stretches(first, last, sizes)
        row = end


def _stretches(first: int, end: int, sizes: Sequence[int]) -> Iterator[Window]:
    """Stretches of one sentence: each takes what fits between what it sees before and after."""
    low = first
    while low < end:
        seen_first, before = low, 0
        while seen_first > first and before + sizes[seen_first - 1] <= AROUND:
            seen_first -= 1
            before += sizes[seen_first]
        high, own = low, 0
        while high < end and (high == low or own + sizes[high] <= LONGEST - 2 * AROUND):
            own += sizes[high]
            high += 1
        seen_end, after = high, 0
        while seen_end < end and after + sizes[seen_end] <= AROUND:
            after += sizes[seen_end]
            seen_end += 1
        yield Window(seen_first, seen_end, low, high, whole=False)
        low = high
