"""Sources: a file becomes a Document. Plain text, Markdown, HTML, EPUB, DOCX, ODT, RTF, TEI, downloads, Gutenberg's.

A format is one module with a `read(data, metadata, name)` function, and one line in `_READERS` and `_BY_SUFFIX`.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path

from fabula.document import Document, Metadata
from fabula.errors import EmptyInput, TooLarge
from fabula.sources.files import read_bytes
from fabula.sources.formats import SUFFIXES, detect, is_story_file

__all__ = ["SUFFIXES", "from_text", "is_story_file", "load", "load_bytes"]

_READERS = {
    "text": "fabula.sources.textfile",
    "markdown": "fabula.sources.markdown",
    "html": "fabula.sources.html",
    "epub": "fabula.sources.epub",
    "docx": "fabula.sources.docx",
    "odt": "fabula.sources.odt",
    "rtf": "fabula.sources.rtf",
    "tei": "fabula.sources.tei",
}
"""Format to the module that reads it; imported when first needed, for some bring heavy parsers."""
MAX_BYTES = 200 * 1024 * 1024


def load(path: Path) -> Document:
    """Read the story in a file; the format is told by its name and its first bytes.

    Raises InputError, its message naming the file as given, what was found, and the cure.
    """
    return load_bytes(read_bytes(path, MAX_BYTES + 1), str(path))


def load_bytes(data: bytes, name: str) -> Document:
    """Read the story in `data`; `name` stands in errors, and its extension helps to tell the format.

    Raises InputError.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge(name, f"more than {MAX_BYTES >> 20} MB", "Split it into smaller files.")
    if not data:
        raise EmptyInput(name, "an empty file", "Give a file that holds a story.")
    form = detect(data, name)
    metadata = Metadata(source_name=Path(name).name or name, format=form, sha256=hashlib.sha256(data).hexdigest())
    document: Document = import_module(_READERS[form]).read(data, metadata, name)
    return document


def from_text(text: str, title: str = "") -> Document:
    """The Document of a plain text in memory. Raises InputError if there is nothing to read in it."""
    from fabula.sources.plain import read_plain  # noqa: PLC0415 (as the readers above)

    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return read_plain(text, Metadata(title=title, format="text", sha256=digest), title or "the text")
