"""Quotation marks one by one: what each reading of a mark would cost, from its shape and its neighbours.

Costs are in arbitrary units, from how typesetting works: 0 is what the mark's shape and neighbours say, 4 is absurd.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DOUBLE = '"“”„‟″'
_SINGLE = "'‘’‚‛`´"
_GUILLEMET = "«»‹›"
_PAIRED = r"``|''(?!(?i:t(?:is|was|were|will|would|ain)|em|til|cause)\b)"
_MARK = re.compile(rf"{_PAIRED}|[{_DOUBLE}{_GUILLEMET}]|(?<!\w)[{_SINGLE}]|[{_SINGLE}](?!\w)")
_DASH = "-–—―"
_PUNCTUATION = ".,!?;:…"
_ELISIONS = frozenset(
    "tis twas twere twill twould twixt tisn twasn twon em im er bout cause cos coz cuz til till round neath gainst "
    "tween fore fraid nough nother nuff n d s ll ve re m t ud ad ave as e ow ome ouse alf eard ello ere appen eaven "
    "ell ole ope ot un uns stead spect specially tention prentice kay scuse struth pon way gin tain taint".split()
)
"""Words that begin with an apostrophe for a dropped sound, the apostrophe left off."""
_CLIPPED = re.compile(
    r"(?:\b(?:o|th|an|wi|i|t|ol|fo|ha|gi|mo|a|d|ma|lil|yo|ye|doan|mornin)|\w{2,}in|\ws)$", re.IGNORECASE
)
"""Words that often end with an apostrophe: dropped sounds, and plurals' genitive."""
_IN_A_CLAUSE = re.compile(r"\w\s$")
_YEAR = re.compile(r"\d\d(?:\b|s)")


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark in the visible text, with what each reading of it would cost."""

    start: int
    end: int
    family: str
    opening: float
    closing: float
    neither: float

    @property
    def plain(self) -> bool:
        """Whether it costs much to read this as no mark: whatever it does, it is no apostrophe."""
        return self.neither >= 2.0


def marks_of(text: str) -> Iterator[Mark]:
    """Every quotation mark of the text that is not plainly an apostrophe inside a word."""
    size = len(text)
    for match in _MARK.finditer(text):
        at, end = match.span()
        sign = match.group()
        left = text[at - 1] if at else " "
        right = text[end] if end < size else " "
        if sign in _GUILLEMET:
            yield _guillemet(at, sign, left, right)
        elif sign in _DOUBLE or len(sign) == 2:
            yield _double(at, end, sign, left, right)
        else:
            yield _single(text, at, sign, left, right)


def _guillemet(at: int, sign: str, left: str, right: str) -> Mark:
    """A guillemet: « opens and » closes, unless words say otherwise: »so«."""
    outside = left.isspace() or left in "([" or left in _DASH
    opening = outside if sign in "«‹" else outside and (right.isalnum() or right in _SINGLE + '“"([¿¡')
    return Mark(at, at + 1, "guillemet", 0.0 if opening else 2.0, 2.0 if opening else 0.0, 3.0)


def _double(at: int, end: int, sign: str, left: str, right: str) -> Mark:
    opened, closed = _sides(left, right)
    if sign in ("“", "„", "‟", "``"):
        opening, closing = 0.0, 2.5 if closed and not opened else 4.0
    elif sign == "”":
        opening, closing = 2.5 if opened and not closed else 4.0, 0.0
    elif opened and closed:
        opening, closing = (0.5, 0.8) if left in _DASH and not right.isspace() else (1.0, 0.6)
    elif opened:
        opening, closing = (0.4 if left in _DASH else 0.0), 3.0
    elif closed:
        opening, closing = 3.0, 0.0
    else:
        opening, closing = (2.0, 0.5) if left in _PUNCTUATION else (1.5, 1.5)
    # a bare double prime after a figure may be inches or seconds
    return Mark(at, end, "double", opening, closing, 1.5 if left.isdigit() and sign in '"″' else 3.0)


def _single(text: str, at: int, sign: str, left: str, right: str) -> Mark:
    opened, closed = _sides(left, right)
    opening, closing, neither = 4.0, 4.0, 0.0
    if opened and not right.isspace():
        word = re.compile(r"\w*").match(text, at + 1)
        following = word.group().casefold() if word else ""
        elided = following in _ELISIONS or _YEAR.match(following) is not None
        if sign == "’":
            opening, neither = 2.5, 0.0
        else:
            opening, neither = (1.2, 0.3) if elided else (0.0, 2.5)
            if right in '"“”„':
                neither = 4.0  # a mark with another one on its heels is no apostrophe
            elif not elided and right.islower() and _IN_A_CLAUSE.search(text, max(0, at - 3), at):
                opening, neither = 1.2, 0.7  # in the middle of a clause a sound may be dropped in any word
    if closed and not left.isspace() and sign not in "‘‚`":
        if left in _PUNCTUATION or left in _DASH or left in ')]”"':
            closing, neither = 0.0, 3.5
        elif right in _PUNCTUATION or right in _DASH or right in ')]”"' or at + 1 == len(text):
            closing, neither = 0.3, 1.2
        elif _CLIPPED.search(text, max(0, at - 12), at):
            closing, neither = 1.5, 0.2
        else:
            closing, neither = 0.6, 1.0
        if opened and left in _DASH:
            opening = 0.5
    return Mark(at, at + 1, "single", opening, closing, neither)


def _sides(left: str, right: str) -> tuple[bool, bool]:
    """Whether a mark between these characters can open, and whether it can close."""
    can_open = (left.isspace() or left in _DASH or left in "([{" + _DOUBLE + _SINGLE) and not right.isspace()
    can_close = (
        right.isspace() or right in _DASH or right in ")]}" + _PUNCTUATION + _DOUBLE + _SINGLE
    ) and not left.isspace()
    if left.isspace() and right.isspace():
        return True, True
    return can_open, can_close
