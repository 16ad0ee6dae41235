"""The tokens of an RTF file: groups, control words, bytes of text; and what its fonts and styles are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
_NUMBERED_PAGES = {10000: "mac_roman", 65001: "utf-8", 936: "gbk"}
_KNOWN_PAGES = frozenset(
    (437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874, 932, 949, 950, 1125,
     1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258)
)  # fmt: skip


class Token(NamedTuple):
    """One of: a control `word` with its `number`, a control `sign`, a `brace`, or `text` (bytes of the file).

    A byte given in hexadecimal is `text` like any other.
    """

    word: str = ""
    number: int | None = None
    sign: str = ""
    brace: str = ""
    text: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens in order; line feeds mean nothing in RTF, and bytes behind `bin` are no text."""
    at = 0
    while found := _TOKEN.search(data, at):
        at = found.end()
        kind = found.lastgroup
        if kind == "text":
            yield Token(text=found["text"])
        elif kind == "hex":
            yield Token(text=bytes.fromhex(found["hex"].decode("ascii")))
        elif kind == "brace":
            yield Token(brace=found["brace"].decode("ascii"))
        elif kind == "sign":
            yield Token(sign=found["sign"].decode("latin-1"))
        else:
            word = found["word"].decode("ascii")
            number = int(found["number"]) if found["number"] else None
            if word == "bin" and number and number > 0:
                at += number
            yield Token(word=word, number=number)


def code_page(word: str, number: int | None) -> str | None:
    """The encoding that a control word sets for the whole file; None if it sets none."""
    if word == "ansicpg" and number:
        return _NUMBERED_PAGES.get(number) or (f"cp{number}" if number in _KNOWN_PAGES else None)
    return _PAGES.get(word)


def charset(number: int | None) -> str | None:
    """The encoding of a font's character set; None for the file's own."""
    return _CHARSETS.get(number or 0) if number else None


@dataclass(slots=True)
class Tables:
    """What stands before the text: the encodings of fonts, the names and levels of styles."""

    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, str] = field(default_factory=dict)
    """Names in lower case."""
    outlines: dict[int, int] = field(default_factory=dict)
    """Heading levels from 1."""
