"""Spans gathered over a text become a Document: paragraphs, hidden spans, emphasis, origins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from fabula.document import Document, Metadata
from fabula.errors import EmptyInput
from fabula.layers import EMPHASIS, HIDDEN, HIDDEN_KINDS, ORIGINS, PARAGRAPHS, Table

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_JOINERS = "\u200c\u200d"
_JOINED = re.compile("[\u0590-\u1cff\u2100-\U0010ffff]")
"""Scripts, and emoji, in which a joiner means something."""
_PRIORITY = ("wrap", "invisible", "markup", "note", "boilerplate")
"""A character hidden for several reasons is counted under the last of them."""


@dataclass(slots=True)
class Block:
    """One paragraph, heading or break, with offsets into its own `text`; for formats whose text is extracted."""

    text: str
    kind: str = "prose"
    level: int = 0
    block_quote: bool = False
    letter: bool = False
    member: str = ""
    path: str = ""
    wraps: list[tuple[int, int]] = field(default_factory=list)
    emphasis: list[tuple[int, int, str]] = field(default_factory=list)
    origins: list[tuple[int, int, int]] = field(default_factory=list)
    """Runs (start, end, offset in the source element's string value)."""
    linked: int = 0
    """Lines of it that are links inside the work, as in a table of contents."""


class Builder:
    """Collects spans over one text, in any order, and makes the Document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs: list[tuple[int, int, str, int, bool, bool, str, str]] = []
        self._hidden: dict[str, list[tuple[int, int]]] = {kind: [] for kind in _PRIORITY}
        self._emphasis: list[tuple[int, int, str]] = []
        self._origins: list[tuple[int, int, int, int]] = []

    def paragraph(
        self,
        start: int,
        end: int,
        kind: str = "prose",
        *,
        level: int = 0,
        block_quote: bool = False,
        letter: bool = False,
        member: str = "",
        path: str = "",
    ) -> None:
        """Add a block; blocks must come in reading order."""
        self.paragraphs.append((start, end, kind, level, block_quote, letter, member, path))

    def change_kind(self, row: int, kind: str) -> None:
        """Say anew what a block is."""
        start, end, _, level, block_quote, letter, member, path = self.paragraphs[row]
        self.paragraphs[row] = (start, end, kind, level, block_quote, letter, member, path)

    def hide(self, start: int, end: int, kind: str) -> None:
        """Hide a span; spans may overlap."""
        if start < end:
            self._hidden[kind].append((start, end))

    def emphasise(self, start: int, end: int, kind: str = "emphasis") -> None:
        """Mark a span, without its mark-up, as emphasised."""
        if start < end:
            self._emphasis.append((start, end, kind))

    def origin(self, start: int, end: int, source_start: int) -> None:
        """Say where a run of the block added last came from."""
        self._origins.append((start, end, len(self.paragraphs) - 1, source_start))

    def document(self, metadata: Metadata, name: str, warnings: tuple[str, ...] = ()) -> Document:
        """The finished Document; EmptyInput where no block holds anything to read."""
        if not any(row[2] != "break" for row in self.paragraphs):
            raise EmptyInput(name, "nothing to read in it", "Give a file that holds a story.")
        if not self.text.isascii():
            self._hide_invisible()
        return Document(
            text=self.text,
            metadata=metadata,
            paragraphs=Table.of_rows(PARAGRAPHS, self.paragraphs),
            hidden=self._hidden_table(),
            emphasis=Table.of_rows(EMPHASIS, sorted(set(self._emphasis))),
            origins=Table.of_rows(ORIGINS, sorted(self._origins)),
            warnings=warnings,
        )

    def _hide_invisible(self) -> None:
        for found in _INVISIBLE.finditer(self.text):
            at = found.start()
            joins = found.group() in _JOINERS and at > 0 and _JOINED.match(self.text[at - 1])
            if not joins:
                self._hidden["invisible"].append((at, at + 1))

    def _hidden_table(self) -> Table:
        """Hidden spans, sorted and parted: painted on the text in order of priority, then read off as runs."""
        paint = np.zeros(len(self.text) + 2, dtype=np.int8)
        for kind in _PRIORITY:
            code = HIDDEN_KINDS.index(kind) + 1
            for start, end in self._hidden[kind]:
                paint[start + 1 : end + 1] = code
        bounds = np.flatnonzero(paint[1:] != paint[:-1])
        kinds = paint[bounds + 1]
        runs = np.flatnonzero(kinds)  # every hidden run has a bound behind it
        return Table(HIDDEN, {"start": bounds[runs], "end": bounds[runs + 1], "kind": kinds[runs] - 1})


def join_blocks(blocks: list[Block], metadata: Metadata, name: str, warnings: tuple[str, ...] = ()) -> Document:
    """The Document whose text is the blocks' texts, an empty line between them."""
    builder = Builder("\n\n".join(block.text for block in blocks))
    at = 0
    for block in blocks:
        builder.paragraph(
            at,
            at + len(block.text),
            block.kind,
            level=block.level,
            block_quote=block.block_quote,
            letter=block.letter,
            member=block.member,
            path=block.path,
        )
        for start, end in block.wraps:
            builder.hide(at + start, at + end, "wrap")
        for start, end, kind in block.emphasis:
            builder.emphasise(at + start, at + end, kind)
        for start, end, source_start in block.origins:
            builder.origin(at + start, at + end, source_start)
        at += len(block.text) + 2
    return builder.document(metadata, name, warnings)
