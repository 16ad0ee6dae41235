"""Scores of documents as figures of a set: sums over all documents, with bootstrap intervals over documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from evaluation import bootstrap
from evaluation.report import Figure
from evaluation.spans import Counts
from evaluation.words import Share

Part = Counts | Share
WORDS = {
    "upos": "UPOS accuracy",
    "xpos": "XPOS accuracy",
    "features": "features accuracy",
    "lemmas": "lemma accuracy",
    "uas": "UAS",
    "las": "LAS",
    "las_subtypes": "LAS with subtypes",
}
ENTITIES = {
    "every": "entities, span and category, F1",
    "without_pronouns": "entities without pronouns, F1",
    "with_kinds": "entities, kind right too, F1",
    "spans": "entities, span alone, F1",
    "nested": "entities inside others, recall",
}
EVENTS = {"every": "events, F1", "precision": "events, precision", "recall": "events, recall"}
SENSES = {
    "every": "supersenses, span and class, F1",
    "nouns": "supersenses of nouns, F1",
    "verbs": "supersenses of verbs, F1",
    "spans": "supersenses, span alone, F1",
    "words": "words with the right supersense or rightly none",
}


class Scored(Protocol):
    """One document's scores: `words.Words`, `labels.Entities`, `labels.Events` or `labels.Senses`."""

    def parts(self) -> Mapping[str, Part]:
        """What may be a figure, by name."""


def ratio(part: Part) -> tuple[int, int]:
    """A part as a numerator and a denominator that add up over documents: a share's, or those of F1."""
    return (part.right, part.of) if isinstance(part, Share) else (2 * part.matched, part.gold + part.predicted)


def over(ratios: Sequence[tuple[int, int]]) -> float:
    """The sum of the numerators over that of the denominators; 1 if there is nothing to find or found."""
    below = sum(denominator for _, denominator in ratios)
    return sum(numerator for numerator, _ in ratios) / below if below else 1.0


def values(scores: Sequence[Scored]) -> dict[str, float]:
    """The value of each part over all documents: what a training run watches."""
    return {name: over(ratios) for name, ratios in _ratios(scores).items()}


def figures(key: str, scores: Sequence[Scored], meanings: Mapping[str, str]) -> list[Figure]:
    """The figures named in `meanings`, under `key`; the part `every` is the key itself."""
    found = _ratios(scores)
    return [
        Figure(
            key if name == "every" else f"{key}.{name}",
            meaning,
            over(found[name]),
            bootstrap.interval(found[name], over),
        )
        for name, meaning in meanings.items()
        if name in found
    ]


def _ratios(scores: Sequence[Scored]) -> dict[str, list[tuple[int, int]]]:
    """Each part's ratio in every document; a document that lacks it, as an empty one does, has 0 of 0."""
    parts = [one.parts() for one in scores]
    names = dict.fromkeys(name for each in parts for name in each)
    return {name: [ratio(each[name]) if name in each else (0, 0) for each in parts] for name in names}
