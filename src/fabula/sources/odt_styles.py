"""What an OpenDocument element is for, by its name and by what its style and those above that say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fabula.sources.markup import LINE
from fabula.sources.trees import attribute, local_name

_BLOCKS = frozenset(
    "text p h section list list-item list-header numbered-paragraph table table-row table-cell "
    "table-header-rows".split()
)
_SKIPPED = frozenset(
    "note annotation annotation-end tracked-changes forms frame g custom-shape control sequence-decls variable-decls "
    "user-field-decls table-of-content illustration-index table-index object-index user-index alphabetical-index "
    "bibliography hidden-text hidden-paragraph ruby-text script page-number page-count bibliography-mark "
    "covered-table-cell".split()
)
_HEADING = re.compile(r"^(?:heading|überschrift|titre|título|titolo|kop|rubrik)[ _]*(\d)$", re.IGNORECASE)
_MOST_SPACES = 100


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style, with those it is based on, says."""

    level: int | None = None
    quoted: bool = False
    verse: bool = False
    letter: bool = False
    apart: bool = False
    """Of contents lists, notes, headers."""
    italic: bool = False
    bold: bool = False
    hidden: bool = False


_NONE = _Style()


class OdtRoles:
    """What the elements of one document are for. Its methods are those of `markup.Markup`."""

    def __init__(self, parts: Iterable[Any]) -> None:
        """Take the roots of styles.xml and content.xml; where both have a style, the last counts."""
        elements = {
            (attribute(element, "family"), attribute(element, "name")): element
            for part in parts
            for element in part.iter()
            if local_name(element) == "style"
        }
        self._styles = {key: _style(*key, elements) for key in elements}

    def is_skipped(self, element: Any, name: str) -> bool:
        """Whether an element holds no story text: notes, comments, frames, indexes, what is hidden."""
        if name in _SKIPPED or (name == "section" and attribute(element, "display") == "none"):
            return True
        style = self._of(element, name)
        return style.apart or style.hidden

    def is_block(self, _element: Any, name: str) -> bool:
        """Whether an element starts and ends a paragraph."""
        return name in _BLOCKS

    def is_paragraph(self, name: str) -> bool:
        """Whether a block is a paragraph by its mark-up."""
        return name in ("p", "h")

    def is_preformatted(self, _name: str) -> bool:
        """Whether line feeds in an element are line breaks: nowhere."""
        return False

    def is_quoted(self, element: Any, name: str) -> bool:
        """Whether a paragraph is set off as a block quotation."""
        return self._of(element, name).quoted

    def is_inner_link(self, element: Any, name: str) -> bool:
        """Whether a link stays inside the work."""
        return name == "a" and attribute(element, "href").startswith("#")

    def is_letter(self, element: Any, name: str) -> bool:
        """Whether a paragraph is of a letter, by its style."""
        return self._of(element, name).letter

    def is_verse(self, element: Any, name: str) -> bool:
        """Whether a paragraph is verse, by its style."""
        return self._of(element, name).verse

    def heading_level(self, element: Any, name: str) -> int | None:
        """The outline level of a heading, or that of a paragraph's style."""
        if name == "h":
            level = attribute(element, "outline-level")
            return min(6, int(level)) if level.isdecimal() and int(level) else 1
        return self._of(element, name).level

    def is_empty_ornament(self, _element: Any, _name: str) -> bool:
        """Whether a block stands for a scene break if it holds nothing: none does."""
        return False

    def styles(self, element: Any, name: str) -> tuple[bool, bool]:
        """Whether a span is italic, and whether bold; that a whole paragraph is, is no emphasis."""
        if name != "span":
            return False, False
        style = self._of(element, name)
        return style.italic, style.bold

    def before(self, element: Any, name: str) -> str:
        """White space, which has elements of its own."""
        if name == "line-break":
            return LINE
        if name == "tab":
            return " "
        if name == "s":
            count = attribute(element, "c")
            return " " * min(_MOST_SPACES, int(count) if count.isdecimal() and len(count) < 9 else 1)
        return ""

    def after(self, _element: Any, _name: str) -> str:
        """What the end of an element adds: nothing."""
        return ""

    def _of(self, element: Any, name: str) -> _Style:
        if name not in ("p", "h", "span"):
            return _NONE
        family = "text" if name == "span" else "paragraph"
        return self._styles.get((family, attribute(element, "style-name")), _NONE)


def _style(family: str, name: str, elements: dict[tuple[str, str], Any]) -> _Style:
    """A style with what it takes from those above it; names are as the user sees them."""
    names: list[str] = []
    level: int | None = None
    said: dict[str, str] = {}
    while (family, name) in elements and len(names) < 20:
        element = elements[family, name]
        shown = attribute(element, "display-name") or re.sub(r"_([0-9a-f]{2})_", _character, name)
        names.append(shown.lower())
        outline = attribute(element, "default-outline-level")
        if level is None:
            level = min(6, int(outline)) if outline.isdecimal() and int(outline) else _level(shown)
        for child in element:
            if local_name(child) == "text-properties":
                for key in ("font-style", "font-weight", "display"):
                    if value := attribute(child, key):
                        said.setdefault(key, value)
        name = attribute(element, "parent-style-name")
    joined = " ".join(names)
    return _Style(
        level=level if family == "paragraph" else None,
        quoted=bool(re.search(r"\bquot|block ?text|zitat|citation", joined)),
        verse=bool(re.search(r"\bvers|\bpoe[mt]|lyric", joined)),
        letter=bool(re.search(r"\bletter\b|\bemail\b", joined)),
        apart=family == "paragraph"
        and any(re.match(r"contents \d|footnote$|endnote$|header|footer", n) for n in names),
        italic=said.get("font-style") in ("italic", "oblique") or (family == "text" and "emphasis" in names),
        bold=said.get("font-weight") in ("bold", "600", "700", "800", "900")
        or (family == "text" and "strong emphasis" in names),
        hidden=said.get("display") == "none",
    )


def _character(found: re.Match[str]) -> str:
    """The character that an escape in a style's name stands for, such as `_20_`."""
    return chr(int(found[1], 16))


def _level(name: str) -> int | None:
    found = _HEADING.match(name.strip())
    if found:
        return max(1, min(int(found[1]), 6))
    lowered = name.strip().lower()
    if lowered in ("title", "titel", "titre", "título"):
        return 1
    return 0 if lowered == "subtitle" or re.match(r"^chapter\b.*(?:title|head|number)", lowered) else None
