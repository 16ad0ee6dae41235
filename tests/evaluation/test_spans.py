"""Span scores, against cases worked by hand."""

from __future__ import annotations

import random

import pytest

from evaluation.spans import Counts, exact, macro, overlap, pair_overlapping


def test_exact_counts_equal_spans() -> None:
    # Gold 3, predicted 4, two equal: P 2/4, R 2/3, F1 2 * 2 / (3 + 4).
    counts = exact([(0, 5), (7, 9), (20, 30)], [(0, 5), (7, 10), (20, 30), (40, 41)])
    assert counts == Counts(2, 3, 4)
    assert counts.precision == 0.5
    assert counts.recall == pytest.approx(2 / 3)
    assert counts.f1 == pytest.approx(4 / 7)


def test_a_span_found_twice_counts_once() -> None:
    assert exact([(0, 5)], [(0, 5), (0, 5)]) == Counts(1, 1, 2)


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    counts = exact([], [])
    assert (counts.precision, counts.recall, counts.f1) == (1.0, 1.0, 1.0)
    assert exact([], [(0, 1)]).f1 == 0.0


def test_overlap_is_one_to_one() -> None:
    # One long prediction over two gold spans can stand for one of them only.
    assert overlap([(0, 4), (5, 9)], [(0, 9)]) == Counts(1, 2, 1)
    # Touching is not overlapping.
    assert overlap([(0, 4)], [(4, 9)]).matched == 0


def test_overlap_finds_the_largest_pairing() -> None:
    # Pairing the first gold span with the first prediction it meets, (3, 4) with (0, 9), would leave (0, 1) alone.
    assert pair_overlapping([(0, 1), (3, 4)], [(0, 9), (3, 5)]) == [(0, 0), (1, 1)]


def test_overlap_equals_brute_force() -> None:
    def best(gold: list[tuple[int, int]], predicted: list[tuple[int, int]]) -> int:
        if not gold:
            return 0
        (start, end), rest = gold[0], gold[1:]
        found = best(rest, predicted)
        for row, other in enumerate(predicted):
            if other[0] < end and start < other[1]:
                found = max(found, 1 + best(rest, predicted[:row] + predicted[row + 1 :]))
        return found

    chance = random.Random(7)

    def spans() -> list[tuple[int, int]]:
        starts = [chance.randrange(12) for _ in range(chance.randrange(5))]
        return [(start, start + chance.randrange(1, 7)) for start in starts]

    for _ in range(400):
        gold, predicted = spans(), spans()
        pairs = pair_overlapping(gold, predicted)
        assert len(pairs) == best(gold, predicted), (gold, predicted)
        assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
        assert all(predicted[b][0] < gold[a][1] and gold[a][0] < predicted[b][1] for a, b in pairs)


def test_micro_sums_and_macro_means() -> None:
    first, second = Counts(1, 1, 1), Counts(0, 3, 1)
    assert (first + second).f1 == pytest.approx(2 / 6)
    assert macro([first, second]) == (0.5, 0.5, 0.5)
    assert macro([]) == (0.0, 0.0, 0.0)
