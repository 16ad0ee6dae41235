"""Decisions: from a window's scores to tags, trees, entities and supersenses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.model.scores import Float, Scores, sigmoid, softmax
from fabula.model.trees import best_tree

Int = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of words [first, end), each with a label and its probability; `second`: the entity's kind."""

    first: Int
    end: Int
    label: Int
    second: Int
    confidence: Float


def trees(
    scores: Scores, relation_weights: Float, root_relation: int, sentences: Sequence[tuple[int, int]]
) -> tuple[Int, Int]:
    """Heads, int64 [n], -1 for the root of each sentence, and relations, int64 [n].

    `relation_weights` [width, relations]; `sentences`: the window's words [first, end) of each, which cover it. No
    word but a root has the root's relation.
    """
    count = len(scores.upos)
    heads = np.full(count, -1, dtype=np.int64)
    for first, end in sentences:
        own = scores.arcs[first:end]
        found = best_tree(np.concatenate([own[:, :1], own[:, 1 + first : 1 + end]], axis=1))
        heads[first:end] = np.where(found > 0, found - 1 + first, -1)
    above = heads + 1
    # einsum, not matmul: the threads of numpy's matrix library would fight with those that score windows.
    each = np.einsum("nw,wr->nr", scores.dependents * scores.heads[above], relation_weights)
    each += scores.dependent_bias + scores.head_bias[above]
    root = heads < 0
    each[~root, root_relation] = -np.inf
    relations = each.argmax(1)
    relations[root] = root_relation
    return heads, relations


def entities(scores: Scores, categories: int, sentences: Sequence[tuple[int, int]]) -> Spans:
    """Spans of each sentence whose likeliest category is likelier than not; nested ones, but none that cross."""
    found_rows = []
    logits = scores.entities[:categories]
    any_category = logits.max(0)
    for low, high in sentences:
        block = any_category[low:high, low:high]
        starts, lasts = np.nonzero(block > 0)
        kept = starts <= lasts
        found_rows.append(np.stack([starts[kept] + low, lasts[kept] + low], 1))
    pairs = np.concatenate(found_rows) if found_rows else np.zeros((0, 2), dtype=np.int64)
    pairs = _without_crossing(pairs, any_category[pairs[:, 0], pairs[:, 1]])
    first, last = pairs[:, 0], pairs[:, 1]
    label = logits[:, first, last].argmax(0)
    kind = scores.entities[categories:, first, last].argmax(0)
    return Spans(first, last + 1, label, kind, sigmoid(any_category[first, last]).astype(np.float32))


def given_entities(scores: Scores, categories: int, spans: Sequence[tuple[int, int]]) -> Spans:
    """The category and the kind of spans [first, end) of the window that are known to be mentions."""
    pairs = np.array(spans, dtype=np.int64).reshape(-1, 2)
    first, last = pairs[:, 0], pairs[:, 1] - 1
    logits = scores.entities[:, first, last]
    sure = sigmoid(logits[:categories].max(0)).astype(np.float32)
    return Spans(first, last + 1, logits[:categories].argmax(0), logits[categories:].argmax(0), sure)


def phrases(spans: Spans, heads: Int, punctuation: npt.NDArray[np.bool_]) -> Spans:
    """Leave out spans that are no phrase of the tree: more than one of their words hangs on words outside.

    `heads`, int64 per word of the window, -1 for roots; punctuation does not count. It takes away what begins with one
    name and ends with another.
    """
    kept = np.ones(len(spans.first), dtype=bool)
    for row, (first, end) in enumerate(zip(spans.first.tolist(), spans.end.tolist(), strict=True)):
        if end - first > 1:
            own = heads[first:end]
            kept[row] = np.count_nonzero(((own < first) | (own >= end)) & ~punctuation[first:end]) <= 1
    return Spans(*(getattr(spans, name)[kept] for name in ("first", "end", "label", "second", "confidence")))


def _without_crossing(pairs: Int, score: Float) -> Int:
    """Leave out each span that crosses a likelier one."""
    if len(pairs) < 2:
        return pairs
    first, last = pairs[:, 0], pairs[:, 1]
    crosses = (first[:, None] < first) & (first <= last[:, None]) & (last[:, None] < last)
    if not crosses.any():
        return pairs
    crosses |= crosses.T
    kept = np.zeros(len(pairs), dtype=bool)
    for row in np.argsort(-score, kind="stable").tolist():
        kept[row] = not (crosses[row] & kept).any()
    return pairs[kept]


def senses(scores: Scores, sentences: Sequence[tuple[int, int]], priors: Sequence[Float | None] = ()) -> Spans:
    """Supersenses of the sentences' words: the likeliest label of each; an I- that continues nothing begins a span.

    `priors`: per word of the sentences, from the first on, what is added to the logits of the classes, None for
    nothing; not for a word that begins an expression of several words.
    """
    logits = scores.senses.copy()
    likeliest = logits.argmax(1)
    continued = np.append((likeliest[1:] % 2 == 0) & (likeliest[1:] > 0), False)
    for word, prior in enumerate(priors, sentences[0][0]):
        if prior is not None and not continued[word]:
            logits[word, 1::2] += prior
    probabilities: Any = softmax(logits)
    inside = np.zeros(len(probabilities), dtype=bool)
    for first, end in sentences:
        inside[first:end] = True
    best = np.where(inside, probabilities.argmax(1), 0)
    sure = probabilities[np.arange(len(best)), best]
    opens = {first for first, _ in sentences}
    rows: list[tuple[int, int, int, float]] = []
    for word in np.flatnonzero(best).tolist():
        label, opening = (int(best[word]) - 1) // 2, int(best[word]) % 2 == 1
        if not opening and rows and rows[-1][1] == word and rows[-1][2] == label and word not in opens:
            rows[-1] = (rows[-1][0], word + 1, label, min(rows[-1][3], float(sure[word])))
        else:
            rows.append((word, word + 1, label, float(sure[word])))
    columns = np.array([row[:3] for row in rows], dtype=np.int64).reshape(-1, 3)
    confidence = np.array([row[3] for row in rows], dtype=np.float32)
    return Spans(columns[:, 0], columns[:, 1], columns[:, 2], np.zeros(len(rows), dtype=np.int64), confidence)
