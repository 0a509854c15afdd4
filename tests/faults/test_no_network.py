"""A whole session, training included, opens no socket but the display's."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.machine import ROOT, environment, linux_only, strace, tool
from tests.tiny_bundle import make
from tests.training import make_base

pytestmark = linux_only
_FAMILY = re.compile(r"socket(?:pair)?\((\w+)")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A bundle to type with, and a base and documents to train on."""
    make(tmp_path / "bundle")
    make_base.base(tmp_path / "base")
    make_base.documents(tmp_path / "docs")
    (tmp_path / "letter.txt").write_text("Dear all,\n")
    return tmp_path


def without_network() -> list[str]:
    """The command that takes the network away, where that is allowed."""
    command = [tool("unshare"), "-n"]
    tried = subprocess.run([*command, "true"], capture_output=True, check=False)
    return [] if tried.returncode else command


@pytest.mark.timeout(900)
def test_a_whole_session_asks_for_no_network_and_needs_none(place: Path) -> None:
    """Open, type, take ghosts, save, train, close, with every socket call on record.

    Long enough for a library that reports home some seconds after it was loaded (onnxruntime does,
    unless ``models.offline`` forbids it).
    """
    log = place / "sockets"
    run = subprocess.run(
        [*strace("-o", str(log), "-e", "trace=%network"), *without_network(),
         sys.executable, "-m", "tests.faults.typist", "--bundle", str(place / "bundle"),
         "--words", "25", "--every", "0.5", "--train", str(place), str(place / "letter.txt")],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, timeout=850,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout.splitlines()[-1])["ghosts"] > 0
    assert "w25" in (place / "letter.txt").read_text()
    assert (place / "profile" / "report.json").is_file()
    calls = log.read_text().splitlines()
    families = {found[1] for line in calls if (found := _FAMILY.search(line))}
    assert families <= {"AF_UNIX", "AF_LOCAL"}, [line for line in calls if "socket(" in line]
    addressed = [line for line in calls if re.search(r"\b(connect|sendto|bind)\(", line)]
    local = re.compile(r"AF_UNIX|AF_LOCAL|NULL, 0\)")
    assert all(local.search(line) for line in addressed), addressed
