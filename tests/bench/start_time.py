"""How long after its start can the program be written in, and when does the first ghost show?

    python tests/bench/start_time.py [--rounds 5] [PROGRAM ARGUMENT…]

Default program: this checkout's. It is started with an empty home on a screen of its own (Xvfb) and
a file of one unfinished line; a key is pressed as soon as the text stands in the window. What is
timed is read off the screen: a first start, not counted, shows which pixels the text and the ghost
are. Printed: medians of start → text on screen, start → ghost on screen, and the CPU time used by
then, which is the same on a busy machine.
"""

import argparse
import ctypes
import ctypes.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import psutil

ROOT = Path(__file__).resolve().parents[2]
LINE, KEY = "We went to the resta", "u"
WIDTH, HEIGHT = 1000, 700
ROWS = 120
"""Of the screen that are looked at: menu and first line. Looking at more would slow the program."""
PATIENCE = 60.0
Picture = npt.NDArray[np.uint8]


class _Image(ctypes.Structure):
    """The head of Xlib's XImage."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("width", "height", "xoffset", "format")),
        ("data", ctypes.c_void_p),
        *((name, ctypes.c_int) for name in ("byte_order", "unit", "bit_order", "pad", "depth")),
        ("bytes_per_line", ctypes.c_int),
    )


class Screen:
    """An Xvfb of our own: pictures of it and keys into it."""

    def __init__(self) -> None:
        name = f":{100 + os.getpid() % 800}"
        size = f"{WIDTH}x{HEIGHT}x24"
        self._server = subprocess.Popen(
            ["Xvfb", name, "-screen", "0", size, "-nolisten", "tcp"], stderr=subprocess.DEVNULL
        )
        self.environment = {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
        self._x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._test = ctypes.CDLL(ctypes.util.find_library("Xtst") or "libXtst.so.6")
        for function, result in (
            ("XOpenDisplay", ctypes.c_void_p),
            ("XGetImage", ctypes.POINTER(_Image)),
            ("XStringToKeysym", ctypes.c_ulong),
            ("XDefaultRootWindow", ctypes.c_ulong),
        ):
            getattr(self._x11, function).restype = result
        display = None
        while not display:
            time.sleep(0.1)
            display = self._x11.XOpenDisplay(name.encode())
        self._display = ctypes.c_void_p(display)
        self._root = ctypes.c_ulong(self._x11.XDefaultRootWindow(self._display))

    def picture(self) -> Picture:
        """The top of the screen. (ROWS, WIDTH, 4)"""
        planes = ctypes.c_ulong(0xFFFFFFFF)
        image = self._x11.XGetImage(self._display, self._root, 0, 0, WIDTH, ROWS, planes, 2)
        at = image.contents
        buffer = (ctypes.c_uint8 * (at.bytes_per_line * ROWS)).from_address(at.data)
        copy = np.frombuffer(buffer, np.uint8).reshape(ROWS, -1, 4).copy()
        self._x11.XDestroyImage(image)
        return copy

    def press(self, symbol: str) -> None:
        """Press and release a key."""
        number = ctypes.c_ulong(self._x11.XStringToKeysym(symbol.encode()))
        code = self._x11.XKeysymToKeycode(self._display, number)
        for down in (1, 0):
            self._test.XTestFakeKeyEvent(self._display, code, down, 0)
        self._x11.XFlush(self._display)

    def close(self) -> None:
        """End it."""
        self._server.terminate()
        self._server.wait(10)


@dataclass(frozen=True)
class Pixels:
    """Some pixels of the screen and what they are when something is shown."""

    mask: npt.NDArray[np.bool_]
    shown: Picture

    @classmethod
    def of(cls, before: Picture, after: Picture) -> "Pixels":
        """Those that differ between two pictures."""
        mask = (before != after).any(2)
        return cls(mask, after[mask])

    def seen_in(self, picture: Picture) -> bool:
        """Nearly all are as they were; the cursor may blink among them."""
        same = (picture[self.mask] == self.shown).all(1)
        return bool(same.mean() > 0.9)


class Program:
    """A running program with an empty home."""

    def __init__(self, command: list[str], screen: Screen) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        file = folder / "note.txt"
        file.write_text(LINE, encoding="utf-8")
        homes = {f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "DATA", "STATE")}
        environment = os.environ | {"HOME": str(folder)} | homes | screen.environment
        environment.pop("WAYLAND_DISPLAY", None)
        self.started = time.monotonic()
        self._process = subprocess.Popen([*command, str(file)], env=environment, cwd=ROOT)

    def cpu(self) -> float:
        """CPU seconds so far, of the program and all its children."""
        top = psutil.Process(self._process.pid)
        return sum(sum(process.cpu_times()[:2]) for process in (top, *top.children(recursive=True)))

    def close(self) -> None:
        """End it, not kindly."""
        self._process.kill()
        self._process.wait(10)
        self._folder.cleanup()


def wait_until(screen: Screen, seen: Callable[[Picture], bool]) -> Picture:
    """Look at the screen until it shows something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        picture = screen.picture()
        if seen(picture):
            return picture
        time.sleep(0.02)
    raise TimeoutError("the screen never showed it")


def still(screen: Screen, seconds: float = 1.5) -> Picture:
    """The picture once nothing large has changed for a while."""
    last, since = screen.picture(), time.monotonic()
    end = since + PATIENCE
    while time.monotonic() - since < seconds and time.monotonic() < end:
        time.sleep(0.1)
        now = screen.picture()
        if (now != last).any(2).sum() > 120:  # more than a cursor
            last, since = now, time.monotonic()
    return screen.picture()


def learn(command: list[str], screen: Screen) -> tuple[Pixels, Pixels]:
    """Which pixels are the text, and which the ghost behind it."""
    program = Program(command, screen)
    try:
        wait_until(screen, lambda picture: len(np.unique(picture[..., 0])) > 8)
        opened = still(screen, 4.0)
        screen.press("End")
        screen.press(KEY)
        ghost = still(screen)
        screen.press("Escape")
        dismissed = still(screen)
        screen.press("Home")
        for _ in LINE + KEY:
            screen.press("Delete")
        empty = still(screen)
    finally:
        program.close()
    return Pixels.of(empty, opened), Pixels.of(dismissed, ghost)


def measure(command: list[str], screen: Screen, text: Pixels, ghost: Pixels) -> list[float]:
    """Seconds to the text, to the ghost, and CPU seconds by then."""
    wait_until(screen, lambda picture: not text.seen_in(picture))
    program = Program(command, screen)
    try:
        wait_until(screen, text.seen_in)
        usable = time.monotonic() - program.started
        screen.press("End")
        screen.press(KEY)
        wait_until(screen, ghost.seen_in)
        return [usable, time.monotonic() - program.started, program.cpu()]
    finally:
        program.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = options.command or [sys.executable, "-m", "editor_app"]
    screen = Screen()
    try:
        text, ghost = learn(command, screen)
        rows = [measure(command, screen, text, ghost) for _ in range(options.rounds)]
    finally:
        screen.close()
    names = ("start to text on screen, s", "start to first ghost, s", "CPU by then, s")
    print(f"pixels of the text {int(text.mask.sum())}, of the ghost {int(ghost.mask.sum())}")
    for name, values in zip(names, zip(*rows, strict=True), strict=True):
        each = " ".join(f"{value:.2f}" for value in values)
        print(f"{name:28} median {statistics.median(values):.2f}   all {each}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
