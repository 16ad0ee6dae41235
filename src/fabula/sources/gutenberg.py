"""Project Gutenberg's boilerplate: headers, small print, credits, footers, from 1991 to today."""

from __future__ import annotations

import re
from typing import NamedTuple

_NEAR = 60_000
"""How far into a file its header may reach."""
_START = re.compile(
    r"^[^\S\n]*\*{2,}[^\S\n]*START OF (?:THE|THIS) PROJECT GUTENBERG E(?:BOOK|TEXT)[^*]{0,300}?(?:\*{2,}|$)[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SMALL_PRINT_END = re.compile(
    r"^[^\n]{0,20}\*\s?END\*?[^\n]{0,10}THE SMALL PRINT[^\n]*(?:\n[^\n]+\*END\*)?[^\n]*$", re.IGNORECASE | re.MULTILINE
)
_END = re.compile(
    r"(?P<behind_marks>^(?:[^\w\n]|_)*+(?:"
    r"(?:This is the )?End of (?:the |this )?Project Gutenberg(?:'s|’s| (?:Etext|EBook|edition))|"
    r"End of Project Gutenberg|"
    r"(?<=\*\*)This file should be named))|"
    r"^[^\S\n]*\*{2,}[^\S\n]*END OF (?:THE|THIS) PROJECT GUTENBERG|"
    r"^\*\*\* ?START: FULL LICENSE|^[^\S\n]*(?:START: )?THE FULL PROJECT GUTENBERG(?:-tm|™)? LICENSE",
    re.IGNORECASE | re.MULTILINE,
)
_WORDLESS_LINES = re.compile(r"(?:[\W_]*\n)?")
_WORD = re.compile(r"[^\W_]")
_MENTION = re.compile(r"Project Gutenberg|gutenberg\.(?:org|net)|promo\.net", re.IGNORECASE)
_TITLE_LINE = re.compile(
    r"^[\W_]*(?:The |This is the )?Project Gutenberg(?:'s|’s)?(?:,?\s(?:E-?text|EBook)(?: of| Edition of)?)?,?\s"
    r"(?P<title>[^\n*]{3,})",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
    r"^[^\S\n]*(?P<key>Title|Author|Language)s?[^\S\n]*:[^\S\n]*"
    r"(?P<value>[^\n]+(?:\n[^\S\n]{2,}\S[^\n]*)*)",
    re.MULTILINE,
)
_LAST_FIELD = re.compile(r"^[^\S\n]*(?:Language|Character set encoding|Release Date|Posting Date)\b.*$", re.MULTILINE)
_CREDIT = re.compile(
    r"^[\W_]*(?:(?:e-?text|e-?book|this (?:e-?text|e-?book|file)(?: was| is)?|html version|text file|updated|proofed|"
    r"scanned(?: and proofed)?|digitized|transcribed|typed|prepared|first posted|"
    r"images? (?:generously )?(?:provided|made available)|(?:first )?(?:re)?produced|proofreading|credits?|"
    r"character set|release date|last updated|note:\s+(?:project gutenberg|images of))\b"
    r"[^\n]{0,12}(?:\b(?:by|from|was|is|generously|prepared|produced|transcribed|project)\b|:)"
    r"|etext (?:prepared|scanned)|note: project gutenberg|\[?transcriber[’']?s?[’']? ?notes?\b|"
    r"this (?:e-?text|e-?book|file) (?:was|has been|is)|images? generously made|https?://\S+|\(?see \d+-h\.htm)",
    re.IGNORECASE,
)


class Boilerplate(NamedTuple):
    """Where the story lies in a Gutenberg text, `[start, end)`, and what the header says."""

    start: int
    end: int
    title: str = ""
    author: str = ""
    language: str = ""


def find_boilerplate(text: str) -> Boilerplate | None:
    """Where the story of a Gutenberg text starts and ends; None if it is no Gutenberg text. Any line break will do."""
    head = _plain_breaks(text[:_NEAR])
    start = _story_start(head)
    if not start and not _TITLE_LINE.search(head[:3000]):
        return None
    end = _story_end(text, start)
    title, author, language = _fields(head[: start or 3000])
    return Boilerplate(start, end, title, author, language)


def is_end(text: str) -> bool:
    """Whether a paragraph closes a Gutenberg text."""
    if _END.match(text):
        return True
    wordless = _WORDLESS_LINES.match(text)
    found = _END.match(text, wordless.end()) if wordless else None
    return bool(found and found["behind_marks"])


def is_credit(text: str) -> bool:
    """Whether a paragraph at a story's edge says who produced the file: `Produced by …`, `[Transcriber's note …]`."""
    return bool(_CREDIT.match(text)) or (len(text) < 400 and bool(_MENTION.search(text)))


def _plain_breaks(text: str) -> str:
    """CR and CRLF as LF, every offset kept."""
    return text.replace("\r\n", " \n").replace("\r", "\n")


def _story_start(head: str) -> int:
    """Behind the last mark that opens the text; 0 if there is none."""
    start = 0
    for pattern in (_SMALL_PRINT_END, _START):
        for found in pattern.finditer(head):
            start = max(start, found.end())
    if start:
        return start
    fields = list(_LAST_FIELD.finditer(head)) if _TITLE_LINE.search(head[:3000]) else []
    return fields[-1].end() if fields else 0


def _story_end(text: str, start: int) -> int:
    """Before the first mark that closes the text, and before the lines without a word that stand above it."""
    tail_at = max(start, len(text) - 400_000)
    tail = _plain_breaks(text[tail_at:])
    found = _END.search(tail)
    if not found:
        return len(text)
    end = found.start()
    if found["behind_marks"]:
        # Looked for from behind: asked of every line anew, a long run of empty lines would take hours.
        while end and not _WORD.search(tail, above := tail.rfind("\n", 0, end - 1) + 1, end):
            end = above
    return tail_at + end


def _fields(head: str) -> tuple[str, str, str]:
    """Title, author and language name as the header gives them."""
    known: dict[str, str] = {}
    for found in _FIELD.finditer(head):
        known.setdefault(found["key"].lower(), " ".join(found["value"].split()))
    if "title" not in known and (line := _TITLE_LINE.search(head[:3000])):
        named = " ".join(line["title"].split()).strip(" .*")
        title, by, author = named.rpartition(" by ")
        known["title"], known["author"] = (title.strip(" ,"), author) if by else (named, "")
    author = known.get("author", "")
    return (
        known.get("title", ""),
        "" if author.lower() in ("anonymous", "various", "unknown") else author,
        known.get("language", ""),
    )
