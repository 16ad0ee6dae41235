"""The linker: scores of pairs of mentions, by a small network over the mentions of a stretch of text.

Several networks, trained from different seeds, are averaged. Weights lie beside the encoder's, in `weights/`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.model.linker_weights import OUTPUTS, LinkerParts, load
from fabula.model.processors import processors

Array = npt.NDArray[Any]
Features = Callable[[int, int], tuple[Array, Array, Array]]
"""Of the mentions [low, high): their candidates [n, k] (rows, -1 for none), the pairs' features, their kinds."""

BUCKETS = 24
OWN, BEFORE, AFTER = 250, 100, 50
"""Mentions that are scored together, and how many before and after them are seen."""
_PAIRED = 50
"""Mentions whose pairs are scored at once: some 12 MB; results do not depend on it."""
_TOGETHER = 16
"""Stretches after which what no later mention needs is let go; results do not depend on it."""


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
        return self._parts.words.of(words)

    def score(
        self, vectors: Array, head_words: Sequence[str], inputs: Array, features: Features, since: Array | None = None
    ) -> list[Array]:
        """Log-probabilities, a list of float32 [n, 1 + k] for stretches of mentions in order.

        `vectors` [m, 128] of the encoder; `head_words` [m]; `inputs` [m, INPUTS]. First that a mention is the first of
        its entity, then each candidate. `since` [m]: the first row that is a candidate of a mention or of any behind
        it; what lies before is let go, some 3.5 KB a mention.
        """
        count = len(vectors)
        lows = range(0, count, OWN)
        scores: list[Array] = []
        kept: list[Array] = []
        base = 0
        with ThreadPoolExecutor(self._threads) as pool:
            for first in range(0, len(lows), _TOGETHER):
                some = lows[first : first + _TOGETHER]
                needed = 0 if since is None else max(base, min(some[0], int(since[some[0]])))
                parts = list(pool.map(lambda low: self._stretch(low, vectors, head_words, inputs), some))
                if kept:
                    parts.insert(0, [column[needed - base :] for column in kept])
                kept = [np.concatenate([part[place] for part in parts]) for place in range(len(OUTPUTS))]
                base = needed
                pairs = partial(self._pairs, count=count, base=base, columns=kept, features=features)
                scores += pool.map(pairs, some)
        return scores

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

    def _pairs(self, low: int, count: int, base: int, columns: list[Array], features: Features) -> Array:
        """`columns`: of the mentions from `base` on."""
        high = min(low + OWN, count)
        return np.concatenate(
            [self._some_pairs(at, min(at + _PAIRED, high), base, columns, features) for at in range(low, high, _PAIRED)]
        )

    def _some_pairs(self, low: int, high: int, base: int, columns: list[Array], features: Features) -> Array:
        candidates, about, kinds = features(low, high)
        anaphor, antecedent, left, right, new = columns
        first = int(candidates[candidates >= 0].min()) if (candidates >= 0).any() else base
        own, seen = slice(low - base, high - base), slice(first - base, high - base)
        given = {
            "anaphor": anaphor[own], "left": left[own], "new": new[own],
            "antecedents": antecedent[seen], "rights": right[seen],
            "candidates": np.maximum(candidates - first, 0).astype(np.int64), "there": candidates >= 0,
            "features": about, "kinds": kinds.astype(np.int64),
        }  # fmt: skip
        return self._parts.pairs(given)
