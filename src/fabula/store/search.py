"""Full-text search: the paragraphs of a story that hold some words."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from fabula.errors import UsageError
from fabula.layers import Array
from fabula.store.ddl import FTS_TABLE, fill_index, index_checksum, indexed_text, require_fts5, statements
from fabula.store.read import load, opened
from fabula.story import Story

_OPEN, _CLOSE = "\1", "\2"
_MOST_TERMS = 64
_CONTEXT = 90
"""Visible characters shown on each side of the first hit."""
_TERM = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')


@dataclass(frozen=True, slots=True)
class Found:
    """One paragraph that a search found."""

    start: int
    """Where the paragraph starts, in code points."""
    end: int
    chapter: str
    """The title of the chapter it lies in; empty if it has none."""
    share: float
    """How far into the text it starts, 0 to 1."""
    hits: tuple[tuple[int, int], ...]
    """The `[start, end)` of every hit in the Document's text."""
    snippet: str
    """The first hit and what stands around it, on one line; `…` where the paragraph goes on."""
    marks: tuple[tuple[int, int], ...]
    """The `[start, end)` of the hits in `snippet`."""


def search(where: Story | str | Path, words: str, limit: int | None = 20) -> list[Found]:
    """The first `limit` paragraphs, in reading order, that hold all of `words`; all of them if it is None.

    Case and accents do not count. "In double quotes" words must follow one another; a word that ends in `*` stands
    for all that start so. UsageError if `words` holds no word; FormatError if the file is damaged.
    """
    query = _query(words)
    require_fts5()
    if isinstance(where, Story):
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
            database.text_factory = bytes
            database.execute(statements()[-1])
            fill_index(database, paragraph_texts(where))
            return _found(database, where, query, limit)
    with opened(Path(where)) as database:
        ((stated,),) = database.execute("SELECT value FROM document WHERE key = 'index'")
        if stated.decode() != index_checksum(database):
            raise ValueError("the full-text index does not match its checksum")
        return _found(database, load(database), query, limit)


def paragraph_texts(story: Story) -> list[str]:
    """Every paragraph as a reader sees it: visible text, so that a hit can be traced to its offset."""
    visible = story.document.visible
    starts, ends = (_visible_offsets(story, story.layers["paragraphs"][name]) for name in ("start", "end"))
    return [visible.text[start:end] for start, end in zip(starts, ends, strict=True)]


def _visible_offsets(story: Story, offsets: Array) -> list[int]:
    positions: list[int] = np.searchsorted(story.document.visible.offsets[:-1], offsets).tolist()
    return positions


def _query(words: str) -> str:
    """FTS5's query for what the user typed: each word or phrase quoted, so that no character means anything to FTS5."""
    terms = []
    for match in _TERM.finditer(indexed_text(words)):
        phrase, word = match[1], match[2]
        term = word if phrase is None else phrase
        if any(unicodedata.category(character)[0] in "LN" for character in term):
            prefix = "*" if phrase is None and term.endswith("*") else ""
            terms.append(f'"{term}"{prefix}')
    if not terms:
        raise UsageError(f"nothing to search for in {words!r}: give at least one word")
    if len(terms) > _MOST_TERMS:
        raise UsageError(f"{len(terms)} words to search for: give at most {_MOST_TERMS}")
    return " AND ".join(terms)


def _found(database: sqlite3.Connection, story: Story, query: str, limit: int | None) -> list[Found]:
    rows = database.execute(
        f"SELECT rowid, highlight({FTS_TABLE}, 0, ?, ?) FROM {FTS_TABLE} "
        f"WHERE {FTS_TABLE} MATCH ? ORDER BY rowid LIMIT ?",
        (_OPEN, _CLOSE, query, -1 if limit is None else limit),
    )
    paragraphs = story.layers["paragraphs"]
    found = []
    for row, marked in rows:
        if not 0 <= row < paragraphs.rows:
            raise ValueError(f"the index knows a paragraph {row} that does not exist")
        found.append(_passage(story, row, marked.decode("utf-8")))
    return found


def _passage(story: Story, row: int, marked: str) -> Found:
    start, end = (int(story.layers["paragraphs"][name][row]) for name in ("start", "end"))
    visible = story.document.visible
    first, last = _visible_offsets(story, np.array([start, end]))
    text = visible.text[first:last]
    hits = _hits(marked)
    if marked.replace(_OPEN, "").replace(_CLOSE, "") != indexed_text(text) or not hits:
        raise ValueError(f"the index does not hold the text of paragraph {row}")
    chapter = story.chapter_at(start)
    snippet, marks = _snippet(text, hits)
    return Found(
        start=start,
        end=end,
        chapter=chapter.title if chapter else "",
        share=start / max(1, len(story.text)),
        hits=tuple(visible.span(first + low, first + high) for low, high in hits),
        snippet=snippet,
        marks=marks,
    )


def _hits(marked: str) -> list[tuple[int, int]]:
    """Where the marked stretches lie once the marks are gone; empty ones are left out."""
    hits, at, opened_at = [], 0, 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if piece == _OPEN:
            opened_at = at
        elif piece == _CLOSE:
            if at > opened_at:
                hits.append((opened_at, at))
        else:
            at += len(piece)
    return hits


def _snippet(text: str, hits: list[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text around the first hit, cut between words, white space as single spaces, with the hits inside it."""
    low = max(0, hits[0][0] - _CONTEXT)
    high = min(len(text), max(hits[0][1], hits[0][0] + _CONTEXT) + _CONTEXT)
    if low and (space := text.find(" ", low, hits[0][0])) >= 0:
        low = space + 1
    if high < len(text) and (space := text.rfind(" ", hits[0][1], high)) >= 0:
        high = space
    # Line breaks and tabs become spaces one for one, so that the marks stay where they are.
    shown = re.sub(r"\s", " ", text[low:high])
    lead, tail = "…" if low else "", "…" if high < len(text) else ""
    shift = len(lead) - low
    marks = tuple((start + shift, end + shift) for start, end in hits if low <= start and end <= high)
    return lead + shown + tail, marks
