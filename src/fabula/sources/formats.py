"""Which format a file has: by its extension, and by its first bytes where these say otherwise."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from fabula.errors import FormatError
from fabula.sources.signatures import refuse_known_binary

_BY_SUFFIX = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".epub": "epub", ".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".tei": "tei", ".xml": "tei",
}  # fmt: skip
SUFFIXES = tuple(_BY_SUFFIX)
"""The extensions that are read when a folder is given."""

_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TEI = re.compile(rb"<(?:\w+:)?(?:TEI(?:\.2)?|teiCorpus)\b")
_TEI_START = re.compile(rb"^\s*(?:<!--.{0,2000}?-->\s*)*<(?:\w+:)?(?:TEI(?:\.2)?|teiCorpus)[\s>]", re.DOTALL)
_OTHER = "Get the file again, or give it the extension that fits."
_TAG = re.compile(rb"</?[a-zA-Z][^<>]{0,300}>|<!doctype", re.IGNORECASE)
_FRONT_MATTER = re.compile(rb"^---[ \t]*\r?\n(?:[\w-]+[ \t]*:.*\r?\n(?:[ \t#].*\r?\n)*)+(?:---|\.\.\.)[ \t]*\r?\n")
_MARKDOWN_HEADING = re.compile(rb"^#{1,6}[ \t]+[^\s#]", re.M)
_NEAR = 65536


def detect(data: bytes, name: str) -> str:
    """The format, one of those in `sources._READERS`. Raises BinaryInput or FormatError, which name what else it is."""
    if data[:64].lstrip().startswith(b"{\\rtf"):
        return "rtf"
    refuse_known_binary(data, name)
    declared = _BY_SUFFIX.get(PurePath(name).suffix.lower(), "")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from fabula.sources.archive import archive_format  # noqa: PLC0415 (zipfile is slow to import)

        form: str = archive_format(data, name)
        return form
    if declared in ("epub", "docx", "odt"):
        what = f"no {declared.upper()}: it is not a ZIP archive, as every {declared.upper()} is"
        raise FormatError(name, what, _OTHER)
    head = _as_ascii(data[:_NEAR])
    if declared != "html" and _HTML_START.match(head):
        return "html"
    if declared == "html":
        return "html" if _TAG.search(head) else "text"
    if declared == "tei" or head.lstrip().startswith(b"<?xml") or _TEI_START.match(head):
        return _xml_format(head, name)
    if declared == "rtf":
        raise FormatError(name, "no RTF: it does not begin as every RTF file does", _OTHER)
    if _FRONT_MATTER.match(head):
        return "markdown"
    return declared or ("markdown" if _MARKDOWN_HEADING.search(head) else "text")


def _as_ascii(head: bytes) -> bytes:
    """The start of a file with byte-order marks and UTF-16's zero bytes taken out, good enough for looking."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:]
    return head.replace(b"\x00", b"") if head[:64].count(0) else head


def is_story_file(path: Path) -> bool:
    """Whether a file in a folder is taken for a story: by its extension, and .xml only if it begins as TEI does."""
    suffix = path.suffix.lower()
    if suffix != ".xml":
        return suffix in SUFFIXES
    try:
        with path.open("rb") as file:
            return bool(_TEI.search(_as_ascii(file.read(_NEAR))))
    except OSError:
        return True  # reading it will say what is wrong


def _xml_format(head: bytes, name: str) -> str:
    """`tei`, or `html` for a page that is XML; FormatError for other XML."""
    if re.search(rb"<(?:\w+:)?html\b", head):
        return "html"
    if b"<FictionBook" in head:
        raise FormatError(name, "a FictionBook (FB2) file", "Convert it to EPUB first, for instance with calibre.")
    if _TEI.search(head) or _TEI_START.match(head):
        return "tei"
    raise FormatError(name, "an XML file of an unknown kind", "Convert it to EPUB, HTML or plain text first.")
