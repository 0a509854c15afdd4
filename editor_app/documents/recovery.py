"""Safety copies of unsaved text, and finding them again after a crash.

Each running editor owns one folder, held by a lock that the system frees however the process ends.
A folder without owner holds what a crash left. Copies never touch the person's own files. Standard
library only; must not know widgets. Thread-safe per document as long as one thread writes.
"""

import contextlib
import io
import itertools
import json
import math
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import IO, Any

from editor_app.documents.text_format import ENCODINGS, ENDS, is_guard
from editor_app.language import tr
from models.disk import lock_file, open_file, own_file, own_folder

_MOST_SAID = 1 << 24
"""Bytes of what a copy says of its text."""
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
    ends: str = ""
    """A letter for each line's end where they differ, with how often it comes in turn: "n3p1n9"."""
    private: bool = False
    """Is nothing to be learned from it?"""


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
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
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
            with contextlib.suppress(OSError):
                temporary.unlink()
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
            with contextlib.suppress(OSError):
                for file in sorted(folder.glob("*.copy")):
                    with contextlib.suppress(OSError, ValueError, TypeError, RecursionError):
                        found.append(Left(file, _read(file)))
        return sorted(found, key=lambda left: left.copy.when)

    def discard(self, left: Left) -> None:
        """The person has seen it and wants or has it elsewhere."""
        with contextlib.suppress(OSError):
            left.file.unlink()
        folder = left.file.parent
        with contextlib.suppress(OSError):
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
            own_folder(self.root.parent)
            own_folder(self.root)
            own_folder(self._own)
            self._lock = own_file(self._own / "lock").open("r+b")
            lock_file(self._lock)

    def _ownerless(self) -> Iterator[Path]:
        with contextlib.suppress(OSError):
            for folder in sorted(self.root.iterdir()):
                with contextlib.suppress(OSError):
                    if folder != self._own and _is_free(folder):
                        yield folder


def pack_ends(ends: Sequence[str] | None) -> str:
    """The ends of lines as a short text: each kind's letter and how often it comes in turn."""
    if ends is None:
        return ""
    runs = ((end, sum(1 for _ in run)) for end, run in itertools.groupby(ends))
    return "".join(f"{_LETTERS[ENDS.index(end)]}{count}" for end, count in runs)


def unpack_ends(packed: str, count: int) -> list[str] | None:
    """The inverse of :func:`pack_ends`, for so many lines; ``None`` where they do not fit."""
    runs = [(letter, int(times)) for letter, times in _RUN.findall(packed)]
    if not runs or sum(times for _, times in runs) != count:
        return None
    return [end for letter, times in runs for end in [ENDS[_LETTERS.index(letter)]] * times]


_LETTERS = "pncrs"
"""For the ends of ``ENDS``: piece, newline, carriage return and newline, return, separator."""
_RUN = re.compile(f"([{_LETTERS}])([0-9]{{1,12}})")


def _read(file: Path) -> Copy:
    """The copy in ``file``: its text in any case, what is said about it where that can be right.

    Raises ``ValueError`` or ``TypeError`` if the text is damaged.
    """
    with open_file(file) as opened, io.BufferedReader(opened) as reader:  # type: ignore[type-var]
        said = json.loads(reader.readline(_MOST_SAID))
        length = said.get("text") if isinstance(said, dict) else None
        if not isinstance(length, int) or not 0 <= length <= os.fstat(opened.fileno()).st_size:
            raise ValueError("the copy is incomplete")
        text = reader.read(4 * length + 1).decode("utf-8", "surrogatepass")
    if len(text) != length:
        raise ValueError("the copy is incomplete")
    known: dict[str, Any] = {**_UNSAID, "document": file.stem, "text": text}
    for field in fields(Copy):
        value = said.get(field.name)
        kind = type(known[field.name])
        if field.name != "text" and isinstance(value, int if kind is float else kind):
            known[field.name] = kind(value)
        elif kind is float and isinstance(value, float):
            known[field.name] = value
    made = Copy(**known)
    checked = {name: value for name, value in _UNSAID.items() if not _possible(made, name)}
    return replace(made, **checked)


_UNSAID: dict[str, Any] = {
    "document": "", "path": "", "title": "?", "text": "", "encoding": "utf-8", "bom": "",
    "end": "\n", "guard": 0, "cursor": 0, "when": 0.0, "digest": "", "ends": "", "private": False,
}  # fmt: skip


def _possible(copy: Copy, name: str) -> bool:
    """Can what a copy says of ``name`` be true?"""
    match name:
        case "bom":
            return bool(re.fullmatch("([0-9a-f]{2}){0,4}", copy.bom))
        case "encoding":
            return copy.encoding in ENCODINGS
        case "end":
            return copy.end in ENDS[1:]
        case "guard":
            return copy.guard == 0 or is_guard(copy.guard)
        case "cursor":
            return 0 <= copy.cursor < 1 << 31
        case "when":
            return math.isfinite(copy.when) and 0 <= copy.when < 1e11
        case "path":
            return "\0" not in copy.path
    return True


def _is_free(folder: Path) -> bool:
    """Is ``folder`` one of ours whose editor is gone? A link is none of ours."""
    if not stat.S_ISDIR(folder.lstat().st_mode):
        return False
    try:
        with (folder / "lock").open("r+b") as lock:
            got = lock_file(lock)
            return not _runs(folder.name.partition("-")[0]) if got is None else got
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime > 60  # perhaps just being made


def _runs(process: str) -> bool:
    """Does a process of this number run here? The next best thing on a disk without locks."""
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return True
