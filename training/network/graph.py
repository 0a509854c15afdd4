"""The ONNX step graph of a bundle, built by hand from the weights, in float32 or int8.

    inputs   ids int64 (B, T) · h, c float32 (L, B, H) · last int64 (1,): K trailing steps wanted
    outputs  log_probs float32 (B, K, V) · hidden float32 (B, K, E) · h_next, c_next (L, B, H)

In the int8 graph one matrix (E, V) serves look-up and projection both: a word is a column with a
scale of its own. LSTM weights have a scale for each gate row; activations are quantised on the fly.
Weights use 7 of the 8 bits: processors without VNNI add products in 16 bits, where 8-bit weights
would saturate and give other answers than the machine that exported them. Why by hand:
``torch.onnx.export`` freezes the time axis from the second export in a process on, and the stock
quantiser breaks tied weights. This module must not know where the weights come from.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

Array = npt.NDArray[np.float32]
Weights = Mapping[str, Array]
"""Names and shapes as in the model's ``state_dict``."""

OPSET, MICROSOFT_OPSET, IR_VERSION = 17, 1, 9
LEVELS = 63
"""Largest absolute value of a quantised weight."""


class _Builder:
    """Nodes and constants of a graph in the making."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: npt.NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, op: str, inputs: list[str], *outputs: str, domain: str = "", **kw: Any) -> str:
        self.nodes.append(helper.make_node(op, inputs, list(outputs), domain=domain, **kw))
        return outputs[0]


def onnx_gates(weight: Array) -> Array:
    """Rows of PyTorch's gate order i, f, g, o in ONNX's order i, o, f, g."""
    i, f, g, o = np.split(weight, 4)
    return np.concatenate((i, o, f, g))


def quantise(matrix: Array, axis: int) -> tuple[npt.NDArray[np.int8], Array]:
    """Symmetric integers and their scales, one scale for each row along ``axis`` kept."""
    other = tuple(a for a in range(matrix.ndim) if a != axis)
    scale = np.maximum(np.abs(matrix).max(axis=other), 1e-8) / LEVELS
    shape = [1] * matrix.ndim
    shape[axis] = -1
    whole = np.rint(matrix / scale.reshape(shape)).astype(np.int8)
    return whole, scale.astype(np.float32)


def step_graph(weights: Weights, layers: int, int8: bool) -> onnx.ModelProto:
    """Build the graph. Raises ``onnx.checker.ValidationError`` should it be malformed."""
    words, bias = weights["words"], weights["bias"]  # (V, E), (V,)
    size = weights["lstm.weight_hh_l0"].shape[1]
    g = _Builder()
    if int8:
        columns, scales = quantise(words.T, axis=1)  # (E, V), (V,)
        g.constant("words", columns)
        g.constant("word_scales", scales)
        g.add("Gather", ["words", "ids"], "looked_up", axis=1)  # (E, B, T)
        g.add("Cast", ["looked_up"], "looked_up_f", to=TensorProto.FLOAT)
        g.add("Gather", ["word_scales", "ids"], "scales_of_ids")  # (B, T)
        g.add("Mul", ["looked_up_f", "scales_of_ids"], "vectors")
        x = g.add("Transpose", ["vectors"], "x0", perm=[2, 1, 0])  # (T, B, E)
    else:
        g.constant("words", words.T)
        g.add("Gather", ["words", "ids"], "looked_up", axis=1)  # (E, B, T)
        x = g.add("Transpose", ["looked_up"], "x0", perm=[2, 1, 0])  # (T, B, E)
    h_parts, c_parts = _split_state(g, layers)
    for layer in range(layers):
        x = _lstm(g, weights, layer, x, h_parts[layer], c_parts[layer], size, int8)
    if layers > 1:
        g.add("Concat", [f"h_next{i}" for i in range(layers)], "h_next", axis=0)
        g.add("Concat", [f"c_next{i}" for i in range(layers)], "c_next", axis=0)
    else:
        g.add("Identity", ["h_next0"], "h_next")
        g.add("Identity", ["c_next0"], "c_next")
    g.constant("far", np.array([np.iinfo(np.int64).max]))
    g.constant("time_axis", np.array([0]))
    g.add("Neg", ["last"], "from")
    g.add("Slice", [x, "from", "far", "time_axis"], "tail")  # (K, B, H)
    g.add("Transpose", ["tail"], "tail_b", perm=[1, 0, 2])  # (B, K, H)
    g.constant("project", weights["project.weight"].T)
    g.constant("project_bias", weights["project.bias"])
    g.add("MatMul", ["tail_b", "project"], "projected")
    g.add("Add", ["projected", "project_bias"], "hidden")  # (B, K, E)
    g.constant("bias", bias)
    if int8:
        g.add(
            "DynamicQuantizeMatMul",
            ["hidden", "words", "word_scales", "", "bias"],
            "logits",
            domain="com.microsoft",
        )
    else:
        g.add("MatMul", ["hidden", "words"], "raw")
        g.add("Add", ["raw", "bias"], "logits")
    g.add("LogSoftmax", ["logits"], "log_probs", axis=-1)  # (B, K, V)
    return _finish(g, layers, size, words.shape)


def _split_state(g: _Builder, layers: int) -> tuple[list[str], list[str]]:
    if layers == 1:
        return ["h"], ["c"]
    g.constant("ones", np.ones(layers, np.int64))
    h, c = ([f"{part}_{i}" for i in range(layers)] for part in "hc")
    g.add("Split", ["h", "ones"], *h, axis=0)
    g.add("Split", ["c", "ones"], *c, axis=0)
    return h, c


def _lstm(
    g: _Builder, weights: Weights, layer: int, x: str, h: str, c: str, size: int, int8: bool
) -> str:
    """One layer; returns the name of its output (T, B, H)."""
    w_in = onnx_gates(weights[f"lstm.weight_ih_l{layer}"])  # (4H, I)
    w_rec = onnx_gates(weights[f"lstm.weight_hh_l{layer}"])  # (4H, H)
    read, recur = (onnx_gates(weights[f"lstm.bias_{k}_l{layer}"]) for k in ("ih", "hh"))
    b = g.constant(f"b{layer}", np.concatenate((read, recur))[None])  # (1, 8H)
    outputs = (f"y{layer}_d", f"h_next{layer}", f"c_next{layer}")
    if int8:
        names: list[str] = []
        for name, matrix in (("w", w_in), ("r", w_rec)):
            whole, scale = quantise(matrix, axis=0)
            g.constant(f"{name}{layer}", whole.T[None])  # (1, I or H, 4H)
            g.constant(f"{name}{layer}_scale", scale[None])  # (1, 4H)
            g.constant(f"{name}{layer}_zero", np.zeros((1, len(scale)), np.int8))
            names += [f"{name}{layer}_scale", f"{name}{layer}_zero"]
        g.add(
            "DynamicQuantizeLSTM",
            [x, f"w{layer}", f"r{layer}", b, "", h, c, "", *names],
            *outputs,
            domain="com.microsoft",
            hidden_size=size,
        )
    else:
        w = g.constant(f"w{layer}", w_in[None])
        r = g.constant(f"r{layer}", w_rec[None])
        g.add("LSTM", [x, w, r, b, "", h, c], *outputs, hidden_size=size)
    axis = g.constant(f"direction{layer}", np.array([1]))
    return g.add("Squeeze", [outputs[0], axis], f"y{layer}")


def _finish(g: _Builder, layers: int, size: int, words: tuple[int, ...]) -> onnx.ModelProto:
    f, i = TensorProto.FLOAT, TensorProto.INT64
    state: list[str | int] = [layers, "batch", size]
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        g.nodes,
        "step",
        [
            value("ids", i, ["batch", "time"]),
            value("h", f, state),
            value("c", f, state),
            value("last", i, [1]),
        ],
        [
            value("log_probs", f, ["batch", "last", words[0]]),
            value("hidden", f, ["batch", "last", words[1]]),
            value("h_next", f, state),
            value("c_next", f, state),
        ],
        g.constants,
    )
    sets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT_OPSET)]
    model = helper.make_model(graph, opset_imports=sets, ir_version=IR_VERSION)
    model.producer_name = "foretype"
    onnx.checker.check_model(model)
    return model
