"""Does the computer run on its battery? Asks the system's own files and tools; no Qt.

Not through psutil, which takes the battery of a wireless mouse for the computer's.
"""

import ctypes
import subprocess
import sys
from pathlib import Path

_SUPPLIES = Path("/sys/class/power_supply")


def on_battery(supplies: Path = _SUPPLIES) -> bool:
    """Whether it does; ``False`` where the system does not tell or has no battery."""
    try:
        if sys.platform == "win32":
            return _windows()
        if sys.platform == "darwin":
            return _mac()
        return _linux(supplies)
    except (OSError, subprocess.SubprocessError):
        return False


def _linux(supplies: Path) -> bool:
    """Mains that deliver decide; without any, a system battery that discharges does."""
    discharging = False
    for supply in supplies.iterdir():
        kind = _read(supply / "type")
        if kind in ("Mains", "USB") and _read(supply / "online") == "1":
            return False
        if kind == "Battery" and _read(supply / "scope") != "Device":
            discharging |= _read(supply / "status") == "Discharging"
    return discharging


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _mac() -> bool:
    told = subprocess.run(
        ["/usr/bin/pmset", "-g", "batt"], capture_output=True, text=True, timeout=5, check=False
    )
    return "'Battery Power'" in told.stdout


def _windows() -> bool:
    class Status(ctypes.Structure):
        _fields_ = (
            ("mains", ctypes.c_ubyte),
            ("battery", ctypes.c_ubyte),
            ("percent", ctypes.c_ubyte),
            ("saver", ctypes.c_ubyte),
            ("seconds", ctypes.c_uint32),
            ("seconds_full", ctypes.c_uint32),
        )

    status = Status()
    library = getattr(ctypes, "windll").kernel32  # noqa: B009  (mypy knows it on Windows only)
    return bool(library.GetSystemPowerStatus(ctypes.byref(status))) and status.mains == 0
