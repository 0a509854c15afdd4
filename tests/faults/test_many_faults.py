"""Faults by the hundred, at random: each save and each safety copy is whole, and no lie is told.

``FORETYPE_FAULTS`` says how many calls of the system are to fail (the nightly form: 1000 and more),
``FORETYPE_KILLS`` how many processes are to die while they save.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.faults.machine import KILLS, ROOT, environment, linux_only, strace

pytestmark = linux_only
FAULTS = int(os.environ.get("FORETYPE_FAULTS", "20"))
_WRONG = 255
_ERRORS = ("EIO", "ENOSPC", "EINTR", "EACCES", "EDQUOT", "ESTALE", "EROFS")
_CALLS = ("write", "fsync", "linkat", "rename", "fchmod", "fchown")
_WORKER = f"""
import os, sys
from itertools import count
from pathlib import Path
from editor_app.documents import files
from editor_app.documents.recovery import Copy, Recovery

folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
path, recovery = folder / "text", Recovery(folder / "recovery")
now, kept, told = path.read_bytes(), None, 0
for number in range(rounds) if rounds else count():
    new = b"%d" % (number % 10) * 50_000
    try:
        files.write(path, new)
        now = new
    except files.FileError as error:
        told += 1
        if "did not confirm" in str(error):
            now = new
    if rounds and path.read_bytes() != now:
        os._exit({_WRONG})
    text = str(number % 10) * 50_000
    if recovery.keep(Copy("d", "", "?", text, "utf-8", "", "\\n", 0, 0, 1.0)):
        kept = text
    else:
        told += 1
    copies = [file.read_bytes() for file in folder.glob("recovery/*/d.copy")]
    if rounds and copies != [] and not copies[0].endswith((kept or "").encode()):
        os._exit({_WRONG})
    if rounds and kept is not None and copies == []:
        os._exit({_WRONG})
os._exit(min(told, {_WRONG - 1}))
"""


def start(folder: Path, rounds: int, before: list[str]) -> "subprocess.Popen[bytes]":
    (folder / "text").write_bytes(b"0" * 50_000)
    return subprocess.Popen(
        [*before, sys.executable, "-c", _WORKER, str(folder), str(rounds)],
        cwd=ROOT, env=environment(),
    )  # fmt: skip


def test_whatever_call_fails_it_is_whole_and_told(tmp_path: Path) -> None:
    dice, injected, runs = random.Random(), 0, 0
    while injected < FAULTS:
        runs += 1
        call, error = dice.choice(_CALLS), dice.choice(_ERRORS)
        when = f"{dice.randint(1, 9)}+{dice.randint(2, 7)}"
        folder, log = tmp_path / str(runs), tmp_path / f"{runs}.log"
        folder.mkdir()
        inject = f"inject={call}:error={error}:when={when}"
        status = start(
            folder, 60, strace("-o", str(log), "-e", f"trace={call}", "-e", inject)
        ).wait()
        assert status != _WRONG, inject
        assert 0 <= status < _WRONG, inject
        injected += log.read_text().count("(INJECTED)")


def test_whenever_it_is_killed_both_are_whole(tmp_path: Path) -> None:
    dice = random.Random()
    for _ in range(KILLS):
        worker = start(tmp_path, 0, [])
        end = time.monotonic() + 60
        while not any(tmp_path.glob("recovery/*/d.copy")) and time.monotonic() < end:
            time.sleep(0.005)
        time.sleep(dice.random() / 20)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        for file in (tmp_path / "text", *tmp_path.glob(".foretype-*")):
            data = file.read_bytes()
            assert len(data) == 50_000 and len(set(data)) == 1
        (copy,) = tmp_path.glob("recovery/*/d.copy")
        text = copy.read_bytes().partition(b"\n")[2]
        assert len(text) == 50_000 and len(set(text)) == 1
        for left in [*tmp_path.glob(".foretype-*"), *tmp_path.glob("recovery/*/*")]:
            left.unlink()
        for left in tmp_path.glob("recovery/*"):
            left.rmdir()
