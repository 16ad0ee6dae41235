"""From a chain's probability to a confidence: how often such a verdict is right, by the cue that shows it."""

from __future__ import annotations

from fabula.layers import QUOTE_CUES

_TABLE: dict[str, tuple[float, float]] = {}


def calibrated(probability: float, label: int) -> float:
    """The confidence of a verdict with that probability and cue."""
    low, high = _TABLE.get(QUOTE_CUES[label], (0.0, 1.0))
    return low + (high - low) * probability
