"""EPUB 2 and 3: the pages of the spine in order, less what is no story text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from fabula.document import Document, Metadata
from fabula.errors import EmptyInput, FormatError
from fabula.sources import ao3, fanficfare
from fabula.sources.archive import Archive
from fabula.sources.builder import Block, join_blocks
from fabula.sources.encodings import decode
from fabula.sources.languages import language_tag
from fabula.sources.package import Item, is_apart, read_package
from fabula.sources.shape import tidy, without_boilerplate
from fabula.sources.trees import declared_encoding, parse_xhtml
from fabula.sources.walk import walk

_CURE = "Get the file again, or build it anew, for instance with calibre."
_TITLE_PAGES = 3
"""Pages among which FanFicFare's title page is looked for: a cover may stand before it."""


@dataclass(frozen=True, slots=True)
class _Page:
    item: Item
    root: Any


def read(data: bytes, metadata: Metadata, name: str) -> Document:
    """The Document of an EPUB. Raises FormatError, TooLarge, EncodingError, EmptyInput.

    A page that the archive lacks is left out with a warning, unless every page is missing.
    """
    archive = Archive(data, name)
    package = read_package(archive, metadata)
    warnings = tuple(f"the EPUB lacks {member}; its text is left out" for member in package.missing)
    if not package.items:
        missing = ", ".join(package.missing[:3])
        what = f"missing pages: {missing}" if missing else "no pages in its reading order"
        raise FormatError(name, f"a damaged EPUB, {what}", _CURE)
    pages, encodings = [], []
    for item in package.items:
        page = archive.read(item.member)
        text, encoding = decode(page, f"{name} ({item.member})", declared_encoding(page))
        root = parse_xhtml(text, name) if text.strip() else None
        if root is not None:
            pages.append(_Page(item, root))
            encodings.append(encoding)
    metadata = replace(package.metadata, encoding=max(sorted(set(encodings)), key=encodings.count, default="utf-8"))
    if any(ao3.is_download(page.root) for page in pages):
        blocks, metadata = _from_ao3(pages, metadata, name)
    elif any(fanficfare.is_download(page.root) for page in pages[:_TITLE_PAGES]):
        blocks, metadata = _from_fanficfare(pages, metadata, name)
    else:
        blocks, metadata = _from_pages(pages, metadata, name)
    try:
        return join_blocks(blocks, metadata, name, warnings)
    except EmptyInput:
        if not package.missing:
            raise
        what = f"a damaged EPUB, missing pages: {', '.join(package.missing[:3])}"
        raise FormatError(name, what, _CURE) from None


def _from_ao3(pages: list[_Page], metadata: Metadata, name: str) -> tuple[list[Block], Metadata]:
    metadata = replace(metadata, format="epub/ao3", tags=(), summary="")
    for page in pages:
        if ao3.is_download(page.root):
            metadata = ao3.read_preface(page.root, metadata)
        else:
            metadata = replace(metadata, notes=(*metadata.notes, *ao3.notes_of(page.root)))
    kept = ao3.story_elements([page.root for page in pages])
    blocks = [block for page in pages for block in walk(page.root, name, page.item.member, kept=kept)]
    return tidy(blocks), metadata


def _from_fanficfare(pages: list[_Page], metadata: Metadata, name: str) -> tuple[list[Block], Metadata]:
    title_page = next(page for page in pages if fanficfare.is_download(page.root))
    metadata = fanficfare.read_title_page(title_page.root, replace(metadata, tags=()))
    blocks: list[Block] = []
    notes: list[str] = []
    for page in pages:
        if not fanficfare.is_apart(page.root):
            aside = fanficfare.note_elements(page.root)
            notes += filter(None, map(fanficfare.note_text, aside))
            blocks += walk(page.root, name, page.item.member, skipped=set(aside))
    return tidy(blocks), replace(metadata, notes=(*metadata.notes, *notes))


def _from_pages(pages: list[_Page], metadata: Metadata, name: str) -> tuple[list[Block], Metadata]:
    """Blocks of the pages that hold the story; of all pages where that leaves nothing."""
    story = [page for page in pages if not page.item.apart and not is_apart(page.root)]
    blocks: list[Block] = []
    for page in story or pages:
        blocks += walk(page.root, name, page.item.member)
    blocks, found = without_boilerplate(blocks)
    if found:
        metadata = replace(
            metadata, format="epub/gutenberg", language=metadata.language or language_tag(found.language)
        )
    return tidy(blocks), metadata
