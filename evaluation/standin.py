"""A bare stand-in for `fabula.sources`: paragraphs at blank lines, hard wraps hidden; EPUB as its <p> and headings."""

from __future__ import annotations

import re
import sys
import types
import zipfile
from pathlib import Path

if "fabula" not in sys.modules:
    try:
        import fabula  # noqa: F401
    except ImportError as missing:
        if not (missing.name or "").startswith("fabula."):
            raise
        # The span finder can be measured before `reading` exists.
        stub = types.ModuleType("fabula.reading")
        stub.read = stub.read_text = None  # type: ignore[attr-defined]
        sys.modules["fabula.reading"] = stub

from fabula.document import Document, Metadata
from fabula.layers import EMPHASIS, HIDDEN, ORIGINS, PARAGRAPHS, Table


def document_of_text(text: str) -> Document:
    """Take a plain text as it stands."""
    rows = []
    for block in re.finditer(r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|\Z)))*", text):
        rows.append((block.start(), block.start() + len(block.group().rstrip()), "prose", 0, False, False, "", ""))
    wraps = []
    for start, end, *_ in rows:
        wraps += [(m.start() + start, m.end() + start, "wrap") for m in re.finditer(r"[^\S\n]*\n\s*", text[start:end])]
    return Document(
        text,
        Metadata(format="text"),
        Table.of_rows(PARAGRAPHS, rows),
        Table.of_rows(HIDDEN, wraps),
        Table.empty(EMPHASIS),
        Table.empty(ORIGINS),
    )


def document_of_file(path: Path) -> Document:
    """Read a text file, or an EPUB's text in the order of its file names' appearance in the spine."""
    if path.suffix != ".epub":
        return document_of_text(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    from lxml import etree  # noqa: PLC0415

    blocks = []
    with zipfile.ZipFile(path) as archive:
        package = next(name for name in archive.namelist() if name.endswith(".opf"))
        tree = etree.fromstring(archive.read(package))
        items = {item.get("id"): item.get("href") for item in tree.iter("{*}item")}
        for reference in tree.iter("{*}itemref"):
            name = str(Path(package).parent / items[reference.get("idref")])
            for element in etree.fromstring(archive.read(name)).iter("{*}p", "{*}h1", "{*}h2", "{*}h3"):
                blocks.append(" ".join("".join(element.itertext()).split()))
    return document_of_text("\n\n".join(block for block in blocks if block))
