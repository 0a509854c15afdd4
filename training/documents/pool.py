"""Keeps one helper process that opens documents, and replaces it when a file ruins it.

Not thread-safe: one ``Opener`` belongs to one caller.
"""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType

from training.documents.records import Limits, Part


@dataclass(slots=True)
class Opened:
    """One file as the helper gave it; ``left_out`` is the reason when it could not."""

    kind: str = ""
    remark: str = ""
    left_out: str = ""
    parts: list[Part] = field(default_factory=list)


class Opener:
    """``open(path)`` answers within the limits whatever the file is. Use as a context manager."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._pump: threading.Thread | None = None

    def __enter__(self) -> "Opener":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def open(self, path: Path) -> Opened:
        """Read one file; never raises for what the file holds."""
        process = self._running()
        found = Opened()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(str(path)).encode() + b"\n")
            process.stdin.flush()
        except OSError:
            self._stop()
            found.left_out = "the reader stopped on it"
            return found
        ends = time.monotonic() + self._limits.seconds
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, ends - time.monotonic()))
            except queue.Empty:
                self._stop()
                return _cut_short(found, f"took longer than {self._limits.seconds:.0f} seconds")
            if not line:
                self._stop()
                return _cut_short(found, "the reader crashed on it")
            reply = json.loads(line)
            if reply.get("retire"):
                self._stop()
            if _take(found, reply):
                return found

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._stop()
        root = str(Path(__file__).resolve().parents[2])
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "training.documents.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
        )
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(self._limits)).encode() + b"\n")
        self._lines = queue.Queue()
        self._pump = threading.Thread(
            target=_pump, args=(self._process, self._lines), name="documents", daemon=True
        )
        self._pump.start()
        return self._process

    def _stop(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        if self._pump is not None:
            self._pump.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # unwritten requests have no reader any more
                    pipe.close()
        self._process = self._pump = None


def _pump(process: "subprocess.Popen[bytes]", lines: "queue.Queue[bytes]") -> None:
    """Carry the helper's lines over; b"" says that it ended. A thread: Windows selects no pipes."""
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put(b"")


def _take(found: Opened, reply: dict[str, object]) -> bool:
    """Note one reply; true when it is the last."""
    found.kind = str(reply.get("kind", found.kind))
    found.remark = str(reply.get("remark", found.remark))
    found.left_out = str(reply.get("left_out", ""))
    paragraphs, dropped = reply.get("paragraphs"), reply.get("dropped")
    if isinstance(paragraphs, list) and isinstance(dropped, dict):
        found.parts.append(Part(str(reply["part"]), paragraphs, Counter(dropped)))
    return bool(reply.get("end"))


def _cut_short(found: Opened, reason: str) -> Opened:
    """Keep the parts that arrived before a file was given up; without any it is left out."""
    if found.parts:
        found.remark = f"only its first {len(found.parts)} messages: {reason}"
    else:
        found.left_out = reason
    return found
