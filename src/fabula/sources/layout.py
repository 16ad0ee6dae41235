"""How a plain text is laid out: are its lines wrapped, how wide, and do indents start paragraphs?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fabula.layers import Array
from fabula.sources.lines import Lines

MAX_WIDTH = 200
"""Longer lines are no hard wraps."""
_NARROWEST = 30
"""Nobody wraps by hand at less; languages that know no small letters are judged by this alone."""
_SLACK = 12
"""How far a wrapped line may stay short of the width although the next word would fit."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of one text."""

    wrapped: bool
    """Line breaks inside a block are only where the line was full."""
    width: int
    """Columns that wrapped lines fill."""
    indented: bool
    """An indented line starts a paragraph, without a blank line before it."""
    margin: int
    """Columns that ordinary lines are indented by."""


def find_layout(lines: Lines) -> Layout:
    """Judge by the statistics of the lines.

    In wrapped prose most lines that have a follower are full, and most followers go on in mid-sentence with a small
    letter; where each line is a paragraph, lengths vary freely and hardly any line begins small.
    """
    if not len(lines):
        return Layout(False, 0, False, 0)
    columns = (lines.start, lines.end, lines.indent, lines.blank, lines.first_word, lines.lower, lines.terminal)
    start, end, indent, blank, first_word, lower, terminal = (np.array(column, dtype=np.int32) for column in columns)
    length = indent + end - start
    width = int(np.percentile(length, 98)) if len(length) > 20 else int(length.max())
    follows = blank[1:] == 0
    pairs = int(follows.sum())
    margin = int(np.bincount(indent.clip(0, 200)).argmax())
    if not pairs:
        return Layout(False, width, False, margin)
    full = (length[:-1] + 1 + first_word[1:] >= width - _SLACK)[follows].mean()
    small = lower[1:][follows].mean()
    ended = terminal[:-1][follows].mean()
    filled = width >= _NARROWEST and ended < 0.7 and ((full >= 0.6 and small >= 0.1) or full >= 0.85)
    wrapped = bool(width <= MAX_WIDTH and (small >= 0.35 or filled))
    return Layout(wrapped, width, wrapped and _indents_start(follows, indent, terminal), margin)


def _indents_start(follows: Array, indent: Array, terminal: Array) -> bool:
    """Whether lines that are indented more than the one before mostly stand behind a finished sentence."""
    deeper = follows & (indent[1:] > indent[:-1]) & (indent[1:] - indent[:-1] <= 12)
    count = int(deeper.sum())
    return count > 0 and count >= 0.01 * follows.sum() and float(terminal[:-1][deeper].mean()) >= 0.75


def chunks(lines: Lines) -> Iterator[tuple[int, int]]:
    """Runs of lines without a blank line between them, as ranges of rows."""
    first = 0
    for row in range(1, len(lines)):
        if lines.blank[row]:
            yield first, row
            first = row
    if len(lines):
        yield first, len(lines)


def paragraphs(lines: Lines, layout: Layout) -> Iterator[tuple[int, int, bool]]:
    """Ranges of rows that make one block each, and whether its line breaks matter (verse, an address)."""
    for first, last in chunks(lines):
        if last - first == 1:
            yield first, last, False
        elif is_verse(lines, first, last, layout):
            yield first, last, True
        elif not layout.wrapped:
            for row in range(first, last):
                yield row, row + 1, False
        else:
            yield from _wrapped(lines, first, last, layout)


def _wrapped(lines: Lines, first: int, last: int, layout: Layout) -> Iterator[tuple[int, int, bool]]:
    """Part a chunk of wrapped lines where an indent or a short finished line shows a new paragraph."""
    begin = first
    base = min(lines.indent[first:last])
    for row in range(first + 1, last):
        if lines.lower[row]:
            continue
        room = layout.width - (lines.indent[row - 1] + lines.end[row - 1] - lines.start[row - 1])
        short = lines.terminal[row - 1] and room > lines.first_word[row] + 1 + layout.width / 4
        deeper = layout.indented and lines.indent[row] > max(base, lines.indent[row - 1] if row - 1 > begin else base)
        if short or deeper:
            yield begin, row, False
            begin = row
    yield begin, last, False


def is_verse(lines: Lines, first: int, last: int, layout: Layout) -> bool:
    """Whether the breaks between these lines are the author's: none is full, and each line begins anew."""
    count = last - first
    lengths = [lines.end[row] - lines.start[row] for row in range(first, last)]
    if count < 2 or max(lengths) > 75:
        return False
    anew = sum(not lines.lower[row] for row in range(first + 1, last)) / (count - 1)
    open_ended = sum(not lines.terminal[row] for row in range(first, last - 1)) / (count - 1)
    if not layout.wrapped:
        return count >= 3 and max(lengths) <= 60 and anew >= 0.7 and open_ended >= 0.5
    room = [
        layout.width - lines.indent[row] - lengths[row - first] - 1 - lines.first_word[row + 1]
        for row in range(first, last - 1)
    ]
    loose = sum(space > 8 for space in room) / len(room)
    deep = min(lines.indent[first:last]) > layout.margin
    return loose >= 0.7 and anew >= (0.5 if deep else 0.7) and (deep or count > 2 or open_ended > 0)
