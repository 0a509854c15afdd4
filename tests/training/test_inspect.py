"""``python -m training inspect`` lists every file, and survives odd ones."""

import json
from pathlib import Path

import pytest

from tests.training import make_documents as make
from training import inspect


def test_every_file_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make.docx(tmp_path / "a.docx")
    (tmp_path / "b.bin").write_bytes(bytes(range(256)))
    assert inspect.main([str(tmp_path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["read"] == 1
    assert report["left_out"] == 1
    assert [Path(file["path"]).name for file in report["files"]] == ["a.docx", "b.bin"]


def test_the_table_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make.eml(tmp_path / "a.eml")
    (tmp_path / "b\x1b[31m.bin").write_bytes(b"")
    assert inspect.main([str(tmp_path), "--sample", "1"]) == 0
    out = capsys.readouterr().out
    assert "quoted mail" in out
    assert "empty" in out
    assert make.TEXT[0] in out
    assert "\x1b" not in out


def test_nothing_to_read_is_an_exit_status(tmp_path: Path) -> None:
    assert inspect.main([str(tmp_path)]) == 1
