"""Loading a step graph: ours runs, anything else is refused with a sentence."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from editor_app.prediction.graph_check import ForeignGraphError, check_graph
from editor_app.prediction.session import SessionError, StepModel
from tests.tiny_bundle import make, step_graph, words_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(tmp_path / "tiny") / "model.onnx"


def test_one_by_one_equals_all_at_once(path: Path) -> None:
    model = StepModel(path)
    ids = [2, 5, 7, 4, 9]
    whole = model.run(ids, model.zero, last=3)
    state = model.zero
    for word in ids:
        step = model.run([word], state)
        state = step.state
    assert np.allclose(step.log_probs[-1], whole.log_probs[-1], atol=1e-5)
    assert np.allclose(step.state[0], whole.state[0], atol=1e-6)
    assert whole.log_probs.shape == (3, model.vocabulary_size)
    assert np.allclose(np.exp(whole.log_probs).sum(1), 1.0, atol=1e-4)


def test_a_batch_equals_single_runs(path: Path) -> None:
    model = StepModel(path)
    states = [model.run([word], model.zero).state for word in (3, 4, 5)]
    together = model.run_batch([6, 7, 8], states)
    for word, state, step in zip((6, 7, 8), states, together, strict=True):
        assert np.allclose(step.log_probs, model.run([word], state).log_probs, atol=1e-5)


def _with_node(path: Path, node: onnx.NodeProto) -> None:
    model = onnx.load(path)
    model.graph.node.insert(0, node)
    onnx.save(model, path)


def test_foreign_operators_are_refused(path: Path) -> None:
    _with_node(path, helper.make_node("Evil", ["ids"], ["nothing"], domain="my.plugin"))
    with pytest.raises(SessionError, match=r"my\.plugin:Evil"):
        StepModel(path)


def test_control_flow_is_refused(path: Path) -> None:
    body = helper.make_graph(
        [helper.make_node("Identity", ["i"], ["o"])],
        "body",
        [helper.make_tensor_value_info("i", TensorProto.BOOL, [])],
        [helper.make_tensor_value_info("o", TensorProto.BOOL, [])],
    )
    _with_node(path, helper.make_node("Loop", ["", "", ""], [], body=body))
    with pytest.raises(SessionError, match="refused"):
        StepModel(path)


def test_weights_outside_the_file_are_refused(path: Path) -> None:
    model = onnx.load(path)
    tensor = model.graph.initializer[0]
    tensor.data_location = TensorProto.EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "../../../../etc/passwd"
    path.write_bytes(model.SerializeToString())
    with pytest.raises(SessionError, match="outside its file"):
        StepModel(path)


@pytest.mark.parametrize("content", [b"", b"\x00" * 64, b"not a model at all", b"\x3a\xff\xff\xff"])
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(content)
    with pytest.raises(SessionError):
        StepModel(path)


def test_a_model_cut_short_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])
    with pytest.raises(SessionError):
        StepModel(path)


def test_a_link_is_refused(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.onnx"
    link.symlink_to(path)
    with pytest.raises(ForeignGraphError, match="plain file"):
        check_graph(link)


def test_other_inputs_are_refused(tmp_path: Path) -> None:
    model = step_graph(words_of())
    model.graph.input[3].name = "lost"
    for node in model.graph.node:
        for at, name in enumerate(node.input):
            if name == "last":
                node.input[at] = "lost"
    path = tmp_path / "model.onnx"
    onnx.save(model, path)
    with pytest.raises(SessionError, match="step graph"):
        StepModel(path)
