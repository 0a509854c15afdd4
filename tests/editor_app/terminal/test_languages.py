"""The terminal in the languages of this computer: by option, by query, by the text itself."""

import io
import json
from pathlib import Path

import pytest

from editor_app.places import config_file, data_dir
from editor_app.settings import Settings
from editor_app.terminal import commands
from models.counts import CountStore
from models.profile import COUNTS
from tests.tiny_bundle import make

GERMAN = (
    "Das Haus ist alt und der Hund ist dick. Die Tante geht in das Haus und der Hund geht in den "
    "Garten. Das dicke Buch ist sehr alt. "
)
FRENCH = (
    "Le chat aime le grand arbre et le chat voit la maison. On aime la maison et le grand arbre. "
    "Le chat dort dans la maison et le chien dort dans la rue. "
)


@pytest.fixture(autouse=True)
def _bases() -> None:
    make(data_dir() / "languages" / "german", GERMAN, "de")
    make(data_dir() / "languages" / "french", FRENCH, "fr")
    config_file().parent.mkdir(parents=True, exist_ok=True)
    Settings(config_file()).set("ghost.language", "german")


def _asked(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *options: str,
    **query: object,
) -> list[str]:
    line = json.dumps(query).encode() + b"\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(line)))
    assert commands.main(["suggest", "--jsonl", *options]) == 0
    return list(json.loads(capsys.readouterr().out)["suggestions"])


def test_suggestions_are_in_the_language_that_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    french = {"context": "On aime la mai"}
    assert _asked(monkeypatch, capsys, context="in das Ha") == ["Haus"]
    assert _asked(monkeypatch, capsys, **french) == []
    assert _asked(monkeypatch, capsys, "--language", "fr", **french) == ["maison"]
    assert _asked(monkeypatch, capsys, "--language", "de+french", **french) == ["maison"]
    assert _asked(monkeypatch, capsys, languages=["fr"], **french) == ["maison"]


def test_a_language_that_is_not_here_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["suggest", "--jsonl", "--language", "sv"]) == 1
    assert "\u201csv\u201d" in capsys.readouterr().err


def test_a_document_is_learned_and_forgotten_in_its_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("py3langid")
    letter = tmp_path / "lettre.txt"
    letter.write_text(3 * FRENCH, encoding="utf-8")
    assert commands.main(["learn", str(letter)]) == 0
    store = CountStore(data_dir() / "profile-french" / COUNTS)
    assert [document.name for document in store.documents()] == [str(letter)]
    store.close()
    assert commands.main(["export"]) == 0
    assert "maison" in capsys.readouterr().out
    assert commands.main(["forget", str(letter)]) == 0
    assert "forgotten" in capsys.readouterr().out
