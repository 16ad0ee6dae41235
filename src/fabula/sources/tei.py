"""TEI: scholarly editions such as ELTeC's. The body is the story; front and back matter and notes stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fabula.document import Document, Metadata
from fabula.errors import FormatError
from fabula.sources import tei_roles
from fabula.sources.builder import join_blocks
from fabula.sources.encodings import decode
from fabula.sources.shape import tidy
from fabula.sources.tei_header import read_header
from fabula.sources.trees import declared_encoding, flat_text, local_name, parse_xml
from fabula.sources.walk import walk

_STORY = re.compile(r"\b(?:prolog(?:ue)?|epilog(?:ue)?|chapter|part|book|letter)\b", re.IGNORECASE)
"""Types of divisions in front or back matter that are of the story all the same."""
_IN_ASIDES = ("note", "teiheader")
_LINES = ("head", "p", "ab", "l", "item", "trailer", "titlepart", "byline")


def read(data: bytes, metadata: Metadata, name: str) -> Document:
    """The Document of a TEI file. Raises FormatError, EncodingError, TooLarge, EmptyInput.

    Notes, and what stands before and behind the body, are `metadata.notes`, in the order of the file.
    """
    text, encoding = decode(data, name, declared_encoding(data))
    root = parse_xml(text, name, mend=False)
    if local_name(root) not in ("tei", "tei.2", "text"):
        several = local_name(root) == "teicorpus"
        what = "a TEI corpus of several texts" if several else f"XML whose root is <{local_name(root)}>, not <TEI>"
        raise FormatError(name, what, "Give each <TEI> in it as a file of its own." if several else "Give a TEI file.")
    metadata = replace(read_header(root, metadata), encoding=encoding)
    kept, aside = _parts(root)
    metadata = replace(metadata, notes=(*metadata.notes, *_asides(root, aside)))
    warnings: tuple[str, ...] = ()
    if any(local_name(element) == "include" for element in root.iter()):
        warnings = ("the TEI file includes others (xi:include), which are left out",)
    return join_blocks(tidy(walk(root, name, kept=kept, markup=tei_roles)), metadata, name, warnings)


def _parts(root: Any) -> tuple[set[Any], list[Any]]:
    """The elements that hold the story, and the divisions of the front and back matter that are none of it."""
    kept, aside = set(), []
    for element in root.iter():
        name = local_name(element)
        if name == "body":
            kept.add(element)
        elif name in ("front", "back") and not any(local_name(outer) == "floatingtext" for outer in _outer(element)):
            for part in element:
                if tei_roles.is_division(local_name(part)) and _STORY.search(part.get("type") or ""):
                    kept.add(part)
                elif isinstance(part.tag, str):
                    aside.append(part)
    return kept, aside


def _outer(element: Any) -> list[Any]:
    return list(element.iterancestors())


def _asides(root: Any, aside: list[Any]) -> list[str]:
    """The text of the parts that are left out, and of every note, in order; paragraphs parted by a line break."""
    left_out = set(aside)
    found = []
    for element in root.iter():
        name = local_name(element)
        whole = element in left_out and "titlepage" not in (name, (element.get("type") or "").lower()) and name != "pb"
        own = name == "note" and not any(
            outer in left_out or local_name(outer) in _IN_ASIDES for outer in _outer(element)
        )
        if whole or own:
            found.append(_text(element))
    return [text for text in found if text]


def _text(element: Any) -> str:
    """The text in an element, a line for each paragraph, list item or line of verse."""
    lines: list[Any] = []
    for child in element.iterdescendants():
        if local_name(child) in _LINES and not any(local_name(outer) in _LINES for outer in _within(child, element)):
            lines.append(child)
    return "\n".join(filter(None, map(flat_text, lines))) or flat_text(element)


def _within(child: Any, element: Any) -> Iterator[Any]:
    """The elements between a descendant and an element."""
    for outer in child.iterancestors():
        if outer is element:
            return
        yield outer
