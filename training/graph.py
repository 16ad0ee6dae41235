"""The network as an ONNX graph, built node by node: fp32, or with int8 weights where that costs nothing.

int8: weights per output channel, symmetric; activations as unsigned 8 bits with a scale found anew at each call
(onnxruntime's DynamicQuantizeMatMul). The runtime sends one window a call, so no scale is shared between windows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from fabula.model.weights import OUTPUTS
from training.network import HEADS, LAYERS, TASKS, WIDTH, Network

OPSET = 18
CONTRIB = "com.microsoft"
Array = npt.NDArray[Any]


@dataclass
class Builder:
    """Collects nodes and constants. `int8`: the names of linear parts whose weights are int8; `bits`: 7 or 8."""

    int8: frozenset[str] = frozenset()
    bits: int = 8
    nodes: list[Any] = field(default_factory=list)
    constants: dict[str, Array] = field(default_factory=dict)

    def constant(self, name: str, value: Array) -> str:
        """A constant's name, after adding it."""
        self.constants[name] = np.ascontiguousarray(value)
        return name

    def node(
        self, operator: str, inputs: list[str], name: str, domain: str = "", outputs: int = 1, **given: Any
    ) -> str:
        """Add a node; the name of its (first) output."""
        names = [name] if outputs == 1 else [f"{name}.{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, names, name=name, domain=domain, **given))
        return names[0]

    def linear(self, x: str, weight: Array, bias: Array | None, name: str) -> str:
        """`x` times `weight` [in, out] plus `bias`."""
        if name in self.int8:
            most = 127 if self.bits == 8 else 63
            scale = np.maximum(np.abs(weight).max(0), 1e-8).astype(np.float32) / most
            rounded = np.clip(np.rint(weight / scale), -most, most).astype(np.int8)
            inputs = [
                x, self.constant(f"{name}.weight", rounded), self.constant(f"{name}.scale", scale),
                self.constant(f"{name}.zero", np.zeros(weight.shape[1], dtype=np.int8)),
            ]  # fmt: skip
            if bias is not None:
                inputs.append(self.constant(f"{name}.bias", bias))
            return self.node("DynamicQuantizeMatMul", inputs, name, CONTRIB)
        made = self.node("MatMul", [x, self.constant(f"{name}.weight", weight)], f"{name}.product")
        return made if bias is None else self.node("Add", [made, self.constant(f"{name}.bias", bias)], name)

    def gelu(self, x: str, name: str) -> str:
        """Gaussian error linear unit, exact."""
        return self.node("Gelu", [x], name, CONTRIB)


def array(tensor: Tensor) -> Array:
    """A parameter as float32."""
    return tensor.detach().float().numpy()


def weight_and_bias(part: nn.Linear) -> tuple[Array, Array | None]:
    """A linear part's weight [in, out] and bias."""
    return array(part.weight).T, None if part.bias is None else array(part.bias)


ENCODER_PARTS = tuple(f"layer{number}.{part}" for number in range(LAYERS) for part in ("qkv", "out", "up", "down"))
HEAD_PARTS = (
    "tag", "lemma", "arc_head", "arc_dependent", "relation_head", "relation_dependent", "entity_start", "entity_end",
    "event.hidden", "sense",
)  # fmt: skip


def build(network: Network, int8: frozenset[str] = frozenset(), bits: int = 8) -> onnx.ModelProto:
    """The graph from embedded pieces [1, pieces, WIDTH] and words' first and last pieces [words] to OUTPUTS."""
    b = Builder(int8, bits)
    x = b.node("Squeeze", ["embedded", b.constant("axis0", np.array([0], dtype=np.int64))], "flat")
    x = _norm(b, network.encoder.norm, x, "norm")
    layers = [x]
    for number, layer in enumerate(network.encoder.layers):
        x = _layer(b, layer, x, f"layer{number}")
        layers.append(x)
    words = _words(b, network, layers)
    outputs = {
        **_tag_outputs(b, network, words),
        **_tree_outputs(b, network, words["tree"]),
        **_span_outputs(b, network, words),
    }
    for name in OUTPUTS:
        b.node("Identity", [outputs[name]], name)
    graph = helper.make_graph(
        b.nodes,
        "fabula",
        [
            helper.make_tensor_value_info("embedded", TensorProto.FLOAT, [1, "pieces", WIDTH]),
            helper.make_tensor_value_info("firsts", TensorProto.INT64, ["words"]),
            helper.make_tensor_value_info("lasts", TensorProto.INT64, ["words"]),
        ],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in OUTPUTS],
        [numpy_helper.from_array(value, name) for name, value in b.constants.items()],
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="fabula")


def _norm(b: Builder, part: nn.LayerNorm, x: str, name: str) -> str:
    inputs = [x, b.constant(f"{name}.weight", array(part.weight)), b.constant(f"{name}.bias", array(part.bias))]
    return b.node("LayerNormalization", inputs, name, axis=-1, epsilon=1e-12)


def _added_norm(b: Builder, part: nn.LayerNorm, x: str, y: str, name: str) -> str:
    inputs = [x, y, b.constant(f"{name}.weight", array(part.weight)), b.constant(f"{name}.bias", array(part.bias))]
    summed = b.node("Add", inputs[:2], f"{name}.sum")
    return b.node("LayerNormalization", [summed, *inputs[2:]], name, axis=-1, epsilon=1e-12)


def _layer(b: Builder, layer: Any, x: str, name: str) -> str:
    parts = [weight_and_bias(part) for part in (layer.query, layer.key, layer.value)]
    weight = np.concatenate([weight for weight, _ in parts], 1)
    bias = np.concatenate([bias for _, bias in parts if bias is not None])
    every = b.linear(x, weight, bias, f"{name}.qkv")
    batch = b.node("Unsqueeze", [every, "axis0"], f"{name}.batch")
    b.node("Split", [batch], f"{name}.split", outputs=3, axis=-1, num_outputs=3)
    inputs = [f"{name}.split.{number}" for number in range(3)]
    attended = b.node("MultiHeadAttention", inputs, f"{name}.attention", CONTRIB, num_heads=HEADS)
    attended = b.node("Squeeze", [attended, "axis0"], f"{name}.attended")
    x = _added_norm(
        b, layer.first_norm, x, b.linear(attended, *weight_and_bias(layer.out), f"{name}.out"), f"{name}.n1"
    )
    inner = b.gelu(b.linear(x, *weight_and_bias(layer.up), f"{name}.up"), f"{name}.gelu")
    return _added_norm(
        b, layer.second_norm, x, b.linear(inner, *weight_and_bias(layer.down), f"{name}.down"), f"{name}.n2"
    )


def _words(b: Builder, network: Network, layers: list[str]) -> dict[str, str]:
    """Per task, the mixture of layers at each word, [words, WIDTH]."""
    mix = network.mix.softmax(-1).detach().numpy()
    half = b.constant("half", np.array(0.5, dtype=np.float32))
    at_words = []
    for number, layer in enumerate(layers):
        ends = [b.node("Gather", [layer, side], f"at{number}.{side}", axis=0) for side in ("firsts", "lasts")]
        both = b.node("Mul", [b.node("Add", ends, f"at{number}.sum"), half], f"at{number}")
        at_words.append(b.node("Unsqueeze", [both, "axis0"], f"at{number}.row"))
    stacked = b.node("Concat", at_words, "stacked", axis=0)
    shape = b.constant("flat_shape", np.array([len(layers), -1], dtype=np.int64))
    rows = b.node("MatMul", [b.constant("mix", mix), b.node("Reshape", [stacked, shape], "stacked.flat")], "mixed.flat")
    back = b.constant("back_shape", np.array([len(TASKS), -1, WIDTH], dtype=np.int64))
    b.node(
        "Split", [b.node("Reshape", [rows, back], "mixed")], "task", outputs=len(TASKS), axis=0, num_outputs=len(TASKS)
    )
    return {task: b.node("Squeeze", [f"task.{row}", "axis0"], f"words.{task}") for row, task in enumerate(TASKS)}


def _hidden(b: Builder, part: Any, x: str, name: str) -> str:
    return b.gelu(b.linear(x, *weight_and_bias(part.linear), name), f"{name}.hidden_gelu")


def _tag_outputs(b: Builder, network: Network, words: dict[str, str]) -> dict[str, str]:
    tag, lemma = _hidden(b, network.tag, words["tag"], "tag"), _hidden(b, network.lemma, words["tag"], "lemma")
    sense = _hidden(b, network.sense, words["sense"], "sense")
    event = _hidden(b, network.event[0], words["event"], "event.hidden")
    event = b.linear(event, *weight_and_bias(network.event[1]), "event.out")  # type: ignore[arg-type]
    return {
        "upos": b.linear(tag, *weight_and_bias(network.upos), "upos.out"),
        "xpos": b.linear(tag, *weight_and_bias(network.xpos), "xpos.out"),
        "features": b.linear(tag, *weight_and_bias(network.features), "features.out"),
        "edits": b.linear(lemma, *weight_and_bias(network.edits), "edits.out"),
        "senses": b.linear(sense, *weight_and_bias(network.senses), "senses.out"),
        "events": b.node("Squeeze", [event, b.constant("axis1", np.array([1], dtype=np.int64))], "events.flat"),
    }


def _tree_outputs(b: Builder, network: Network, words: str) -> dict[str, str]:
    root = b.constant("root", array(network.root)[None])
    rooted = b.node("Concat", [root, words], "rooted", axis=0)
    dependent = _hidden(b, network.arc_dependent, words, "arc_dependent")
    head = _hidden(b, network.arc_head, rooted, "arc_head")
    arcs = _biaffine(b, array(network.arcs.weight), dependent, head, "arcs")
    dependents = _hidden(b, network.relation_dependent, words, "relation_dependent")
    heads = _hidden(b, network.relation_head, rooted, "relation_head")
    return {
        "arcs": b.node("Squeeze", [arcs, "axis0"], "arcs.flat"),
        "dependents": dependents,
        "heads": heads,
        "dependent_bias": b.linear(dependents, *weight_and_bias(network.relation_from_dependent), "dependent_bias.out"),
        "head_bias": b.linear(heads, *weight_and_bias(network.relation_from_head), "head_bias.out"),
    }


def _biaffine(b: Builder, weight: Array, left: str, right: str, name: str) -> str:
    """[channels, n, m] scores; weight [channels, width + 1, width + 1], whose last row and column meet a 1."""
    bilinear, from_left = weight[:, :-1, :-1], weight[:, :-1, -1:]
    from_right, alone = weight[:, -1:, :-1], weight[:, -1:, -1:]
    # left·W + w_right is one linear part; its product with right adds the right side's linear terms by itself.
    turned = b.node("Add", [
        b.node("MatMul", [left, b.constant(f"{name}.bilinear", bilinear)], f"{name}.turned"),
        b.constant(f"{name}.right", from_right),
    ], f"{name}.sided")  # fmt: skip
    across = b.node("Transpose", [right], f"{name}.across", perm=[1, 0])
    scores = b.node("MatMul", [turned, across], f"{name}.pairs")
    own = b.node("Add", [
        b.node("MatMul", [left, b.constant(f"{name}.left", from_left)], f"{name}.own"),
        b.constant(f"{name}.alone", alone),
    ], f"{name}.own_alone")  # fmt: skip
    return b.node("Add", [scores, own], f"{name}.scores")


def _span_outputs(b: Builder, network: Network, words: dict[str, str]) -> dict[str, str]:
    start = _hidden(b, network.entity_start, words["entity"], "entity_start")
    end = _hidden(b, network.entity_end, words["entity"], "entity_end")
    return {
        "entities": _biaffine(b, array(network.entities.weight), start, end, "entities.all"),
        "span_starts": b.linear(words["span"], *weight_and_bias(network.span_start), "span_start.out"),
        "span_ends": b.linear(words["span"], *weight_and_bias(network.span_end), "span_end.out"),
    }
