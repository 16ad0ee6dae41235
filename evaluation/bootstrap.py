"""Bootstrap intervals over documents: how much a figure would move with other texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")
MINIMUM = 5
"""Documents below which no interval is given."""


def interval(
    documents: Sequence[T], figure: Callable[[Sequence[T]], float], draws: int = 1000, seed: int = 0
) -> tuple[float, float] | None:
    """The 95 % percentile interval of `figure` over documents drawn with replacement; None for fewer than five."""
    found = intervals(documents, lambda drawn: (figure(drawn),), draws, seed)
    return found[0] if found else None


def intervals(
    documents: Sequence[T], figures: Callable[[Sequence[T]], Sequence[float]], draws: int = 1000, seed: int = 0
) -> list[tuple[float, float]] | None:
    """The same for several figures at once, from the same draws."""
    if len(documents) < MINIMUM:
        return None
    random = np.random.default_rng(seed)
    rows = random.integers(0, len(documents), (draws, len(documents)))
    values = [figures([documents[row] for row in drawn]) for drawn in rows]
    low, high = np.percentile(np.array(values), (2.5, 97.5), axis=0)
    return [(float(a), float(b)) for a, b in zip(low, high, strict=True)]
