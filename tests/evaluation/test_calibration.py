"""Calibration error and bootstrap intervals, worked by hand."""

from __future__ import annotations

import pytest

from evaluation import bootstrap
from evaluation.calibration import Bins


def test_error_by_hand() -> None:
    # Bin 0.9 to 1: confidences .95 and .95, one right: |1 - 1.9| = .9. Bin 0.2 to 0.3: .25, right: |1 - .25| = .75.
    bins = Bins.count([(0.95, True), (0.95, False), (0.25, True)])
    assert bins.error == pytest.approx((0.9 + 0.75) / 3)
    assert [(row["confidence"], row["number"], row["right"]) for row in bins.rows()] == [
        ("0.2 to 0.3", 1, 1.0),
        ("0.9 to 1.0", 2, 0.5),
    ]


def test_bins_add_up_before_gaps_are_taken() -> None:
    # Apart each has an error of .5; together half of them are right at .5, which is no error.
    right, wrong = Bins.count([(0.5, True)]), Bins.count([(0.5, False)])
    assert (right.error, wrong.error) == (0.5, 0.5)
    assert (right + wrong).error == 0.0


def test_edges_of_bins_and_nothing_at_all() -> None:
    assert Bins.count([(1.0, True), (0.0, False)]).error == 0.0
    assert Bins.count([(1.0, True)]).of[9] == 1
    assert Bins().error == 0.0
    assert Bins().rows() == []


def test_intervals_of_several_figures_are_those_of_each() -> None:
    documents = [0.1, 0.5, 0.2, 0.9, 0.4, 0.7]

    def mean(drawn: object) -> float:
        return sum(drawn) / len(drawn)  # type: ignore[arg-type,call-overload]

    both = bootstrap.intervals(documents, lambda drawn: (mean(drawn), max(drawn)))
    assert both is not None
    assert both[0] == bootstrap.interval(documents, mean)
    assert both[1] == bootstrap.interval(documents, max)
    assert both[0][0] < mean(documents) < both[0][1]
    assert bootstrap.intervals(documents[:4], lambda drawn: (mean(drawn),)) is None
