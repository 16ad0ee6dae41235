"""Platt's scaling (Platt 1999): from a probability to how often such a one is right, by two numbers on its logit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from fabula.speech.calibration import bounded_logit

PULL = 2.0
"""Strength of the pull towards slope 1 and offset 0, in quotations."""


def fit(probabilities: list[float], right: list[bool]) -> tuple[float, float]:
    """Slope and offset of the logit, by Newton's method."""
    x = np.array([bounded_logit(p) for p in probabilities])
    y = np.array(right, dtype=float)
    slope, offset = 1.0, 0.0
    for _ in range(200):
        predicted = 1 / (1 + np.exp(-np.clip(slope * x + offset, -30, 30)))
        error, spread = predicted - y, predicted * (1 - predicted)
        gradient = np.array([(error * x).sum() + PULL * (slope - 1), error.sum() + PULL * offset])
        mixed = (spread * x).sum()
        hessian = np.array([[(spread * x * x).sum() + PULL, mixed], [mixed, spread.sum() + PULL]])
        # short steps, since the regression starts far out where the curve is flat
        step = np.clip(np.linalg.solve(hessian, gradient), -0.2, 0.2)
        slope, offset = max(0.0, slope - step[0]), offset - step[1]
        if slope == 0.0:  # a probability that says nothing: what is left is the share that is right
            offset = float(np.clip(offset, -8, 8))
            spread_now = 1 / (1 + np.exp(-offset))
            offset -= (len(y) * spread_now - y.sum() + PULL * offset) / (len(y) * spread_now * (1 - spread_now) + PULL)
    return float(slope), float(offset)


def expected_error(rows: list[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error over equal bins."""
    total = 0.0
    for low in range(bins):
        inside = [(p, r) for p, r in rows if low / bins <= p < (low + 1) / bins or (p == 1.0 and low == bins - 1)]
        if inside:
            total += abs(sum(p for p, _ in inside) - sum(r for _, r in inside))
    return total / len(rows)


def fit_groups(groups: Mapping[str, Sequence[tuple[float, bool]]], what: str) -> dict[str, tuple[float, float]]:
    """Slope and offset of each group's (probability, right), printed as they are found. `what`: what is judged."""
    fits = {}
    for name, own in groups.items():
        slope, offset = fits[name] = fit([p for p, _ in own], [right for _, right in own])
        share = sum(right for _, right in own) / max(1, len(own))
        print(f"{name}: slope {slope:.3f}, offset {offset:.3f}; {len(own)} {what}, {share:.3f} right")
    return fits
