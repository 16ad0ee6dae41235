"""From documents to what the linker learns from: facts, vectors, candidates and features of their mentions, and gold.

LitBank's excerpts and GUM's documents are read with Fabula itself, up to the speakers, once with the gold mentions
given and once with those it finds. `python -m training.make_mentions` keeps the result in `build/training/links`.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation import pipeline
from evaluation.sets import litbank, litbank_words, treebanks
from evaluation.sets.annotated import Annotated
from fabula import reading
from fabula.people.entities import Entity
from fabula.people.linking import Prepared, prepare

Array = npt.NDArray[Any]
FOLDER = Path("build/training/links")


@dataclass
class Document:
    """One reading of one document. `gold`: per mention the gold entity, -1 if it is no gold mention."""

    name: str
    corpus: str
    given: bool
    prepared: Prepared
    entities: list[Entity]
    """Those of the cast."""
    narrator: int
    gold: Array
    missed: list[int]
    """The entities of the gold mentions that are none of the reading's."""


def read(name: str, corpus: str, text: str, gold: dict[tuple[int, int], int], given: bool) -> Document:
    """Read a text up to its speakers. `gold`: the entity of each mention's span."""
    made: dict[str, Any] = {
        "document": pipeline.document_of_text(text), "given quotations": None, "given cast": None,
        "given mentions": sorted(gold) if given else None, "report": None,
    }  # fmt: skip
    for step in reading.STEPS:
        if step.name in ("coreference", "layers"):
            break
        made.update(zip(step.makes, step.run(made), strict=True))
    prepared = prepare(made)
    words = made["words"]
    spans = zip(words.start[prepared.facts.first].tolist(), words.end[prepared.facts.end - 1].tolist(), strict=True)
    left = dict(gold)
    entity = np.array([left.pop(span, -1) for span in spans], dtype=np.int64)
    cast = made["cast"]
    return Document(name, corpus, given, prepared, cast.entities, cast.narrator, entity, list(left.values()))


def litbank_documents(fold: str) -> Iterable[Document]:
    """LitBank's excerpts of a part of fold 0, each with gold mentions and with found ones.

    Without the works that are measured elsewhere.
    """
    for name in litbank_words.names(fold):
        excerpt = litbank.read(name)
        gold = {mention.span: mention.entity for mention in excerpt.mentions}
        for given in (True, False):
            yield read(name, "litbank", excerpt.text, gold, given)


_CLITIC = re.compile(r"n['’]t|['’](?:s|re|ve|ll|d|m)|['’]", re.IGNORECASE)
GUM_CATEGORIES = frozenset(("person", "animal", "place", "organization"))


def gum_documents() -> Iterable[Document]:
    """GUM's documents; of its entities those that LitBank's guidelines have too, more or less."""
    for document in treebanks.gum():
        if document.name.split("_")[1] not in ("academic", "textbook"):
            text, spans = _joined(document)
            gold = {
                (spans[each.first][0], spans[each.end - 1][1]): each.entity
                for each in document.entities or ()
                if each.category in GUM_CATEGORIES
            }
            yield read(document.name, "gum", text, gold, given=True)


def _joined(document: Annotated) -> tuple[str, list[tuple[int, int]]]:
    """A document's text, and where its words are."""
    opens = {document.sentences[row][0] for row in document.paragraphs}
    parts: list[str] = []
    spans, length = [], 0
    for number, (word, glued) in enumerate(zip(document.words, document.glued, strict=True)):
        between = "\n\n" if number in opens else "" if glued or _CLITIC.fullmatch(word) else " "
        parts += [between, word]
        length += len(between) + len(word)
        spans.append((length - len(word), length))
    return "".join(parts), spans


def load(part: str) -> list[Document]:
    """The documents kept under a name: `train`, `dev`, `gum`."""
    with (FOLDER / f"{part}.pickle").open("rb") as file:
        return list(pickle.load(file))  # our own file, from make_mentions
