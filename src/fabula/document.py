"""The Document: a source's text, its structure as stand-off spans, its metadata, and the way back to the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from fabula.layers import DOCUMENT_LAYERS, HIDDEN_KINDS, Table

_WRAP = HIDDEN_KINDS.index("wrap")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the source says about itself. Empty strings and tuples where it says nothing."""

    title: str = ""
    author: str = ""
    language: str = ""
    """A BCP 47 tag such as `en` or `en-GB`, as declared by the source."""
    source_name: str = ""
    """The file's name without its folder; `stdin` for standard input; empty for a text given in memory."""
    format: str = ""
    """`text`, `markdown`, `html`, `epub`, `docx`, `odt`, `rtf` or `tei`; `ao3` or `gutenberg` behind a slash."""
    encoding: str = ""
    sha256: str = ""
    """Of the bytes read, in hexadecimal; of the UTF-8 bytes for a text given in memory."""
    summary: str = ""
    notes: tuple[str, ...] = ()
    """Author's notes and the like, which are no story text."""
    tags: tuple[tuple[str, str], ...] = ()
    """Further statements, in order, a key may repeat: (`fandom`, `Original Work`), (`rating`, `Mature`)."""

    def tagged(self, key: str) -> tuple[str, ...]:
        """Every value tagged `key`, in order."""
        return tuple(value for name, value in self.tags if name == key)


class SourceSpan(NamedTuple):
    """A stretch of the source: archive member, element path, and offsets into that element's string value."""

    member: str
    path: str
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """A text and what its source says of its structure.

    For plain text and Markdown `text` is the decoded file, code point for code point, less a byte-order mark.
    For other formats it is the extracted text, paragraphs joined by one or two line breaks.
    """

    text: str
    metadata: Metadata
    paragraphs: Table
    hidden: Table
    emphasis: Table
    origins: Table
    warnings: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        for name in DOCUMENT_LAYERS:
            if getattr(self, name).layer.name != name:
                raise ValueError(f"not a {name} table: {getattr(self, name).layer.name}")

    @cached_property
    def visible(self) -> Visible:
        """The text that a reader sees, with the way back to document offsets."""
        return Visible.of(self)

    def shown(self, start: int, end: int) -> str:
        """The text of `[start, end)` as a reader sees it: hidden spans left out, wraps as one space."""
        starts, ends, kinds = self.hidden["start"], self.hidden["end"], self.hidden["kind"]
        first = _position(ends, start, "right")
        parts, at = [], start
        for row in range(first, self.hidden.rows):
            if starts[row] >= end:
                break
            parts.append(self.text[at : max(at, int(starts[row]))])
            if kinds[row] == _WRAP:
                parts.append(" ")
            at = min(end, int(ends[row]))
        parts.append(self.text[at:end])
        return "".join(parts)

    def to_source(self, start: int, end: int) -> list[SourceSpan]:
        """Where `[start, end)` came from, one span per source element touched.

        For plain text and Markdown that is the file itself: one span with empty member and path.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"[{start}, {end}) lies outside the text of {len(self.text)} code points")
        if self.origins.rows == 0:
            return [SourceSpan("", "", start, end)]
        spans: dict[int, tuple[int, int]] = {}
        first = _position(self.origins["end"], start, "right")
        for row in range(first, self.origins.rows):
            run_start, run_end = int(self.origins["start"][row]), int(self.origins["end"][row])
            if run_start >= max(end, start + 1):
                break
            shift = int(self.origins["source_start"][row]) - run_start
            low, high = max(start, run_start) + shift, min(end, run_end) + shift
            paragraph = int(self.origins["paragraph"][row])
            known = spans.get(paragraph)
            spans[paragraph] = (min(known[0], low), max(known[1], high)) if known else (low, high)
        return [
            SourceSpan(self.paragraphs["member"][row], self.paragraphs["path"][row], low, high)
            for row, (low, high) in spans.items()
        ]

    def from_source(self, member: str, path: str, offset: int) -> int | None:
        """The text offset of `offset` in the string value of that element; None where no text came from it."""
        if self.origins.rows == 0:
            return offset if not member and not path and 0 <= offset <= len(self.text) else None
        wanted = np.flatnonzero((self.paragraphs["path"] == path) & (self.paragraphs["member"] == member))
        starts, lengths = self.origins["source_start"], self.origins["end"] - self.origins["start"]
        inside = (starts <= offset) & (offset < starts + lengths) & np.isin(self.origins["paragraph"], wanted)
        row = int(np.argmax(inside))
        return int(self.origins["start"][row] + offset - starts[row]) if inside[row] else None


@dataclass(frozen=True, slots=True)
class Visible:
    """The text less its hidden spans; `offsets[i]`, int32, is the document offset of `text[i]`, with one entry more."""

    text: str
    offsets: npt.NDArray[np.int32]

    @classmethod
    def of(cls, document: Document) -> Visible:
        """Take the hidden spans out of a document, leaving one space for a wrap."""
        hidden = document.hidden
        parts: list[str] = []
        pieces: list[npt.NDArray[np.int32]] = []
        at = 0
        columns = (hidden[name].tolist() for name in ("start", "end", "kind"))
        for start, end, kind in zip(*columns, strict=True):
            if start > at:
                parts.append(document.text[at:start])
                pieces.append(np.arange(at, start, dtype=np.int32))
            if kind == _WRAP:
                parts.append(" ")
                pieces.append(np.array([start], dtype=np.int32))
            at = max(at, end)
        parts.append(document.text[at:])
        pieces.append(np.arange(at, len(document.text) + 1, dtype=np.int32))
        return cls("".join(parts), np.concatenate(pieces))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document span of the visible `[start, end)`, which must not be empty."""
        return int(self.offsets[start]), int(self.offsets[end - 1]) + 1

    def at(self, offset: int) -> int:
        """The visible position of the first visible character at or after document offset `offset`."""
        return _position(self.offsets[:-1], offset)


def _position(offsets: npt.NDArray[np.int32], offset: int, side: Literal["left", "right"] = "left") -> int:
    """Where `offset` belongs among sorted ones. Given a Python int, numpy would first convert the whole array."""
    return int(np.searchsorted(offsets, np.int32(offset), side))
