"""Markdown: the text is the file itself; its mark-up lies over it as hidden spans."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pyromark

from fabula.document import Document, Metadata
from fabula.sources import headings
from fabula.sources.builder import Builder
from fabula.sources.encodings import decode
from fabula.sources.front_matter import read_front_matter
from fabula.sources.parting import parts_sentences, reads_as_verse

_OPTIONS = (
    pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
_HTML = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?</\1\s*>|</?[A-Za-z][^<>]*>|<[!?][^<>]*>", re.DOTALL | re.I)
_EMPHATIC_TAG = re.compile(r"<(/?)(em|i|strong|b)\b[^<>]*>", re.I)
_RUN_ON = re.compile(r"(#{1,6})([^\s#][^\r\n]*)$")
_STRONG = ("strong", "b")
_INLINE = ("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript", "Link")


def read(data: bytes, metadata: Metadata, name: str) -> Document:
    """The Document of a Markdown file. Raises EncodingError, BinaryInput, EmptyInput."""
    text, encoding = decode(data, name)
    reader = _Reader(text)
    for event, where in pyromark.events_with_range(text, options=_OPTIONS):
        reader.take(event, where)
    reader.finish()
    if reader.front_matter:
        metadata = read_front_matter(reader.front_matter, metadata)
    metadata = replace(metadata, encoding=encoding, title=metadata.title or reader.title)
    return reader.builder.document(metadata, name)


def _code_points(text: str) -> Callable[[int], int]:
    """A function from byte offsets in the text's UTF-8 to code-point offsets."""
    if text.isascii():
        return int
    data = np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
    before = np.zeros(len(data) + 1, dtype=np.int32)
    np.cumsum((data & 0xC0) != 0x80, out=before[1:])
    return lambda at: int(before[at])


class _Reader:
    """Takes the parser's events in order. A leaf is a block that holds text: paragraph, heading, list item."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.builder = Builder(text)
        self.front_matter = ""
        self.title = ""
        self._at = _code_points(text)
        self._shown: list[tuple[int, int]] = []
        """What is visible of the leaf that is open."""
        self._breaks: list[tuple[int, bool]] = []
        """Line breaks in it: after how many visible spans, and whether the author asked for it."""
        self._open: list[tuple[str, int]] = []
        """Emphasis that is open: its kind, and how many visible spans came before."""
        self._level = 0
        self._leaf_start = 0
        self._quotes = 0
        self._muted = 0
        """Open elements whose text is not shown: pictures, notes, raw code for other programs."""
        self._code = ""
        self._done = 0
        """Everything before this offset is dealt with."""

    def take(self, event: Any, where: Any) -> None:
        """One event, a word or a one-entry dict, and its range in bytes."""
        start, end = self._at(where["start"]), self._at(where["end"])
        if isinstance(event, str):
            if event in ("SoftBreak", "HardBreak"):
                self._breaks.append((len(self._shown), event == "HardBreak"))
            elif event == "Rule":
                self._rule(start, end)
            return
        ((key, value),) = event.items()
        if key == "Start":
            self._start(value, start, end)
        elif key == "End":
            self._end(value, start, end)
        elif key == "Text":
            self._text(str(value), start, end)
        elif key == "Code":
            ticks = len(self.text[start:end]) - len(self.text[start:end].lstrip("`"))
            self._show(start + ticks, max(start + ticks, end - ticks))
        elif key == "InlineHtml":
            self._html(start, end)

    def finish(self) -> None:
        """The end of the file."""
        self._close()
        self._hide_gap(len(self.text))

    def _start(self, value: Any, start: int, end: int) -> None:
        kind = next(iter(value)) if isinstance(value, dict) else value
        detail: Any = value[kind] if isinstance(value, dict) else None
        if kind in ("Emphasis", "Strong"):
            self._open.append(("strong" if kind == "Strong" else "emphasis", len(self._shown)))
            return
        if kind == "Image":
            self._muted += 1
        if kind in _INLINE or kind == "Image":
            return
        self._close()
        self._leaf_start = start
        if kind == "Heading":
            self._level = int(str(detail["level"])[1:])
        elif kind == "BlockQuote":
            self._quotes += 1
        elif kind == "MetadataBlock":
            self.front_matter = self.front_matter or self.text[start:end]
            self._muted += 1
        elif kind == "FootnoteDefinition":
            self._hide_gap(start)
            self.builder.hide(start, start + len(self.text[start:end].rstrip()), "note")
            self._done = max(self._done, end)
            self._muted += 1
        elif kind == "CodeBlock":
            info = str(next(iter(detail.values()))) if isinstance(detail, dict) else ""
            self._code = "raw" if info.startswith("{=") else "fenced" if isinstance(detail, dict) else "indented"

    def _end(self, value: Any, start: int, end: int) -> None:
        kind = next(iter(value)) if isinstance(value, dict) else value
        if kind in ("Emphasis", "Strong"):
            self._end_emphasis()
            return
        if kind == "Image":
            self._muted -= 1
        if kind in _INLINE or kind == "Image":
            return
        if kind == "HtmlBlock":
            self._html(start, end)
        self._close(heading=kind == "Heading")
        if kind in ("MetadataBlock", "FootnoteDefinition"):
            self._muted -= 1
        elif kind == "BlockQuote":
            self._quotes -= 1
        elif kind == "CodeBlock":
            self._code = ""

    def _end_emphasis(self) -> None:
        kind, before = self._open.pop() if self._open else ("emphasis", len(self._shown))
        if before < len(self._shown):
            self.builder.emphasise(self._shown[before][0], self._shown[-1][1], kind)

    def _text(self, shown: str, start: int, end: int) -> None:
        if self._code:
            if self._code != "raw":
                self._code_text(start, end)
        elif self.text.startswith(":::", start) and not self.text[:start].rstrip(" \t")[-1:].strip("\r\n"):
            return  # a fence of pandoc's
        elif self.text.startswith("&", start) and shown != self.text[start:end]:
            if shown == "&":
                self._show(start, start + 1)
            elif shown.strip() or self._shown:
                self._show(start, end)
        else:
            self._show(start, end)

    def _code_text(self, start: int, end: int) -> None:
        """Lines of a code block: fiction uses it for messages and signs, or only meant to indent."""
        for found in re.finditer(r"[^\r\n]+", self.text[start:end]):
            line = found.group()
            if line.strip():
                if self._shown:
                    self._breaks.append((len(self._shown), self._code == "fenced"))
                self._show(start + found.start(), start + found.end())

    def _html(self, start: int, end: int) -> None:
        """Hide tags and comments; what stands between them is text."""
        at = start
        for found in _HTML.finditer(self.text, start, end):
            self._show(at, found.start())
            at = found.end()
            tag = _EMPHATIC_TAG.match(found.group())
            if tag and tag[1]:
                if self._open:
                    self._end_emphasis()
            elif tag:
                self._open.append(("strong" if tag[2].lower() in _STRONG else "emphasis", len(self._shown)))
            elif re.match(r"<br\b", found.group(), re.I):
                self._breaks.append((len(self._shown), True))
        self._show(at, end)

    def _show(self, start: int, end: int) -> None:
        if self._muted:
            return
        text = self.text[start:end]
        if not self._shown or (self._breaks and self._breaks[-1][0] == len(self._shown)):
            start += len(text) - len(text.lstrip())
        if start < end:
            self._shown.append((start, end))

    def _rule(self, start: int, end: int) -> None:
        self._close()
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        end = start + len(text.strip())
        self._hide_gap(start)
        self.builder.paragraph(start, end, "break")
        self._done = end

    def _close(self, *, heading: bool = False) -> None:
        """End the leaf that is open, if any."""
        while self._open:
            self._end_emphasis()
        shown, breaks = self._shown, dict(self._breaks)
        self._shown, self._breaks = [], []
        level, self._level = self._level, 0
        while shown and not self.text[shown[-1][0] : shown[-1][1]].strip():
            shown.pop()
        if not shown:
            if heading and self.text.startswith("#", self._leaf_start):
                self._rule(self._leaf_start, self._leaf_start + 1)  # a lone # is a scene break of typescripts
            return
        last = shown[-1]
        shown[-1] = (last[0], last[0] + len(self.text[last[0] : last[1]].rstrip()))
        level = level or self._run_on_heading(shown)
        for part in self._parts(shown, breaks):
            self._add(part, breaks, level)
            breaks = {at - len(part): asked for at, asked in breaks.items() if at > len(part)}

    def _run_on_heading(self, shown: list[tuple[int, int]]) -> int:
        """The level of a heading written without a space, `#Chapter One`, whose signs are taken off; 0 if none."""
        start, end = shown[0][0], shown[-1][1]
        found = _RUN_ON.match(self.text, start, end) if end - start <= headings.MAX_TITLE else None
        if not found or not headings.parse_heading(found[2]):
            return 0
        shown[0] = (found.start(2), shown[0][1])
        self._leaf_start = start
        return len(found[1])

    def _parts(self, shown: list[tuple[int, int]], breaks: dict[int, bool]) -> list[list[tuple[int, int]]]:
        """The leaf parted where the author's line breaks stand for paragraphs."""
        bounds = [at for at, asked in breaks.items() if asked and 0 < at < len(shown)]
        if not bounds:
            return [shown]
        pieces = [shown[low:high] for low, high in zip([0, *bounds], [*bounds, len(shown)], strict=True)]
        texts = [self.text[piece[0][0] : piece[-1][1]].strip() for piece in pieces]
        return pieces if all(texts) and parts_sentences(texts, paragraph=True) else [shown]

    def _add(self, shown: list[tuple[int, int]], breaks: dict[int, bool], level: int) -> None:
        start, end = shown[0][0], shown[-1][1]
        self._hide_gap(start)
        asked = [at for at, by_author in breaks.items() if by_author and 0 < at < len(shown)]
        kind = self._kind(start, end, shown, asked, level)
        for row in range(1, len(shown)):
            low, high = shown[row - 1][1], shown[row][0]
            if row not in breaks:
                self.builder.hide(low, high, "markup")
            elif kind != "verse":
                low -= len(self.text[shown[row - 1][0] : low]) - len(self.text[shown[row - 1][0] : low].rstrip())
                self.builder.hide(low, high, "wrap")
            else:
                for found in re.finditer(r"[^\s]+", self.text[low:high]):
                    self.builder.hide(low + found.start(), low + found.end(), "markup")
        self.builder.paragraph(start, end, kind, level=level if kind == "heading" else 0, block_quote=self._quotes > 0)
        self._done = end
        if kind == "heading" and level == 1 and not self.title:
            self.title = " ".join("".join(self.text[low:high] for low, high in shown).split())

    def _kind(self, start: int, end: int, shown: list[tuple[int, int]], asked: list[int], level: int) -> str:
        if end - start < 3 * headings.MAX_TITLE or asked:
            text = "".join(self.text[low:high] for low, high in shown)
            if headings.is_break(text) and "\n" not in text:
                return "break"
            if asked:
                bounds = zip([0, *asked], [*asked, len(shown)], strict=True)
                lines = ["".join(self.text[low:high] for low, high in shown[first:last]) for first, last in bounds]
                if all(map(str.strip, lines)) and (self._code or reads_as_verse([line.strip() for line in lines])):
                    return "verse"
            underlined = level and not self.text.startswith("#", self._leaf_start)
            if level and not (underlined and text.rstrip('"”’')[-1:] in ".,;") and not headings.is_ending(text):
                return "heading"
            if not level and not self._quotes and len(text) < headings.MAX_TITLE and headings.parse_heading(text):
                return "heading"
        return "prose"

    def _hide_gap(self, end: int) -> None:
        """Hide what stands between the last block and `end`, unless it is only white space."""
        gap = self.text[self._done : end]
        lead = len(gap) - len(gap.lstrip())
        if lead < len(gap):
            last = self._done + len(gap.rstrip()) if gap.rstrip().endswith("\n") else end
            self.builder.hide(self._done + lead, last, "markup")
        self._done = max(self._done, end)
