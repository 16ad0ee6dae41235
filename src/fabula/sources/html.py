"""HTML pages: a story saved from the web, an AO3 or FanFicFare download, a Gutenberg book."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fabula.document import Document, Metadata
from fabula.errors import EmptyInput
from fabula.sources import ao3, fanficfare
from fabula.sources.builder import join_blocks
from fabula.sources.encodings import decode
from fabula.sources.languages import language_tag
from fabula.sources.shape import tidy, without_boilerplate
from fabula.sources.trees import declared_encoding, flat_text, parse_html, parse_xhtml
from fabula.sources.walk import walk


def read(data: bytes, metadata: Metadata, name: str) -> Document:
    """The Document of an HTML page. Raises EncodingError, BinaryInput, FormatError, EmptyInput."""
    text, encoding = decode(data, name, declared_encoding(data))
    is_xml = name.lower().endswith(".xhtml") or text.lstrip().startswith("<?xml")
    root = (parse_xhtml if is_xml else parse_html)(text, name)
    if root is None:
        raise EmptyInput(name, "a page without text", "Give a file that holds a story.")
    metadata = replace(metadata, encoding=encoding)
    if ao3.is_download(root):
        metadata = ao3.read_preface(root, replace(metadata, format="html/ao3"))
        blocks = tidy(walk(root, name, kept=ao3.story_elements([root])))
        return join_blocks(blocks, metadata, name)
    skipped = None
    if fanficfare.is_download(root):
        metadata = fanficfare.read_title_page(root, metadata)
        notes = fanficfare.note_elements(root)
        metadata = replace(metadata, notes=(*metadata.notes, *filter(None, map(fanficfare.note_text, notes))))
        skipped = fanficfare.title_page_elements(root) | {*notes}
    metadata = _page_metadata(root, metadata)
    blocks, found = without_boilerplate(walk(root, name, skipped=skipped))
    if found:
        metadata = replace(
            metadata,
            format="html/gutenberg",
            title=found.title or metadata.title,
            author=found.author or metadata.author,
            language=language_tag(found.language) or metadata.language,
        )
    return join_blocks(tidy(blocks), metadata, name)


def _page_metadata(root: Any, metadata: Metadata) -> Metadata:
    """Fill in what the page's head says: title, author, language."""
    known: dict[str, str] = {}
    for meta in root.iter("meta", "{*}meta"):
        key = (meta.get("name") or meta.get("property") or "").lower().removeprefix("dcterms.").removeprefix("dc.")
        known.setdefault(key, " ".join((meta.get("content") or "").split()))
    title = next((flat_text(element) for element in root.iter("title", "{*}title")), "")
    first_heading = next((flat_text(element) for element in root.iter("h1", "{*}h1")), "")
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or known.get("language", "")
    return replace(
        metadata,
        title=metadata.title or title or known.get("title", "") or first_heading,
        author=metadata.author or known.get("author", "") or known.get("creator", ""),
        language=metadata.language or language_tag(language),
    )
