"""Safety copies of unsaved text, and finding them again after a crash.

Each running editor owns one folder, held by a lock that the system frees however the process ends.
A folder without owner holds what a crash left. Copies never touch the person's own files. Standard
library only; must not know widgets. Thread-safe per document as long as one thread writes.
"""

import contextlib
import json
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from editor_app.language import tr

_SLICE = 2000
"""So many lines are encoded at once, so that no thread holds the interpreter for long."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Unsaved text of one document."""

    document: str
    path: str
    """Of its file; "" for a document that was never saved."""
    title: str
    text: str
    """What the window held; lines joined with "\\n"."""
    encoding: str
    bom: str
    """As hexadecimal digits."""
    end: str
    guard: int
    cursor: int
    when: float
    digest: str = ""
    """Of the file that was edited, to see whether it has changed since."""


@dataclass(frozen=True, slots=True)
class Left:
    """A copy that an editor which is gone left behind."""

    file: Path
    copy: Copy


class Recovery:
    """This editor's safety copies under ``root``, and those that others left there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._own = root / f"{os.getpid()}-{secrets.token_hex(4)}"
        self._lock: IO[bytes] | None = None
        self.trouble = ""

    def keep(self, copy: Copy, lines: Sequence[str] | None = None) -> bool:
        """Write the copy, all or nothing; ``False`` (with the reason in ``trouble``) if that
        failed. ``lines`` are its text, if it is not in the copy itself."""
        lines = copy.text.split("\n") if lines is None else lines
        target = self._own / f"{copy.document}.copy"
        temporary = target.with_suffix(".new")
        try:
            self._claim()
            with temporary.open("wb") as file:
                head = asdict(copy) | {"text": sum(len(line) + 1 for line in lines) - 1}
                file.write(json.dumps(head).encode() + b"\n")
                for start in range(0, len(lines), _SLICE):
                    mark = "\n" if start else ""
                    text = mark + "\n".join(lines[start : start + _SLICE])
                    file.write(text.encode("utf-8", "surrogatepass"))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except OSError as error:
            self.trouble = tr("No safety copy could be kept: {}.").format(error.strerror or error)
            return False
        self.trouble = ""
        return True

    def drop(self, document: str) -> None:
        """The document is saved or given up: its copy is not needed."""
        with contextlib.suppress(OSError):
            (self._own / f"{document}.copy").unlink()

    def left(self) -> list[Left]:
        """What editors that are gone left behind, oldest first; damaged copies are passed over."""
        found = []
        for folder in self._ownerless():
            for file in folder.glob("*.copy"):
                with contextlib.suppress(OSError, ValueError, TypeError):
                    found.append(Left(file, _read(file)))
        return sorted(found, key=lambda left: left.copy.when)

    def discard(self, left: Left) -> None:
        """The person has seen it and wants or has it elsewhere."""
        with contextlib.suppress(OSError):
            left.file.unlink()
        folder = left.file.parent
        if not any(folder.glob("*.copy")):
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """This editor ends in good order: nothing is left behind."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            shutil.rmtree(self._own, ignore_errors=True)

    def _claim(self) -> None:
        if self._lock is None or not self._own.is_dir():
            self._own.mkdir(parents=True, exist_ok=True)
            self._own.chmod(0o700)
            self._lock = (self._own / "lock").open("wb")
            _try_lock(self._lock)

    def _ownerless(self) -> Iterator[Path]:
        with contextlib.suppress(OSError):
            for folder in sorted(self.root.iterdir()):
                if folder == self._own or not folder.is_dir():
                    continue
                try:
                    with (folder / "lock").open("r+b") as lock:
                        free = _try_lock(lock)
                except FileNotFoundError:
                    free = time.time() - folder.stat().st_mtime > 60  # perhaps just being made
                if free:
                    yield folder


def _read(file: Path) -> Copy:
    """The copy in ``file``; raises ``ValueError`` or ``TypeError`` if it is damaged."""
    head, _, body = file.read_bytes().partition(b"\n")
    text = body.decode("utf-8", "surrogatepass")
    fields = json.loads(head)
    if not isinstance(fields, dict) or fields.get("text") != len(text):
        raise ValueError("the copy is incomplete")
    copy = Copy(**(fields | {"text": text}))
    for name, kind in Copy.__annotations__.items():
        if not isinstance(getattr(copy, name), kind):
            raise TypeError(name)
    return copy


def _try_lock(file: IO[bytes]) -> bool:
    """Lock the open file until it is closed or the process ends; ``False`` if somebody else has
    it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
