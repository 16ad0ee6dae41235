"""What an HTML element is for, by its name, classes and epub:type: skipped, a heading, a letter, verse, an ornament."""

from __future__ import annotations

import re
from typing import Any

from fabula.sources.markup import BREAK, IMAGE, LINE
from fabula.sources.trees import attribute, classes, flat_text

BLOCKS = frozenset(
    "html body div p section article header footer main h1 h2 h3 h4 h5 h6 hgroup blockquote ul ol li dl dt dd table "
    "caption thead tbody tfoot tr td th figure figcaption hr pre center address fieldset details summary aside dir "
    "menu legend listing form".split()
)
LEVELS = {f"h{level}": level for level in range(1, 7)}
EMPHASIS = frozenset(("em", "i", "cite", "dfn", "var"))
STRONG = frozenset(("strong", "b"))

_NEVER_SHOWN = frozenset(
    "script style head title template nav noscript iframe object embed applet svg math audio video canvas select "
    "button input textarea rt rp link meta base param source track colgroup map".split()
)
_NOTE_TYPES = frozenset(
    "footnote footnotes rearnote rearnotes endnote endnotes noteref doc-footnote doc-endnote doc-endnotes doc-noteref "
    "doc-backlink doc-toc doc-pagebreak pagebreak toc landmarks page-list index doc-index".split()
)
_NOTE_CLASSES = frozenset(
    "footnote footnotes endnote endnotes footnote-ref footnote-back footnote-backref noteref fnref fnanchor fnanchors "
    "pagenum pageno pagebreak pb page-break-number screenreader-only visually-hidden landmark pg-boilerplate pgheader "
    "pg-header pg-footer mw-editsection tnote transnote transcriber".split()
)
_BOILERPLATE_IDS = frozenset("pg-header pg-footer pg-machine-header pg-start-separator pg-end-separator".split())
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_REFERENCE = re.compile(r"^[\[(]?(?:\d{1,3}|[*†‡§]|[a-z])[\])]?$")
_HEADING_CLASS = re.compile(
    r"^(?:chapter|chap|section|part|book)[-_]?(?:title|heading|head|header|name|number|num|no)?$"
    r"|^(?:heading|toc[-_]?heading)\d*$"
)
_ADDED = {"br": LINE, "hr": BREAK}
_LETTER_WORDS = frozenset(
    "letter letters epistle telegram email e-mail correspondence diary z3998:letter z3998:diary".split()
)
_VERSE = re.compile(r"^(?:z3998:)?(?:verse|poem|poetry|song|hymn|lyrics|stanza|linegroup|poem-container)s?$")
_ORNAMENT = re.compile(r"break|scene|separator|divider|ornament|fleuron|asterism|dinkus|decor|stars?\b|thought", re.I)


def is_skipped(element: Any, name: str) -> bool:
    """Whether an element holds no story text: scripts, navigation, notes, page numbers, what is not displayed."""
    if name in _NEVER_SHOWN:
        return True
    if not element.attrib:
        return name == "sup" and _is_reference(element)
    if element.get("hidden") is not None or _NOT_SHOWN.search(element.get("style") or ""):
        return True
    types = {*attribute(element, "type").lower().split(), *(element.get("role") or "").lower().split()}
    if types & _NOTE_TYPES or _NOTE_CLASSES & {*classes(element)} or element.get("id") in _BOILERPLATE_IDS:
        return True
    if name in ("sup", "a"):
        return _is_reference(element)
    return False


def _is_reference(element: Any) -> bool:
    """Whether a superscript or link is a note's number."""
    link = element if element.tag == "a" or str(element.tag).endswith("}a") else None
    if link is None:
        link = next((child for child in element.iter("{*}a")), None)
    return link is not None and "#" in (link.get("href") or "") and bool(_REFERENCE.match(flat_text(element)))


def heading_level(element: Any, name: str) -> int | None:
    """1 to 6 for a heading element, 0 for another block whose class calls it a heading, None for no heading."""
    if name in LEVELS:
        return LEVELS[name]
    if name == "hgroup":
        return next((LEVELS[tag] for child in element if (tag := str(child.tag).rpartition("}")[2]) in LEVELS), 0)
    if name in ("p", "div") and any(_HEADING_CLASS.match(word) for word in classes(element)):
        small = len(flat_text(element)) <= 120 and (name == "p" or not any(_is_block(child) for child in element))
        return 0 if small else None
    return None


def _is_block(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] in BLOCKS


def is_block(_element: Any, name: str) -> bool:
    """Whether an element starts and ends a paragraph."""
    return name in BLOCKS


def is_paragraph(name: str) -> bool:
    """Whether a block is a paragraph by its mark-up, not a part of the page whose line breaks must do for them."""
    return name in ("p", "pre", "listing")


def is_preformatted(name: str) -> bool:
    """Whether line feeds in an element are line breaks."""
    return name in ("pre", "listing")


def is_quoted(_element: Any, name: str) -> bool:
    """Whether an element is set off as a block quotation."""
    return name == "blockquote"


def is_inner_link(element: Any, name: str) -> bool:
    """Whether a link stays inside the work."""
    href = element.get("href") or "" if name == "a" else ""
    return bool(href) and "://" not in href and not href.startswith(("mailto:", "//"))


def is_letter(element: Any, _name: str) -> bool:
    """Whether an element is a letter, message or diary quoted in the story."""
    if not element.attrib:
        return False
    return bool(_LETTER_WORDS & {*classes(element), *attribute(element, "type").lower().split()})


def is_verse(element: Any, _name: str) -> bool:
    """Whether an element is verse, whose line breaks matter."""
    if not element.attrib:
        return False
    return any(_VERSE.match(word) for word in (*classes(element), *attribute(element, "type").lower().split()))


def is_ornament(element: Any) -> bool:
    """Whether an image or an empty block stands for a scene break."""
    words = (element.get("class"), element.get("id"), element.get("alt"), element.get("src"), element.get("title"))
    return any(_ORNAMENT.search(word) or not any(map(str.isalnum, word.strip())) for word in words if word)


def is_empty_ornament(element: Any, name: str) -> bool:
    """Whether a block stands for a scene break if it holds nothing."""
    return bool(element.attrib) and not len(element) and name in ("p", "div") and is_ornament(element)


def before(element: Any, name: str) -> str:
    """What the start of an element adds to the text: a line break, a scene break, or an image that stands for one."""
    if name in ("img", "image"):
        return IMAGE if is_ornament(element) else ""
    return _ADDED.get(name, "")


def after(_element: Any, _name: str) -> str:
    """What the end of an element adds to the text: nothing."""
    return ""


def styles(element: Any, name: str) -> tuple[bool, bool]:
    """Whether an element makes its text emphatic, and whether strong."""
    style = element.get("style") or "" if element.attrib else ""
    words = classes(element) if name == "span" else ()
    emphatic = name in EMPHASIS or "italic" in style or "italic" in words or "italics" in words
    return emphatic, name in STRONG or "font-weight:bold" in style.replace(" ", "") or "bold" in words
