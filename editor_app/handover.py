"""A second start hands its files to the window that is open already, through a local socket.

Local sockets only, in a folder of the person's own. The side that asks needs neither Qt nor time.
Whoever asks is given a moment and no more, and is heard only if it asks for files. Must not know
what is done with the files.
"""

import contextlib
import errno
import json
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from editor_app.places import state_dir
from models.disk import absolute, lock_file, own_file, own_folder

_SECONDS = 2.0
_MOST_BYTES = 1 << 20
_MOST_FILES = 1000
_DEAD = frozenset({errno.ECONNREFUSED, errno.ENOENT})


def address() -> Path:
    """The socket's place."""
    return state_dir() / "open.socket"


def hand_over(files: Sequence[str], where: Path | None = None) -> bool:
    """Ask the open window to show ``files``; ``False`` where there is none, or it does not answer
    in time."""
    if not hasattr(socket, "AF_UNIX"):
        return False
    names = [str(absolute(Path(name))) for name in files]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_SECONDS)
            line.connect(str(where or address()))
            line.sendall(json.dumps({"files": names}).encode() + b"\n")
            return line.recv(16) == b"ok\n"
    except OSError:  # nobody there, or a path longer than a socket's may be
        return False


@dataclass(frozen=True, slots=True)
class Listening:
    """The socket that second starts ask."""

    line: socket.socket
    place: Path
    inode: int

    def hear(self) -> tuple[list[str], Callable[[], None]]:
        """The files that somebody asks for, and what tells that they are shown. Waits some seconds
        at most: not for a thread that others wait for.

        Raises ``OSError`` or ``ValueError`` where nobody asks for files.
        """
        asking, _ = self.line.accept()
        try:
            files = _files(_line_of(asking))
        except BaseException:
            asking.close()
            raise

        def done() -> None:
            with contextlib.suppress(OSError), asking:
                asking.setblocking(False)
                asking.send(b"ok\n")

        return files, done

    def close(self) -> None:
        """Nobody is heard any more."""
        self.line.close()
        with contextlib.suppress(OSError):
            if self.place.stat().st_ino == self.inode:  # else it is another window's by now
                self.place.unlink()


def listen(where: Path | None = None) -> Listening | None:
    """Be asked from now on; ``None`` where that cannot be, or another window is."""
    if not hasattr(socket, "AF_UNIX"):
        return None
    place = where or address()
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        own_folder(place.parent)
        with own_file(place.with_suffix(".lock")).open("r+b") as lock:
            lock_file(lock, wait=_SECONDS)  # two windows may open at once
            if _is_dead(place):
                with contextlib.suppress(FileNotFoundError):
                    place.unlink()
            line.bind(str(place))
            place.chmod(0o600)
            line.listen(16)
            line.settimeout(_SECONDS)
            return Listening(line, place, place.stat().st_ino)
    except OSError:
        line.close()
        return None


def _line_of(asking: socket.socket) -> bytes:
    """What somebody says, up to the end of the line, if it comes soon and is not too long."""
    end, data = time.monotonic() + _SECONDS, bytearray()
    while not data.endswith(b"\n"):
        asking.settimeout(max(0.001, end - time.monotonic()))
        piece = asking.recv(65_536)
        data += piece
        if not piece or len(data) > _MOST_BYTES or time.monotonic() > end:
            raise ValueError("no question")
    return bytes(data)


def _files(said: bytes) -> list[str]:
    """The names in a question."""
    try:
        names = json.loads(said)["files"]
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("no question") from error
    if not isinstance(names, list) or len(names) > _MOST_FILES:
        raise ValueError("no list of files")
    return [name for name in names if isinstance(name, str) and Path(name).is_absolute()]


def _is_dead(place: Path) -> bool:
    """Does nobody listen there any more? One that is merely busy does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_SECONDS)
        try:
            line.connect(str(place))
        except OSError as error:
            return error.errno in _DEAD
    return False
