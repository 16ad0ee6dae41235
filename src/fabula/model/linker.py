"""The linker: scores of pairs of mentions, by a small network over the mentions of a stretch of text.

Several networks, trained from different seeds, are averaged. Weights lie beside the encoder's, in `weights/`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.model.linker_weights import OUTPUTS, LinkerParts, load
from fabula.model.pieces import Pieces
from fabula.model.processors import processors

Array = npt.NDArray[Any]
Features = Callable[[int, int], tuple[Array, Array, Array]]
"""Of the mentions [low, high): their candidates [n, k] (rows, -1 for none), the pairs' features, their kinds."""

BUCKETS = 24
OWN, BEFORE, AFTER = 250, 100, 50
"""Mentions that are scored together, and how many before and after them are seen."""


@cache
def shipped() -> Linker:
    """The linker with the shipped weights, loaded once a process."""
    return Linker()


def places(count: int) -> Array:
    """int64 [count, count]: buckets of how far apart two mentions are, by sign and half powers of two."""
    apart = np.arange(count)[:, None] - np.arange(count)
    half = BUCKETS // 2
    size = (np.log2(np.maximum(np.abs(apart), 1).astype(np.float32)) * np.float32(1.4)).astype(np.int64) + (apart != 0)
    size = np.minimum(size, half - 1)
    return np.asarray(np.where(apart < 0, size + half, size))


def word_vectors(words: Sequence[str], pieces: Pieces, vectors: Array, scales: Array) -> Array:
    """float32 [n, 384]: means over the pieces of words of `vectors` int8 [pieces, 384] times `scales` [pieces]."""
    made = np.zeros((len(words), vectors.shape[1]), dtype=np.float32)
    known: dict[str, Array] = {}
    for row, word in enumerate(words):
        if word not in known:
            own = np.array(pieces.of(word), dtype=np.int64)
            known[word] = (vectors[own] * scales[own][:, None]).mean(0)
        made[row] = known[word]
    return made


class Linker:
    """The shipped linker. Results do not depend on `threads`."""

    def __init__(self, *, threads: int | None = None, parts: LinkerParts | None = None) -> None:
        """ModelError if the weights are missing or damaged. `parts`: of another model."""
        self._parts = parts or load()
        self._threads = threads or processors()

    @property
    def calibration(self) -> dict[str, tuple[float, float]]:
        """Slope and offset of the confidence of links, by group."""
        return self._parts.calibration

    def word_vectors(self, words: Sequence[str]) -> Array:
        """float32 [n, 384]: the encoder's vectors of words before their context, means over their pieces."""
        return word_vectors(words, self._parts.pieces, self._parts.words, self._parts.scales)

    def score(self, vectors: Array, head_words: Sequence[str], inputs: Array, features: Features) -> list[Array]:
        """Log-probabilities, a list of float32 [n, 1 + k] for stretches of mentions in order.

        `vectors` [m, 128] of the encoder; `head_words` [m]; `inputs` [m, INPUTS]. First that a mention is the first of
        its entity, then each candidate.
        """
        count = len(vectors)
        lows = range(0, count, OWN)
        with ThreadPoolExecutor(self._threads) as pool:
            parts = list(pool.map(lambda low: self._stretch(low, vectors, head_words, inputs), lows))
            columns = (
                [np.concatenate([part[place] for part in parts]) for place in range(len(OUTPUTS))] if parts else []
            )
            return list(pool.map(lambda low: self._pairs(low, min(low + OWN, count), columns, features), lows))

    def _stretch(self, low: int, vectors: Array, head_words: Sequence[str], inputs: Array) -> list[Array]:
        """What the pairs need of the mentions from `low` on, seen with those around them."""
        first, end = max(0, low - BEFORE), min(len(vectors), low + OWN + AFTER)
        seen = slice(first, end)
        given = {
            "vectors": vectors[seen].astype(np.float32), "words": self.word_vectors(head_words[seen]),
            "inputs": inputs[seen], "places": places(end - first),
        }  # fmt: skip
        own = slice(low - first, min(low + OWN, len(vectors)) - first)
        return [column[own] for column in self._parts.mentions(given)]

    def _pairs(self, low: int, high: int, columns: list[Array], features: Features) -> Array:
        candidates, about, kinds = features(low, high)
        anaphor, antecedent, left, right, new = columns
        base = int(candidates[candidates >= 0].min()) if (candidates >= 0).any() else 0
        given = {
            "anaphor": anaphor[low:high], "left": left[low:high], "new": new[low:high],
            "antecedents": antecedent[base:high], "rights": right[base:high],
            "candidates": np.maximum(candidates - base, 0).astype(np.int64), "there": candidates >= 0,
            "features": about, "kinds": kinds.astype(np.int64),
        }  # fmt: skip
        return self._parts.pairs(given)
