"""No input of any command takes more than linear time, and each gets an answer in words."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.prediction.blend import BlendParameters
from models.bundle import MANIFEST, BundleError, open_bundle, record_files
from models.slips import Probation
from models.vocabulary import Vocabulary, VocabularyError
from tests.editor_app.conftest import Desk
from tests.faults.machine import ROOT, environment, linux_only
from tests.tiny_bundle import make


def foretype(*arguments: str, **more: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "editor_app", *arguments], cwd=ROOT, env=environment(),
        text=True, check=False, stderr=subprocess.PIPE, **{"stdout": subprocess.PIPE, **more},
    )  # fmt: skip


def test_an_endless_word_is_answered_in_linear_time(tmp_path: Path) -> None:
    slips = Probation(open_bundle(make(tmp_path / "bundle")).vocabulary)
    began = time.process_time()
    for letters in range(100_000, 100_050):
        assert slips.uses_needed("a" * letters) == 1
    assert time.process_time() - began < 2


def test_errors_of_the_protocol_carry_the_query_s_id(tmp_path: Path) -> None:
    bundle = str(make(tmp_path / "bundle"))
    lines = ['{"id": 7}', '{"id": "x", "context": 5}', '{"id": NaN, "context": ""}', "nonsense"]
    run = foretype("suggest", "--bundle", bundle, "--jsonl", input="\n".join(lines) + "\n")

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    answers = [json.loads(line, parse_constant=refuse) for line in run.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [7, "x", None, None]
    assert all("not a query" in answer["error"] for answer in answers)


@linux_only
def test_a_full_or_closed_terminal_gets_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    bundle = str(make(tmp_path / "bundle"))
    with Path("/dev/full").open("w") as full:
        run = foretype(
            "suggest", "--bundle", bundle, "--jsonl", input='{"context": "a"}\n', stdout=full
        )
    assert run.returncode == 1
    assert "No space left" in run.stderr
    assert "Traceback" not in run.stderr
    closed = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m editor_app suggest --bundle {bundle} --jsonl <&-"],
        cwd=ROOT, env=environment(), text=True, check=False, capture_output=True,
    )  # fmt: skip
    assert "Traceback" not in closed.stderr


@linux_only
def test_a_device_is_not_read_for_ever() -> None:
    run = foretype("check", "/dev/zero")
    assert run.returncode == 2
    assert "Invalid argument" in run.stderr


def remade(bundle: Path) -> Path:
    """With a manifest that has the right hashes."""
    values = json.loads((bundle / MANIFEST).read_text())
    records = record_files(bundle)
    values["files"] = {n: {"size": r.size, "sha256": r.sha256} for n, r in records.items()}
    (bundle / MANIFEST).write_text(json.dumps(values))
    return bundle


@pytest.mark.parametrize(
    "word", ["a" * 1_000_000, "c\0t", "a\u2028b", "a b", "", "tab\x0bbed"]
)  # fmt: skip
def test_a_bundle_with_an_impossible_word_is_refused(tmp_path: Path, word: str) -> None:
    bundle = make(tmp_path / "bundle")
    lines = (bundle / "vocab.txt").read_text().split("\n")
    lines[10] = f"{word}\t{lines[10].split(chr(9))[1]}"
    (bundle / "vocab.txt").write_text("\n".join(lines))
    began = time.process_time()
    with pytest.raises(BundleError, match="is no word"):
        open_bundle(remade(bundle))
    assert time.process_time() - began < 5


def test_a_count_of_four_hundred_digits_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vocab.txt").write_text("a\t" + "9" * 400 + "\n")
    with pytest.raises(VocabularyError, match="is no word"):
        Vocabulary.read(tmp_path / "vocab.txt")


@pytest.mark.parametrize("record", [{"size": "1"}, {"size": 1.5}, {"sha256": 5}])
def test_a_manifest_with_a_strange_record_is_refused(tmp_path: Path, record) -> None:  # type: ignore[no-untyped-def]
    bundle = make(tmp_path / "bundle")
    values = json.loads((bundle / MANIFEST).read_text())
    values["files"]["vocab.txt"] |= record
    (bundle / MANIFEST).write_text(json.dumps(values))
    with pytest.raises(BundleError):
        open_bundle(bundle)
    values["files"]["nul\0"] = {"size": 0, "sha256": ""}
    values["files"]["vocab.txt"] = {"size": 0, "sha256": ""}
    (bundle / MANIFEST).write_text(json.dumps(values))
    with pytest.raises(BundleError):
        open_bundle(bundle)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize("name", ["vocab.txt", "manifest.json"])
def test_a_bundle_with_a_pipe_in_it_is_refused(tmp_path: Path, name: str) -> None:
    bundle = make(tmp_path / "bundle")
    (bundle / name).unlink()
    os.mkfifo(bundle / name)
    with pytest.raises(BundleError):
        open_bundle(bundle)


@pytest.mark.parametrize("number", [1e308, float("nan"), -1e30])
def test_a_blend_beyond_reason_is_refused(tmp_path: Path, number: float) -> None:
    path = tmp_path / "blend.json"
    plain = BlendParameters()
    plain.write(path)
    BlendParameters.read(path)
    own = np.array(plain.own)
    data = json.loads(path.read_text())
    own[0, 0] = 0
    data["own"][0][0] = number
    path.write_text(json.dumps(data))
    with pytest.raises(ValueError, match="impossible"):
        BlendParameters.read(path)


def test_the_keys_of_alternatives_type_nothing_where_the_ghost_just_went(desk: Desk) -> None:
    desk.editor.ahead.dismiss()
    for key in (Qt.Key.Key_BracketRight, Qt.Key.Key_BracketLeft):
        QTest.keyClick(desk.editor, key, Qt.KeyboardModifier.AltModifier)
    assert desk.text == ""


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + ".txt", "/tmp/" + "x" * 300 + "/a"])
def test_a_name_that_no_disk_takes_is_no_fault_of_the_start(name: str) -> None:
    environment_ = {k: v for k, v in environment().items() if k != "QT_QPA_PLATFORM"}
    run = subprocess.run(
        [sys.executable, "-m", "editor_app", name],
        cwd=ROOT, env=environment_ | {"DISPLAY": "", "WAYLAND_DISPLAY": ""}, input="",
        capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    assert "Traceback" not in run.stderr
