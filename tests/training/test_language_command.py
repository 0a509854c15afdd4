"""A folder of text becomes the base of a language, with one command."""

import json
import random
from pathlib import Path

import pytest

from editor_app.prediction.blend import BlendParameters
from editor_app.prediction.engine import Engine
from editor_app.prediction.types import Query
from models.bundle import open_bundle
from models.language import OFFENSIVE, RECORD, WORDS, known, word_hash
from models.profile import BLEND
from training import language

_WORDS = (
    "der die das und ist geht mit nicht auf ein Hund Tante Garten Vogel Buch Haus See Sommer alt "
    "sehr heute morgen singt liest trinkt Tee Onkel Zaungast Stra\u00dfe Fenster offen leise laut"
)
SOME = _WORDS.split()
RECIPE = """
[corpus]
vocabulary = 30
[model]
embedding = 8
hidden = 8
[train]
batch_size = 2
bptt = 8
negatives = 8
tokens = 2000
validation_tokens = 400
"""


def _corpus(folder: Path) -> Path:
    folder.mkdir()
    draw = random.Random(1)
    lines = [f"Der {' '.join(draw.choices(SOME, k=14))}." for _ in range(1600)]
    (folder / "texte.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_one_command_makes_a_base_that_the_editor_uses(tmp_path: Path) -> None:
    recipe, offensive, out = tmp_path / "small.toml", tmp_path / "words.txt", tmp_path / "de_test"
    recipe.write_text(RECIPE, encoding="utf-8")
    offensive.write_text("Tante\n", encoding="utf-8")
    options = ["--recipe", str(recipe), "--licence", "CC0-1.0", "--offensive", str(offensive)]
    corpus = ["--corpus", str(_corpus(tmp_path / "corpus"))]
    wanted = ["--name", "de", "--out", str(out), "--json"]
    assert language.main([*wanted, *corpus, *options]) == 0
    manifest = open_bundle(out).manifest
    assert (manifest.language, manifest.licence) == ("de", "CC0-1.0")
    assert {RECORD, WORDS, OFFENSIVE, "general_counts.safetensors"} <= set(manifest.files)
    assert json.loads((out / RECORD).read_text(encoding="utf-8"))["name"] == "Deutsch"
    assert (out / OFFENSIVE).read_text(encoding="ascii").split() == [word_hash("tante")]
    fitted = BlendParameters.read(out / BLEND)  # by the editor's own tool, on held-out text
    assert fitted.calibration != BlendParameters().calibration
    golden = json.loads((out / "golden.json").read_text(encoding="utf-8"))
    assert golden and all(set(g["text"].split()) <= {"Der", *SOME} for g in golden)
    engine = Engine.open(out)
    assert engine.language == known("de")
    assert "Der" in {s.word for s in engine.suggest(Query("D", k=9, asked=True)).suggestions}
    engine.close()
    # The same run again, without training: another name for the same weights.
    again = ["--name", "nds", "--out", str(tmp_path / "nds"), "--run", f"{out}.run", "--no-fit"]
    assert language.main(again) == 0
    assert open_bundle(tmp_path / "nds").manifest.language == "nds"


def test_without_text_and_without_a_run_it_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(language.CorpusError, match="--corpus"):
        language.main(["--name", "de", "--out", str(tmp_path / "de")])
