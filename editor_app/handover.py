"""A second start hands its files to the window that is open already, through a local socket.

Local sockets only, in a folder of the person's own. The side that asks needs neither Qt nor time.
Must not know what is done with the files.
"""

import contextlib
import json
import socket
from collections.abc import Sequence
from pathlib import Path

from editor_app.places import state_dir

_SECONDS = 2.0
_MOST_BYTES = 1 << 20


def address() -> Path:
    """The socket's place."""
    return state_dir() / "open.socket"


def hand_over(files: Sequence[str], where: Path | None = None) -> bool:
    """Ask the open window to show ``files``; ``False`` where there is none."""
    if not hasattr(socket, "AF_UNIX"):
        return False
    names = [str(Path(name).absolute()) for name in files]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_SECONDS)
            line.connect(str(where or address()))
            line.sendall(json.dumps({"files": names}).encode() + b"\n")
            return line.recv(16) == b"ok\n"
    except OSError:  # nobody there, or a path longer than a socket's may be
        return False


def listen(where: Path | None = None) -> socket.socket | None:
    """Take such questions from now on; ``None`` where that cannot be, or somebody else does."""
    if not hasattr(socket, "AF_UNIX"):
        return None
    place = where or address()
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if _is_dead(place):
            with contextlib.suppress(FileNotFoundError):
                place.unlink()
        line.bind(str(place))
        place.chmod(0o600)
        line.listen(4)
        line.settimeout(_SECONDS)
    except OSError:
        line.close()
        return None
    return line


def answer(line: socket.socket) -> list[str]:
    """The files that somebody at the socket asks for; [] for anything strange."""
    try:
        asking, _ = line.accept()
        with asking:
            asking.settimeout(_SECONDS)
            data = b""
            while not data.endswith(b"\n") and len(data) < _MOST_BYTES:
                piece = asking.recv(65_536)
                if not piece:
                    return []
                data += piece
            found = json.loads(data)
            files = [str(name) for name in found["files"]]
            asking.sendall(b"ok\n")
            return files
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _is_dead(place: Path) -> bool:
    """Does nobody listen there any more?"""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_SECONDS)
        try:
            line.connect(str(place))
        except OSError:
            return True
    return False
