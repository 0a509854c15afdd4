"""Safety copies of unsaved text, and finding them again after a crash.

Each running editor owns one folder, held by a lock that the system frees however the process ends. A
folder without owner holds what a crash left. Copies never touch the person's own files. Standard
library only; must not know widgets. Thread-safe per document as long as one thread writes.
"""

import contextlib
import json
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO


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

    def keep(self, copy: Copy) -> bool:
        """Write the copy, all or nothing; ``False`` (with the reason in ``trouble``) if that failed."""
        target = self._own / f"{copy.document}.json"
        temporary = target.with_suffix(".new")
        try:
            self._claim()
            with temporary.open("w", encoding="utf-8", errors="surrogatepass") as file:
                json.dump(asdict(copy), file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except OSError as error:
            self.trouble = f"No safety copy could be kept: {error.strerror or error}."
            return False
        self.trouble = ""
        return True

    def drop(self, document: str) -> None:
        """The document is saved or given up: its copy is not needed."""
        with contextlib.suppress(OSError):
            (self._own / f"{document}.json").unlink()

    def left(self) -> list[Left]:
        """What editors that are gone left behind, oldest first; damaged copies are passed over."""
        found = []
        for folder in self._ownerless():
            for file in folder.glob("*.json"):
                with contextlib.suppress(OSError, ValueError, TypeError):
                    text = file.read_text(encoding="utf-8", errors="surrogatepass")
                    copy = Copy(**json.loads(text))
                    if isinstance(copy.text, str) and isinstance(copy.path, str):
                        found.append(Left(file, copy))
        return sorted(found, key=lambda left: left.copy.when)

    def discard(self, left: Left) -> None:
        """The person has seen it and wants or has it elsewhere."""
        with contextlib.suppress(OSError):
            left.file.unlink()
        folder = left.file.parent
        if not any(folder.glob("*.json")):
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
            os.chmod(self._own, 0o700)
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


def _try_lock(file: IO[bytes]) -> bool:
    """Lock the open file until it is closed or the process ends; ``False`` if somebody else has it."""
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
