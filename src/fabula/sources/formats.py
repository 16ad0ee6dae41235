"""Which format a file has: by its extension, and by its first bytes where these say otherwise."""

from __future__ import annotations

import re
from pathlib import PurePath

from fabula.errors import FormatError
from fabula.sources.signatures import refuse_known_binary

_BY_SUFFIX = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".epub": "epub", ".docx": "docx",
}  # fmt: skip
SUFFIXES = tuple(_BY_SUFFIX)
"""The extensions that are read when a folder is given."""

_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"</?[a-zA-Z][^<>]{0,300}>|<!doctype", re.IGNORECASE)
_FRONT_MATTER = re.compile(rb"^---[ \t]*\r?\n(?:[\w-]+[ \t]*:.*\r?\n(?:[ \t#].*\r?\n)*)+(?:---|\.\.\.)[ \t]*\r?\n")
_MARKDOWN_HEADING = re.compile(rb"^#{1,6}[ \t]+[^\s#]", re.M)
_NEAR = 65536


def detect(data: bytes, name: str) -> str:
    """`text`, `markdown`, `html`, `epub` or `docx`. Raises BinaryInput or FormatError, which name what else it is."""
    refuse_known_binary(data, name)
    declared = _BY_SUFFIX.get(PurePath(name).suffix.lower(), "")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from fabula.sources.archive import archive_format  # noqa: PLC0415 (zipfile is slow to import)

        form: str = archive_format(data, name)
        return form
    if declared in ("epub", "docx"):
        what = f"no {declared.upper()}: it is not a ZIP archive, as every {declared.upper()} is"
        raise FormatError(name, what, "Get the file again, or give it the extension that fits.")
    head = _as_ascii(data[:_NEAR])
    if declared != "html" and _HTML_START.match(head):
        return "html"
    if declared == "html":
        return "html" if _TAG.search(head) else "text"
    if head.lstrip().startswith(b"<?xml"):
        _refuse_xml(head, name)
    if _FRONT_MATTER.match(head):
        return "markdown"
    return declared or ("markdown" if _MARKDOWN_HEADING.search(head) else "text")


def _as_ascii(head: bytes) -> bytes:
    """The start of a file with byte-order marks and UTF-16's zero bytes taken out, good enough for looking."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:]
    return head.replace(b"\x00", b"") if head[:64].count(0) else head


def _refuse_xml(head: bytes, name: str) -> None:
    if re.search(rb"<(?:\w+:)?html\b", head):
        return
    if b"<FictionBook" in head:
        raise FormatError(name, "a FictionBook (FB2) file", "Convert it to EPUB first, for instance with calibre.")
    if re.search(rb"<(?:\w+:)?TEI(?:\.2)?\b", head):
        raise FormatError(name, "a TEI file", "Convert it to EPUB, HTML or plain text first.")
    raise FormatError(name, "an XML file of an unknown kind", "Convert it to EPUB, HTML or plain text first.")
