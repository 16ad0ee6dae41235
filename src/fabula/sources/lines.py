"""The lines of a text file as columns: where each lies, how far it is indented, how it begins and ends."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

BLANK = " \t\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200C))) + "\u202f\u205f\u2060\u3000\ufeff"
"""What may stand on a blank line, or before and behind a line's content."""
_BREAK = re.compile("[\n\r\v\f\x85\u2028\u2029]")
_OPENING = "\"'“‘«‹„‚([{_*=—–-―…¿¡<>"
_CLOSING = "\"'”’»›)]}_*="
_TERMINAL = ".?!…:;—–-―。！？」』"


@dataclass(frozen=True, slots=True)
class Lines:
    """One row per line that is not blank. All columns are arrays of C integers of one length."""

    start: array[int]
    """First character that is not white space."""
    end: array[int]
    """Behind the last such character."""
    indent: array[int]
    """Columns of white space before it; a tab counts four."""
    blank: array[int]
    """Blank lines before it; a page break or paragraph separator counts as one."""
    first_word: array[int]
    """Length of its first word."""
    lower: array[int]
    """1 if its first letter is a small one and only opening marks stand before it."""
    terminal: array[int]
    """1 if it ends as a sentence does."""

    def __len__(self) -> int:
        return len(self.start)


def split_lines(text: str, start: int = 0, end: int | None = None) -> Lines:
    """The lines of `text[start:end]`, with offsets into `text`.

    A line ends with LF, CRLF, CR, NEL, U+2028, U+2029, a vertical tab or a form feed.
    """
    end = len(text) if end is None else end
    columns = Lines(*(array("i") for _ in range(7)))
    blank, at = 0, start
    for found in _BREAK.finditer(text, start, end):
        if found.group() == "\n" and found.start() == at > start and text[at - 1] == "\r":
            at = found.end()  # the second half of CRLF
            continue
        blank = _add_line(columns, text, at, found.start(), blank)
        at = found.end()
        if found.group() == "\u2029":
            blank += 1
        elif found.group() == "\f" and (not len(columns) or columns.terminal[-1]):
            blank += 1  # a page may also end in mid-sentence
    _add_line(columns, text, at, end, blank)
    return columns


def _add_line(columns: Lines, text: str, start: int, end: int, blank: int) -> int:
    """Add the line `text[start:end]`; return the number of blank lines in a row that end with it."""
    line = text[start:end]
    content = line.lstrip(BLANK)
    if not content:
        return blank + 1
    lead = len(line) - len(content)
    content = content.rstrip(BLANK)
    columns.start.append(start + lead)
    columns.end.append(start + lead + len(content))
    columns.indent.append(lead + 3 * line.count("\t", 0, lead))
    columns.blank.append(blank)
    space = content.find(" ")
    columns.first_word.append(space if space >= 0 else len(content))
    columns.lower.append(content[:8].lstrip(_OPENING)[:1].islower())
    columns.terminal.append(content[-8:].rstrip(_CLOSING)[-1:] in _TERMINAL)
    return 0
