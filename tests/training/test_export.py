"""The bundle answers as the model does, and nothing unverified is published."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from editor_app.prediction.session import StepModel
from models.bundle import GOLDEN, MANIFEST, MODEL, BundleError, open_bundle
from models.vocabulary import SPECIAL, Vocabulary
from training import export
from training.export import BundleFacts, ExportError, export_bundle, load_model, replay, run_graph
from training.network.graph import LEVELS, quantise, step_graph, weights_of
from training.network.model import LanguageModel, ModelConfig

_WORDS = "the fox jumps over you for it was do not know . , ?"
VOCABULARY = Vocabulary((*SPECIAL, *_WORDS.split()))


def model(layers: int = 1, decays: tuple[float, ...] = ()) -> LanguageModel:
    torch.manual_seed(layers)
    config = ModelConfig(len(VOCABULARY), 12, 20, layers, drop_output=0.2, decays=decays)
    made = LanguageModel(config)
    torch.nn.init.normal_(made.bias)
    if decays:
        torch.nn.init.normal_(made.slow.weight)
    return made.eval()


@pytest.mark.parametrize(("layers", "decays"), [(1, ()), (2, ()), (1, (0.9, 0.98)), (2, (0.7,))])
def test_float32_graph_is_the_model_on_every_shape(layers: int, decays: tuple[float, ...]) -> None:
    made = model(layers, decays)
    weights = {n: t.numpy() for n, t in made.state_dict().items()}
    graph = export.session(step_graph(weights, layers, False, decays).SerializeToString())
    assert export.check_parity(made, graph) < 1e-5
    inputs = {i.name: i.shape for i in graph.get_inputs()}
    assert inputs["ids"] == ["batch", "time"]


@pytest.mark.parametrize("int8", [False, True])
@pytest.mark.parametrize("decays", [(), (0.9, 0.98)])
def test_state_carries_from_call_to_call(int8: bool, decays: tuple[float, ...]) -> None:
    made = model(2, decays)
    weights = {n: t.numpy() for n, t in made.state_dict().items()}
    graph = export.session(step_graph(weights, 2, int8, decays).SerializeToString())
    ids = np.array([[3, 4, 5, 6, 7]])
    whole, end = run_graph(graph, ids, 1)
    state = None
    for word in ids[0]:
        logs, state = run_graph(graph, np.array([[word]]), 1, state)
    assert state is not None and set(state) == {"h", "c", "slow"} - (set() if decays else {"slow"})
    assert np.abs(logs - whole).max() < (0.1 if int8 else 1e-5)
    if decays:
        assert np.abs(state["slow"] - end["slow"]).max() < 1e-5


def test_the_editor_runs_a_model_with_slow_context(tmp_path: Path) -> None:
    export_bundle(model(1, (0.9, 0.98)), VOCABULARY, tmp_path / "b", BundleFacts("b"))
    stepper = StepModel(tmp_path / "b" / MODEL)
    whole = stepper.run([3, 4, 5], stepper.zero)
    first = stepper.run([3, 4], stepper.zero)
    again, other = stepper.run_batch([5, 6], [first.state, first.state])
    assert np.abs(again.log_probs - whole.log_probs).max() < 0.05
    assert [part.shape for part in again.state] == [(1, 1, 20), (1, 1, 20), (2, 1, 12)]
    assert not np.array_equal(again.state[2], other.state[2])


def test_a_parity_error_stops_the_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "PARITY", -1.0)
    with pytest.raises(ExportError, match="differ"):
        export_bundle(model(), VOCABULARY, tmp_path / "b", BundleFacts("b"))
    assert not any(tmp_path.iterdir())


def test_an_exported_bundle_opens_answers_and_trains_on(tmp_path: Path) -> None:
    made = model(2)
    export_bundle(made, VOCABULARY, tmp_path / "b", BundleFacts("b", card="# Card\n"))
    bundle = open_bundle(tmp_path / "b")
    assert bundle.manifest.model == {"embedding": 12, "hidden": 20, "layers": 2}
    replay(tmp_path / "b")
    again = load_model(tmp_path / "b")
    assert again.config == replace(made.config, drop_output=0.0)
    for a, b in zip(made.parameters(), again.parameters(), strict=True):
        assert torch.allclose(a, b, atol=0.02)


@pytest.mark.parametrize("decays", [(), (0.9, 0.98)])
def test_the_graph_gives_its_weights_back(decays: tuple[float, ...]) -> None:
    made = model(2, decays)
    weights = {n: t.numpy() for n, t in made.state_dict().items()}
    exact, again = weights_of(step_graph(weights, 2, False, decays))
    assert again == decays and exact.keys() == weights.keys()
    assert all(np.array_equal(exact[name], weights[name]) for name in weights)
    rounded, _ = weights_of(step_graph(weights, 2, True, decays))
    assert rounded["words"].shape == weights["words"].shape
    step = np.abs(weights["words"]).max(axis=1, keepdims=True) / LEVELS
    assert (np.abs(rounded["words"] - weights["words"]) <= step / 2 + 1e-6).all()


def test_golden_answers_notice_other_weights(tmp_path: Path) -> None:
    export_bundle(model(), VOCABULARY, tmp_path / "b", BundleFacts("b"))
    golden = json.loads((tmp_path / "b" / GOLDEN).read_text())
    golden[0]["log_probs"][0] -= 1.0
    (tmp_path / "b" / GOLDEN).write_text(json.dumps(golden))
    with pytest.raises(BundleError, match="golden"):
        replay(tmp_path / "b")


def test_one_matrix_serves_look_up_and_projection() -> None:
    weights = {n: t.numpy() for n, t in model().state_dict().items()}
    graph = step_graph(weights, 1, int8=True).graph
    words = [c for c in graph.initializer if list(c.dims) == [12, len(VOCABULARY)]]
    assert [c.name for c in words] == ["words"]
    assert words[0].data_type == onnx.TensorProto.INT8


def test_quantised_weights_are_near_and_use_seven_bits() -> None:
    matrix = np.random.default_rng(0).normal(size=(30, 8)).astype(np.float32)
    whole, scale = quantise(matrix, axis=0)
    assert np.abs(whole).max() == LEVELS
    assert np.abs(whole * scale[:, None] - matrix).max() <= scale.max() / 2 + 1e-6


def test_publishing_over_an_old_bundle_keeps_one_or_the_other(tmp_path: Path) -> None:
    export_bundle(model(1), VOCABULARY, tmp_path / "b", BundleFacts("old"))
    export_bundle(model(2), VOCABULARY, tmp_path / "b", BundleFacts("new"))
    assert json.loads((tmp_path / "b" / MANIFEST).read_text())["name"] == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["b"]
    assert (tmp_path / "b" / MODEL).stat().st_size > 0


def test_equal_weights_are_equal_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_bundle(model(decays=(0.9,)), VOCABULARY, tmp_path / name, BundleFacts("same"))
    assert (tmp_path / "one" / MODEL).read_bytes() == (tmp_path / "two" / MODEL).read_bytes()
