"""What is asked of Fabula: a Document from a text or a file, its quotation spans, and a whole Story."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Sequence
from pathlib import Path

import fabula
from evaluation.spans import Span
from fabula import reading, sources
from fabula.document import Document
from fabula.layers import Table
from fabula.sources.casts import CastEntry
from fabula.story import Story
from fabula.text import quotations, tokens


class NotAvailable(Exception):
    """A part of Fabula that a measurement needs is not there; the message names it."""


def document_of_text(text: str) -> Document:
    """Read a plain text; offsets of the Document are offsets of `text`."""
    return sources.from_text(text)


def document_of_file(path: Path) -> Document:
    """Read a file of any format."""
    return sources.load(path)


def quotes_of(document: Document) -> Table:
    """The quotations layer by the span finder alone; no speakers."""
    return quotations.quotations(document, tokens.tokenize(document))


def spans_of(quotes: Table, *, leaving_out: Collection[str] = ("other",)) -> list[Span]:
    """The spans of a quotations layer, marks included, less those of the kinds left out (titles, scare quotes)."""
    words = quotes.layer.column("kind").vocabulary
    out = {words.index(kind) for kind in leaving_out}
    columns = (quotes[name].tolist() for name in ("start", "end", "kind"))
    return [(start, end) for start, end, kind in zip(*columns, strict=True) if kind not in out]


def story_of_text(text: str) -> Story:
    """Read a text to a Story."""
    return fabula.read_text(text)


def story_of_file(path: Path) -> Story:
    """Read a file to a Story."""
    return fabula.read(path)


def story_with_gold(text: str, quotes: Sequence[Span], cast: Sequence[CastEntry]) -> Story:
    """Read a text whose quotation spans and cast are given; only who says what is found. NotAvailable if it cannot be.

    The Story's quotes layer then holds exactly these spans in this order, its characters layer exactly this cast.
    """
    parameters = inspect.signature(reading.read_document).parameters
    if not {"gold_quotes", "cast"} <= set(parameters):
        raise NotAvailable("fabula.reading.read_document takes no gold_quotes and cast")
    story = reading.read_document(document_of_text(text), gold_quotes=quotes, cast=cast, exact=True)
    if story.layers["quotes"].rows != len(quotes) or story.layers["characters"].rows != len(cast):
        raise ValueError(
            f"gave {len(quotes)} quotations and {len(cast)} characters, "
            f"got {story.layers['quotes'].rows} and {story.layers['characters'].rows}"
        )
    return story


def story_with_mentions(text: str, mentions: Sequence[Span]) -> Story:
    """Read a text whose mentions are given, sorted; NotAvailable if they cannot be.

    The Story's mentions layer then holds exactly these spans, those that cut a token widened to whole ones.
    """
    if "gold_mentions" not in inspect.signature(reading.read_document).parameters:
        raise NotAvailable("fabula.reading.read_document takes no gold_mentions")
    return reading.read_document(document_of_text(text), gold_mentions=mentions)
