"""A valid bundle in milliseconds, without training: tests of the editor build on it.

The "LSTM" of the tiny bundle remembers exactly its last word (gates wide open, forget gate shut)
and answers with the bigrams of ``TEXT``, so that a test can say beforehand what must be suggested.
"""

import json
import math
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from models.bundle import GOLDEN, MODEL, VOCABULARY, Manifest, record_files
from models.text import tokenise
from models.vocabulary import SPECIAL, Vocabulary

TEXT = """
We consider the matter. The cat sat on the mat and the dog sat on the cat. I consider this
a well-known matter, and you consider the weather. We went to London with the dog. The dog went on
and on. You and I want to know the weather in London, and we don't know. Will you know the well of
the cat? The matter is well known. I can't consider the mat. The cats and the dogs went to the sea.
"""
_SMOOTH = 0.02


def words_of(text: str = TEXT) -> Vocabulary:
    """The vocabulary of a text: every word as often as it is there, most frequent first."""
    units = [_form(token.text) for token in tokenise(text.strip())]
    counts = Counter(unit for unit in units if unit not in SPECIAL)
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    return Vocabulary((*SPECIAL, *ordered), (0, 0, 0, *(counts[w] for w in ordered)))


def _form(word: str) -> str:
    """As a vocabulary has it: names, acronyms and "I'm" keep their capitals."""
    own = word == "London" or word[:2] in ("I", "I'") or (not word[1:].islower() and word[1:])
    return word if own else word.lower()


def _bigrams(vocabulary: Vocabulary, text: str) -> np.ndarray:
    """(V, V) log-probabilities of the next id."""
    ids = vocabulary.encode(tokenise(text.strip()))
    seen: dict[int, Counter[int]] = defaultdict(Counter)
    for first, second in zip([2, *ids], ids, strict=False):
        seen[first][second] += 1
    size = len(vocabulary)
    unigram = np.array(vocabulary.counts, np.float64) + 0.1
    table = np.tile(unigram / unigram.sum(), (size, 1))
    for first, followers in seen.items():
        total = sum(followers.values())
        table[first] *= _SMOOTH
        for second, n in followers.items():
            table[first, second] += (1 - _SMOOTH) * n / total
    return np.log(table / table.sum(1, keepdims=True)).astype(np.float32)


def step_graph(vocabulary: Vocabulary, text: str = TEXT) -> onnx.ModelProto:
    """The ONNX step graph: names and shapes as in every bundle, one layer, E = H = V."""
    size = len(vocabulary)
    one = np.eye(size, dtype=np.float32)
    zero = np.zeros((size, size), np.float32)
    gate = np.full(size, 20.0, np.float32)
    remembered = math.tanh(math.tanh(3.0))  # what h holds at the last word's place
    # ONNX orders the gates input, output, forget, cell.
    weights = np.concatenate([zero, zero, zero, 3.0 * one])[None]  # (1, 4H, E)
    bias = np.concatenate([gate, gate, -gate, np.zeros(4 * size + size, np.float32)])[None]
    initial = {
        "embedding": one,
        "W": weights,
        "R": np.zeros((1, 4 * size, size), np.float32),
        "B": bias.astype(np.float32),
        "projection": _bigrams(vocabulary, text) / np.float32(remembered),
        "far": np.array([np.iinfo(np.int64).max], np.int64),
        "zero": np.array([0], np.int64),
        "time": np.array([1], np.int64),
        "direction": np.array([1], np.int64),
    }
    nodes = [
        helper.make_node("Gather", ["embedding", "ids"], ["x"]),  # (B, T, E)
        helper.make_node("Transpose", ["x"], ["x_t"], perm=[1, 0, 2]),
        helper.make_node(
            "LSTM",
            ["x_t", "W", "R", "B", "", "h", "c"],
            ["y", "h_next", "c_next"],
            hidden_size=size,
        ),
        helper.make_node("Squeeze", ["y", "direction"], ["y_t"]),
        helper.make_node("Transpose", ["y_t"], ["y_b"], perm=[1, 0, 2]),  # (B, T, H)
        helper.make_node("Neg", ["last"], ["from"]),
        helper.make_node("Slice", ["y_b", "from", "far", "time"], ["hidden"]),  # (B, K, E)
        helper.make_node("MatMul", ["hidden", "projection"], ["logits"]),
        helper.make_node("LogSoftmax", ["logits"], ["log_probs"], axis=-1),
    ]
    f, i = TensorProto.FLOAT, TensorProto.INT64
    state = [1, "batch", size]
    graph = helper.make_graph(
        nodes,
        "step",
        [
            helper.make_tensor_value_info("ids", i, ["batch", "time"]),
            helper.make_tensor_value_info("h", f, state),
            helper.make_tensor_value_info("c", f, state),
            helper.make_tensor_value_info("last", i, [1]),
        ],
        [
            helper.make_tensor_value_info("log_probs", f, ["batch", "last", size]),
            helper.make_tensor_value_info("hidden", f, ["batch", "last", size]),
            helper.make_tensor_value_info("h_next", f, state),
            helper.make_tensor_value_info("c_next", f, state),
        ],
        [numpy_helper.from_array(value, name) for name, value in initial.items() if name != "zero"],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def make(directory: Path, text: str = TEXT, language: str = "en") -> Path:
    """Write a complete, verified bundle into ``directory`` (made if it is new).

    Files that lie there already become part of it.
    """
    directory.mkdir(parents=True, exist_ok=True)
    vocabulary = words_of(text)
    vocabulary.write(directory / VOCABULARY)
    onnx.save(step_graph(vocabulary, text), directory / MODEL)
    golden = {"ids": [[2, 3, 4]], "last": 1}
    (directory / GOLDEN).write_text(json.dumps(golden), encoding="utf-8")
    size = len(vocabulary)
    Manifest(
        name="tiny",
        language=language,
        created="2026-01-01T00:00:00+00:00",
        licence="CC0-1.0",
        vocabulary_size=size,
        model={"embedding": size, "hidden": size, "layers": 1},
        tensors={
            "ids": ["batch", "time"],
            "h": [1, "batch", size],
            "c": [1, "batch", size],
            "last": [1],
            "log_probs": ["batch", "last", size],
            "hidden": ["batch", "last", size],
            "h_next": [1, "batch", size],
            "c_next": [1, "batch", size],
        },
        files=record_files(directory),
    ).write(directory)
    return directory
