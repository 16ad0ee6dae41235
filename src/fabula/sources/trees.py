"""Markup becomes an element tree, safely: no entity is expanded, nothing is fetched, nothing recurses."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from lxml import etree

from fabula.errors import FormatError, TooLarge

MAX_DEPTH = 2000
"""Elements nested deeper are refused; libxml2's HTML parser would drop what they hold."""
MAX_MARKS = 10_000_000
"""Markup with more of `<` is refused: each element takes hundreds of bytes, however few its own."""
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_NUMBERED = re.compile(r"&#(?:x0*([0-9A-Fa-f]{1,6})|0*([0-9]{1,7}))(?:;|(?=[^0-9A-Fa-f]|\Z))")
_DOCTYPE = re.compile(
    r"""<!DOCTYPE(?:[^"'\[>]|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))*+"""
    r"""(?:\[(?:[^\]"'<]|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<)*+\]\s*+)?>""",
    re.IGNORECASE | re.DOTALL,
)
"""With its internal subset, where brackets in quotes and comments count for nothing; no part is read twice."""
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_CURE = "Remove the DOCTYPE's entity declarations, or get the file again."
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)"""
    rb"""|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)


def declared_encoding(data: bytes) -> str:
    """The encoding that an HTML or XML file names in its first bytes; empty if none."""
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else ""


def parse_html(text: str, name: str) -> Any:
    """The root element of an HTML page, however faulty; None if there is nothing in it."""
    _refuse_hostile(text, name)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def parse_xhtml(text: str, name: str) -> Any:
    """The root element of an XHTML page, with the named entities of HTML; faulty ones are read as HTML."""
    _refuse_hostile(text, name)
    well_formed = _ENTITY.sub(_character, _without_doctype(text))
    try:
        return etree.fromstring(well_formed.encode("utf-8"), _xml_parser(recover=False))
    except etree.XMLSyntaxError:
        return parse_html(text, name)


def parse_xml(text: str, name: str, *, mend: bool = True) -> Any:
    """The root element of an XML file such as an EPUB's package. Raises FormatError.

    Small faults are mended, at the risk of losing what stands behind them; without `mend` any fault is refused.
    """
    _refuse_hostile(text, name)
    well_formed = _NUMBERED.sub(_no_surrogate, _ENTITY.sub(_character, _without_doctype(text)))
    where = ""
    try:
        root = etree.fromstring(well_formed.encode("utf-8"), _xml_parser(recover=mend))
    except etree.XMLSyntaxError as error:
        root = None
        where = f" (line {error.lineno} or before)" if error.lineno and not mend else ""
    if root is None:
        raise FormatError(name, f"damaged XML{where}", "Get the file again." if mend else "Mend it, or get it again.")
    return root


def _xml_parser(*, recover: bool) -> Any:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, recover=recover, huge_tree=True
    )


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name in _XML_ENTITIES:
        return found[0]
    return html5.get(name + ";", found[0]).replace("&", "&amp;").replace("<", "&lt;")


def _no_surrogate(found: re.Match[str]) -> str:
    """A reference to half a character, which libxml2 mends to bytes that are no UTF-8, as U+FFFD."""
    number = int(found[1], 16) if found[1] else int(found[2])
    return "\ufffd" if 0xD800 <= number <= 0xDFFF else found[0]


def _refuse_hostile(text: str, name: str) -> None:
    """Raise TooLarge or FormatError before a parser sees markup that would fill the memory.

    Entities of a file's own can expand without end, or read files; elements grow by being parsed.
    """
    refuse_marks(text.count("<"), name)
    start, end = _doctype(text)
    if re.search(r"<!ENTITY", text[start:end], re.I):
        raise FormatError(name, "XML that declares entities of its own, which may expand or read other files", _CURE)


def refuse_marks(count: int, name: str) -> None:
    """Raise TooLarge for markup that holds `count` of `<`, where that is too many to parse."""
    if count > MAX_MARKS:
        raise TooLarge(name, f"more than {MAX_MARKS:,} pieces of markup", "Split it into smaller files.")


def _without_doctype(text: str) -> str:
    start, end = _doctype(text)
    return text[:start] + text[end:]


def _doctype(text: str) -> tuple[int, int]:
    """Where the DOCTYPE declaration lies, internal subset included; an empty span if there is none."""
    at = 0
    while True:
        at = _behind_space(text, at)
        if text.startswith("<?", at):
            at = _behind(text, "?>", at)
        elif text.startswith("<!--", at):
            at = _behind(text, "-->", at + 4)
        else:
            break
    if text[at : at + 9].upper() != "<!DOCTYPE":
        return 0, 0
    whole = _DOCTYPE.match(text, at)
    return at, whole.end() if whole else _behind(text, ">", at)


def _behind_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n\ufeff":
        at += 1
    return at


def _behind(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return found + len(mark) if found >= 0 else len(text)


def local_name(element: Any) -> str:
    """An element's name in lower case without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute's value, in whatever namespace or prefix it stands; empty if absent."""
    value = element.get(name)
    if value is None:
        for key, other in element.attrib.items():
            if key.rpartition("}")[2].rpartition(":")[2] == name:
                value = other
                break
    return value or ""


def classes(element: Any) -> list[str]:
    """An element's classes."""
    return (element.get("class") or "").lower().split()


def flat_text(element: Any) -> str:
    """All text in an element, white space collapsed."""
    return " ".join(str(element.xpath("string()")).split())
