"""Platt's scaling: probabilities that are too sure are brought down, and those that say nothing give the share."""

from __future__ import annotations

import numpy as np
import pytest

from training.platt import expected_error, fit


def scaled(probability: float, slope: float, offset: float) -> float:
    return float(1 / (1 + np.exp(-(slope * np.log(probability / (1 - probability)) + offset))))


def test_too_sure_probabilities_come_down() -> None:
    probabilities = [0.99] * 400 + [0.6] * 400
    right = [True] * 320 + [False] * 80 + [True] * 220 + [False] * 180
    slope, offset = fit(probabilities, right)
    assert scaled(0.99, slope, offset) == pytest.approx(0.8, abs=0.02)
    assert scaled(0.6, slope, offset) == pytest.approx(0.55, abs=0.02)


def test_probabilities_that_mislead_give_the_share_that_is_right() -> None:
    probabilities = [0.95] * 300 + [0.4] * 300
    right = [True] * 210 + [False] * 90 + [True] * 270 + [False] * 30
    slope, offset = fit(probabilities, right)
    assert slope == 0
    assert scaled(0.7, slope, offset) == pytest.approx(0.8, abs=0.02)


def test_expected_error_is_the_gap_in_each_bin() -> None:
    assert expected_error([(0.95, True)] * 9 + [(0.95, False)]) == pytest.approx(0.05)
