"""Quotations in pieces: what someone says themself, and the speech of others that they quote in it, as rows.

A quotation is attributed whole; only then is it cut. A piece without a word is no row: its marks go with the embedded
row beside it, so that no mark is lost.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.document import Document
from fabula.layers import QUOTE_CUES, QUOTE_KINDS, QUOTE_MARKS, Table
from fabula.text.embedded import embedded_in
from fabula.text.marks import marks_of
from fabula.text.spans import Span
from fabula.text.tokens import Int, Words

_OTHER = QUOTE_KINDS.index("other")
_CONTINUATION = QUOTE_CUES.index("continuation")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The quotes layer in pieces. of: int32, for each of its rows the row that it was cut from, rising."""

    quotes: Table
    of: Int

    def addressees(self, addressees: Table) -> Table:
        """The addressees layer of whole quotations as that of the pieces: each is said to all."""
        first = np.searchsorted(addressees["quote"], self.of, side="left")
        count = np.searchsorted(addressees["quote"], self.of, side="right") - first
        rows = np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())
        quote = np.repeat(np.arange(len(self.of)), count)
        return Table(addressees.layer, {name: addressees[name][rows] for name in addressees} | {"quote": quote})

    def mentions(self, mentions: Table, words: int) -> Table:
        """The mentions layer, each with the piece that it stands in. words: how many tokens there are."""
        piece_of = np.full(words, -1, dtype=np.int32)
        columns = (self.quotes[name].tolist() for name in ("first_token", "end_token"))
        for row, (first, end) in enumerate(zip(*columns, strict=True)):
            piece_of[first:end] = row
        return mentions.with_columns(quote=piece_of[mentions["first_token"]])


def in_pieces(document: Document, words: Words, quotes: Table) -> Pieces:
    """Cut the quotations that quote speech: kind `other` for what is quoted, all else as the whole row has it.

    Pieces after a quotation's first have the cue `continuation` where the speaker is known.
    """
    visible = document.visible
    text, marks = visible.text, list(marks_of(visible.text))
    begins = [mark.start for mark in marks]
    rows: list[tuple[int, Span | None, int, int]] = []
    columns = (quotes[name].tolist() for name in ("start", "end", "marks"))
    for row, (low, high, code) in enumerate(zip(*columns, strict=True)):
        start, end = visible.at(low), visible.at(high)
        own = marks[bisect.bisect_left(begins, start) : bisect.bisect_left(begins, end)]
        inner = [
            span
            for span in embedded_in(text, start, end, own, QUOTE_MARKS[code])
            if not any(_in_token(words, int(visible.offsets[edge])) for edge in (span.start, span.end))
        ]
        found = cut(text, start, end, inner) if inner else []
        rows += [(row, span, *visible.span(a, b)) for a, b, span in found] or [(row, None, low, high)]
    of = np.array([row for row, *_ in rows], dtype=np.int32)
    if len(of) == quotes.rows:
        return Pieces(quotes, of)
    starts = np.array([start for _, _, start, _ in rows], dtype=np.int32)
    ends = np.array([end for *_, end in rows], dtype=np.int32)
    codes = np.array([-1 if span is None else QUOTE_MARKS.index(span.family) for _, span, _, _ in rows])
    whole = Table(quotes.layer, {name: quotes[name][of] for name in quotes})
    goes_on = (np.diff(of, prepend=-1) == 0) & (whole["speaker"] >= 0)
    pieces = whole.with_columns(
        start=starts,
        end=ends,
        first_token=np.searchsorted(words.end, starts, side="right"),
        end_token=np.searchsorted(words.start, ends),
        marks=np.where(codes >= 0, codes, whole["marks"]),
        kind=np.where(codes >= 0, _OTHER, whole["kind"]),
        cue=np.where(goes_on, _CONTINUATION, whole["cue"]),
    )
    return Pieces(pieces, of)


def pieces_that_go_on(document: Document, quotes: Table) -> npt.NDArray[np.bool_]:
    """For each row of the quotes layer whether it goes on with the quotation that the row before is a piece of."""
    quoted = quotes["kind"] == _OTHER
    paragraph = np.searchsorted(document.paragraphs["start"], quotes["start"], side="right")
    same = (np.diff(quotes["utterance"]) == 0) & (np.diff(paragraph) == 0) & (quoted[1:] | quoted[:-1])
    goes_on = np.zeros(quotes.rows, dtype=bool)
    for row in (np.flatnonzero(same) + 1).tolist():
        goes_on[row] = not document.shown(int(quotes["end"][row - 1]), int(quotes["start"][row])).strip()
    return goes_on


def cut(text: str, start: int, end: int, inner: Sequence[Span]) -> list[tuple[int, int, Span | None]]:
    """The pieces of `[start, end)`, each with the embedded span that it is or None; none if all of it is embedded.

    inner: in order, inside it, disjoint. The pieces hold all of it but white space between and around them.
    """
    pieces: list[tuple[int, int, Span | None]] = []
    at, waiting = start, -1
    for span in [*inner, None]:
        low, high = _trimmed(text, at, span.start if span else end)
        if any(map(str.isalnum, text[low:high])):
            pieces.append((low, high, None))
        elif low < high and pieces:
            pieces[-1] = (pieces[-1][0], high, pieces[-1][2])
        elif low < high:
            waiting = low
        if span:
            pieces.append((waiting if waiting >= 0 else span.start, span.end, span))
            at, waiting = span.end, -1
    return pieces if any(span is None for *_, span in pieces) else []


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), max(start, end - len(words) + len(words.rstrip()))


def _in_token(words: Words, offset: int) -> bool:
    """Whether a token goes on across an offset of the document."""
    at = int(np.searchsorted(words.end, np.int32(offset), side="right"))
    return at < len(words) and int(words.start[at]) < offset
