"""Fitting from the command line, on texts and on a person's own documents."""

import json
from pathlib import Path

import pytest

from editor_app.fitting import blend
from editor_app.prediction.blend import BlendParameters
from editor_app.prediction.engine import Engine
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
    (held / "text.txt").write_text(f"{TEXT}\f\n{TEXT * 3}")
    arguments = ["--bundle", bundle, "--profile", bundle, "--held-out", held, "--most", 400]
    monkeypatch.setattr("sys.argv", ["fit", *map(str, arguments)])
    assert blend.main() == 0
    before, after = (
        float(part) for part in capsys.readouterr().err.split("held-out loss ")[1].split(" -> ")
    )
    assert after < before, "the counts know this text by heart, the model nothing of it"
    own, shipped = BlendParameters.read(bundle / "blend.json"), BlendParameters.read()
    assert (own.own != shipped.own).any()
    assert own.calibration != shipped.calibration


def test_pieces_are_spread_over_all_texts() -> None:
    texts = ["".join(f"{t} line {n} of it\n" for n in range(2000)) for t in range(2)]
    pieces = blend._pieces(texts, 1000)
    words = [piece.split() for piece in pieces]
    assert sum(map(len, words)) == pytest.approx(1000, abs=5 * len(pieces))
    assert {row[0] for row in words} == {"0", "1"}
    assert max(int(row[2]) for row in words) > 1500
    assert blend._pieces(["", "one\ntwo\n"], 50) == ["one\ntwo\n"]
