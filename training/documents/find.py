"""Paths a person chose → the regular files behind them. Opens no file.

Folders are walked without following a loop: every folder and file is visited once, whatever the
links say.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.reasons import Reason, Remark
from training.documents.records import Limits

_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages"})


def find_files(paths: Iterable[Path], limits: Limits) -> Iterator[tuple[Path, Remark | None]]:
    """Yield (path, None) for a file to read and (path, why) for one that is left out.

    Named files come first in their order, folders in the order of their sorted names.
    """
    seen: set[tuple[int, int]] = set()
    for count, (path, status, why) in enumerate(_walk(paths, seen), 1):
        if count > limits.files:
            yield path, Remark(Reason.TOO_MANY_FILES, (limits.files,))
            return
        yield path, why or _why_not(status, path, limits)


def stamps(paths: Iterable[Path], limits: Limits | None = None) -> list[tuple[str, int, int]]:
    """(path, size, time of the last change in ns) of every file to read: two lists are the same
    exactly when nothing was added, removed or written in between."""
    found = []
    for path, why_not in find_files(paths, limits or Limits()):
        try:
            status = path.stat()
        except OSError:
            continue  # gone in between, or never there
        if not why_not:
            found.append((str(path), status.st_size, status.st_mtime_ns))
    return found


def _walk(
    paths: Iterable[Path], seen: set[tuple[int, int]]
) -> Iterator[tuple[Path, os.stat_result | None, Remark | None]]:
    """Depth first with a stack of our own: folder depth cannot exhaust the interpreter's."""
    stack = [path.absolute() for path in reversed(list(paths))]
    named = set(stack)
    while stack:
        path = stack.pop()
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            yield path, None, _system_says(path, error)
            continue
        if path not in named and path.name.startswith("."):
            yield path, None, Remark(Reason.HIDDEN)
            continue
        identity = (status.st_dev, status.st_ino)
        if identity in seen:
            yield path, None, Remark(Reason.MET_BEFORE)
            continue
        seen.add(identity)
        if not stat.S_ISDIR(status.st_mode):
            yield path, status, None
        elif path.name in _SKIPPED_FOLDERS and path not in named:
            yield path, None, Remark(Reason.PROGRAM_FOLDER)
        else:
            try:
                stack.extend(sorted(path.iterdir(), reverse=True))
            except OSError as error:
                yield path, None, _system_says(path, error)


def _why_not(status: os.stat_result | None, path: Path, limits: Limits) -> Remark | None:
    if status is None or not stat.S_ISREG(status.st_mode):
        return Remark(Reason.NO_FILE)
    if status.st_size == 0:
        return Remark(Reason.EMPTY)
    mailbox = path.suffix.lower() in {".mbox", ".mbx", ""}
    most = limits.file_bytes * (4 if mailbox else 1)
    if status.st_size > most:
        return Remark(Reason.TOO_LARGE, (most >> 20,))
    return None


def _system_says(path: Path, error: OSError | ValueError) -> Remark:
    if isinstance(error, FileNotFoundError):
        return Remark(Reason.DEAD_LINK if path.is_symlink() else Reason.MISSING)
    if isinstance(error, PermissionError):
        return Remark(Reason.NOT_PERMITTED)
    if isinstance(error, OSError) and error.strerror:
        said = error.strerror[:1].lower() + error.strerror[1:]
        return Remark(Reason.SYSTEM, (said,))
    return Remark(Reason.NO_PATH)
