"""From the linker's probabilities to confidences: how often such a link, or such a beginning, is right.

Slopes and offsets of the logit (Platt 1999), fitted on LitBank's training fold by `training/link_calibration.py` and
kept with the linker's weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from fabula.people.mentions import NAME, NOMINAL

_LEAST = 0.001


def group(kind: int, opens: bool) -> str:
    """Mentions that share a fit: by kind, and whether they open an entity."""
    noun = "name" if kind == NAME else "noun" if kind == NOMINAL else "pronoun"
    return f"{noun} opens" if opens else noun


def confidences(
    fits: Mapping[str, tuple[float, float]], kinds: Sequence[int], opens: Sequence[bool], probabilities: Sequence[float]
) -> list[float]:
    """The confidence of each mention, 0 to 1. `fits`: slope and offset by group; none leaves it as it is."""
    made = []
    for kind, opening, probability in zip(kinds, opens, probabilities, strict=True):
        slope, offset = fits.get(group(kind, opening), (1.0, 0.0))
        kept = min(1 - _LEAST, max(_LEAST, probability))
        made.append(round(float(1 / (1 + np.exp(-(slope * np.log(kept / (1 - kept)) + offset)))), 4))
    return made
