"""The ONNX step graph of a bundle, built by hand from the weights, in float32 or int8.

    inputs   ids int64 (B, T) · h, c float32 (L, B, H) · last int64 (1,): K trailing steps wanted
    outputs  log_probs float32 (B, K, V) · hidden float32 (B, K, E) · h_next, c_next (L, B, H)

A model with slow context has one more of each, ``slow`` and ``slow_next``, float32 (D, B, E) for D
decays.

In the int8 graph one matrix (E, V) serves look-up and projection both: a word is a column with a
scale of its own. LSTM weights have a scale for each gate row; activations are quantised on the fly.
Weights use 7 of the 8 bits: processors without VNNI add products in 16 bits, where 8-bit weights
would saturate and give other answers than the machine that exported them. Why by hand:
``torch.onnx.export`` freezes the time axis from the second export in a process on, and the stock
quantiser breaks tied weights. This module must not know where the weights come from.
"""

from collections.abc import Mapping, Sequence
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
        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
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


def step_graph(
    weights: Weights, layers: int, int8: bool, decays: Sequence[float] = ()
) -> onnx.ModelProto:
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
    vectors = x
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
    if decays:
        g.add("Add", ["projected", "project_bias"], "near")
        slow = _slow_context(g, vectors, weights["slow.weight"], decays)
        g.add("Add", ["near", slow], "hidden")  # (B, K, E)
    else:
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
    return _finish(g, layers, size, words.shape, len(decays))


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


def _slow_context(g: _Builder, x: str, weight: Array, decays: Sequence[float]) -> str:
    """What the fading averages of word vectors (T, B, E) add to the last K hidden vectors:
    (B, K, E). As ``slow_context.slow_averages``, for one text in each lane."""
    count, size = len(decays), weight.shape[0]
    row = np.array(decays, np.float32)
    g.constant("decays", np.array(decays))  # for whoever reads the weights back
    g.constant("log_decays", np.log(row).reshape(count, 1, 1))
    g.constant("new_scale", np.sqrt(1 - row).reshape(count, 1, 1))
    g.constant("zero", np.array(0, np.int64))
    g.constant("nought", np.array(0, np.float32))
    g.constant("one", np.array(1, np.float32))
    g.constant("axis_0", np.array([0]))
    g.constant("axis_1", np.array([1]))
    g.constant("axis_2", np.array([2]))
    # 1, 2, … T, counted over the input: Range would make any length of two numbers.
    g.add("Gather", [x, "zero"], "x_first", axis=2)  # (T, B)
    g.add("Gather", ["x_first", "zero"], "x_line", axis=1)  # (T,)
    g.add("Mul", ["x_line", "nought"], "noughts")
    g.add("Add", ["noughts", "one"], "ones_t")
    g.add("CumSum", ["ones_t", "zero"], "times")
    g.add("Unsqueeze", ["times", "axis_1"], "at")  # (T, 1)
    g.add("Unsqueeze", ["times", "axis_0"], "from_time")  # (1, T)
    g.add("Sub", ["at", "from_time"], "age")  # (T, T)
    g.add("Mul", ["log_decays", "age"], "log_fade")  # (D, T, T); above 0 in the future
    g.add("Min", ["log_fade", "nought"], "log_fade_0")
    g.add("Exp", ["log_fade_0"], "fade_all")
    g.add("Trilu", ["fade_all"], "fade_past", upper=0)
    g.add("Mul", ["fade_past", "new_scale"], "fade")  # (D, T, T)
    g.add("Transpose", [x], "x_by_lane", perm=[1, 0, 2])  # (B, T, E)
    g.add("Unsqueeze", ["x_by_lane", "axis_0"], "x_4")  # (1, B, T, E)
    g.add("Unsqueeze", ["fade", "axis_1"], "fade_4")  # (D, 1, T, T)
    g.add("MatMul", ["fade_4", "x_4"], "fresh")  # (D, B, T, E)
    g.add("Mul", ["log_decays", "at"], "log_rest")  # (D, T, 1)
    g.add("Exp", ["log_rest"], "rest_3")
    g.add("Unsqueeze", ["rest_3", "axis_1"], "rest")  # (D, 1, T, 1)
    g.add("Unsqueeze", ["slow", "axis_2"], "slow_4")  # (D, B, 1, E)
    g.add("Mul", ["rest", "slow_4"], "carried")  # (D, B, T, E)
    g.add("Add", ["fresh", "carried"], "averages")  # (D, B, T, E)
    g.constant("last_step", np.array(-1, np.int64))
    g.add("Gather", ["averages", "last_step"], "slow_next", axis=2)  # (D, B, E)
    g.add("Transpose", ["averages"], "averages_t", perm=[2, 1, 0, 3])  # (T, B, D, E)
    g.add("Slice", ["averages_t", "from", "far", "time_axis"], "averages_k")  # (K, B, D, E)
    g.constant("flat", np.array([0, 0, count * size]))
    g.add("Reshape", ["averages_k", "flat"], "averages_flat")  # (K, B, D·E)
    g.add("Transpose", ["averages_flat"], "averages_b", perm=[1, 0, 2])  # (B, K, D·E)
    g.constant("slow_weight", weight.T)
    return g.add("MatMul", ["averages_b", "slow_weight"], "slow_part")


def _finish(
    g: _Builder, layers: int, size: int, words: tuple[int, ...], decays: int
) -> onnx.ModelProto:
    f, i = TensorProto.FLOAT, TensorProto.INT64
    state: list[str | int] = [layers, "batch", size]
    value = helper.make_tensor_value_info
    slow: list[str | int] = [decays, "batch", words[1]]
    graph = helper.make_graph(
        g.nodes,
        "step",
        [
            value("ids", i, ["batch", "time"]),
            value("h", f, state),
            value("c", f, state),
            value("last", i, [1]),
            *([value("slow", f, slow)] if decays else []),
        ],
        [
            value("log_probs", f, ["batch", "last", words[0]]),
            value("hidden", f, ["batch", "last", words[1]]),
            value("h_next", f, state),
            value("c_next", f, state),
            *([value("slow_next", f, slow)] if decays else []),
        ],
        g.constants,
    )
    sets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT_OPSET)]
    model = helper.make_model(graph, opset_imports=sets, ir_version=IR_VERSION)
    model.producer_name = "foretype"
    onnx.checker.check_model(model)
    return model


def torch_gates(weight: Array) -> Array:
    """Rows of ONNX's gate order i, o, f, g in PyTorch's order i, f, g, o."""
    i, o, f, g = np.split(weight, 4)
    return np.concatenate((i, f, g, o))


def weights_of(model: onnx.ModelProto) -> tuple[dict[str, Array], tuple[float, ...]]:
    """The weights that :func:`step_graph` built ``model`` from, and the decays of its slow context.

    Of an int8 graph they are what the graph computes with: its integers times their scales.

    Raises:
        KeyError: it is no graph of ours.
    """
    stored = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    words = stored["words"].astype(np.float32)  # (E, V)
    if "word_scales" in stored:
        words = words * stored["word_scales"]
    weights: dict[str, Array] = {
        "words": words.T,
        "bias": stored["bias"],
        "project.weight": stored["project"].T,
        "project.bias": stored["project_bias"],
    }
    layer = 0
    while f"w{layer}" in stored:
        for name, part in ((f"w{layer}", "ih"), (f"r{layer}", "hh")):
            matrix = stored[name][0].astype(np.float32)
            if f"{name}_scale" in stored:
                matrix = (matrix * stored[f"{name}_scale"][0]).T  # (4H, I or H)
            weights[f"lstm.weight_{part}_l{layer}"] = torch_gates(matrix)
        read, recur = np.split(stored[f"b{layer}"][0], 2)
        weights[f"lstm.bias_ih_l{layer}"] = torch_gates(read)
        weights[f"lstm.bias_hh_l{layer}"] = torch_gates(recur)
        layer += 1
    if "slow_weight" not in stored:
        return weights, ()
    weights["slow.weight"] = stored["slow_weight"].T
    return weights, tuple(stored["decays"].astype(float).tolist())
