"""Colours of the characters: twelve for each scheme that people who see few colours can tell apart, and their rules.

Found by a search for twelve colours that lie farthest apart in OKLab as people with normal sight and with each of the
three kinds of dichromacy see them (Machado, Oliveira and Fernandes 2009), each with a contrast of 3:1 or more to the
page. They draw lines and tints, never letters; names, initials and the pattern of lines say the same without them.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.report.security import css_string

OWN = 12
"""So many characters have a colour of their own; it is the number of colours in each scheme."""
SLOTS = 60
"""So many characters have a class of their own; with a reading position any of them may come to have a colour."""
LIGHT = (
    "#3e98bc", "#e65909", "#4826c1", "#ba1f58", "#534714", "#9e78fc", "#b37c77", "#7e1188", "#5b64cd", "#202f01",
    "#8c4b93", "#51094e",
)  # fmt: skip
DARK = (
    "#53c4fd", "#eb7443", "#7593fe", "#bf5b74", "#ebe61b", "#b18db4", "#e7ad01", "#aeeeda", "#5b5ef5", "#bbc895",
    "#8b61b3", "#db1f0f",
)  # fmt: skip
PAGE = ("#fbfaf7", "#16181d")
"""What the colours stand on, light and dark; the style sheet has the same two."""


def rules(initials: Sequence[str]) -> str:
    """The style rules of one story: the palettes, and for each class its colour and its character's initials."""
    light, dark = (";".join(f"--k{row}:{colour}" for row, colour in enumerate(scheme)) for scheme in (LIGHT, DARK))
    lines = [
        f":root{{{light}}}",
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}",
        f":root[data-theme=dark]{{{dark}}}",
        f"@media print{{:root:root{{{light}}}}}",
    ]
    for row, name in enumerate(initials[:SLOTS]):
        colour = f"--k:var(--k{row});--u:{line_of(row)};" if row < OWN else ""
        lines.append(f".c{row}{{{colour}--l:{css_string(name)}}}")
    return "\n".join(lines)


def line_of(slot: int) -> str:
    """The pattern of the line under what has the colour of that number."""
    return "solid" if slot < OWN // 2 else "double"


def class_of(character: int) -> str:
    """The class of a character's marks: its own, or the one that the rest share."""
    return f"c{character}" if character < SLOTS else "n"
