"""The same book in two editions, which mark quotations in different ways."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluation.data import NoCorpus, corpus


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files of one book."""

    name: str
    left: Path
    right: Path


_PAIRS = (
    ("The Time Machine", "books/standard-ebooks/the-time-machine.epub", "books/gutenberg/the-time-machine/35-0.txt"),
    ("Wuthering Heights", "books/standard-ebooks/wuthering-heights.epub", "novels/768_wuthering_heights.txt"),
    (
        "A Portrait of the Artist",
        "books/standard-ebooks/portrait-of-the-artist.epub",
        "novels/4217_a_portrait_of_the_artist_as_a_young_man.txt",
    ),
)


def pairs(data: Path | None = None) -> list[Pair]:
    """The books of which both files are there; NoCorpus if none is."""
    root = corpus("books", data).parent
    found = [Pair(name, root / left, root / right) for name, left, right in _PAIRS]
    found = [pair for pair in found if pair.left.exists() and pair.right.exists()]
    if not found:
        raise NoCorpus(f"no book in two editions under {root}")
    return found
