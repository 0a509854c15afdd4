"""Fitting from the command line, on texts and on a person's own documents."""

import json
from pathlib import Path

import numpy as np
import pytest

from editor_app.fitting import blend
from editor_app.fitting.blend import LETTERS, Sample, calibrate, fit, loss
from editor_app.prediction.blend import OWN, SHARED, SOURCES, BlendParameters
from editor_app.prediction.engine import Engine
from models.profile import BLEND
from models.profile import shipped as base
from tests.tiny_bundle import make

TEXT = "We consider the Quillfeather matter. The dog sat on the mat with Quillfeather. " * 12


def test_fit_on_texts_writes_parameters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle, text, out = make(tmp_path / "tiny"), tmp_path / "text.txt", tmp_path / "blend.json"
    text.write_text(TEXT)
    monkeypatch.setattr(
        "sys.argv",
        ["fit", str(text), "--bundle", str(bundle), "--out", str(out), "--most", "40"],
    )
    assert blend.main() == 0
    assert BlendParameters.read(out).own.shape == BlendParameters().own.shape


def test_refit_on_a_profile_adopts_only_what_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, profile = make(tmp_path / "tiny"), tmp_path / "profile"
    engine = Engine.open(bundle, profile)
    engine.memory.learn("letters", TEXT * 12)
    engine.close()
    monkeypatch.setattr("sys.argv", ["fit", "--bundle", str(bundle), "--profile", str(profile)])
    assert blend.main() == 0
    before, after = (
        float(part) for part in capsys.readouterr().err.split("held-out loss ")[1].split(" -> ")
    )
    written = (profile / "blend.json").exists()
    assert written == (after < before)
    if written:
        assert json.loads((profile / "blend.json").read_text())["sources"]
        Engine.open(bundle, profile).close()


def test_refit_without_documents_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = make(tmp_path / "tiny")
    monkeypatch.setattr(
        "sys.argv", ["fit", "--bundle", str(bundle), "--profile", str(tmp_path / "empty")]
    )
    assert blend.main() == 1
    assert "nothing" in capsys.readouterr().err


def test_fit_on_what_a_training_held_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, held = make(tmp_path / "tiny"), tmp_path / "held"
    engine = Engine.open(bundle, held)
    engine.memory.learn("rest", TEXT * 4)
    engine.close()
    (held / "near.txt").write_text(f"{TEXT}\f\n{TEXT * 3}")
    arguments = ["--bundle", bundle, "--profile", bundle, "--held-out", held, "--most", 400]
    monkeypatch.setattr("sys.argv", ["fit", *map(str, arguments)])
    assert blend.main() == 0
    before, after = (
        float(part) for part in capsys.readouterr().err.split("held-out loss ")[1].split(" -> ")
    )
    assert after < before, "the counts know this text by heart, the model nothing of it"
    own, shipped = (BlendParameters.read(each / BLEND) for each in (bundle, base()))
    assert (own.own != shipped.own).any()
    assert own.calibration != shipped.calibration


def test_the_last_tenth_begins_at_a_word_in_every_script() -> None:
    assert blend._cut("word " * 20) == 90
    assert blend._cut("\u6211\u4eec\u53bb\n" * 10) == 36  # the line that stands nine tenths in


def test_pieces_are_spread_over_all_texts() -> None:
    texts = ["".join(f"{t} line {n} of it\n" for n in range(2000)) for t in range(2)]
    pieces = blend.pieces(texts, 1000)
    words = [piece.split() for piece in pieces]
    assert sum(map(len, words)) == pytest.approx(1000, abs=5 * len(pieces))
    assert {row[0] for row in words} == {"0", "1"}
    assert max(int(row[2]) for row in words) > 1500
    assert blend.pieces(["", "one\ntwo\n"], 50) == ["one\ntwo\n"]


def _sample(count: int, informative: int) -> Sample:
    chance = np.random.default_rng(0)
    own = chance.random((count, len(SOURCES), OWN)).astype(np.float32)
    own[:, :, 0] = 1.0
    probability = chance.random((count, len(SOURCES))).astype(np.float32) * 0.01
    probability[:, informative] += 0.5 * own[:, informative, 1]
    shared = chance.random((count, SHARED)).astype(np.float32)
    present, bias = np.ones_like(probability, bool), np.zeros_like(probability)
    mass = np.zeros((count, LETTERS, len(SOURCES)), np.float32)
    mass[:, 0] = 1.0
    return Sample(own, shared, present, probability, bias, mass)


def test_the_fit_finds_the_source_that_knows() -> None:
    sample = _sample(400, 4)
    start = BlendParameters()
    fitted = fit(sample, start, rounds=150)
    assert loss(sample, fitted) < loss(sample, start) - 0.2


def test_a_source_that_knows_inside_words_alone_is_found_too() -> None:
    sample = _sample(300, 4)
    chance = np.random.default_rng(2)
    # Behind the first letter all sources but the fifth give much to other words.
    sample.mass[:, 1] = sample.probability + chance.random(sample.probability.shape) * 0.5
    sample.mass[:, 1, 5] = sample.probability[:, 5] = 0.2
    fitted = fit(sample, BlendParameters(), rounds=150)
    weights = blend.weights_of(sample, fitted.own, fitted.shared).mean(0)
    assert weights[5] > 2 / len(SOURCES)


def test_the_slope_is_that_of_the_loss() -> None:
    sample = _sample(6, 4)
    chance = np.random.default_rng(3)
    sample.mass[:4, 1] = sample.probability[:4] + chance.random((4, len(SOURCES)))
    parameters = BlendParameters()
    weights = blend.weights_of(sample, parameters.own, parameters.shared)
    slope = blend._slope(sample, weights.astype(np.float64))
    for place, source in ((0, 4), (2, 0), (5, 11)):
        found = []
        for step in (0.01, -0.01):
            sample.bias[place, source] = step
            found.append(loss(sample, parameters))
        sample.bias[place, source] = 0.0
        assert (found[0] - found[1]) / 0.02 == pytest.approx(slope[place, source], abs=1e-3)


def test_calibration_makes_probabilities_come_true() -> None:
    chance = np.random.default_rng(1)
    said = chance.random(5000) * 0.98 + 0.01
    right = chance.random(5000) < said**2  # over-confident
    slope, shift = calibrate(list(zip(said.tolist(), right.tolist(), strict=True)))
    odds = np.log(said / (1 - said)) * slope + shift
    assert abs((1 / (1 + np.exp(-odds))).mean() - right.mean()) < 0.02
