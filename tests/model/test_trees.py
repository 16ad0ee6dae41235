"""The best tree: against every tree there is, where sentences are short; a tree with one root, whatever the scores."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest

from fabula.model.trees import best_tree

KINDS = ("any", "ties", "same", "far", "never", "no number")


def is_tree(heads: Any) -> bool:
    """Whether exactly one word hangs on the root, 0, and every other word hangs, at last, on that one."""
    if list(heads).count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        steps = 0
        while word:
            word, steps = int(heads[word - 1]), steps + 1
            if steps > len(heads):
                return False
    return True


@cache
def every_tree(count: int) -> Any:
    return np.array([heads for heads in product(range(count + 1), repeat=count) if is_tree(heads)])


def scores(kind: str, count: int, seed: int) -> Any:
    random = np.random.default_rng([seed, count])
    made = random.normal(0, 3, (count, count + 1))
    if kind == "ties":
        made = random.integers(0, 3, made.shape)
    elif kind == "same":
        made = np.full(made.shape, -7.0)
    elif kind == "far":
        made *= 10.0 ** random.integers(-3, 5, made.shape)
    elif kind == "never":
        made[random.random(made.shape) < 0.4] = -np.inf
    elif kind == "no number":
        made[random.random(made.shape) < 0.1] = np.nan
    return made.astype(np.float32)


def total(given: Any, heads: Any) -> Any:
    return given.astype(np.float64)[np.arange(len(given)), heads].sum(-1)


@pytest.mark.parametrize("kind", ["any", "ties", "same", "far"])
@pytest.mark.parametrize("count", range(1, 6))
def test_no_tree_is_better(count: int, kind: str) -> None:
    assert len(every_tree(count)) == count ** (count - 1)  # Cayley: rooted trees of so many words
    for seed in range(60):
        given = scores(kind, count, seed)
        heads = best_tree(given)
        assert is_tree(heads)
        assert total(given, heads) == pytest.approx(total(given, every_tree(count)).max(), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_one_root_and_no_cycle(kind: str) -> None:
    for count in (1, 2, 3, 7, 20, 60):
        for seed in range(10):
            heads = best_tree(scores(kind, count, seed))
            assert heads.dtype == np.int64
            assert heads.shape == (count,)
            assert is_tree(heads), (count, seed)


def test_the_best_root_is_found_where_all_are_alike() -> None:
    # Each word of a ring fits its neighbour; the arc that is left out for the root decides.
    for count in (12, 40):
        given = np.full((count, count + 1), -50.0, dtype=np.float32)
        given[:, 0] = 0.0
        for word in range(count):
            given[word, 1 + (word + 1) % count] = 5.0
        given[count - 2, 1 + count - 1] = 4.0
        heads = best_tree(given)
        assert heads[count - 2] == 0
        assert total(given, heads) == 5.0 * (count - 1)


def test_a_cycle_inside_a_cycle() -> None:
    given = np.array(
        [
            [1, 0, 9, 0, 0],
            [0, 9, 0, 8, 0],
            [0, 0, 8, 0, 9],
            [2, 0, 0, 9, 0],
        ],
        dtype=np.float32,
    )
    heads = best_tree(given)
    assert total(given, heads) == total(given, every_tree(4)).max()


def test_the_scores_are_left_as_they_were() -> None:
    given = scores("any", 9, 0)
    before = given.copy()
    best_tree(given)
    assert np.array_equal(given, before)
