"""Documents built by hand for the tests of `fabula.text`: blocks with kinds and levels, and the tokens of a line."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.document import Document, Metadata
from fabula.layers import EMPHASIS, HIDDEN, ORIGINS, PARAGRAPHS, Table
from fabula.text.sentences import sentences
from fabula.text.tokens import tokenize

PROSE = "The rain came down on the harbour, and nobody on the quay looked up from what he was doing. " * 12
"""A paragraph long enough to be a chapter's."""


def blocks(
    *parts: str | tuple[str, str, int], title: str = "", hidden: Sequence[tuple[int, int, str]] = ()
) -> Document:
    """A Document of blocks two line breaks apart: prose, or (text, kind, level)."""
    rows, texts, at = [], [], 0
    for part in parts:
        text, kind, level = (part, "prose", 0) if isinstance(part, str) else part
        rows.append((at, at + len(text), kind, level, False, False, "", ""))
        texts.append(text)
        at += len(text) + 2
    return Document(
        "\n\n".join(texts),
        Metadata(title=title),
        Table.of_rows(PARAGRAPHS, rows),
        Table.of_rows(HIDDEN, list(hidden)),
        Table.empty(EMPHASIS),
        Table.empty(ORIGINS),
    )


def heading(text: str, level: int = 0) -> tuple[str, str, int]:
    """A heading block; level 0 where the format tells none."""
    return text, "heading", level


def tokens_of(text: str) -> list[str]:
    """The tokens of one paragraph."""
    return tokenize(blocks(text)).texts


def sentences_of(text: str) -> list[str]:
    """The sentences of one paragraph, as written."""
    document = blocks(text)
    table, _ = sentences(document, tokenize(document))
    return [text[start:end] for start, end in zip(table["start"], table["end"], strict=True)]
