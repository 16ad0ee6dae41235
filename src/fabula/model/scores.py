"""Scores: what the encoder and its heads say of one window, before any decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Float = npt.NDArray[np.float32]
Int = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one window of n words; logits, float32. Labels are in the order of the shipped label sets."""

    upos: Float
    """[n, tags]"""
    xpos: Float
    """[n, tags]"""
    features: Float
    """[n, feature sets]"""
    edits: Float
    """[n, lemma edits]"""
    arcs: Float
    """[n, 1 + n]: the root and each word as head of each word."""
    dependents: Float
    """[n, width]: each word as dependent, for the relation."""
    heads: Float
    """[1 + n, width]: the root and each word as head."""
    dependent_bias: Float
    """[n, relations]"""
    head_bias: Float
    """[1 + n, relations]"""
    entities: Float
    """[categories + kinds, n, n]: by first and last word."""
    events: Float
    """[n]"""
    senses: Float
    """[n, 1 + 2 * classes]: none, then B- and I- of each class."""
    span_starts: Float
    """[n, 64]: a word as the first of a span whose vector is kept."""
    span_ends: Float
    """[n, 64]: as the last."""


Scorer = Callable[[Int, Int, Int, Int], Scores]
"""Scores one window: pieces [p], their words' letter case [p], and the first and the last piece of each word [n]."""


def softmax(logits: Float) -> Any:
    """Probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    return shifted / shifted.sum(-1, keepdims=True)


def sigmoid(logits: Float) -> Any:
    """Probabilities of logits, without overflow."""
    return 0.5 * (1 + np.tanh(0.5 * logits))
