"""LitBank by its own words: sentences, six entity types (names, nominals, pronouns; nested), realis events.

Bamman, Popat and Shen (2019); Sims, Park and Bamman (2019); CC BY 4.0. `evaluation.sets.litbank` lays the same gold
over the raw texts.
"""

from __future__ import annotations

from pathlib import Path

from evaluation.data import corpus, read_text
from evaluation.sets import litbank
from evaluation.sets.annotated import Annotated, Entity

LEFT_OUT = ("105_", "208_", "2641_", "5230_")
"""Openings of Persuasion, Daisy Miller, A Room with a View and The Invisible Man: never trained on."""


def read_fold(fold: str, data: Path | None = None) -> list[Annotated]:
    """The excerpts of `train` (without the works that are measured elsewhere) or `dev` of fold 0."""
    return [read(name, data) for name in names(fold, data)]


def names(fold: str, data: Path | None = None) -> list[str]:
    """The names of those excerpts."""
    every = litbank.names(fold, data)
    return [name for name in every if not name.startswith(LEFT_OUT)] if fold == "train" else every


def read(name: str, data: Path | None = None) -> Annotated:
    """One excerpt."""
    folder = corpus("litbank", data)
    made = Annotated(name, "litbank", events=[])
    for block in read_text(folder / "events/tsv" / f"{name}_brat.tsv").split("\n\n"):
        first = len(made.words)
        for line in block.splitlines():
            word, _, tag = line.partition("\t")
            if word:
                made.words.append(word)
                made.events.append(tag.strip() == "EVENT")  # type: ignore[union-attr]
        if len(made.words) > first:
            made.sentences.append((first, len(made.words)))
    clusters = litbank.clusters_of(folder / "coref/conll" / f"{name}_brat.conll")
    found = set()
    for label, place in litbank.labelled(folder / "coref/brat" / f"{name}_brat.ann", made.words):
        kind = litbank.KIND.fullmatch(label)
        if kind:
            found.add(Entity(place[0], place[1] + 1, kind[2], kind[1], clusters.get(place, -1)))
    made.entities = sorted(found)
    return made
