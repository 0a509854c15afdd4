"""What bundles save on far text, word by word, with counts on."""

import json
from pathlib import Path

import pytest

from editor_app.fitting import savings
from editor_app.prediction.engine import Engine
from tests.tiny_bundle import make

TEXT = "We consider the Quillfeather matter. The dog sat on the mat with Quillfeather.\n"


def test_counts_save_keys_and_equal_bundles_save_equally(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, held, bare = make(tmp_path / "tiny"), tmp_path / "held", tmp_path / "bare"
    engine = Engine.open(bundle, held)
    engine.memory.learn("rest", TEXT * 40)
    engine.close()
    bare.mkdir()
    found = []
    for folder in (held, bare):
        (folder / "far.txt").write_text(TEXT * 3)
        arguments = ["savings", str(bundle), str(bundle), "--held-out", str(folder)]
        monkeypatch.setattr("sys.argv", [*arguments, "--most", "20"])
        assert savings.main() == 0
        found.append(json.loads(capsys.readouterr().out))
    counted, plain = found
    assert len(counted["characters"]) == 20 and counted["characters"][0] == len("We ")
    assert counted["bundles"][0] == counted["bundles"][1]
    first, second = counted["bundles"][0], plain["bundles"][0]
    assert sum(first["saved"]) > sum(second["saved"])
    name = len("Quillfeather ")
    assert first["saved"][3] > 0 and first["saved"][3] <= name - 1
    assert sum(first["first"]) <= sum(first["three"]) <= 20
