"""The linker's ONNX graphs are its networks: the same scores, whatever the seeds and however many are averaged."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from fabula.model import linker as runtime
from fabula.model.linker_weights import OUTPUTS, LinkerParts
from fabula.model.pieces import Pieces
from fabula.model.word_tables import WordTables
from fabula.people.candidates import candidates
from fabula.people.mention_inputs import INPUTS, mention_inputs
from fabula.people.pair_features import pair_features
from tests.people.facts import any_facts

pytest.importorskip("torch")
pytest.importorskip("onnx")

import onnxruntime
import torch

from training.link_graph import mentions_graph, pairs_graph
from training.linker import SPAN, WORD, Linker, Sizes, WindowDropout, places

VOCABULARY = "[PAD] [UNK] [CLS] [SEP] the man boat he".split()
SIZES = (Sizes(), Sizes(width=24, heads=2, layers=3, inner=40, word=8, product=12, hidden=20))


def network(seed: int, sizes: Sizes) -> Linker:
    """A network that has learned nothing, its parameters drawn large enough that scores differ."""
    torch.manual_seed(seed)
    made = Linker(sizes)
    with torch.no_grad():
        for parameter in made.parameters():
            if parameter.dim() == 1 or not parameter.any():
                parameter.add_(torch.randn_like(parameter) * 0.2)
    return made.eval()


def parts(networks: list[Linker]) -> LinkerParts:
    """The networks as the graphs that ship, and words drawn at random."""
    mentions, pairs = (
        onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
        for graph in (mentions_graph(networks), pairs_graph(networks))
    )
    random = np.random.default_rng(0)
    words = random.integers(-127, 128, (len(VOCABULARY), WORD)).astype(np.int8)
    scales = np.full(len(VOCABULARY), 0.01, dtype=np.float32)
    return LinkerParts(
        lambda given: list(mentions.run(OUTPUTS, given)),
        lambda given: np.asarray(pairs.run(("scores",), given)[0]),
        WordTables(Pieces(VOCABULARY), words, scales), {},
    )  # fmt: skip


def asked(count: int, seed: int) -> tuple[Any, ...]:
    """Vectors, head words, inputs, candidates, features and kinds of mentions of any sort."""
    facts = any_facts(count, seed)
    every = candidates(facts)
    random = np.random.default_rng(seed)
    words = [VOCABULARY[4 + number] for number in random.integers(0, 4, count)]
    vectors = random.normal(0, 1, (count, SPAN)).astype(np.float16)
    return vectors, words, mention_inputs(facts), every, *pair_features(facts, np.arange(count), every)


def by_torch(networks: list[Linker], given: tuple[Any, ...], words: np.ndarray) -> np.ndarray:
    """Mean log-probabilities [m, 1 + k], straight from the networks."""
    vectors, _, inputs, every, features, kinds = given
    rows = torch.arange(len(vectors))
    made = []
    with torch.no_grad():
        for each in networks:
            h = each.mentions(
                torch.from_numpy(vectors.astype(np.float32)), torch.from_numpy(words), torch.from_numpy(inputs),
                places(len(vectors)),
            )  # fmt: skip
            scores = each(
                h, rows, torch.from_numpy(every.astype(np.int64)), torch.from_numpy(features),
                torch.from_numpy(kinds.astype(np.int64)),
            )  # fmt: skip
            made.append(torch.log_softmax(scores, 1))
    return torch.stack(made).mean(0).numpy()


@pytest.mark.parametrize("sizes", SIZES, ids=["shipped", "small"])
@pytest.mark.parametrize("seeds", [(1,), (2, 3), (4, 5, 6)])
def test_the_graphs_score_as_the_networks_do(seeds: tuple[int, ...], sizes: Sizes) -> None:
    networks = [network(seed, sizes) for seed in seeds]
    linker = runtime.Linker(threads=1, parts=parts(networks))
    for count, seed in ((1, 0), (2, 1), (90, 2)):
        given = asked(count, seed)
        vectors, words, inputs, every, features, kinds = given

        def chunk(low: int, high: int, given: tuple[Any, ...] = given) -> tuple[Any, ...]:
            return tuple(column[low:high] for column in given[3:])

        (ours,) = linker.score(vectors, words, inputs, chunk)
        theirs = by_torch(networks, given, linker.word_vectors(words))
        assert ours.shape == theirs.shape == (count, 1 + every.shape[1])
        there = np.concatenate([np.ones((count, 1), dtype=bool), every >= 0], axis=1)
        assert np.abs(ours - theirs)[there].max() < 1e-3
        assert np.exp(ours[~there]).sum() == 0.0
        assert inputs.shape[1] == INPUTS
        assert (features.dtype, kinds.dtype) == (np.float32, np.int8)


def test_networks_of_other_seeds_score_otherwise() -> None:
    given = asked(40, 1)
    words = np.zeros((40, WORD), dtype=np.float32)
    one, other = (by_torch([network(seed, SIZES[1])], given, words) for seed in (1, 2))
    assert np.abs(np.exp(one) - np.exp(other)).max() > 0.01


def test_places_are_those_of_the_runtime() -> None:
    for count in (1, 2, 7, 400):
        assert np.array_equal(places(count).numpy(), runtime.places(count))


def test_dropout_of_rows_is_one_draw_for_all_pairs_of_a_mention() -> None:
    torch.manual_seed(3)
    dropout = WindowDropout(0.5)
    made = dropout(torch.ones(40, 6, 10))
    assert torch.equal(made, made[:, :1].expand(-1, 6, -1))
    assert set(made.unique().tolist()) == {0.0, 2.0}
    assert 0.4 < (made == 0).float().mean() < 0.6
    assert torch.equal(dropout.eval()(torch.ones(2, 3, 4)), torch.ones(2, 3, 4))
