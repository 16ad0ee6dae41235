"""How likely each supersense is for a lemma before the context is read.

From WordNet's senses (what a lemma can mean at all) and from counts in the documents of SemCor that trained the
encoder (what it mostly means). Both weights were chosen on SemCor's dev documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from fabula.layers import SUPERSENSES
from fabula.model.classes import classes
from fabula.model.scores import Float

UNLIKELY = 4.0
"""Taken off the logit of a class that WordNet does not give the lemma."""
WEIGHT = 0.5
"""Of the logarithm of a class's share among the lemma's classes."""
_SMOOTHED = 0.5
"""Added to every count of a class that the lemma can have."""
_CACHED = 100_000


class Priors:
    """Additions to the logits of supersenses. `counts`: by lemma, space, n or v: pairs of class code and count."""

    def __init__(self, counts: Mapping[str, Sequence[Sequence[int]]]) -> None:
        self._counts = counts
        self._known: dict[tuple[str, str], Float | None] = {}

    def of(self, lemma: str, tag: str) -> Float | None:
        """Float32 [41], at most 0, for a lemma with a Penn tag; None for names and words that WordNet does not have."""
        key = (lemma, tag)
        if key not in self._known:
            if len(self._known) >= _CACHED:
                self._known.clear()
            self._known[key] = self._look_up(lemma, tag)
        return self._known[key]

    def _look_up(self, lemma: str, tag: str) -> Float | None:
        part = "n" if tag in ("NN", "NNS") else "v" if tag.startswith("VB") else ""
        if not part or lemma not in classes():
            return None
        possible = classes()[lemma][part == "v"]
        if not possible:
            return None
        shares = np.zeros(len(SUPERSENSES))
        shares[list(possible)] = _SMOOTHED
        for code, count in self._counts.get(f"{lemma} {part}", ()):
            if code in possible:
                shares[code] += count
        shares /= shares.max()
        bias = np.where(shares > 0, WEIGHT * np.log(np.maximum(shares, 1e-3)), -UNLIKELY)
        return bias.astype(np.float32)
