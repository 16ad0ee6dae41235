"""Runs of text inside one block become a line with white space collapsed, and the way back to each character."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from fabula.sources.lines import BLANK

_SPACE = " \t\n\r\f\v" + "".join(map(chr, (*range(9), *range(14, 32), 127)))
_EDGE = BLANK + _SPACE
_IRREGULAR = re.compile(f"[{re.escape(_SPACE)}]{{2,}}|[{re.escape(_SPACE[1:])}]")


class Piece(NamedTuple):
    """A stretch of a text node: `at` counts code points of text since the document's start; -1 if it is in none."""

    text: str
    at: int
    emphasis: bool
    strong: bool
    linked: bool


@dataclass(slots=True)
class Line:
    """A line of a block, ready to stand in the text."""

    text: str
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    """(start, end, at): text[start + i] is the source's character at + i."""
    emphasis: list[tuple[int, int, str]] = field(default_factory=list)
    linked: bool = False
    """Most of it is a link inside the work."""


def compose(pieces: list[Piece]) -> Line | None:
    """The line that the pieces make; None if nothing but white space."""
    raw = "".join(piece.text for piece in pieces)
    end = len(raw.rstrip(_EDGE))
    start = len(raw) - len(raw.lstrip(_EDGE))
    if start >= end:
        return None
    parts: list[str] = []
    kept: list[tuple[int, int, int]] = []
    at, size = start, 0
    for found in _IRREGULAR.finditer(raw, start, end):
        kept.append((at, found.start(), size))
        parts += (raw[at : found.start()], " ")
        size += found.start() - at + 1
        at = found.end()
    kept.append((at, end, size))
    parts.append(raw[at:end])
    line = Line("".join(parts))
    line.runs = _runs(pieces, kept)
    line.emphasis = [
        *_marked(pieces, kept, [piece.emphasis for piece in pieces], "emphasis", line.text),
        *_marked(pieces, kept, [piece.strong for piece in pieces], "strong", line.text),
    ]
    inked = sum(len(piece.text.strip()) for piece in pieces)
    line.linked = sum(len(piece.text.strip()) for piece in pieces if piece.linked) > 0.6 * inked
    return line


def _runs(pieces: list[Piece], kept: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Kept stretches of the raw text (start, end, offset in the line) parted where the source leaps."""
    runs: list[tuple[int, int, int]] = []
    place, raw_start = 0, 0  # the piece, and where it starts in the raw text
    for start, end, offset in kept:
        at = start
        while at < end:
            while raw_start + len(pieces[place].text) <= at:
                raw_start += len(pieces[place].text)
                place += 1
            stop = min(end, raw_start + len(pieces[place].text))
            source, low = pieces[place].at + at - raw_start, offset + at - start
            if pieces[place].at < 0:
                at = stop
                continue
            if runs and runs[-1][1] == low and runs[-1][2] + low - runs[-1][0] == source:
                runs[-1] = (runs[-1][0], low + stop - at, runs[-1][2])
            else:
                runs.append((low, low + stop - at, source))
            at = stop
    return runs


def _marked(
    pieces: list[Piece], kept: list[tuple[int, int, int]], flags: list[bool], kind: str, text: str
) -> list[tuple[int, int, str]]:
    """Stretches of the line whose pieces carry the flag, without white space at their ends."""
    if not any(flags):
        return []
    spans: list[tuple[int, int]] = []
    at = 0
    for piece, flag in zip(pieces, flags, strict=True):
        if flag and piece.text:
            if spans and spans[-1][1] == at:
                spans[-1] = (spans[-1][0], at + len(piece.text))
            else:
                spans.append((at, at + len(piece.text)))
        at += len(piece.text)
    starts = [stretch[0] for stretch in kept]
    marked = []
    for low, high in spans:
        start, end = _placed(low, kept, starts), _placed(high, kept, starts)
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        if start < end:
            marked.append((start, end, kind))
    return marked


def _placed(at: int, kept: list[tuple[int, int, int]], starts: list[int]) -> int:
    """Where offset `at` of the raw text comes to lie in the line."""
    start, end, offset = kept[max(0, bisect_right(starts, at) - 1)]
    return offset + min(max(at, start), end) - start
