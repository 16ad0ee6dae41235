"""Paragraphs that may head a chapter or part, with what their wording says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from fabula.document import Document
from fabula.layers import PARAGRAPH_KINDS
from fabula.sources.headings import NAMED, Heading, is_contents_heading, is_title, parse_heading

_HEADING = PARAGRAPH_KINDS.index("heading")
_PROSE = PARAGRAPH_KINDS.index("prose")
_BREAK = PARAGRAPH_KINDS.index("break")
_LONGEST = 300
"""A heading has no more visible characters."""
_LONG_TITLED = re.compile(
    r"^(?P<head>chap(?:ter|\.)\s+[^\s.:;~]+)\s*[.:;~—–-]+\s*(?P<title>[^\W\d_].{3,250})$", re.IGNORECASE
)
_BARE_TITLED = re.compile(r"^(?P<head>[IVXLC]+|\d{1,3})\s+(?P<title>[A-Z].{2,70}[^\W_])$")
_NO_STORY = re.compile(
    r"^\W*(?:copyright|acknowledge?ments?|about the authors?|also by\b.*|by the same author|colophon|imprint|"
    r"uncopyright|title ?page|cover|endnotes|footnotes|notes|glossary|index|bibliography|errata|erratum|"
    r"licen[cs]e|credits|maps?|diagrams?)\W*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Item:
    """One paragraph that may be a heading, or part of one."""

    row: int
    text: str
    level: int
    parsed: Heading | None
    block: int
    """Number of its heading block: the same for items with no prose between them."""
    prose: int = 0
    """Characters of prose between its block and the next."""

    @property
    def is_part(self) -> bool:
        """Whether it heads a part or book, which holds chapters."""
        return self.parsed is not None and self.parsed.holds_chapters

    @property
    def word(self) -> str:
        """The kind of thing it heads: `chapter`, `letter`, `#` a bare number, `named` a prologue, or empty."""
        if self.parsed is None or self.is_part:
            return ""
        if self.parsed.word in NAMED:
            return "named"
        return {"chap": "chapter", "": "#"}.get(self.parsed.word, self.parsed.word)


def candidates(document: Document) -> list[Item]:
    """Every heading, and other short paragraphs worded so that they can be nothing else."""
    paragraphs = document.paragraphs
    starts, ends = paragraphs["start"].tolist(), paragraphs["end"].tolist()
    kinds, levels = paragraphs["kind"].tolist(), paragraphs["level"].tolist()
    items: list[Item] = []
    block = 0
    lengths: Counter[int] = Counter()
    for row, (start, end, kind) in enumerate(zip(starts, ends, kinds, strict=True)):
        text = " ".join(document.shown(start, end).split()) if end - start <= 2 * _LONGEST else ""
        parsed = _parse(text) if text and kind != _BREAK else None
        if kind == _HEADING or (kind == _PROSE and parsed is not None and _stands_out(text, parsed)):
            if text and len(text) <= _LONGEST and not is_contents_heading(text) and not _NO_STORY.match(text):
                items.append(Item(row, text, levels[row] if kind == _HEADING else 0, parsed, block))
            continue
        if kind != _BREAK and end > start:
            block += not lengths or bool(items and items[-1].block == block)
            lengths[block] += end - start
    for item in items:
        item.prose = lengths[item.block + 1]
    return items


def _parse(text: str) -> Heading | None:
    """The heading that `text` is; also `Chapter IX ~ Hugh tells the story …` with a title that is a sentence."""
    parsed = parse_heading(text)
    if parsed is None and (found := _LONG_TITLED.match(text)):
        parsed = parse_heading(found["head"])
        return parsed._replace(title=found["title"]) if parsed else None
    if parsed is None and (found := _BARE_TITLED.match(text)) and is_title(found["title"]):
        parsed = parse_heading(found["head"])
        return parsed._replace(title=found["title"]) if parsed else None
    return parsed


def _stands_out(text: str, parsed: Heading) -> bool:
    """Whether a paragraph that the source took for prose is a heading by its wording."""
    if parsed.word in NAMED:
        return len(text) < 40 and not text.rstrip(".").endswith(("?", "!", ",")) and parsed.title == ""
    if parsed.word in ("chapter", "chap") or parsed.holds_chapters:
        return len(text) < 250 and text[0].isupper()
    return not parsed.word and (len(text) < 8 or bool(_BARE_TITLED.match(text)))
