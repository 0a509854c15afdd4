"""What the tests of faults share: tools of the system, or a word on why a test is skipped."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
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


NOBODY = 65534


def without_powers() -> list[str]:
    """What goes before a command so that it meets closed folders as an ordinary user would, though
    root runs it; skips where that cannot be done."""
    powers = "-dac_override,-dac_read_search,-fowner,-chown"
    command = [tool("setpriv"), f"--bounding-set={powers}", f"--inh-caps={powers}"]
    if subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("setpriv may not give up powers here")
    return command


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


@contextmanager
def mounted(real: Path, folder: Path) -> Iterator[Callable[[], None]]:
    """``real`` to be seen at ``folder``, until the function that this gives is called: then every
    look there fails, as with a network folder that died. Skips where that cannot be done."""
    command = [tool("bindfs"), "-f", str(real), str(folder)]
    folder.mkdir(parents=True, exist_ok=True)
    served = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 20
        while not os.path.ismount(folder):
            if served.poll() is not None or time.monotonic() > end:
                pytest.skip("bindfs may not mount here")
            time.sleep(0.02)

        def kill() -> None:
            served.kill()
            served.wait()

        yield kill
    finally:
        served.kill()
        served.wait()
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)
