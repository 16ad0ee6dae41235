"""An element tree becomes blocks: paragraphs, headings, breaks, each with the way back to its element."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from fabula.errors import FormatError
from fabula.sources import roles
from fabula.sources.builder import Block
from fabula.sources.inline import Line, Piece, compose
from fabula.sources.markup import BREAK, IMAGE, LINE, Markup
from fabula.sources.parting import Setting, make_blocks
from fabula.sources.trees import MAX_DEPTH, local_name


@dataclass(slots=True)
class _Frame:
    """An element that is open; what holds for its parent holds for it."""

    name: str
    step: str
    at: int
    skipped: bool
    kept: bool
    block: bool
    emphasis: bool = False
    strong: bool = False
    linked: bool = False
    quoted: bool = False
    letter: bool = False
    verse: bool = False
    pre: bool = False
    level: int | None = None
    """Of the heading it is or lies in."""
    ornament: bool = False
    totals: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)


def walk(
    root: Any,
    name: str,
    member: str = "",
    *,
    kept: Collection[Any] | None = None,
    skipped: Collection[Any] | None = None,
    markup: Markup = roles,
) -> list[Block]:
    """The blocks of a page in reading order; with `kept`, of those elements only; without those `skipped`.

    `markup` says what the elements are for; HTML's by default.
    Offsets of origins count code points of the string value of the element that a block's path names: the text of
    all text nodes in it, in order, as parsed.
    """
    walker = _Walker(name, member, kept, skipped or (), markup)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walker.open(element)
        elif event == "end":
            walker.close(element)
        else:
            walker.add(element.tail)
    return walker.blocks


class _Walker:
    def __init__(
        self, name: str, member: str, kept: Collection[Any] | None, skipped: Collection[Any], markup: Markup
    ) -> None:
        self.blocks: list[Block] = []
        self._name = name
        self._member = member
        self._kept = kept
        self._skipped = skipped
        self._markup = markup
        self._frames: list[_Frame] = []
        self._at = 0
        self._pieces: list[Piece] = []
        self._lines: list[list[Piece]] = []
        self._inked = False

    def open(self, element: Any) -> None:
        """An element starts."""
        if len(self._frames) >= MAX_DEPTH:
            what = f"elements nested more than {MAX_DEPTH} deep"
            raise FormatError(self._name, what, "Save the page anew from a browser or an e-book editor.")
        frame = self._frame(element)
        shown = frame.kept and not frame.skipped
        if shown and frame.block:
            inner = self._frames and self._frames[-1].level is not None
            self._new_line() if inner else self._flush()
        self._frames.append(frame)
        added = self._markup.before(element, frame.name) if shown else ""
        if added == LINE:
            self._new_line()
        elif added == BREAK:
            self._add_break()
        elif added == IMAGE:
            self._owner().ornament = True
        else:
            self._add_piece(added, -1, frame)
        self.add(element.text)

    def close(self, element: Any) -> None:
        """An element ends; what follows it belongs to its parent."""
        frame = self._frames[-1]
        shown = frame.kept and not frame.skipped
        if shown:
            self._add_piece(self._markup.after(element, frame.name), -1, frame)
        if shown and frame.block:
            if len(self._frames) > 1 and self._frames[-2].level is not None:
                self._new_line()
            else:
                before = len(self.blocks)
                inked = self._inked
                self._flush()
                if frame.ornament and not inked and len(self.blocks) == before:
                    self._add_break()
        self._frames.pop()
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        """A text node."""
        if not text:
            return
        at, self._at = self._at, self._at + len(text)
        frame = self._frames[-1] if self._frames else None
        if frame is None or frame.skipped or not frame.kept:
            return
        if not frame.pre:
            self._add_piece(text, at, frame)
            return
        for row, line in enumerate(text.split("\n")):
            if row:
                self._new_line()
            self._add_piece(line, at, frame)
            at += len(line) + 1

    def _add_piece(self, text: str, at: int, frame: _Frame) -> None:
        if text:
            self._pieces.append(Piece(text, at, frame.emphasis, frame.strong, frame.linked))
            self._inked = self._inked or not text.isspace()

    def _frame(self, element: Any) -> _Frame:
        name = local_name(element)
        parent = self._frames[-1] if self._frames else None
        if parent:
            if not parent.totals:
                parent.totals.update(local_name(child) for child in element.getparent() if isinstance(child.tag, str))
            parent.counts[name] += 1
        step = element.tag.rpartition("}")[2]  # as it is spelt: in XML, case counts
        if parent and parent.totals[name] > 1:
            step = f"{step}[{parent.counts[name]}]"
        ask = self._markup
        skipped = bool(parent and parent.skipped) or element in self._skipped or ask.is_skipped(element, name)
        kept = self._kept is None or bool(parent and parent.kept) or element in self._kept
        frame = _Frame(name, step, self._at, skipped, kept, ask.is_block(element, name))
        if not frame.kept or skipped:
            return frame
        frame.emphasis, frame.strong = ask.styles(element, name)
        frame.linked = ask.is_inner_link(element, name)
        frame.quoted = ask.is_quoted(element, name)
        frame.pre = ask.is_preformatted(name)
        if frame.block:
            frame.letter, frame.verse = ask.is_letter(element, name), ask.is_verse(element, name)
            frame.ornament = ask.is_empty_ornament(element, name)
            frame.level = ask.heading_level(element, name)
        if parent:
            frame.emphasis |= parent.emphasis
            frame.strong |= parent.strong
            frame.linked |= parent.linked
            frame.quoted |= parent.quoted
            frame.letter |= parent.letter
            frame.verse |= parent.verse
            frame.pre |= parent.pre
            frame.level = parent.level if parent.level is not None else frame.level
        return frame

    def _owner(self) -> _Frame:
        """The block element that text belongs to now: the heading if in one, else the innermost block."""
        return self._frames[self._owner_depth()]

    def _owner_depth(self) -> int:
        depth = len(self._frames) - 1
        while depth > 0 and not (
            self._frames[depth].block and (self._frames[depth].level is None or self._frames[depth - 1].level is None)
        ):
            depth -= 1
        return depth

    def _new_line(self) -> None:
        self._lines.append(self._pieces)
        self._pieces = []

    def _flush(self) -> None:
        """End the block that is open: add what was gathered, parted at empty lines."""
        if self._inked:
            self._new_line()
            self._add_blocks([compose(pieces) for pieces in self._lines])
        self._lines, self._pieces, self._inked = [], [], False

    def _path(self, depth: int) -> str:
        return "/" + "/".join(frame.step for frame in self._frames[: depth + 1])

    def _add_break(self) -> None:
        depth = self._owner_depth()
        self.blocks.append(Block(BREAK, "break", member=self._member, path=self._path(depth)))

    def _add_blocks(self, lines: list[Line | None]) -> None:
        depth = self._owner_depth()
        frame = self._frames[depth]
        setting = Setting(
            member=self._member,
            path=self._path(depth),
            at=frame.at,
            level=frame.level,
            block_quote=frame.quoted,
            letter=frame.letter,
            verse=frame.verse,
            paragraph=self._markup.is_paragraph(frame.name) or frame.pre,
        )
        self.blocks += make_blocks(lines, setting)
