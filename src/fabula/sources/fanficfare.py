"""Downloads made by FanFicFare: a title page with a table of fields, a list of chapters, the chapters, a log."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from fabula.document import Metadata
from fabula.sources.ao3 import tag_key
from fabula.sources.languages import language_tag
from fabula.sources.trees import classes, flat_text, local_name

_FIELDS = frozenset("category genre status published updated packaged rating chapters words publisher".split())
_KEYS = {"genre": "additional", "story url": "address", "url": "address", "ships": "relationship"}
_LABEL = re.compile(r"^([A-Z][\w /]{2,30}):$")


_APART = frozenset(("fff_titlepage", "fff_tocpage", "fff_logpage", "fff_coverpage"))
_NOTES = "fff_chapter_notes"


def is_download(root: Any) -> bool:
    """Whether a page begins with FanFicFare's table of fields."""
    return "fff_titlepage" in _body_classes(root) or len({label for label, _, _ in _fields(root)} & _FIELDS) >= 4


def is_apart(root: Any) -> bool:
    """Whether a page of an EPUB is FanFicFare's own: title page, contents, log of updates, cover."""
    return bool(_APART & {*_body_classes(root)}) or is_download(root)


def note_elements(root: Any) -> list[Any]:
    """The author's notes that stand before and behind a chapter's text, with their labels."""
    return [element for element in root.iter("{*}div") if _NOTES in classes(element)]


def note_text(element: Any) -> str:
    """A note as text, a space between its label and what it says."""
    parts = [element.text or "", *(part for child in element for part in (flat_text(child), child.tail or ""))]
    return " ".join(" ".join(parts).split())


def _body_classes(root: Any) -> list[str]:
    body = next(root.iter("{*}body"), root)
    return classes(body)


def title_page_elements(root: Any) -> set[Any]:
    """The elements that make the title page and the list of chapters."""
    found = {element for _, _, element in _fields(root)}
    for element in root.iter("{*}a"):
        if element.get("name") == "TOCTOP" or element.get("id") == "TOCTOP":
            found.add(element)
    return found


def read_title_page(root: Any, metadata: Metadata) -> Metadata:
    """What the title page says: title, author, language, summary, tags."""
    tags: list[tuple[str, str]] = []
    summary, language = metadata.summary, metadata.language
    for label, value, _ in _fields(root):
        if label == "summary":
            summary = value
        elif label == "language":
            language = language_tag(value) or language
        elif label in ("rating", "words", "chapters", "story url", "url", "series", "published", "updated", "status"):
            tags.append((_KEYS.get(label, label), value))
        else:
            key = _KEYS.get(label, "fandom" if label == "category" else tag_key(label))
            tags += [(key, part) for part in value.split(", ") if part]
    title, author = metadata.title, metadata.author
    for element in root.iter("{*}h1", "{*}h2", "{*}h3"):
        name, by, writer = flat_text(element).rpartition(" by ")
        if by:
            title, author = title or name, author or writer
        break
    return replace(
        metadata, title=title, author=author, language=language, summary=summary, tags=(*metadata.tags, *tags)
    )


def _fields(root: Any) -> list[tuple[str, str, Any]]:
    """(label in lower case, value, the element that holds both), for each field of the title page."""
    found = []
    for bold in root.iter("{*}b"):
        label = _LABEL.match(flat_text(bold))
        if not label:
            continue
        cell = bold.getparent()
        if cell is None:
            continue
        following = cell.getnext()
        if local_name(cell) == "td" and following is not None:
            found.append((label[1].lower(), flat_text(following), cell.getparent()))
        elif local_name(cell) in ("div", "p"):
            found.append((label[1].lower(), _text_until_next(bold), cell))
        if len(found) > 60:
            break
    return found


def _text_until_next(bold: Any) -> str:
    """The text behind a label, up to the next label."""
    parts = [bold.tail or ""]
    for element in bold.itersiblings():
        if local_name(element) == "b":
            break
        parts += (flat_text(element) if local_name(element) else "", element.tail or "")
    return " ".join(" ".join(parts).split())
