"""A disk that fails at the n-th call, is full, or may not be written: nothing is lost or claimed.

(That one failing call of each kind is noticed, and the full disk under a save, is seen to in
``editor_app/test_files.py``; here every step of a save fails in turn, and kills come at each.)
"""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from editor_app.documents import files
from editor_app.documents.recovery import Copy, Recovery
from editor_app.settings import Settings
from editor_app.statistics import Statistics
from models.counts import CountStore
from models.counts_file import CountsError
from tests.faults.machine import ROOT, environment, linux_only, needs_root, small_disk, strace

OLD, NEW = b"old " * 5000, b"new " * 9_000_000
"""The new text takes three writes."""
_SAVER = """
import sys
from pathlib import Path
from editor_app.documents import files
Path("/proc/self/comm").write_text("saver")  # from here on calls count
try:
    files.write(Path(sys.argv[1]), b"new " * 9_000_000)
    print("saved")
except files.FileError as error:
    print(error)
"""
_CALLS = "write,fsync,fdatasync,fchown,fchmod,linkat,rename,renameat,renameat2,?unlink"


def save_under(folder: Path, injection: str) -> tuple[int, str, bytes, list[str]]:
    """(status, what was said, what stands in the file, other files there) of one save."""
    path = folder / "text"
    path.write_bytes(OLD)
    call = injection.partition(":")[0]
    run = subprocess.run(
        [*strace("-o", os.devnull, "-e", f"trace={_CALLS}", "-e", f"inject={injection}"),
         sys.executable, "-c", _SAVER, str(path)],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in run.stderr, (call, run.stderr)
    others = [p.name for p in folder.iterdir() if p != path]
    return run.returncode, run.stdout.strip(), path.read_bytes(), others


@linux_only
@pytest.mark.parametrize(
    ("call", "error", "when"),
    [
        ("write", "EIO", "2"), ("write", "ENOSPC", "2..3"), ("write", "EDQUOT", "4..5"),
        ("fsync", "EIO", "1"), ("fsync", "EIO", "2"), ("fsync", "EIO", "1..2"),
        ("fsync", "EIO", "1+"), ("fdatasync", "EIO", "1+"), ("linkat", "EPERM", "1"),
        ("rename", "EIO", "1"), ("fchmod", "EPERM", "1"), ("fchown", "EPERM", "1"),
    ],
)  # fmt: skip
def test_at_every_step_it_is_saved_or_said(
    tmp_path: Path, call: str, error: str, when: str
) -> None:
    _, said, now, others = save_under(tmp_path, f"{call}:error={error}:when={when}")
    assert others == []
    if said == "saved" or "did not confirm" in said:
        assert now == NEW
    else:
        assert now == OLD
        assert said.endswith("The file on disk is unchanged.")


@linux_only
def test_a_folder_that_cannot_be_flushed_is_not_reported_as_saved(tmp_path: Path) -> None:
    _, said, now, _ = save_under(tmp_path, "fsync:error=EIO:when=2")
    assert (now, "did not confirm" in said) == (NEW, True)


@linux_only
@pytest.mark.parametrize(
    ("call", "when"),
    [("write", 2), ("write", 3), ("write", 4), ("fchown", 1), ("fchmod", 1), ("fsync", 1),
     ("linkat", 1), ("rename", 1), ("fsync", 2)],
)  # fmt: skip
def test_killed_at_every_step_the_file_is_old_or_new(tmp_path: Path, call: str, when: int) -> None:
    status, said, now, others = save_under(tmp_path, f"{call}:signal=KILL:when={when}")
    assert status != 0
    assert said == ""
    assert now in (OLD, NEW)
    assert len(others) <= 1
    assert all((tmp_path / name).read_bytes() == NEW for name in others)  # whole, or not there


def fill(folder: Path) -> None:
    """Leave no room on the disk."""
    with (folder / "ballast").open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 10, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue


@linux_only
@needs_root
def test_a_full_home_disk_is_said_and_nothing_is_torn(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "2m") as disk:
        settings = Settings(disk / "settings.toml")
        settings.set("look.size", 20)
        before = (disk / "settings.toml").read_bytes()
        counts = CountStore(disk / "counts.sqlite")
        counts.add("a", ["one", "two", "three"])
        content = list(counts.content())
        book = Statistics(disk / "statistics.sqlite", lambda: date(2026, 1, 1))
        book.record("d", typed=5)
        recovery = Recovery(disk / "recovery")
        copy = Copy("d1", "", "Untitled", "text\n", "utf-8", "", "\n", 0, 3, 1.0)
        assert recovery.keep(copy)
        text = disk / "text"
        files.write(text, b"old")
        fill(disk)

        with pytest.raises(files.FileError, match="the disk is full"):
            files.write(text, b"x" * 100_000)
        settings.set("look.size", 30)
        assert "could not be kept" in settings.trouble
        with pytest.raises(CountsError, match="cannot be written"):
            counts.add("b", [f"word{n}" for n in range(50_000)])
        book.record("d", typed=1)
        assert not recovery.keep(replace(copy, text="longer " * 50_000))
        assert "No safety copy" in recovery.trouble

        assert text.read_bytes() == b"old"
        assert (disk / "settings.toml").read_bytes() == before
        assert list(counts.content()) == content
        other = Recovery(disk / "recovery")
        assert recovery._lock is not None
        recovery._lock.close()
        (left,) = other.left()
        assert left.copy == copy
        (disk / "ballast").unlink()
        counts.add("b", ["four"])
        assert counts.count("four") == 1
        settings.set("look.size", 31)
        assert Settings(disk / "settings.toml").number("look.size") == 31
        counts.close()
        book.close()


_STEPPED_DOWN = """
import os, sys
from pathlib import Path
from editor_app.documents import files
path = Path(sys.argv[1])
files.write(path.with_name("warm"), b"all is imported that is needed")
os.setgid(65534); os.setuid(65534)
print(files.read(path).text)
for place in (path, path.with_name("new")):
    try:
        files.write(place, b"new")
        print("saved")
    except files.FileError as error:
        print(error)
"""


@linux_only
@needs_root
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    for parent in (tmp_path, *tmp_path.parents):
        if parent.owner() == "root" and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o755)
    path = folder / "text"
    path.write_bytes(b"old")
    path.chmod(0o666)  # the file may be written, its folder not
    run = subprocess.run(
        [sys.executable, "-c", _STEPPED_DOWN, str(path)],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    read, here, there = run.stdout.splitlines()
    assert read == "old"
    assert "read-only" in here
    assert "read-only" in there
    assert path.read_bytes() == b"old"


@linux_only
@needs_root
def test_a_disk_that_is_read_only_is_said(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1m") as disk:
        path = disk / "text"
        path.write_bytes(b"old")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(files.FileError, match="read-only"):
            files.write(path, b"new")
        with pytest.raises(files.FileError, match="the disk is read-only"):
            files.write(disk / "new", b"new")
        assert path.read_bytes() == b"old"
