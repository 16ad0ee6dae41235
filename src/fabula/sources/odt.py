"""ODT: the paragraphs of an OpenDocument text, as LibreOffice and others write it, with its styles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fabula.document import Document, Metadata
from fabula.errors import FormatError
from fabula.sources.archive import Archive
from fabula.sources.builder import join_blocks
from fabula.sources.encodings import decode
from fabula.sources.languages import language_tag
from fabula.sources.odt_styles import OdtRoles
from fabula.sources.shape import tidy
from fabula.sources.trees import declared_encoding, flat_text, local_name, parse_xml
from fabula.sources.walk import walk

_CONTENT = "content.xml"
_CURE = "Open it in a word processor and save it anew as ODT."


def read(data: bytes, metadata: Metadata, name: str) -> Document:
    """The Document of an ODT file. Raises FormatError, EncodingError, TooLarge, EmptyInput.

    Footnotes and endnotes are `metadata.notes`; comments, headers, footers and deleted text are left out.
    """
    archive = Archive(data, name)
    _refuse_encryption(archive)
    root = _part(archive, _CONTENT)
    if root is None:
        raise FormatError(name, "a damaged ODT file, without its content.xml", _CURE)
    body = next(root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"), None)
    if body is None:
        raise FormatError(name, "a damaged ODT file, without a text", _CURE)
    metadata = _metadata(_part(archive, "meta.xml"), replace(metadata, encoding="utf-8"))
    notes = [flat_text(note) for note in body.iter("{*}note-body")]
    metadata = replace(metadata, notes=(*metadata.notes, *filter(None, notes)))
    roles = OdtRoles([part for part in (_part(archive, "styles.xml"), root) if part is not None])
    blocks = walk(root, name, _CONTENT, kept={body}, markup=roles)
    return join_blocks(tidy(blocks), metadata, name)


def _part(archive: Archive, member: str) -> Any:
    """The root of a member; None if the archive lacks it."""
    if member not in archive:
        return None
    data = archive.read(member)
    name = f"{archive.name} ({member})"
    text, _ = decode(data, name, declared_encoding(data))
    return parse_xml(text, name, mend=False)


def _refuse_encryption(archive: Archive) -> None:
    manifest = _part(archive, "META-INF/manifest.xml")
    if manifest is not None and any(local_name(element) == "encryption-data" for element in manifest.iter()):
        raise FormatError(archive.name, "an encrypted ODT file", "Save a copy without a password.")


def _metadata(root: Any, metadata: Metadata) -> Metadata:
    """Title, author, language, description and keywords."""
    found: dict[str, list[str]] = {}
    for element in root.iter() if root is not None else ():
        if text := flat_text(element) if local_name(element) else "":
            found.setdefault(local_name(element), []).append(text)

    def first(key: str) -> str:
        return next(iter(found.get(key, [])), "")

    subjects = [*found.get("subject", []), *found.get("keyword", [])]
    return replace(
        metadata,
        title=first("title"),
        author=first("initial-creator") or first("creator"),
        language=language_tag(first("language")),
        summary=first("description"),
        tags=(*metadata.tags, *(("subject", text) for text in dict.fromkeys(subjects))),
    )
