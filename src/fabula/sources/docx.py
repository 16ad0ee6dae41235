"""DOCX: the paragraphs of a word processor's document, with its styles."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from fabula.document import Document, Metadata
from fabula.errors import FormatError
from fabula.sources.archive import Archive
from fabula.sources.builder import Block, join_blocks
from fabula.sources.encodings import decode
from fabula.sources.inline import Line, Piece, compose
from fabula.sources.languages import language_tag
from fabula.sources.parting import Setting, make_blocks
from fabula.sources.trees import parse_xml, refuse_marks

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CURE = "Open it in a word processor and save it anew as DOCX."
_SKIPPED = frozenset(_W + name for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr", "instrText", "delText"))
_HEADING = re.compile(r"^(?:heading|überschrift|titre|título|titolo|kop|rubrik)\s*(\d)$", re.I)
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style, with those it is based on, says."""

    name: str = ""
    level: int | None = None
    quoted: bool = False
    verse: bool = False
    letter: bool = False
    note: bool = False
    italic: bool = False
    bold: bool = False


def read(data: bytes, metadata: Metadata, name: str) -> Document:
    """The Document of a DOCX file. Raises FormatError, TooLarge, EmptyInput."""
    archive = _checked_archive(data, name)
    import docx  # noqa: PLC0415 (slow to import)

    try:
        document = docx.Document(io.BytesIO(data))
        member = str(document.part.partname).lstrip("/")
        styles = _styles(document.styles.element)
        properties = document.core_properties
        title, author, language = properties.title or "", properties.author or "", properties.language or ""
    except (KeyError, ValueError, AttributeError, TypeError, RecursionError, etree.LxmlError):
        raise FormatError(name, "a damaged DOCX file", _CURE) from None
    author = "" if author in ("python-docx", "Microsoft Office User", "Unknown") else author
    metadata = replace(
        metadata, encoding="utf-8", title=title.strip(), author=author.strip(), language=language_tag(language)
    )
    blocks: list[Block] = []
    # its own elements hide what a text node holds, so the part is parsed again into plain ones
    body = parse_xml(decode(archive.read(member), name)[0], name).find(_W + "body")
    for paragraph, path in _paragraphs(body) if body is not None else ():
        blocks += _blocks(paragraph, member, path, styles)
    return join_blocks(blocks, metadata, name)


def _checked_archive(data: bytes, name: str) -> Archive:
    """The archive, every member read once, so that limits hold; a document type declaration is refused."""
    archive = Archive(data, name)
    for member in archive.names:
        content = archive.read(member)
        refuse_marks(content.count(b"<"), name)
        if member.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in content[:65536].replace(b"\x00", b""):
            what = "a DOCX with a document type declaration, which could expand or read other files"
            raise FormatError(name, what, _CURE)
    return Archive(data, name)


def _paragraphs(body: Any) -> list[tuple[Any, str]]:
    """Every paragraph in order, those in tables too, with its path."""
    tree = body.getroottree()
    found: list[tuple[Any, str]] = []
    many = len(body.findall(_W + "p")) > 1
    count = 0
    for child in body:
        if child.tag == _W + "p":
            count += 1
            found.append((child, f"/w:document/w:body/w:p[{count}]" if many else "/w:document/w:body/w:p"))
        elif isinstance(child.tag, str):
            found += [
                (inner, tree.getpath(inner))
                for inner in child.iter(_W + "p")
                if not any(outer.tag in (_W + "p", *_SKIPPED) for outer in inner.iterancestors())
            ]
    return found


def _blocks(paragraph: Any, member: str, path: str, styles: dict[str, _Style]) -> list[Block]:
    settings = paragraph.find(_W + "pPr")
    style = _Style()
    level = None
    if settings is not None:
        named = settings.find(_W + "pStyle")
        style = styles.get(named.get(_W + "val"), style) if named is not None else styles.get("", style)
        outline = settings.find(_W + "outlineLvl")
        level = _outline(outline.get(_W + "val")) if outline is not None else None
    if style.note:
        return []
    lines: list[Line | None] = [compose(pieces) for pieces in _lines(paragraph, style, styles)]
    setting = Setting(
        member=member,
        path=path,
        at=0,
        level=style.level if level is None else level,
        block_quote=style.quoted,
        letter=style.letter,
        verse=style.verse,
    )
    return make_blocks(lines, setting)


def _lines(paragraph: Any, style: _Style, styles: dict[str, _Style]) -> list[list[Piece]]:
    """The shown text of a paragraph, parted at its line breaks; offsets count all text nodes in it."""
    lines: list[list[Piece]] = [[]]
    at, muted = 0, 0
    italic = bold = hidden = False
    for event, element in etree.iterwalk(paragraph, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            at += len(element.tail or "")
            continue
        if event == "end":
            muted -= element.tag in _SKIPPED or element.tag.endswith("}Fallback")
            at += len(element.tail or "") if element is not paragraph else 0
            continue
        muted += element.tag in _SKIPPED or element.tag.endswith("}Fallback")
        if element.tag == _W + "r":
            italic, bold, hidden = _run_style(element, style, styles)
        shown = not muted and not hidden
        if shown and element.tag == _W + "t" and element.text:
            lines[-1].append(Piece(element.text, at, italic, bold, False))
        elif shown and element.tag in (_W + "tab", _W + "ptab"):
            lines[-1].append(Piece(" ", -1, italic, bold, False))
        elif shown and element.tag == _W + "noBreakHyphen":
            lines[-1].append(Piece("‑", -1, italic, bold, False))
        elif shown and element.tag in (_W + "br", _W + "cr") and element.get(_W + "type") not in ("page", "column"):
            lines.append([])
        at += len(element.text or "")
    return lines


def _run_style(run: Any, style: _Style, styles: dict[str, _Style]) -> tuple[bool, bool, bool]:
    """Whether a run is italic where its paragraph is not, bold likewise, and hidden."""
    settings = run.find(_W + "rPr")
    if settings is None:
        return False, False, False
    named = settings.find(_W + "rStyle")
    own = styles.get(named.get(_W + "val"), _Style()) if named is not None else _Style()
    italic = _switch(settings, "i", own.italic) and not style.italic
    bold = _switch(settings, "b", own.bold) and not style.bold
    hidden = _switch(settings, "vanish", False)
    return italic, bold, hidden


def _switch(settings: Any, name: str, default: bool) -> bool:
    element = settings.find(_W + name)
    return default if element is None else element.get(_W + "val", "1").lower() not in _OFF


def _outline(value: str | None) -> int | None:
    """The heading level for an outline level; 9 is body text."""
    return int(value) + 1 if value and value.isdigit() and int(value) < 6 else None


def _styles(root: Any) -> dict[str, _Style]:
    """Every style by its id."""
    elements = {element.get(_W + "styleId"): element for element in root.iter(_W + "style")}
    return {key: _style(key, elements) for key in elements if key}


def _style(key: str, elements: dict[str, Any]) -> _Style:
    """A style with what it takes from those it is based on."""
    names: list[str] = []
    level: int | None = None
    italic = bold = None
    while key in elements and len(names) < 20:
        element = elements[key]
        name = element.find(_W + "name")
        names.append((name.get(_W + "val") if name is not None else key).lower())
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        level = level if level is not None else _level(names[-1], outline)
        settings = element.find(_W + "rPr")
        if settings is not None:
            italic = _switch(settings, "i", False) if italic is None and settings.find(_W + "i") is not None else italic
            bold = _switch(settings, "b", False) if bold is None and settings.find(_W + "b") is not None else bold
        base = element.find(_W + "basedOn")
        key = base.get(_W + "val") if base is not None else ""
    joined = " ".join(names)
    return _Style(
        name=names[0],
        level=level,
        quoted=bool(re.search(r"\bquot|block ?text|zitat|citation", joined)),
        verse=bool(re.search(r"\bvers|\bpoe[mt]|lyric", joined)),
        letter=bool(re.search(r"\bletter\b|\bemail\b", joined)),
        note=bool(re.search(r"(?:foot|end)note text|\btoc\b|^header$|^footer$|^comment|^annotation", names[0])),
        italic=bool(italic),
        bold=bool(bold),
    )


def _level(name: str, outline: Any) -> int | None:
    found = _HEADING.match(name)
    if found:
        return min(int(found[1]), 6)
    if name in ("title", "titel", "titre", "título"):
        return 1
    if name == "subtitle" or re.match(r"^chapter\b.*(?:title|head|number)", name):
        return 0
    return _outline(outline.get(_W + "val")) if outline is not None else None
