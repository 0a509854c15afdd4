"""Fitting from the command line, on texts and on a person's own documents."""

import json
from pathlib import Path

import pytest

from editor_app.prediction import fit
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
    assert fit.main() == 0
    assert BlendParameters.read(out).own.shape == BlendParameters().own.shape


def test_refit_on_a_profile_adopts_only_what_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, profile = make(tmp_path / "tiny"), tmp_path / "profile"
    engine = Engine.open(bundle, profile)
    engine.learn("letters", TEXT * 12)
    engine.close()
    monkeypatch.setattr("sys.argv", ["fit", "--bundle", str(bundle), "--profile", str(profile)])
    assert fit.main() == 0
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
    assert fit.main() == 1
    assert "nothing" in capsys.readouterr().err
