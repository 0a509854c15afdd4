"""What the tests of faults share: tools of the system, or a word on why a test is skipped."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("FORETYPE_KILLS", "6"))
"""How often tests kill: a few times here, hundreds of times when it is to be known."""

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="injects faults as Linux can")
needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to mount or to step down"
)


def environment(**more: str) -> dict[str, str]:
    """The test's environment for a process of its own that imports from here."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", **more}


def tool(name: str) -> str:
    """The path of a program; skips the test where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


def strace(*options: str) -> list[str]:
    """strace with these options; skips where it is missing or may not trace."""
    command = [tool("strace"), "-f", "-qqq"]
    tried = subprocess.run([*command, "-e", "trace=none", "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("strace may not trace here")
    return [*command, *options]


def faketime() -> str:
    """The library that fakes clocks; skips where it is not installed."""
    for folder in (
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib64",
        "/usr/lib",
    ):
        library = Path(folder) / "faketime" / "libfaketimeMT.so.1"
        if library.exists():
            return str(library)
    pytest.skip("libfaketime is not installed here")


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own at ``folder``; skips where mounting is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
