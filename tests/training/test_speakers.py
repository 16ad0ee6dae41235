"""The chain of speakers in PyTorch: its sums against those of the reading's own decoding."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

torch = pytest.importorskip("torch")
from training.speakers import COSTS, Scorer, Sizes, chain  # noqa: E402


def by_counting(emissions: np.ndarray, moves: np.ndarray, steps: int) -> float:
    size = emissions.shape[1]
    total = 0.0
    for before, *path in product(range(size), repeat=steps + 1):
        weight, previous, current = np.exp(emissions[0, path[0]]) / size, before, path[0]
        for step in range(1, steps):
            following = path[step]
            if following == current:
                weight *= np.exp(moves[step, 0])
            else:
                weight *= np.exp(moves[step, 1] if following == previous else moves[step, 2])
                previous, current = current, following
            weight *= np.exp(emissions[step, following])
        total += weight
    return float(np.log(total))


def test_chain_sums_over_all_paths_of_each_length() -> None:
    chance = np.random.default_rng(3)
    emissions, moves = chance.normal(size=(2, 4, 3)), np.log(chance.uniform(0.05, 1, size=(2, 4, 3)))
    found = chain(torch.tensor(emissions).float(), torch.tensor(moves).float(), torch.tensor([4, 2]))
    assert found[0].item() == pytest.approx(by_counting(emissions[0], moves[0], 4), abs=1e-4)
    assert found[1].item() == pytest.approx(by_counting(emissions[1], moves[1], 2), abs=1e-4)


def test_a_scorer_starts_from_the_costs_of_rules() -> None:
    torch.manual_seed(0)
    scorer = Scorer(Sizes(layers=0)).eval()
    about = torch.zeros((1, scorer.steps.in_features))
    about[0, 4] = 1.0
    weights = scorer.steps_of(about)[0]
    wanted = torch.log_softmax(-torch.tensor(COSTS[4]).float(), -1)
    assert torch.allclose(weights, wanted, atol=0.35)


def test_a_higher_cost_is_a_lower_score_at_the_start() -> None:
    torch.manual_seed(0)
    scorer = Scorer(Sizes(layers=0)).eval()
    features = torch.zeros((2, scorer.features.in_features))
    features[1, 0] = 5.0
    vectors = torch.zeros((2, scorer.norm.normalized_shape[0]))
    low, high = scorer(vectors, vectors, features)
    assert low - high > 3
