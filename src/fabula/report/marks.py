"""Marks: which mentions and quotations a report shows, where, and how those that cross one another are cut to nest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fabula.layers import QUOTE_KINDS, Array
from fabula.report.colours import class_of
from fabula.report.naming import NAME
from fabula.story import Story

UNSURE = 0.5
"""Below this confidence a mark shows that it is doubtful."""
_OTHER = QUOTE_KINDS.index("other")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mention or quotation: a span of the visible text, the element that shows it and that element's class.

    `b` is a name, `u` a description or a pronoun, `i` a quotation.
    """

    low: int
    high: int
    element: str
    classes: str


@dataclass(frozen=True)
class Shown:
    """What a report shows of a story, in the order in which it stands in the file.

    blocks: rows of `paragraphs` that have text, with their spans `lows`, `highs` in the visible text; marks: of each
    block, in order; mentions, quotes: rows of those layers, one for each mark; all int32.
    """

    story: Story
    blocks: Array
    lows: Array
    highs: Array
    marks: list[list[Mark]]
    mentions: Array
    quotes: Array

    @cached_property
    def mention_lows(self) -> Array:
        """Where each mention that is shown starts in the visible text."""
        return visible_at(self.story, self.story.layers["mentions"]["start"][self.mentions])

    @cached_property
    def quote_lows(self) -> Array:
        """Where each quotation that is shown starts in the visible text."""
        return visible_at(self.story, self.story.layers["quotes"]["start"][self.quotes])


def shown(story: Story) -> Shown:
    """What a report shows: every mention of a character, every quotation but those that are no one's speech."""
    paragraphs = story.layers["paragraphs"]
    lows, highs = visible_at(story, paragraphs["start"]), visible_at(story, paragraphs["end"])
    text = story.document.visible.text
    spans = zip(lows.tolist(), highs.tolist(), strict=True)
    blocks = np.array([row for row, (low, high) in enumerate(spans) if text[low:high].strip()], dtype=np.int32)
    lows, highs = lows[blocks], highs[blocks]
    marks: list[list[Mark]] = [[] for _ in blocks]
    kept: tuple[list[int], list[int]] = ([], [])
    open_until: list[int] = []
    last = -1
    for low, high, row, is_quote in _spans(story):
        block = int(np.searchsorted(lows, low, "right")) - 1
        if block < 0 or low >= highs[block]:
            continue
        if block != last:
            open_until, last = [int(highs[block])], block
        while open_until[-1] <= low and len(open_until) > 1:
            open_until.pop()
        high = min(high, open_until[-1])
        open_until.append(high)
        kept[is_quote].append(row)
        marks[block].append(_quote(story, low, high, row) if is_quote else _mention(story, low, high, row))
    rows = [np.array(some, dtype=np.int32) for some in kept]
    return Shown(story, blocks, lows, highs, marks, rows[0], rows[1])


def visible_at(story: Story, offsets: Array) -> Array:
    """Where the first visible characters at or after document offsets stand in the visible text."""
    return np.searchsorted(story.document.visible.offsets[:-1], offsets.astype(np.int32))


def _spans(story: Story) -> list[tuple[int, int, int, bool]]:
    """Of every mark its span in the visible text, its row and whether it is a quotation; outer ones first."""
    mentions, quotes = story.layers["mentions"], story.layers["quotes"]
    of_someone = np.flatnonzero(mentions["character"] >= 0)
    said = np.flatnonzero((quotes["speaker"] >= 0) | (quotes["kind"] != _OTHER))
    spans = []
    for table, rows, is_quote in ((mentions, of_someone, False), (quotes, said, True)):
        edges = (visible_at(story, table[name][rows]).tolist() for name in ("start", "end"))
        each = zip(*edges, rows.tolist(), strict=True)
        spans += [(low, high, row, is_quote) for low, high, row in each if low < high]
    return sorted(spans, key=lambda span: (span[0], -span[1], not span[3], span[2]))


def _quote(story: Story, low: int, high: int, row: int) -> Mark:
    table = story.layers["quotes"]
    speaker = int(table["speaker"][row])
    if speaker < 0:
        return Mark(low, high, "i", "x")
    return Mark(low, high, "i", class_of(speaker) + _doubt(float(table["confidence"][row])))


def _mention(story: Story, low: int, high: int, row: int) -> Mark:
    table = story.layers["mentions"]
    element = "b" if table["kind"][row] == NAME else "u"
    return Mark(low, high, element, class_of(int(table["character"][row])) + _doubt(float(table["confidence"][row])))


def _doubt(confidence: float) -> str:
    return " d" if confidence < UNSURE else ""
