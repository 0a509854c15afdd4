"""What nobody expects in the places that the program uses: pipes for files, a current folder that
has gone, names and headings that look like HTML, values without end."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtGui import Qt as GuiQt

from editor_app.documents.recovery import Recovery
from editor_app.places import config_file, geometry_file
from editor_app.settings import Settings
from editor_app.widgets.parts import plain_tip
from tests.editor_app.conftest import House
from tests.faults.machine import environment, linux_only, strace


@linux_only
@pytest.mark.parametrize("name", ["settings.lock", ".settings.toml.partial"])
def test_a_pipe_where_settings_are_written_is_not_waited_for(home: Path, name: str) -> None:
    config_file().parent.mkdir(parents=True)
    os.mkfifo(config_file().with_name(name))
    settings = Settings(config_file())
    settings.set("ghost.words", 3)
    settings.write()
    assert Settings(config_file()).number("ghost.words") == 3


@linux_only
def test_a_pipe_among_the_copies_is_passed_over(tmp_path: Path) -> None:
    left = tmp_path / "1-abc"
    left.mkdir()
    (left / "lock").touch()
    os.mkfifo(left / "a.copy")
    assert Recovery(tmp_path).left() == []


def test_a_number_without_end_in_the_settings_is_said(home: Path) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text("[ghost]\nwords = " + "1" * 5000)
    assert "damaged" in Settings(config_file()).trouble


@linux_only
def test_a_start_from_a_folder_that_has_gone(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    script = (
        "import os, sys; os.rmdir(os.getcwd())\n"
        "from PySide6.QtCore import QTimer\n"
        "from editor_app import app\n"
        "from editor_app.__main__ import main\n"
        "run = app.Application.run\n"
        "def close_soon(built):\n"
        "    QTimer.singleShot(500, built.window.close)\n"
        "    return run(built)\n"
        "app.Application.run = close_soon\n"
        "sys.exit(main(['a.txt']))"
    )
    command = [sys.executable, "-c", script]
    ended = subprocess.run(
        command, cwd=there, env=environment(), capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), ended.stderr


@pytest.mark.parametrize("text", ['<img src="/dev/zero">', "# a <b>bold</b> one", "a < b & c"])
def test_a_tool_tip_loads_nothing(text: str, house: House, tmp_path: Path) -> None:
    tip = plain_tip(text)
    assert "<img" not in tip and (tip == text) != GuiQt.mightBeRichText(text)
    path = tmp_path / text.replace("/", " ")
    path.write_text("text")
    house.open(str(path))
    shown = house.window.workspace.tabToolTip(0)
    assert "<img" not in shown and "<b>" not in shown


@linux_only
def test_a_pipe_where_the_window_s_place_is_noted(house: House) -> None:
    house.open()
    house.window.resize(640, 480)
    house.close()
    house.open()
    assert house.window.width() == 640
    house.close()
    geometry_file().unlink()
    os.mkfifo(geometry_file())
    house.open()
    house.close()
    assert geometry_file().is_file()


def test_a_copy_without_end_is_passed_over_at_once(tmp_path: Path) -> None:
    left = tmp_path / "1-abc"
    left.mkdir()
    (left / "lock").touch()
    for name, said in (("a", b'{"text": 4}\ntext'), ("b", b"x"), ("c", b'{"text": true}\nt')):
        (left / f"{name}.copy").write_bytes(said)
        os.truncate(left / f"{name}.copy", 1 << 33)
    began = time.monotonic()
    assert Recovery(tmp_path).left() == []
    assert time.monotonic() - began < 2.0


def test_settings_that_are_a_link_stay_one(home: Path, tmp_path: Path) -> None:
    config_file().parent.mkdir(parents=True)
    real = tmp_path / "dotfiles.toml"
    real.write_text("\ufeff[ghost]\nwords = 1\n", encoding="utf-8")
    config_file().symlink_to(real)
    settings = Settings(config_file())
    assert (settings.trouble, settings.number("ghost.words")) == ("", 1)
    settings.set("ghost.words", 3)
    assert config_file().is_symlink()
    assert "words = 3" in real.read_text(encoding="utf-8")


def test_settings_damaged_twice_are_kept_twice(home: Path) -> None:
    config_file().parent.mkdir(parents=True)
    for text in ("one = ", "two = "):
        config_file().write_text(text)
        assert "damaged" in Settings(config_file()).trouble
    kept = config_file().parent.glob("settings.damaged*")
    assert {path.read_text() for path in kept} == {"one = ", "two = "}


@linux_only
def test_an_attribute_that_may_not_be_set_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    try:
        for name in ("user.a", "user.b"):
            os.setxattr(path, name, b"x")
    except OSError:
        pytest.skip("this disk has no attributes")
    script = "import sys, pathlib; from editor_app.documents import files\n"
    script += "files.write(pathlib.Path(sys.argv[1]), b'new')"
    faults = strace("-e", "trace=fsetxattr", "-e", "inject=fsetxattr:error=EPERM:when=1")
    subprocess.run(
        [*faults, sys.executable, "-c", script, str(path)],
        env=environment(), check=True, capture_output=True,
    )  # fmt: skip
    assert path.read_text() == "new" and os.listxattr(path) == ["user.b"]
