"""The linkers of several seeds as two ONNX graphs: one from mentions to what pairs need, one from pairs to scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from fabula.model.linker_weights import OUTPUTS
from fabula.people.mention_inputs import INPUTS
from fabula.people.pair_features import FEATURES
from training.graph import CONTRIB, OPSET, Builder, array, weight_and_bias
from training.linker import SPAN, WORD, Block, Linker


def linear(b: Builder, part: nn.Linear, x: str, name: str) -> str:
    """A linear part."""
    weight, bias = weight_and_bias(part)
    return b.linear(x, weight, bias, name)


def norm(b: Builder, part: nn.LayerNorm, x: str, name: str) -> str:
    """A layer's normalisation."""
    inputs = [x, b.constant(f"{name}.weight", array(part.weight)), b.constant(f"{name}.bias", array(part.bias))]
    return b.node("LayerNormalization", inputs, name, axis=-1, epsilon=part.eps)


def transformer(b: Builder, block: Block, x: str, name: str) -> str:
    """One transformer layer; "places" is an input of the graph."""
    width, heads = block.out.in_features, block.heads
    shape = b.constant(f"{name}.shape", np.array([-1, 3, heads, width // heads], dtype=np.int64))
    qkv = b.node(
        "Reshape",
        [linear(b, block.qkv, norm(b, block.first_norm, x, f"{name}.norm1"), f"{name}.qkv"), shape],
        f"{name}.split",
    )
    qkv = b.node("Transpose", [qkv], f"{name}.turned", perm=[1, 2, 0, 3])
    first = b.constant("axis0", np.array([0], dtype=np.int64))
    rows = [b.constant(f"{name}.row{row}", np.array([row], dtype=np.int64)) for row in range(3)]
    query, key, value = (
        b.node("Squeeze", [b.node("Gather", [qkv, row], f"{name}.{part}.row", axis=0), first], f"{name}.{part}")
        for row, part in zip(rows, ("query", "key", "value"), strict=True)
    )
    key = b.node("Transpose", [key], f"{name}.keys", perm=[0, 2, 1])
    scale = b.constant(f"{name}.scale", np.array((width / heads) ** -0.5, dtype=np.float32))
    scores = b.node("Mul", [b.node("MatMul", [query, key], f"{name}.dots"), scale], f"{name}.scaled")
    bias = b.node("Gather", [b.constant(f"{name}.bias", array(block.bias.weight)), "places"], f"{name}.biases", axis=0)
    scores = b.node("Add", [scores, b.node("Transpose", [bias], f"{name}.apart", perm=[2, 0, 1])], f"{name}.scores")
    mixed = b.node("MatMul", [b.node("Softmax", [scores], f"{name}.softmax", axis=-1), value], f"{name}.mixed")
    mixed = b.node("Transpose", [mixed], f"{name}.back", perm=[1, 0, 2])
    flat = b.constant(f"{name}.flat", np.array([-1, width], dtype=np.int64))
    x = b.node(
        "Add",
        [x, linear(b, block.out, b.node("Reshape", [mixed, flat], f"{name}.joined"), f"{name}.out")],
        f"{name}.x1",
    )
    up = b.gelu(linear(b, block.up, norm(b, block.second_norm, x, f"{name}.norm2"), f"{name}.up"), f"{name}.gelu")
    return b.node("Add", [x, linear(b, block.down, up, f"{name}.down")], f"{name}.x2")


def _mentions(b: Builder, linker: Linker, name: str) -> list[str]:
    word = linear(b, linker.word, "words", f"{name}.word")
    x = linear(b, linker.enter, b.node("Concat", ["vectors", word, "inputs"], f"{name}.all", axis=-1), f"{name}.enter")
    for number, block in enumerate(linker.blocks):
        x = transformer(b, block, x, f"{name}.block{number}")
    x = norm(b, linker.norm, x, f"{name}.norm")
    new = b.gelu(linear(b, linker.new[0], x, f"{name}.new0"), f"{name}.new1")
    parts = [linker.anaphor, linker.antecedent, linker.left, linker.right]
    made = [linear(b, part, x, f"{name}.{each}") for part, each in zip(parts, OUTPUTS[:-1], strict=True)]
    return [*made, linear(b, linker.new[3], new, f"{name}.new")]


def mentions_graph(linkers: Sequence[Linker]) -> onnx.ModelProto:
    """From vectors [n, 128], words [n, 384], inputs [n, INPUTS], places [n, n] to what pairs need, side by side."""
    b = Builder()
    made = [_mentions(b, linker, f"net{number}") for number, linker in enumerate(linkers)]
    for place, name in enumerate(OUTPUTS):
        b.node("Concat", [each[place] for each in made], name, axis=-1)
    inputs = [
        *(
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", width])
            for name, width in (("vectors", SPAN), ("words", WORD), ("inputs", INPUTS))
        ),
        helper.make_tensor_value_info("places", TensorProto.INT64, ["n", "n"]),
    ]
    return model(b, inputs, OUTPUTS)


def columns(b: Builder, x: str, low: int, high: int, name: str) -> str:
    """The columns [low, high) of a matrix."""
    given = [np.array([value], dtype=np.int64) for value in (low, high, -1)]
    return b.node("Slice", [x, *(b.constant(f"{name}.{place}", value) for place, value in enumerate(given))], name)


def _pairs(b: Builder, linker: Linker, number: int) -> str:
    """Log-probabilities [n, 1 + k] of one network."""
    name, hidden, product = f"net{number}", linker.anaphor.out_features, linker.left.out_features
    own = columns(b, "anaphor", number * hidden, (number + 1) * hidden, f"{name}.anaphor")
    left = columns(b, "left", number * product, (number + 1) * product, f"{name}.left")
    new = columns(b, "new", number, number + 1, f"{name}.new")
    others = columns(b, "antecedents", number * hidden, (number + 1) * hidden, f"{name}.antecedents")
    rights = columns(b, "rights", number * product, (number + 1) * product, f"{name}.rights")
    one = b.constant("axis1", np.array([1], dtype=np.int64))
    both = b.node(
        "Mul",
        [
            b.node("Unsqueeze", [left, one], f"{name}.lefts"),
            b.node("Gather", [rights, "candidates"], f"{name}.right", axis=0),
        ],
        f"{name}.both",
    )
    x = b.node(
        "Add",
        [
            b.node("Unsqueeze", [own, one], f"{name}.own"),
            b.node("Gather", [others, "candidates"], f"{name}.other", axis=0),
        ],
        f"{name}.sum",
    )
    x = b.node("Add", [x, linear(b, linker.product, both, f"{name}.product")], f"{name}.sum2")
    x = b.node("Add", [x, linear(b, linker.features, "features", f"{name}.features")], f"{name}.sum3")
    x = b.node("Relu", [x], f"{name}.relu")
    x = b.node("Relu", [linear(b, linker.second, x, f"{name}.second")], f"{name}.relu2")
    scores = linear(b, linker.score, x, f"{name}.score")
    last = b.constant("axis2", np.array([2], dtype=np.int64))
    picked = b.node(
        "GatherElements", [scores, b.node("Unsqueeze", ["kinds", last], f"{name}.kinds")], f"{name}.picked", axis=2
    )
    picked = b.node("Squeeze", [picked, last], f"{name}.flat")
    picked = b.node("Where", ["there", picked, b.constant("far", np.array(-1e9, dtype=np.float32))], f"{name}.there")
    return b.node("LogSoftmax", [b.node("Concat", [new, picked], f"{name}.every", axis=1)], f"{name}.log", axis=1)


def pairs_graph(linkers: Sequence[Linker]) -> onnx.ModelProto:
    """From what pairs need to mean log-probabilities [n, 1 + k]: new, then each candidate."""
    b = Builder()
    made = [_pairs(b, linker, number) for number, linker in enumerate(linkers)]
    b.node("Mean", made, "scores")
    first = linkers[0]
    hidden, product, count = first.anaphor.out_features, first.left.out_features, len(linkers)
    floats = {
        "anaphor": ["n", hidden * count], "left": ["n", product * count], "new": ["n", count],
        "antecedents": ["m", hidden * count], "rights": ["m", product * count], "features": ["n", "k", FEATURES],
    }  # fmt: skip
    inputs = [
        *(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in floats.items()),
        *(helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "k"]) for name in ("candidates", "kinds")),
        helper.make_tensor_value_info("there", TensorProto.BOOL, ["n", "k"]),
    ]
    return model(b, inputs, ("scores",))


def model(
    b: Builder, inputs: list[onnx.ValueInfoProto], outputs: Sequence[str], name: str = "fabula linker"
) -> onnx.ModelProto:
    """The graph of all that was built."""
    graph = helper.make_graph(
        b.nodes, name, inputs,
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
        [numpy_helper.from_array(value, name) for name, value in b.constants.items()],
    )  # fmt: skip
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="fabula")
