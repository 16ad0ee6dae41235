"""Plain text: the text is the file itself; paragraphs, headings and all that is hidden lie over it as spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from fabula.document import Document, Metadata
from fabula.sources import gutenberg, headings
from fabula.sources.builder import Builder
from fabula.sources.contents import find_contents
from fabula.sources.languages import language_tag
from fabula.sources.layout import Layout, find_layout, paragraphs
from fabula.sources.lines import Lines, split_lines
from fabula.sources.marks import bracketed, mark_inline

_EDGE = 12
"""Blocks at either end of a Gutenberg text among which credits are looked for."""
_CENTRED = 8
_TRANSCRIBER = re.compile(r"^[\W_]*transcriber[’']?s?[’']? (?:end)?notes?\b", re.IGNORECASE)


def read_plain(text: str, metadata: Metadata, name: str) -> Document:
    """The Document of a plain text; `name` is used in errors."""
    builder = Builder(text)
    start, end = 0, len(text)
    found = gutenberg.find_boilerplate(text)
    if found:
        start, end = found.start, found.end
        builder.hide(0, start, "boilerplate")
        builder.hide(end, len(text), "boilerplate")
        metadata = replace(
            metadata,
            format="text/gutenberg",
            title=metadata.title or found.title,
            author=metadata.author or found.author,
            language=metadata.language or language_tag(found.language),
        )
    lines = split_lines(text, start, end)
    layout = find_layout(lines)
    blocks = list(paragraphs(lines, layout))
    blocks = _without_contents(builder, lines, blocks)
    if found:
        blocks = _without_credits(builder, lines, blocks)
    shown = _Blocks(builder, lines, layout)
    for first, last, verse in blocks:
        shown.add(first, last, verse)
    shown.finish()
    mark_inline(builder, shown.spans)
    return builder.document(metadata, name)


def _without_contents(
    builder: Builder, lines: Lines, blocks: list[tuple[int, int, bool]]
) -> list[tuple[int, int, bool]]:
    """The blocks less a table of contents, which is hidden."""
    texts: list[str] = []
    prose: list[bool] = []
    for first, last, verse in blocks[:1500]:
        long = lines.end[last - 1] - lines.start[first] > 150
        for row in range(first, last):
            texts.append(builder.text[lines.start[row] : min(lines.end[row], lines.start[row] + 300)])
            prose.append(long and not verse and last - first < 20 and not _is_listed(texts[-1]))
    found = find_contents(texts, prose)
    if not found:
        return blocks
    low, high = found
    builder.hide(lines.start[low], lines.start[high] if high < len(lines) else lines.end[-1], "boilerplate")
    kept = []
    for first, last, verse in blocks:
        if last <= low or first >= high:
            kept.append((first, last, verse))
            continue
        if first < low:
            kept.append((first, low, verse))
        if last > high:
            kept.append((high, last, verse))
    return kept


def _is_listed(line: str) -> bool:
    return len(line) < 80 and headings.parse_heading(line) is not None


def _without_credits(
    builder: Builder, lines: Lines, blocks: list[tuple[int, int, bool]]
) -> list[tuple[int, int, bool]]:
    """The blocks less producers' credits at either edge and a transcriber's note at the end, which are hidden."""

    def text_of(block: tuple[int, int, bool]) -> str:
        return builder.text[lines.start[block[0]] : min(lines.end[block[1] - 1], lines.start[block[0]] + 2000)]

    dropped = set()
    for place in (*range(min(_EDGE, len(blocks))), *range(max(0, len(blocks) - 3), len(blocks))):
        if gutenberg.is_credit(text_of(blocks[place])):
            dropped.add(place)
    for place in range(max(len(blocks) - 80, len(blocks) * 9 // 10), len(blocks)):
        if _TRANSCRIBER.match(text_of(blocks[place])):
            dropped.update(range(place, len(blocks)))
            break
    for place in dropped:
        builder.hide(lines.start[blocks[place][0]], lines.end[blocks[place][1] - 1], "boilerplate")
    return [block for place, block in enumerate(blocks) if place not in dropped]


class _Blocks:
    """Adds blocks to the builder one by one, for each looks at the one before."""

    def __init__(self, builder: Builder, lines: Lines, layout: Layout) -> None:
        self.builder = builder
        self.lines = lines
        self.layout = layout
        self.spans: list[tuple[int, int]] = []
        self._numbered = False
        self._numbers = 0
        self._titled = 0
        self._titles: list[int] = []
        self._brackets = bracketed(builder.text, lines.start[0], lines.end[-1]) if len(lines) else []
        for low, high, kind in self._brackets:
            builder.hide(low, high, kind)

    def add(self, first: int, last: int, verse: bool) -> None:
        """Add the lines `[first, last)` as a block of the kind that they look like."""
        start, end = self.lines.start[first], self.lines.end[last - 1]
        start, end = self._without_brackets(start, end)
        if start >= end:
            return
        kind = self._kind(start, end, first, last, verse)
        quoted = (
            kind in ("prose", "verse") and self.layout.wrapped and not self.layout.indented
            and last - first > 1 and min(self.lines.indent[first:last]) >= self.layout.margin + 2
        )  # fmt: skip
        self.builder.paragraph(start, end, kind, block_quote=quoted)
        self.spans.append((start, end))
        if kind != "verse":
            for row in range(first + 1, last):
                self.builder.hide(self.lines.end[row - 1], self.lines.start[row], "wrap")

    def finish(self) -> None:
        """Take back titles in a text whose chapters mostly have none: they are short first paragraphs."""
        if self._titled * 3 < self._numbers:
            for row in self._titles:
                self.builder.change_kind(row, "prose")

    def _without_brackets(self, start: int, end: int) -> tuple[int, int]:
        """The block less pictures and notes at its edges."""
        for low, high, _ in self._brackets[bisect_right(self._brackets, start, key=lambda span: span[1]) :]:
            if low >= end:
                break
            if low <= start:
                start = high
            elif high >= end:
                end = low
        while start < end and self.builder.text[start].isspace():
            start += 1
        while end > start and self.builder.text[end - 1].isspace():
            end -= 1
        return start, end

    def _kind(self, start: int, end: int, first: int, last: int, verse: bool) -> str:
        numbered, self._numbered = self._numbered, False
        if end - start > 3 * headings.MAX_TITLE:
            return "prose"
        text = self.builder.text[start:end]
        if last - first == 1 and headings.is_break(text):
            return "break"
        if last - first > 6:
            return "verse" if verse else "prose"
        parsed = headings.parse_heading(text)
        if not parsed and last - first == 1 and self.lines.indent[first] >= self.layout.margin + _CENTRED:
            parsed = headings.parse_heading(text.replace(" ", "  ", 1))  # a number set before a centred title
        if parsed:
            self._numbered = not parsed.title
            self._numbers += self._numbered
            return "heading"
        if headings.is_caps_heading(" ".join(text.split())):
            self._titled += numbered
            return "heading"
        if numbered and headings.is_title(text):
            self._titled += 1
            self._titles.append(len(self.builder.paragraphs))
            return "heading"
        return "verse" if verse else "prose"
