"""An EPUB's package file: what the book is, which files it holds, in which order they are read."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from fabula.document import Metadata
from fabula.errors import FormatError
from fabula.sources.archive import Archive
from fabula.sources.encodings import decode
from fabula.sources.languages import language_tag
from fabula.sources.trees import attribute, declared_encoding, flat_text, local_name, parse_xml

_CURE = "Get the file again, or build it anew, for instance with calibre."
_FONT_OBFUSCATION = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_NOT_STORY = frozenset(
    "cover toc nav landmarks lot loi index colophon copyright-page copyright title-page titlepage halftitlepage "
    "imprint imprimatur dedication acknowledgments acknowledgements bibliography glossary footnotes endnotes "
    "rearnotes notes contributors other-credits errata backlink uncopyright seriespage".split()
)
_TEXT_TYPES = ("application/xhtml+xml", "text/html", "application/xml", "text/xml", "text/x-oeb1-document", "")
_MARKS = re.compile(r"<[^<>]*>")
_SHOWN = 100
"""Characters of a name that a message shows."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the spine: the archive member, and whether the package itself says that it is no story text."""

    member: str
    apart: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The part of a package file that matters here."""

    items: tuple[Item, ...]
    missing: tuple[str, ...]
    """Files of the spine that the archive lacks."""
    metadata: Metadata


def read_package(archive: Archive, metadata: Metadata) -> Package:
    """Find the package file and read it. Raises FormatError for a book that is encrypted or has none."""
    _refuse_encryption(archive)
    path = _package_path(archive)
    root = _parse(archive, path)
    base = posixpath.dirname(path)
    manifest = {element.get("id"): element for element in root.iter("{*}item") if element.get("id")}
    apart = _guide_targets(root, base)
    items, missing, seen = [], [], set()
    for reference in root.iter("{*}itemref"):
        element = manifest.get(reference.get("idref"))
        if element is None:
            missing.append(f"item {_shown(reference.get('idref') or '')}")
            continue
        if (element.get("media-type") or "").lower() not in _TEXT_TYPES:
            continue
        wanted = _resolved(base, element.get("href") or "")
        member = archive.find(wanted)
        if member is None:
            missing.append(_shown(wanted))
        elif member not in seen:
            seen.add(member)
            properties = (element.get("properties") or "").split()
            items.append(Item(member, reference.get("linear") == "no" or "nav" in properties or member in apart))
    return Package(tuple(items), tuple(missing), _metadata(root, metadata))


def is_apart(root: Any) -> bool:
    """Whether a page of the book says by its epub:type that it is no story text, as a title page or notes."""
    for element in (root, *root.iter("{*}body"), *_sole_sections(root)):
        types = {word.rpartition(":")[2] for word in attribute(element, "type").lower().split()}
        roles = {word.removeprefix("doc-") for word in (element.get("role") or "").lower().split()}
        if (types | roles) & _NOT_STORY:
            return True
    return False


def _sole_sections(root: Any) -> list[Any]:
    """The section that is all a page's body holds, and so on inwards."""
    found = []
    element = next(root.iter("{*}body"), None)
    while element is not None:
        children = [child for child in element if isinstance(child.tag, str)]
        if len(children) != 1 or local_name(children[0]) not in ("section", "div", "article", "nav", "aside", "main"):
            break
        element = children[0]
        found.append(element)
        if len(found) > 20:
            break
    return found


def _parse(archive: Archive, member: str) -> Any:
    data = archive.read(member)
    text, _ = decode(data, archive.name, declared_encoding(data))
    return parse_xml(text, archive.name)


def _package_path(archive: Archive) -> str:
    container = archive.find("META-INF/container.xml")
    if container:
        for element in _parse(archive, container).iter("{*}rootfile"):
            path = archive.find(_resolved("", element.get("full-path") or ""))
            if path:
                return path
    else:
        for path in archive.names:
            if path.lower().endswith(".opf"):
                return path
    raise FormatError(archive.name, "a damaged EPUB: its package file (.opf) is missing", _CURE)


def _refuse_encryption(archive: Archive) -> None:
    """Raise FormatError if anything but fonts is encrypted."""
    member = archive.find("META-INF/encryption.xml")
    if member:
        for element in _parse(archive, member).iter("{*}EncryptedData"):
            method = next(element.iter("{*}EncryptionMethod"), None)
            if method is None or method.get("Algorithm") not in _FONT_OBFUSCATION:
                what = "an encrypted EPUB (copy protection, DRM)"
                raise FormatError(archive.name, what, "Give a copy without copy protection.")


def _shown(name: str) -> str:
    """The end of a name, on one line."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name[-_SHOWN:])


def _resolved(base: str, href: str) -> str:
    """A member's name from a reference in a file that lies in folder `base`."""
    path = unquote(href.split("#", maxsplit=1)[0])
    return posixpath.normpath(posixpath.join(base, path)).lstrip("/") if path else ""


def _guide_targets(root: Any, base: str) -> set[str]:
    """The files that the guide calls a cover, a title page, contents, notes and the like, unless it says text too."""
    targets: dict[str, set[str]] = {}
    for element in root.iter("{*}reference"):
        kind = (element.get("type") or "").lower().removeprefix("other.")
        if "#" not in (element.get("href") or ""):
            targets.setdefault(_resolved(base, element.get("href") or ""), set()).add(kind)
    return {member for member, kinds in targets.items() if kinds <= _NOT_STORY}


def _role(element: Any, roles: dict[str, str]) -> str:
    return roles.get(element.get("id") or "", "aut")


def _metadata(root: Any, metadata: Metadata) -> Metadata:
    """Title, author, language, description and subjects."""
    roles = {
        (element.get("refines") or "").lstrip("#"): flat_text(element)
        for element in root.iter("{*}meta")
        if element.get("property") == "role"
    }
    found: dict[str, list[Any]] = {}
    for element in root.iter("{http://purl.org/dc/elements/1.1/}*"):
        found.setdefault(local_name(element), []).append(element)
    creators = found.get("creator", [])
    authors = [element for element in creators if (attribute(element, "role") or _role(element, roles)) == "aut"]
    titles = [flat_text(element) for element in found.get("title", [])]
    languages = [flat_text(element) for element in found.get("language", [])]
    described = [" ".join(_MARKS.sub(" ", flat_text(element)).split()) for element in found.get("description", [])]
    names = list(dict.fromkeys(filter(None, map(flat_text, authors or creators))))
    return replace(
        metadata,
        title=next(filter(None, titles), ""),
        author=", ".join(names),
        language=language_tag(languages[0]) if languages else "",
        summary=next(filter(None, described), ""),
        tags=tuple(("subject", text) for element in found.get("subject", []) if (text := flat_text(element))),
    )
