"""The ONNX graph is the network: the same scores in fp32, and scores much like them with int8 weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from fabula.model import Annotator
from fabula.model.pieces import SHAPES, Pieces
from fabula.model.scores import Scores
from fabula.model.weights import OUTPUTS

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("safetensors")

import onnxruntime
import torch

from training.export import Fp32Scorer
from training.graph import ENCODER_PARTS, HEAD_PARTS, build
from training.labels import Labels
from training.network import SPAN, Network, Sizes
from training.predict import TorchScorer, runtime_labels

LABELS = Labels(("", "Number=Sing"), ("l0|", "l1|", "k0|"))
VOCABULARY = "[PAD] [UNK] [CLS] [SEP] the boat ##man sank . he slept well and nobody".split()
SIZES = Sizes(tag=24, arc=16, relation=12, entity=8, event=8, sense=20)


@pytest.fixture(autouse=True)
def without_treebanks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lexicon of lemmas is made of corpora, which need not be there."""
    monkeypatch.setattr("training.predict.lexicon", lambda labels: {}, raising=False)


@pytest.fixture(scope="module")
def network() -> Network:
    """A network that has learned nothing, its parameters drawn large enough that scores differ."""
    torch.manual_seed(7)
    made = Network(LABELS, len(VOCABULARY), SIZES)
    with torch.no_grad():
        for parameter in made.parameters():
            if parameter.dim() == 1 or not parameter.any():
                parameter.add_(torch.randn_like(parameter) * 0.1)
    return made.eval()


def window(words: int, seed: int) -> tuple[Any, ...]:
    """Pieces, letter cases, and first and last pieces of words of one or two pieces."""
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 3, words)
    lasts = np.cumsum(sizes)
    count = int(lasts[-1]) + 2 if words else 2
    pieces = np.array([2, *random.integers(4, len(VOCABULARY), count - 2), 3], dtype=np.int64)
    shapes = np.array([0, *random.integers(0, len(SHAPES), count - 2), 0], dtype=np.int64)
    return pieces, shapes, (lasts - sizes + 1).astype(np.int64), lasts.astype(np.int64)


@pytest.mark.parametrize("words", [1, 2, 17, 120])
def test_fp32_scores_are_pytorch_s(network: Network, words: int) -> None:
    ours, theirs = Fp32Scorer(network), TorchScorer(network)
    for seed in range(3):
        given = window(words, seed)
        left, right = ours(*given), theirs(*given)
        for name in OUTPUTS:
            a, b = getattr(left, name), getattr(right, name)
            assert (a.shape, a.dtype) == (b.shape, np.dtype("f4")), name
            assert np.abs(a - b).max() < 1e-3, name


def test_scores_have_the_documented_shapes(network: Network) -> None:
    words = 9
    scores = Fp32Scorer(network)(*window(words, 0))
    senses = 1 + 2 * len(LABELS.senses)
    assert {name: getattr(scores, name).shape for name in OUTPUTS} == {
        "upos": (words, len(LABELS.upos)),
        "xpos": (words, len(LABELS.xpos)),
        "features": (words, 2),
        "edits": (words, 3),
        "arcs": (words, 1 + words),
        "dependents": (words, SIZES.relation),
        "heads": (1 + words, SIZES.relation),
        "dependent_bias": (words, len(LABELS.relations)),
        "head_bias": (1 + words, len(LABELS.relations)),
        "entities": (len(LABELS.categories) + len(LABELS.kinds), words, words),
        "events": (words,),
        "senses": (words, senses),
        "span_starts": (words, SPAN),
        "span_ends": (words, SPAN),
    }


def test_relations_are_scored_as_in_training(network: Network) -> None:
    scores = TorchScorer(network)(*window(6, 1))
    both = runtime_labels(network, LABELS).relation_weights
    for word, head in ((0, 0), (2, 5), (5, 1)):
        pair = scores.dependents[word], scores.heads[head]
        ours = (pair[0] * pair[1]) @ both + scores.dependent_bias[word] + scores.head_bias[head]
        with torch.no_grad():
            theirs = network.relation_scores(*map(torch.from_numpy, pair)).numpy()
        assert ours == pytest.approx(theirs, abs=1e-5)


@pytest.mark.parametrize("bits", [7, 8])
def test_int8_scores_are_much_like_fp32_s(network: Network, bits: int) -> None:
    parts = frozenset((*ENCODER_PARTS, *HEAD_PARTS))
    graph = build(network, parts, bits)
    plain = Fp32Scorer(network)
    whole = {node.name for node in graph.graph.node if node.op_type == "DynamicQuantizeMatMul"}
    assert whole == parts
    quantised = Fp32Scorer(network)
    quantised.session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    given = window(60, 2)
    left, right = quantised(*given), plain(*given)
    for name in OUTPUTS:
        a, b = getattr(left, name), getattr(right, name)
        assert a.shape == b.shape
        assert np.corrcoef(a.ravel(), b.ravel())[0, 1] > 0.95, name
    again: Scores = quantised(*given)
    assert all(np.array_equal(getattr(again, name), getattr(left, name)) for name in OUTPUTS)


def test_a_network_annotates_through_the_graph_as_by_itself(network: Network) -> None:
    words = "The boatman sank . He slept well and nobody sank .".split()
    found = [
        Annotator(scorer=scorer, pieces=Pieces(VOCABULARY), labels=runtime_labels(network, LABELS), threads=1).annotate(
            words, [0, 4, 11], [0, 11]
        )
        for scorer in (Fp32Scorer(network), TorchScorer(network))
    ]
    ours, theirs = found
    for name in ("upos", "xpos", "features", "lemmas", "heads", "relations"):
        assert np.array_equal(getattr(ours, name), getattr(theirs, name)), name
    assert ours.events == pytest.approx(theirs.events, abs=1e-4)
