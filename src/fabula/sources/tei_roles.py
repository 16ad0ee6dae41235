"""What a TEI element is for: skipped, a paragraph, a heading, verse, a letter, a quotation without marks."""

from __future__ import annotations

import re
from typing import Any

from fabula.sources.markup import BREAK, LINE
from fabula.sources.trees import flat_text, local_name

_DIVISION = re.compile(r"div[0-7]?$")
_BLOCKS = frozenset(
    "tei tei.2 text group front body back p ab head lg sp speaker stage list item table row cell floatingtext argument "
    "epigraph opener closer dateline salute signed address addrline byline postscript trailer titlepage doctitle "
    "titlepart docauthor docimprint docdate castlist castitem listbibl bibl set prologue epilogue performance".split()
)
_EITHER = frozenset("quote q said cit label bibl".split())
"""Blocks where they hold or stand beside blocks, else parts of a paragraph."""
_SKIPPED = frozenset(
    "teiheader note notegrp figure graphic media fw gap index facsimile sourcedoc standoff sic orig abbr del surplus "
    "interp interpgrp spangrp notatedmusic formula".split()
)
_CORRECTED = frozenset("sic orig abbr".split())
"""Left out only where a `choice` gives the corrected, regular or full form beside it."""
_EMPHASIS = frozenset("hi emph foreign title mentioned term distinct soCalled".lower().split())
_PLAIN_RENDITION = re.compile(r"\b(?:sc|caps?|small-?caps?|sup|sub|super(?:script)?|subscript|center|normal)\b", re.I)
_BOLD = re.compile(r"\bbold|\bb\b|\bstrong", re.I)
_NO_BREAK = frozenset(
    "page leaf folio column line sheet signature gathering quire card absent word w morpheme".split()
)  # fmt: skip
"""Units of milestones that say something of the paper, not of the story."""
_NOTE_REFERENCE = re.compile(r"^[\[(]?(?:\d{1,3}|[*†‡§]+|[a-z])[\])]?$")
_LETTER = re.compile(r"\b(?:letter|epistle|telegram|diary|journal|message|email|correspondence)\b", re.I)
_OPENING_MARKS = "\"'“‘«‹„‚`—―–「『"
_CLOSING_MARKS = "\"'”’»›“‘´`」』"
_MARKED = re.compile(r"quot|rdquo|ldquo|[\"'“”‘’«»]|\bmarks?\b", re.I)


def is_division(name: str) -> bool:
    """Whether an element of that name divides a text: `div`, `div1`."""
    return bool(_DIVISION.match(name))


def is_skipped(element: Any, name: str) -> bool:
    """Whether an element holds no story text: notes and their references, what was deleted or corrected, figures."""
    if name in _CORRECTED:
        parent = element.getparent()
        return parent is not None and local_name(parent) == "choice" and len(parent) > 1
    if name in ("ref", "ptr"):
        return name == "ptr" or is_note_reference(element)
    return name in _SKIPPED


def is_note_reference(element: Any) -> bool:
    """Whether a reference is nothing but a note's number."""
    return (element.get("target") or "").startswith("#") and bool(_NOTE_REFERENCE.match(flat_text(element)))


def is_block(element: Any, name: str) -> bool:
    """Whether an element starts and ends a paragraph."""
    if name in _BLOCKS or _DIVISION.match(name):
        return not (name == "bibl" and not _stands_apart(element))
    if name == "milestone":
        return _parts_scenes(element)
    return name in _EITHER and (_holds_blocks(element) or _stands_apart(element))


def is_paragraph(name: str) -> bool:
    """Whether a block is a paragraph by its mark-up."""
    return name in ("p", "ab", "head")


def is_preformatted(_name: str) -> bool:
    """Whether line feeds in an element are line breaks: nowhere."""
    return False


def is_quoted(element: Any, name: str) -> bool:
    """Whether an element is set off as a block quotation."""
    return name in ("floatingtext", "epigraph") or (name in ("quote", "cit") and is_block(element, name))


def is_inner_link(element: Any, name: str) -> bool:
    """Whether a link stays inside the work."""
    return name == "ref" and (element.get("target") or "").startswith("#")


def is_letter(element: Any, name: str) -> bool:
    """Whether an element is a letter, message or diary quoted in the story, by its type or by its opening formula."""
    if _LETTER.search(" ".join(element.get(key) or "" for key in ("type", "subtype", "rend"))):
        return name != "head"
    return name in ("quote", "floatingtext") and any(
        local_name(child) in ("opener", "closer", "salute") for child in element
    )


def is_verse(element: Any, name: str) -> bool:
    """Whether an element is verse: lines of it are right inside."""
    return name == "lg" or (name != "sp" and any(local_name(child) == "l" for child in element))


def heading_level(element: Any, name: str) -> int | None:
    """The depth of the division that a head opens, 1 to 6; 0 for a sub-heading; None for what is no head."""
    if name != "head" or (element.getparent() is not None and not is_division(local_name(element.getparent()))):
        return None
    if (element.get("type") or "").lower().startswith("sub"):
        return 0
    return min(6, sum(is_division(local_name(outer)) for outer in element.iterancestors()))


def is_empty_ornament(_element: Any, _name: str) -> bool:
    """Whether a block stands for a scene break if it holds nothing: none does."""
    return False


def styles(element: Any, name: str) -> tuple[bool, bool]:
    """Whether an element makes its text emphatic, and whether strong."""
    if name not in _EMPHASIS:
        return False, False
    rendition = f"{element.get('rend') or ''} {element.get('style') or ''} {element.get('rendition') or ''}"
    strong = bool(_BOLD.search(rendition))
    return not strong and not (name == "hi" and _PLAIN_RENDITION.search(rendition)), strong


def before(element: Any, name: str) -> str:
    """What the start of an element adds: a break in verse or between scenes, a space, or a mark that speech lacks."""
    if name == "l":
        return LINE
    if name == "lb":
        return "" if element.get("break") == "no" else " "
    if name == "milestone":
        return BREAK if _parts_scenes(element) else ""
    return _mark(element, name, 0)


def after(element: Any, name: str) -> str:
    """What the end of an element adds: the mark that speech lacks."""
    return _mark(element, name, 1)


def _stands_apart(element: Any) -> bool:
    """Whether an element stands beside paragraphs, not in one."""
    parent = element.getparent()
    if parent is None:
        return True
    name = local_name(parent)
    return bool(_DIVISION.match(name)) or name in ("body", "front", "back", "epigraph", "floatingtext", "group", "cit")


def _holds_blocks(element: Any) -> bool:
    return any(local_name(child) in _BLOCKS or local_name(child) == "l" for child in element)


def _parts_scenes(element: Any) -> bool:
    return (element.get("unit") or "").lower() not in _NO_BREAK


def _mark(element: Any, name: str, side: int) -> str:
    """The quotation mark at one side of speech that is told by its element alone: text without it would lose that."""
    if name not in ("q", "said", "p", "ab"):
        return ""
    spoken = _spoken(element, name, side)
    if spoken is None or _has_marks(spoken):
        return ""
    depth = sum(local_name(outer) in ("q", "said") for outer in spoken.iterancestors())
    return ("“”", "‘’")[depth % 2][side]


def _spoken(element: Any, name: str, side: int) -> Any:
    """The `q` or `said` that begins, or ends, with this element; None if none does."""
    if name in ("q", "said"):
        return None if _holds_blocks(element) else element
    parent = element.getparent()
    if parent is None or local_name(parent) not in ("q", "said"):
        return None
    paragraphs = [child for child in parent if local_name(child) in ("p", "ab")]
    return parent if side == 0 or paragraphs[-1] is element else None


def _has_marks(element: Any) -> bool:
    """Whether the text has the marks of a quotation already, inside or right outside, or wants none."""
    if (element.get("type") or "").lower() in ("socalled", "term", "emph", "mentioned", "distinct", "foreign"):
        return True
    text = flat_text(element)
    before_it = element.getprevious().tail if element.getprevious() is not None else element.getparent().text
    outside = (before_it or "").rstrip()[-1:]
    return not text or text[0] in _OPENING_MARKS or (outside != "" and outside in _OPENING_MARKS)
