"""From a chain's probability to a confidence: how often such a verdict is right, by the cue that shows it.

Slopes and offsets of the logit (Platt 1999) come with the scorer's weights: `training/speak_calibration.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

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


def bounded_logit(probability: float) -> float:
    """The logit of a probability, which is kept from 0 and 1 by a thousandth."""
    kept = min(0.999, max(0.001, probability))
    return math.log(kept / (1 - kept))


def calibrated(probability: float, label: int, fits: Mapping[str, tuple[float, float]]) -> float:
    """The confidence of a verdict with that probability and cue (its code in layers.QUOTE_CUES).

    `fits`: slope and offset of each group; a group without is left as it is.
    """
    slope, offset = fits.get(GROUPS[QUOTE_CUES[label]], (1.0, 0.0))
    return 1 / (1 + math.exp(-(slope * bounded_logit(probability) + offset)))
