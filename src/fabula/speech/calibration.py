"""From a chain's probability to a confidence: how often such a verdict is right, by the cue that shows it.

Slopes and offsets of the logit (Platt 1999), fitted on LitBank's training fold by `training/fit_confidence.py`.
"""

from __future__ import annotations

import math

from fabula.layers import QUOTE_CUES

GROUPS = {
    "none": "guess",
    "tag": "tag",
    "pronoun tag": "pronoun tag",
    "epithet tag": "epithet tag",
    "beat": "beat",
    "lead": "beat",
    "continuation": "continuation",
    "turn": "turn",
    "vocative": "turn",
    "narrator": "guess",
    "near": "guess",
}
"""Cues that share a fit."""
_FITS: dict[str, tuple[float, float]] = {
    "guess": (0.350, 0.204),
    "tag": (0.466, -0.360),
    "pronoun tag": (0.468, -0.787),
    "epithet tag": (0.371, -0.945),
    "beat": (0.485, -0.713),
    "continuation": (0.260, -0.179),
    "turn": (0.497, 0.259),
}
"""Slope and offset of each group: 58 (continuation) to 289 (turn) quotations each."""


def bounded_logit(probability: float) -> float:
    """The logit of a probability, which is kept from 0 and 1 by a thousandth."""
    kept = min(0.999, max(0.001, probability))
    return math.log(kept / (1 - kept))


def calibrated(probability: float, label: int) -> float:
    """The confidence of a verdict with that probability and cue (its code in layers.QUOTE_CUES)."""
    slope, offset = _FITS[GROUPS[QUOTE_CUES[label]]]
    return 1 / (1 + math.exp(-(slope * bounded_logit(probability) + offset)))
