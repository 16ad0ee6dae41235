"""Predicted layers for gold words and sentences: by the model that Fabula ships, or by any other `Annotate`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.pipeline import NotAvailable
from evaluation.sets.annotated import Annotated, Entity, Sense
from fabula import layers

Annotate = Callable[[Annotated], Annotated]
"""Takes a document of which it may read the words, sentences and paragraphs; gives its own layers for them."""
Ints = npt.NDArray[np.int32]


@cache
def shipped() -> Annotate:
    """The model that Fabula ships; NotAvailable if this checkout has none."""
    try:
        from fabula.model import Annotator  # noqa: PLC0415 (without a model all else can still be measured)
    except ImportError as absent:
        raise NotAvailable(f"fabula.model has no Annotator: {absent}") from absent
    return by(Annotator())


def by(annotator: Any) -> Annotate:
    """What an annotator, of `fabula.model` or like it, says of documents."""
    return lambda gold: predicted(gold, annotator.annotate(gold.words, *bounds(gold)))


def bounds(document: Annotated) -> tuple[Ints, Ints]:
    """The words that open sentences and paragraphs, each with the number of words at the end.

    A document whose corpus knows no paragraphs is one. ValueError if the sentences do not cover the words.
    """
    starts = [first for first, _ in document.sentences]
    if [*starts, len(document.words)] != [0, *(end for _, end in document.sentences)]:
        raise ValueError(f"{document.name}: sentences do not cover the words")
    opening = [starts[row] for row in document.paragraphs] or starts[:1]
    made = (np.array([*firsts, len(document.words)], dtype=np.int32) for firsts in (starts, opening))
    sentence_first, paragraph_first = made
    return sentence_first, paragraph_first


def predicted(gold: Annotated, annotation: Any) -> Annotated:
    """What the model says of a document's words, codes made labels."""
    found, senses = annotation.entities, annotation.senses
    return Annotated(
        gold.name,
        gold.corpus,
        list(gold.words),
        list(gold.sentences),
        list(gold.paragraphs),
        list(gold.glued),
        upos=_named(annotation.upos, layers.UPOS_TAGS),
        xpos=_named(annotation.xpos, layers.XPOS_TAGS),
        features=list(annotation.features),
        lemmas=list(annotation.lemmas),
        heads=annotation.heads.tolist(),
        relations=_named(annotation.relations, layers.RELATIONS),
        entities=[
            Entity(first, end, category, kind, -1)
            for first, end, category, kind in zip(
                found.first.tolist(),
                found.end.tolist(),
                _named(found.category, layers.ENTITY_CATEGORIES),
                _named(found.kind, layers.MENTION_KINDS),
                strict=True,
            )
        ],
        events=annotation.event.tolist(),
        senses=[
            Sense(first, end, category)
            for first, end, category in zip(
                senses.first.tolist(), senses.end.tolist(), _named(senses.category, layers.SUPERSENSES), strict=True
            )
        ],
    )


def _named(codes: Any, vocabulary: Sequence[str]) -> list[str]:
    return [vocabulary[code] if code >= 0 else "" for code in codes.tolist()]
