"""Typed mark-up in plain text: `_italic_`, `*stressed*`, `=bold=`, `[Illustration: …]`, footnotes, page numbers."""

from __future__ import annotations

import re

from fabula.sources.builder import Builder

_LONGEST = 1500
_PAIRS = {
    "_": (re.compile(rf"(?<![\w_])_(?=[^\s_])([^_]{{1,{_LONGEST}}}?)(?<=[^\s_])_(?![\w_])"), 1, "emphasis"),
    "*": (
        re.compile(rf"(?<![\w*])(\*{{1,3}})(?=[^\s*])([^*]{{1,{_LONGEST}}}?)(?<=[^\s*])\1(?![\w*])"),
        2,
        "emphasis",
    ),
    "=": (re.compile(rf"(?<![\w=])=(?=[^\s=])([^=]{{1,{_LONGEST}}}?)(?<=[^\s=])=(?![\w=])"), 1, "strong"),
}
_STRAY = re.compile(r"(?<![\w_])_(?=[^\W_]|[“\"‘'—])|(?<=[^\s_])_(?![\w_])")
_BRACKETED = re.compile(
    r"\[(?:(?P<picture>Illustrations?|Image|Picture|Cover|Decoration|Pg\.? ?\d+|Page \d+|p\. ?\d+)|"
    r"(?P<note>(?:Foot|Side)note|Note)|(?P<credit>Transcriber))\b[^\[\]]{0,4000}\]",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(?<=\S)\[(\d{1,3}|[A-Z*†])\]")


def bracketed(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Spans of `[Illustration: …]` (markup), `[Footnote …]` (note) and `[Transcriber's note …]` (boilerplate)."""
    spans = []
    if text.find("[", start, end) >= 0:
        for found in _BRACKETED.finditer(text, start, end):
            kind = "markup" if found["picture"] else "note" if found["note"] else "boilerplate"
            spans.append((*found.span(), kind))
    return spans


def mark_inline(builder: Builder, blocks: list[tuple[int, int]]) -> None:
    """Hide the typed mark-up in these spans of the builder's text, and mark what it emphasises."""
    text = builder.text
    underscores = 0
    for start, end in blocks:
        for sign, (pattern, group, kind) in _PAIRS.items():
            if text.find(sign, start, end) < 0:
                continue
            for found in pattern.finditer(text, start, end):
                underscores += sign == "_"
                low, high = found.span(group)
                builder.hide(found.start(), low, "markup")
                builder.hide(high, found.end(), "markup")
                builder.emphasise(low, high, "strong" if low - found.start() > 1 else kind)
    if underscores:  # the file writes italics so: one that runs over paragraphs leaves a stray mark in each
        for start, end in blocks:
            if text.find("_", start, end) >= 0:
                for found in _STRAY.finditer(text, start, end):
                    builder.hide(*found.span(), "markup")
    if "[Footnote" in text:
        for start, end in blocks:
            if text.find("[", start, end) >= 0:
                for found in _REFERENCE.finditer(text, start, end):
                    builder.hide(*found.span(), "note")
