"""Keeps one helper process that opens documents, and replaces it when a file ruins it.

Not thread-safe: one ``FileOpener`` belongs to one caller.
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

from models.reasons import Reason, Remark, remark_of
from training.documents.records import Limits, Part


@dataclass(slots=True)
class OpenedFile:
    """One file as the helper gave it; ``left_out`` says why when it could not."""

    kind: str = ""
    remark: Remark | None = None
    left_out: Remark | None = None
    parts: list[Part] = field(default_factory=list)


class FileOpener:
    """``open(path)`` answers within the limits whatever the file is. Use as a context manager."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._pump: threading.Thread | None = None

    def __enter__(self) -> "FileOpener":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def open(self, path: Path) -> OpenedFile:
        """Read one file; never raises for what the file holds."""
        process = self._running()
        found = OpenedFile()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(str(path)).encode() + b"\n")
            process.stdin.flush()
        except OSError:
            self._stop()
            found.left_out = Remark(Reason.STOPPED)
            return found
        ends = time.monotonic() + self._limits.seconds
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, ends - time.monotonic()))
            except queue.Empty:
                self._stop()
                return _cut_short(found, round(self._limits.seconds))
            if not line:
                self._stop()
                return _cut_short(found, None)
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


def _take(found: OpenedFile, reply: dict[str, object]) -> bool:
    """Note one reply; true when it is the last."""
    found.kind = str(reply.get("kind", found.kind))
    found.remark = remark_of(reply.get("remark")) or found.remark
    found.left_out = remark_of(reply.get("left_out"))
    paragraphs, dropped, left = map(reply.get, ("paragraphs", "dropped", "left"))
    if isinstance(paragraphs, list) and isinstance(dropped, dict) and isinstance(left, dict):
        found.parts.append(Part(str(reply["part"]), paragraphs, Counter(dropped), left))
    return bool(reply.get("end"))


def _cut_short(found: OpenedFile, seconds: int | None) -> OpenedFile:
    """Keep the parts that arrived before a file was given up: after ``seconds``, or because the
    helper crashed. Without any it is left out."""
    count = len(found.parts)
    if seconds is None:
        cut, none = Remark(Reason.FIRST_MESSAGES_CRASHED, (count,)), Remark(Reason.CRASHED)
    else:
        cut = Remark(Reason.FIRST_MESSAGES_SLOW, (count, seconds))
        none = Remark(Reason.TOO_SLOW, (seconds,))
    if count:
        found.remark = cut
    else:
        found.left_out = none
    return found
