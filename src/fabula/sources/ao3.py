"""Downloads from the Archive of Our Own: where the story lies, and what the preface says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Any

from lxml import etree

from fabula.document import Metadata
from fabula.sources.languages import language_tag
from fabula.sources.trees import classes, flat_text, local_name

_ORIGIN = re.compile(r"posted originally on the\s+archive of our own", re.I)
_KEYS = {
    "rating": "rating", "archive warning": "warning", "warning": "warning", "category": "category",
    "categories": "category", "fandom": "fandom", "relationship": "relationship", "character": "character",
    "additional tag": "additional", "series": "series", "collection": "collection", "stat": "stats",
    "language": "language",
}  # fmt: skip
_STAT = re.compile(r"(Published|Completed|Updated|Words|Chapters)\s*:\s*([^\s:]+)", re.I)
_ASIDES = ("preface", "afterword")


def is_download(root: Any) -> bool:
    """Whether a page is an AO3 download, or the part of one that holds its preface."""
    if not any(_has(element, "tags") for element in root.iter("dl", "{*}dl")):
        return False
    body = next(root.iter("body", "{*}body"), root)
    return bool(_ORIGIN.search(flat_text(body)[:4000]))


def story_elements(roots: Sequence[Any]) -> set[Any]:
    """The elements that hold chapter headings and story text, and no summary, note or link, in the parts of a work.

    A work in one chapter has no heading of its own: its title is not part of the text.
    """
    return {element for root in roots for element in _story_of(root)}


def _story_of(root: Any) -> list[Any]:
    asides, holders, inside = _places(root)
    headings = [
        element
        for element in root.iter("{*}h2")
        if _has(element, "heading") and element not in asides and element not in inside
    ]
    return headings + _bodies(root, asides, holders)


def _places(root: Any) -> tuple[set[Any], set[Any], set[Any]]:
    """The elements in the preface, the afterword or a note; those that hold a chapter's text; those inside of these.

    Asked of each element's parent, not of all that it lies in: markup nests as deep as its maker likes.
    """
    asides: set[Any] = set()
    holders: set[Any] = set()
    inside: set[Any] = set()
    for element in root.iter(etree.Element):
        outer = element.getparent()
        if outer in asides or _begins_aside(element):
            asides.add(element)
        if outer in inside or outer in holders:
            inside.add(element)
        if _has(element, "userstuff") and not _is_container(element):
            holders.add(element)
    return asides, holders, inside


def _has(element: Any, word: str) -> bool:
    """Whether an element has a class, perhaps numbered by a converter."""
    return any(name.rstrip("0123456789") == word for name in classes(element))


def _begins_aside(element: Any) -> bool:
    """Whether an element is the preface, the afterword or a note."""
    marker = (element.get("id") or "").lower()
    return marker in _ASIDES or marker.startswith("endnotes") or _is_note(element)


def _is_note(element: Any) -> bool:
    return local_name(element) == "blockquote" and _has(element, "userstuff")


def _is_container(element: Any) -> bool:
    """Whether a `userstuff` element only holds the chapters, each with a `userstuff` of its own."""
    inner = any(_has(child, "userstuff") for child in element.iterdescendants("{*}div"))
    return inner and (element.get("id") == "chapters" or not any(local_name(child) == "p" for child in element))


def _bodies(root: Any, asides: Set[Any], holders: Set[Any]) -> list[Any]:
    """The elements that hold nothing but story text; where the mark-up does not part it from the rest, what is left."""
    every = {element for element in holders if local_name(element) == "div" and element not in asides}
    within: set[Any] = set()
    bodies = []
    for element in root.iter(etree.Element):
        outer = element.getparent()
        if outer in within or outer in every:
            within.add(element)
        elif element in every:
            bodies.append(element)
    found = [body for body in bodies if not _is_mixed(body)]
    for body in filter(_is_mixed, bodies):
        found += [child for child in body if isinstance(child.tag, str) and _is_story(child, asides)]
    return found


def _is_mixed(body: Any) -> bool:
    return body.get("id") == "chapters" or _holds_more(body)


def _holds_more(body: Any) -> bool:
    return any(_has(child, "meta") or _has(child, "toc-heading") for child in body)


def _is_story(child: Any, asides: Set[Any]) -> bool:
    """Whether a child of a body that holds chapters and notes alike is story text."""
    if child in asides or any(_has(child, word) for word in ("meta", "toc-heading", "heading", "landmark", "message")):
        return False
    following = child.getnext()
    return following is None or not _is_note(following)  # the label of a note


def read_preface(root: Any, metadata: Metadata) -> Metadata:
    """What the preface says: title, author, language, summary, notes, tags."""
    tags = [("address", address) for address in _addresses(root)]
    language = metadata.language
    for key, value in _tags(root):
        if key == "language":
            language = language_tag(value) or language
            if language_tag(value):
                continue
        tags.append((key, value))
    title = next((flat_text(element) for element in root.iter("{*}h1")), "") or metadata.title
    summary, notes = _summary_and_notes(root)
    return replace(
        metadata,
        title=title,
        author=_author(root) or metadata.author,
        language=language,
        summary=summary or metadata.summary,
        notes=(*metadata.notes, *notes),
        tags=(*metadata.tags, *tags),
    )


def notes_of(root: Any) -> tuple[str, ...]:
    """The notes and chapter summaries of a part that is not the preface."""
    summary, notes = _summary_and_notes(root)
    return ((summary,) if summary else ()) + notes


def _addresses(root: Any) -> list[str]:
    for element in root.iter("{*}p"):
        if _has(element, "message"):
            for link in element.iter("{*}a"):
                if "/works/" in (link.get("href") or ""):
                    return [link.get("href")]
    return []


def _author(root: Any) -> str:
    for element in root.iter("{*}div", "{*}p", "{*}h3"):
        if _has(element, "byline"):
            names = [flat_text(link) for link in element.iter("{*}a")]
            return ", ".join(filter(None, names)) or re.sub(r"^by\s+", "", flat_text(element), flags=re.I)
    return ""


def _tags(root: Any) -> Iterator[tuple[str, str]]:
    """(key, value) for each tag in the preface's list."""
    for terms in root.iter("{*}dl"):
        if not _has(terms, "tags"):
            continue
        key = ""
        for child in terms:
            if local_name(child) == "dt":
                key = tag_key(flat_text(child))
            elif local_name(child) == "dd" and key == "stats":
                for name, value in _STAT.findall(flat_text(child)):
                    yield name.lower(), value
            elif local_name(child) == "dd" and key:
                for value in _values(child, key):
                    yield key, value


def tag_key(label: str) -> str:
    """The key for a label such as `Archive Warnings:`."""
    label = label.strip().rstrip(":").strip().lower()
    return _KEYS.get(label) or _KEYS.get(label.removesuffix("s")) or label


def _values(element: Any, key: str) -> list[str]:
    links = [flat_text(link) for link in element.iter("{*}a")]
    text = flat_text(element)
    if key == "series":
        return re.split(r",\s+(?=Part \d)", text) if text else []
    if links:
        return [link for link in links if link]
    return [part for part in text.split(", ") if part]


def _summary_and_notes(root: Any) -> tuple[str, tuple[str, ...]]:
    """The text of the block labelled Summary in the preface, and that of all other notes."""
    summary, notes = "", []
    for quote in root.iter("{*}blockquote"):
        if not _has(quote, "userstuff") or any(
            _has(outer, "userstuff") and not _is_container(outer) and outer.get("id") != "chapters"
            for outer in quote.iterancestors()
        ):
            continue
        text = "\n".join(filter(None, map(flat_text, quote))) or flat_text(quote)
        label = quote.getprevious()
        if not summary and label is not None and flat_text(label).rstrip(":").lower() == "summary":
            summary = text
        elif text:
            notes.append(text)
    return summary, tuple(notes)
