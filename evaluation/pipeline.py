"""What is asked of Fabula: a Document from a text or a file, its quotation spans, and a whole Story."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import standin
from evaluation.spans import Span
from fabula.document import Document
from fabula.layers import Table
from fabula.story import Story


class NotAvailable(Exception):
    """A part of Fabula that a measurement needs is not there; the message names it."""


@dataclass(frozen=True, slots=True)
class CastEntry:
    """A character given from outside: canonical name, all names it goes by, and gender as in `layers.GENDERS`."""

    name: str
    aliases: tuple[str, ...]
    gender: str


def document_of_text(text: str) -> Document:
    """Read a plain text; offsets of the Document are offsets of `text`."""
    try:
        from fabula.sources import from_text  # noqa: PLC0415 (what a measurement does not need may be missing)
    except ImportError:
        return standin.document_of_text(text)
    return from_text(text)


def document_of_file(path: Path) -> Document:
    """Read a file of any format."""
    try:
        from fabula.sources import load  # noqa: PLC0415
    except ImportError:
        return standin.document_of_file(path)
    return load(path)


def quotes_of(document: Document) -> Table:
    """The quotations layer by the span finder alone; no speakers."""
    from fabula.text import quotations, tokens  # noqa: PLC0415

    return quotations.quotations(document, tokens.tokenize(document))


def spans_of(quotes: Table, *, every_kind: bool = False) -> list[Span]:
    """The spans of a quotations layer, marks included; rows of kind `other` (titles, scare quotes) only if asked."""
    other = quotes.layer.column("kind").vocabulary.index("other")
    return [
        (start, end)
        for start, end, kind in zip(
            quotes["start"].tolist(), quotes["end"].tolist(), quotes["kind"].tolist(), strict=True
        )
        if every_kind or kind != other
    ]


def story_of_text(text: str) -> Story:
    """Read a text to a Story."""
    import fabula  # noqa: PLC0415

    return fabula.read_text(text)


def story_of_file(path: Path) -> Story:
    """Read a file to a Story."""
    import fabula  # noqa: PLC0415

    return fabula.read(path)


def story_with_gold(text: str, quotes: Sequence[Span], cast: Sequence[CastEntry]) -> Story:
    """Read a text whose quotation spans and cast are given; only who says what is found. NotAvailable if it cannot be.

    The Story's quotes layer then holds exactly these spans in this order, its characters layer exactly this cast.
    """
    try:
        from fabula import reading  # noqa: PLC0415

        read: Any = reading.read_document
        wanted = {"gold_quotes", "cast"} <= set(inspect.signature(read).parameters)
    except (ImportError, AttributeError):
        wanted = False
    if not wanted:
        raise NotAvailable("fabula.reading.read_document takes no gold_quotes and cast")
    make = getattr(reading, "CastEntry", CastEntry)
    entries = [make(entry.name, entry.aliases, entry.gender) for entry in cast]
    story: Story = read(document_of_text(text), gold_quotes=list(quotes), cast=entries)
    if story.layers["quotes"].rows != len(quotes) or story.layers["characters"].rows != len(cast):
        raise ValueError(
            f"gave {len(quotes)} quotations and {len(cast)} characters, "
            f"got {story.layers['quotes'].rows} and {story.layers['characters'].rows}"
        )
    return story
