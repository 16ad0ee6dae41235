"""Tables of contents in a text's front matter: lists of headings that come again later."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fabula.sources import headings

_PAGE = re.compile(r"[\s.·…_]*\b(?:\d{1,4}|[ivxl]+)\s*$")
_SEARCHED = 400
"""Lines of front matter in which a list is looked for, and the longest list."""
_LISTED = re.compile(r"(?P<number>[IVXLC]{1,7}|\d{1,3})[.):]?\s+(?P<title>\S.*)$")
_SKIPPED = re.compile(r"^\W*(?:chapter|chap|page|title|no)\b(?:[\s.]+(?:chapter|page|title)\.?)?\W*$", re.IGNORECASE)


def find_contents(lines: Sequence[str], prose: Sequence[bool]) -> tuple[int, int] | None:
    """The rows of a contents list, heading included; None if there is none.

    `lines` are the text's first lines without blank ones; `prose` says which belong to running prose. The list ends
    where its first entry comes a second time, as the heading of the first chapter.
    """
    at = next((row for row, line in enumerate(lines[:_SEARCHED]) if headings.is_contents_heading(line)), None)
    if at is None:
        return None
    last = at + 1
    while last < min(len(lines), at + _SEARCHED) and not prose[last]:
        last += 1
    first = at + 1
    while first < last and _SKIPPED.match(lines[first]):
        first += 1
    if last - first < 2:
        return None
    story = _second_coming(lines, first, last)
    if story is None:
        story = _run_of_entries(lines, first, last)
    return (at, story) if story - first >= 2 else None


def _key(line: str) -> tuple[str, int, str]:
    """Word, number and title of an entry, its page number left out, for comparing."""
    for text in (line, _PAGE.sub("", line)):
        parsed = headings.parse_heading(text)
        if parsed and (not parsed.title or text is not line):
            return parsed.word, parsed.number, _bare(parsed.title)
    listed = _LISTED.match(line)
    if listed:
        word, number, _ = _key(listed["number"])
        return word, number, _bare(_PAGE.sub("", listed["title"]))
    return "", 0, _bare(_PAGE.sub("", line))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().upper()


def _same(one: tuple[str, int, str], other: tuple[str, int, str]) -> bool:
    """Whether two lines may be the same heading: equal titles, or equal numbers where a title is missing."""
    if one[2] and other[2]:
        return one[2] == other[2]
    holder = {*headings.PART_WORDS}
    alike = one[0] == other[0] or not (one[0] in holder or other[0] in holder)
    return bool(one[1]) and one[1] == other[1] and alike


def _second_coming(lines: Sequence[str], first: int, last: int) -> int | None:
    """The row where the list's first entry comes for the last time before the prose, with its headings above it."""
    keys = [_key(lines[row]) for row in range(first, last)]
    again = [row for row in range(1, len(keys)) if _same(keys[row], keys[0])]
    if not again:
        return None
    row = again[-1]
    while row > 2 and not keys[row - 1][2] and _headlike(lines[first + row - 1]) and keys[row - 1][1] == 1:
        row -= 1  # a title: its number, and the part that it opens, stand above it
    return first + row


def _headlike(line: str) -> bool:
    return headings.parse_heading(line) is not None or _LISTED.match(line) is not None


def _run_of_entries(lines: Sequence[str], first: int, last: int) -> int:
    """Behind the rows that look like entries: numbered, or with a page number."""
    row = first
    while row < last and (_headlike(lines[row]) or (_PAGE.search(lines[row]) and len(lines[row]) < 100)):
        row += 1
    return row
