"""Looks at the disk that never fail, reads that never hang, and places that only their owner reads.

A disk may be gone, closed, slow or hold what is no file: pathlib's questions then raise some errors
and answer others. Here every question has an answer. Standard library only; must not know what the
files are.
"""

import contextlib
import errno
import os
import stat
import sys
import time
from enum import Enum
from pathlib import Path
from typing import IO

_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR})
_OWN_FOLDER = 0o700
_OWN_FILE = 0o600


class Sight(Enum):
    """What stands under a name."""

    FILE = "file"
    FOLDER = "folder"
    OTHER = "other"
    """A pipe, a device, a socket: to be neither read nor replaced."""
    NOTHING = "nothing"
    HIDDEN = "hidden"
    """Nobody can tell: the folder is closed, the disk is gone, the name is impossible."""


def look(path: Path) -> Sight:
    """What stands under ``path`` now, links followed; never raises."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return Sight.NOTHING if error.errno in _ABSENT else Sight.HIDDEN
    except ValueError:  # a name with a null in it
        return Sight.HIDDEN
    if stat.S_ISREG(mode):
        return Sight.FILE
    return Sight.FOLDER if stat.S_ISDIR(mode) else Sight.OTHER


def is_file(path: Path) -> bool:
    """Is there a regular file, as far as can be told?"""
    return look(path) is Sight.FILE


def is_folder(path: Path) -> bool:
    """Is there a folder, as far as can be told?"""
    return look(path) is Sight.FOLDER


def absolute(path: Path) -> Path:
    """``path`` from the root on; as it is where the folder that it counts from has gone."""
    try:
        return path.absolute()
    except OSError:
        return path


def open_file(path: Path) -> IO[bytes]:
    """Open a regular file for reading, without a buffer; what would hang (a pipe, a device) is
    refused with ``EINVAL``, a folder with ``EISDIR``."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            code = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
            raise OSError(code, os.strerror(code), os.fspath(path))
        return os.fdopen(descriptor, "rb", buffering=0)
    except BaseException:
        os.close(descriptor)
        raise


def read_file(path: Path, most: int) -> bytes:
    """All bytes of a regular file; one of more than ``most`` bytes is refused with ``EFBIG``."""
    with open_file(path) as file:
        data = bytearray()
        while chunk := file.read(min(1 << 20, most + 1 - len(data))):
            data += chunk
            if len(data) > most:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), os.fspath(path))
        return bytes(data)


def own_folder(path: Path) -> Path:
    """Make ``path``, or take it over, as a folder that only its owner may open, whatever the umask
    is; ``OSError`` where it cannot be made."""
    if not path.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True, mode=_OWN_FOLDER)
        path.mkdir(exist_ok=True, mode=_OWN_FOLDER)
    with contextlib.suppress(OSError):  # a disk without modes keeps its own
        if stat.S_IMODE(path.stat().st_mode) != _OWN_FOLDER:
            path.chmod(_OWN_FOLDER)
    return path


def own_file(path: Path) -> Path:
    """Make ``path``, or take it over, as a file that only its owner may read, whatever the umask
    is; ``OSError`` where it cannot be made. Never waits, as for who reads from a pipe."""
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)
    os.close(os.open(path, flags, _OWN_FILE))
    close_to_others(path)
    return path


def close_to_others(path: Path) -> None:
    """Let nobody else read the file ``path``, if there is one that may be changed so."""
    with contextlib.suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            path.chmod(mode & _OWN_FILE)


NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})
"""What a disk says that has no locks."""


def lock_file(file: IO[bytes], wait: float = 0.0) -> bool | None:
    """Lock an open file until it is closed or the process ends.

    ``False`` if somebody else has it (for ``wait`` seconds), ``None`` on a disk without locks.
    """
    end = time.monotonic() + wait
    while True:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in NO_LOCKS:
                return None
            if time.monotonic() >= end:
                return False
            time.sleep(0.005)
        else:
            return True
