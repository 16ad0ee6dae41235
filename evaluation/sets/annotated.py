"""A text of gold words with whatever layers its corpus annotates: what training and the scorers of words both read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Entity(NamedTuple):
    """An annotated mention: words [first, end), its category, kind (PROP, NOM, PRON; empty if not given), entity."""

    first: int
    end: int
    category: str
    kind: str
    entity: int


class Sense(NamedTuple):
    """A supersense: words [first, end), its class, and the lemma where the corpus gives one."""

    first: int
    end: int
    category: str
    lemma: str = ""


@dataclass
class Annotated:
    """One document of `corpus`. Layers that the corpus does not annotate are None; word layers have one item a word."""

    name: str
    corpus: str
    words: list[str] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """Each sentence's words, [first, end)."""
    paragraphs: list[int] = field(default_factory=list)
    """Rows of the sentences that open a paragraph; empty where the corpus does not say."""
    glued: list[bool] = field(default_factory=list)
    """Whether a word follows the one before it without white space; empty where the corpus does not say."""
    upos: list[str] | None = None
    xpos: list[str] | None = None
    features: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    """The word that each word depends on; -1 for the root of a sentence."""
    relations: list[str] | None = None
    entities: list[Entity] | None = None
    events: list[bool] | None = None
    senses: list[Sense] | None = None


def sentences_of(documents: Iterable[Annotated]) -> int:
    """How many sentences some documents have."""
    return sum(len(document.sentences) for document in documents)
