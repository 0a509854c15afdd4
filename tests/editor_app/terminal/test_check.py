"""``foretype check``."""

import json
from pathlib import Path

import pytest

from editor_app.spelling.hints import SpellChecker
from editor_app.spelling.setup import open_checker
from editor_app.terminal.check import run


def _open(_text: str) -> SpellChecker:
    return open_checker()


def test_hints_are_printed_with_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "text.txt"
    file.write_text("All right.\nBut we recieve it.\n", encoding="utf-8")
    assert run(str(file), _open, as_json=False) == 1
    assert capsys.readouterr().out.startswith(f"{file}:2:8: recieve \u2192 receive")
    assert run(str(file), _open, as_json=True) == 1
    (hint,) = json.loads(capsys.readouterr().out)
    assert (hint["start"], hint["end"], hint["line"], hint["column"]) == (18, 25, 2, 8)
    assert (hint["word"], hint["kind"]) == ("recieve", "misspelling")
    assert hint["suggestions"][0] == "receive"


def test_clean_text_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "text.txt"
    file.write_text("All is right.\n", encoding="utf-8")
    assert run(str(file), _open, as_json=False) == 0
    assert capsys.readouterr().out == ""


def test_a_file_that_cannot_be_read_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(tmp_path / "none.txt"), _open, as_json=False) == 2
    assert "none.txt" in capsys.readouterr().err
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    assert run(str(tmp_path / "latin.txt"), _open, as_json=False) == 2
