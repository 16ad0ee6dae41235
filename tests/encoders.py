"""An encoder that takes next to no time and finds nothing, for tests of what size does to the rest of a reading."""

from __future__ import annotations

from functools import cache

import numpy as np

from fabula.model import Annotator
from fabula.model.scores import Int, Scorer, Scores
from fabula.model.weights import Labels, load


def blank(labels: Labels) -> Scorer:
    """In its trees each word hangs on the one before it; all else is 0, in arrays as the model's."""
    width, relations = labels.relation_weights.shape

    def score(pieces: Int, shapes: Int, firsts: Int, lasts: Int) -> Scores:
        words = len(firsts)
        wide = [(words, 17), (words, 51), (words, len(labels.features)), (words, len(labels.edits)), (words, 1 + words)]
        pairs = [(words, width), (1 + words, width), (words, relations), (1 + words, relations)]
        rest = [(9, words, words), (words,), (words, 83), (words, 64), (words, 64)]
        made = Scores(*(np.zeros(shape, dtype=np.float32) for shape in [*wide, *pairs, *rest]))
        np.fill_diagonal(made.arcs, 1)
        return made

    return score


@cache
def light() -> Annotator:
    """An annotator with the shipped pieces and labels, and that encoder."""
    _, pieces, labels = load()
    return Annotator(threads=1, scorer=blank(labels), pieces=pieces, labels=labels)
