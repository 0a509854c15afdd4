"""A real editor's own client: Neovim, without a screen."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny_bundle import make

pytest.importorskip("pygls")
SCRIPT = Path(__file__).with_name("neovim.lua")


def _neovim() -> str:
    """The program, where there is one whose client knows enough."""
    found = shutil.which("nvim")
    if found is None:
        pytest.skip("there is no Neovim here")
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"v(\d+)\.(\d+)", said)
    if version is None or tuple(map(int, version.groups())) < (0, 11):
        pytest.skip("this Neovim is older than 0.11")
    return found


def test_neovim_gets_ghosts_marks_and_their_correction(tmp_path: Path) -> None:
    neovim, out = _neovim(), tmp_path / "seen.json"
    subprocess.run(
        [neovim, "--clean", "--headless", "-i", "NONE", "-n", "-l", str(SCRIPT)],
        env={
            **os.environ,
            "FORETYPE_PYTHON": sys.executable,
            "FORETYPE_BUNDLE": str(make(tmp_path / "tiny")),
            "FORETYPE_FILE": str(tmp_path / "letter.md"),
            "FORETYPE_OUT": str(out),
        },
        timeout=100,
        check=True,
    )
    seen = json.loads(out.read_text(encoding="utf-8"))
    assert seen["inside"][0].startswith("ider")
    assert seen["mark"] == [10, 17, "misspelling"]  # in bytes, as Neovim counts
    assert seen["line"] == "\U0001f600\u00e4 We receive it."
