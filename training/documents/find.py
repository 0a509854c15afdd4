"""Paths a person chose → the regular files behind them. Opens no file.

Folders are walked without following a loop: every folder and file is visited once, whatever the
links say.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.documents.records import FileReport, Limits

_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages"})


def find_files(paths: Iterable[Path], limits: Limits) -> Iterator[tuple[Path, str]]:
    """Yield (path, "") for a file to read and (path, reason) for one that is left out.

    Named files come first in their order, folders in the order of their sorted names.
    """
    seen: set[tuple[int, int]] = set()
    for count, (path, status, reason) in enumerate(_walk(paths, seen), 1):
        if count > limits.files:
            yield path, f"more than {limits.files} files: stopped looking here"
            return
        yield path, reason or _why_not(status, path, limits)


def stamps(paths: Iterable[Path], limits: Limits | None = None) -> list[tuple[str, int, int]]:
    """(path, size, time of the last change in ns) of every file to read: two lists are the same
    exactly when nothing was added, removed or written in between."""
    found = []
    for path, reason in find_files(paths, limits or Limits()):
        try:
            status = path.stat()
        except OSError:
            continue  # gone in between, or never there
        if not reason:
            found.append((str(path), status.st_size, status.st_mtime_ns))
    return found


def _walk(
    paths: Iterable[Path], seen: set[tuple[int, int]]
) -> Iterator[tuple[Path, os.stat_result | None, str]]:
    """Depth first with a stack of our own: folder depth cannot exhaust the interpreter's."""
    stack = [path.absolute() for path in reversed(list(paths))]
    named = set(stack)
    while stack:
        path = stack.pop()
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            yield path, None, _os_reason(path, error)
            continue
        if path not in named and path.name.startswith("."):
            yield path, None, "hidden"
            continue
        identity = (status.st_dev, status.st_ino)
        if identity in seen:
            yield path, None, "already met under another name"
            continue
        seen.add(identity)
        if not stat.S_ISDIR(status.st_mode):
            yield path, status, ""
        elif path.name in _SKIPPED_FOLDERS and path not in named:
            yield path, None, "a folder of program parts"
        else:
            try:
                stack.extend(sorted(path.iterdir(), reverse=True))
            except OSError as error:
                yield path, None, _os_reason(path, error)


def _why_not(status: os.stat_result | None, path: Path, limits: Limits) -> str:
    if status is None or not stat.S_ISREG(status.st_mode):
        return "not a regular file (a pipe, socket or device)"
    if status.st_size == 0:
        return "empty"
    mailbox = path.suffix.lower() in {".mbox", ".mbx", ""}
    most = limits.file_bytes * (4 if mailbox else 1)
    if status.st_size > most:
        return f"larger than {most >> 20} MB"
    return ""


def _os_reason(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "a link that leads nowhere" if path.is_symlink() else "does not exist"
    if isinstance(error, PermissionError):
        return "may not be read (permission)"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return "is not a usable path"


def left_out(path: Path, reason: str) -> FileReport:
    """The report on a file that was not opened."""
    return FileReport(path=path, reason=reason)
