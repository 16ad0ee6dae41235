"""The scorers of speakers of several seeds as three ONNX graphs: spans in context, pairs, and moves."""

from __future__ import annotations

from collections.abc import Sequence

import onnx
from onnx import TensorProto, helper

from fabula.model.speaker_weights import SPANS
from fabula.people.mention_inputs import INPUTS
from fabula.speech.quotation_inputs import MOVES, QUOTATION_INPUTS
from fabula.speech.speaker_features import PAIR_FEATURES
from training.graph import Builder, array
from training.link_graph import columns, linear, model, norm, transformer
from training.linker import SPAN, WORD
from training.speakers import Scorer


def _spans(b: Builder, scorer: Scorer, name: str) -> list[str]:
    word = linear(b, scorer.word, "words", f"{name}.word")
    mentions = b.node("Concat", ["vectors", word, "inputs"], f"{name}.of_mentions", axis=-1)
    mentions = linear(b, scorer.mention, mentions, f"{name}.mentions")
    quoted = b.node("Concat", [linear(b, scorer.word, "quoted", f"{name}.quoted"), "own"], f"{name}.of_quotes", axis=-1)
    quotations = linear(b, scorer.quotation, quoted, f"{name}.quotations")
    both = b.node("Concat", [mentions, quotations], f"{name}.both", axis=0)
    x = b.node("Gather", [both, "order"], f"{name}.ordered", axis=0)
    for number, block in enumerate(scorer.blocks):
        x = transformer(b, block, x, f"{name}.block{number}")
    x = norm(b, scorer.norm, x, f"{name}.norm")
    nobody = b.gelu(linear(b, scorer.nobody[0], x, f"{name}.nobody0"), f"{name}.nobody1")
    parts = [scorer.of_quotation, scorer.of_mention, scorer.left, scorer.right]
    made = [linear(b, part, x, f"{name}.{each}") for part, each in zip(parts, SPANS[:-1], strict=True)]
    return [*made, linear(b, scorer.nobody[3], nobody, f"{name}.nobody")]


def spans_graph(scorers: Sequence[Scorer]) -> onnx.ModelProto:
    """From mentions and quotations, and their order, to what pairs need of each, networks side by side."""
    b = Builder()
    made = [_spans(b, scorer, f"net{number}") for number, scorer in enumerate(scorers)]
    for place, name in enumerate(SPANS):
        b.node("Concat", [each[place] for each in made], name, axis=-1)
    shapes = {
        "vectors": ["m", SPAN], "words": ["m", WORD], "inputs": ["m", INPUTS], "quoted": ["q", WORD],
        "own": ["q", QUOTATION_INPUTS],
    }  # fmt: skip
    inputs = [
        *(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()),
        helper.make_tensor_value_info("order", TensorProto.INT64, ["n"]),
        helper.make_tensor_value_info("places", TensorProto.INT64, ["n", "n"]),
    ]
    return model(b, inputs, SPANS, "fabula speakers, spans")


def _pairs(b: Builder, scorer: Scorer, number: int) -> str:
    """Scores [1, p] of one network."""
    name, hidden, product = f"net{number}", scorer.of_quotation.out_features, scorer.left.out_features
    wide, narrow = (number * hidden, (number + 1) * hidden), (number * product, (number + 1) * product)
    both = b.node(
        "Mul",
        [columns(b, "left", *narrow, f"{name}.left"), columns(b, "right", *narrow, f"{name}.right")],
        f"{name}.both",
    )
    own = [columns(b, each, *wide, f"{name}.{each}") for each in ("quotation", "mention")]
    x = b.node("Add", own, f"{name}.sum")
    x = b.node("Add", [x, linear(b, scorer.product, both, f"{name}.product")], f"{name}.sum2")
    x = b.node("Add", [x, linear(b, scorer.features, "features", f"{name}.features")], f"{name}.sum3")
    x = b.node("Relu", [x], f"{name}.relu")
    x = b.node("Relu", [linear(b, scorer.second, x, f"{name}.second")], f"{name}.relu2")
    cost = b.node(
        "Mul",
        [columns(b, "features", 0, 1, f"{name}.cost"), b.constant(f"{name}.weight", array(scorer.cost).reshape(1, 1))],
        f"{name}.ruled",
    )
    scores = b.node("Add", [linear(b, scorer.score, x, f"{name}.score"), cost], f"{name}.scores")
    return b.node("Transpose", [scores], f"{name}.row", perm=[1, 0])


def pairs_graph(scorers: Sequence[Scorer]) -> onnx.ModelProto:
    """From what pairs need, row by row, to scores [n, p] of n networks."""
    b = Builder()
    b.node("Concat", [_pairs(b, scorer, number) for number, scorer in enumerate(scorers)], "scores", axis=0)
    count, first = len(scorers), scorers[0]
    hidden, product = first.of_quotation.out_features * count, first.left.out_features * count
    widths = {"quotation": hidden, "mention": hidden, "left": product, "right": product, "features": PAIR_FEATURES}
    inputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["p", width]) for name, width in widths.items()]
    return model(b, inputs, ("scores",), "fabula speakers, pairs")


def moves_graph(scorers: Sequence[Scorer]) -> onnx.ModelProto:
    """From what is known of moves [q, MOVES] to their mean log-weights [q, 3]."""
    b = Builder()
    made = []
    for number, scorer in enumerate(scorers):
        name = f"net{number}"
        x = b.gelu(linear(b, scorer.moves[0], "moves", f"{name}.moves0"), f"{name}.moves1")
        both = [linear(b, scorer.moves[2], x, f"{name}.moves2"), linear(b, scorer.steps, "moves", f"{name}.steps")]
        made.append(b.node("LogSoftmax", [b.node("Add", both, f"{name}.sum")], f"{name}.log", axis=-1))
    b.node("Mean", made, "steps")
    inputs = [helper.make_tensor_value_info("moves", TensorProto.FLOAT, ["q", MOVES])]
    return model(b, inputs, ("steps",), "fabula speakers, moves")
