"""Bundles made to do harm: refused with a reason, in bounded time and memory.

Each opens in a process of its own that may have little memory; its manifest is in order, so that
only the model itself can be what is refused.
"""

import itertools
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from models.bundle import MANIFEST, MODEL, Manifest, record_files
from tests.faults.machine import ROOT, environment
from tests.tiny_bundle import make

_OPENER = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))  # a leak of terabytes must not hurt
from pathlib import Path
from editor_app.prediction.engine import Engine
from editor_app.prediction.errors import EngineError
began = time.monotonic()
try:
    Engine.open(Path(sys.argv[1])).close()
    said = ""
except EngineError as error:
    said = str(error)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
print(repr(said), time.monotonic() - began, peak, sep="\\n")
"""
MOST_SECONDS, MOST_MEGABYTES = 40.0, 1400


def opened(bundle: Path) -> tuple[str, float, int]:
    """(why it was refused, seconds, peak megabytes)."""
    run = subprocess.run(
        [sys.executable, "-c", _OPENER, str(bundle)],
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=110, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    said, seconds, peak = run.stdout.splitlines()
    return said.strip("'\""), float(seconds), int(peak)


def sealed(bundle: Path, model: onnx.ModelProto | bytes) -> Path:
    """``bundle`` with this model, and a manifest that vouches for it."""
    data = model if isinstance(model, bytes) else model.SerializeToString()
    (bundle / MODEL).write_bytes(data)
    values = json.loads((bundle / MANIFEST).read_text())
    values.pop("files")
    Manifest(files=record_files(bundle), **values).write(bundle)
    return bundle


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return make(tmp_path / "bundle")


def with_work(bundle: Path, *nodes: onnx.NodeProto, **constants: np.ndarray) -> onnx.ModelProto:
    """The bundle's graph with more work behind its hidden vectors: "inner" goes in, "more" comes
    out and is added."""
    model = onnx.load(bundle / MODEL)
    graph = model.graph
    for node in graph.node:
        if node.op_type == "Slice":
            node.output[0] = "inner"
    last = [node for node in graph.node if node.op_type in ("MatMul", "LogSoftmax")]
    for node in last:
        graph.node.remove(node)
    graph.initializer.extend(numpy_helper.from_array(v, n) for n, v in constants.items())
    add = helper.make_node("Add", ["inner", "more"], ["hidden"])
    graph.node.extend([*nodes, add, *last])
    return model


def terabyte(bundle: Path) -> onnx.ModelProto:
    """2⁴⁰ bytes out of two numbers."""
    return with_work(
        bundle,
        helper.make_node("ConstantOfShape", ["shape"], ["huge"]),
        helper.make_node("ReduceMax", ["huge"], ["more"], keepdims=0),
        shape=np.array([1 << 20, 1 << 18], np.int64),
    )


def outer_product(bundle: Path) -> onnx.ModelProto:
    """160 GB out of two vectors, with operators that every step graph has."""
    ones = np.ones((200_000, 1), np.float32)
    return with_work(
        bundle,
        helper.make_node("MatMul", ["column", "row"], ["huge"]),
        helper.make_node("ReduceMax", ["huge"], ["more"], keepdims=0),
        column=ones,
        row=ones.T,
    )


def just_too_much(bundle: Path) -> onnx.ModelProto:
    """4 GB: the machine has them, the editor has other use for them."""
    return with_work(
        bundle,
        helper.make_node("ReduceMax", ["inner"], ["one"], axes=[1], keepdims=1),
        helper.make_node("Mul", ["one", "zero_column"], ["column"]),
        helper.make_node("MatMul", ["column", "row"], ["huge"]),
        helper.make_node("ReduceMax", ["huge"], ["more"], keepdims=0),
        zero_column=np.zeros((1, 32_768, 1), np.float32)[:, :, :1],
        row=np.ones((1, len_words(bundle), 32_768), np.float32),
    )


def len_words(bundle: Path) -> int:
    return len((bundle / "vocab.txt").read_text(encoding="utf-8").splitlines())


def endless(bundle: Path) -> onnx.ModelProto:
    """A loop of 2⁶³ rounds."""
    body = helper.make_graph(
        [helper.make_node("Identity", ["go"], ["on"])],
        "body",
        [
            helper.make_tensor_value_info("round", TensorProto.INT64, []),
            helper.make_tensor_value_info("go", TensorProto.BOOL, []),
        ],
        [helper.make_tensor_value_info("on", TensorProto.BOOL, [])],
    )
    return with_work(
        bundle,
        helper.make_node("Loop", ["rounds", "true"], [], body=body),
        helper.make_node("ReduceMax", ["inner"], ["more"], keepdims=0),
        rounds=np.array(np.iinfo(np.int64).max),
        true=np.array(True),
    )


def unknown(bundle: Path) -> onnx.ModelProto:
    return with_work(bundle, helper.make_node("Format", ["inner"], ["more"], domain="disk"))


def outside(bundle: Path) -> onnx.ModelProto:
    """Weights that are another file of the person's."""
    model = onnx.load(bundle / MODEL)
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", str(ROOT / "README.md")
    return model


def too_many(bundle: Path) -> onnx.ModelProto:
    names = ["inner", *(f"n{at}" for at in range(5000)), "more"]
    pairs = itertools.pairwise(names)
    return with_work(bundle, *(helper.make_node("Identity", [a], [b]) for a, b in pairs))


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (terabyte, "ConstantOfShape"),
        (outer_product, "cannot be run"),
        (just_too_much, "cannot be run"),
        (endless, "graph inside an operator|may never end"),
        (unknown, "disk:Format"),
        (outside, "outside its file"),
        (too_many, "far more than a step graph"),
    ],
)
def test_a_model_that_does_harm_is_refused(
    bundle: Path, harm: Callable[[Path], onnx.ModelProto], reason: str
) -> None:
    said, seconds, peak = opened(sealed(bundle, harm(bundle)))
    assert any(each in said for each in reason.split("|")), said
    assert seconds < MOST_SECONDS
    assert peak < MOST_MEGABYTES


def test_the_same_bundle_unharmed_opens(bundle: Path) -> None:
    said, _, peak = opened(bundle)
    assert said == ""
    assert peak < MOST_MEGABYTES


@pytest.mark.parametrize("seed", range(3))
def test_random_and_shortened_models_are_refused(bundle: Path, seed: int) -> None:
    chance = random.Random(seed)
    whole = (bundle / MODEL).read_bytes()
    noise = bytearray(whole)
    for _ in range(200):
        noise[chance.randrange(len(noise) // 20)] = chance.randrange(256)
    for data in (chance.randbytes(5000), whole[: chance.randrange(len(whole))], bytes(noise)):
        said, seconds, peak = opened(sealed(bundle, data))
        assert said.endswith(".")
        assert seconds < MOST_SECONDS
        assert peak < MOST_MEGABYTES
