"""Where a window stood when it was closed, remembered from one start to the next. Must not know
what the window shows."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from models.disk import read_file
from models.replacing import write_own

_MOST_BYTES = 1 << 12


def put_back(window: QWidget, path: Path) -> None:
    """Put ``window`` where it stood; where nothing fit for that is remembered it stays."""
    with contextlib.suppress(OSError):
        window.restoreGeometry(QByteArray(read_file(path, _MOST_BYTES)))


def keep(window: QWidget, path: Path) -> None:
    """Remember where ``window`` stands; a disk that refuses costs no more than that."""
    with contextlib.suppress(OSError):
        write_own(path, bytes(window.saveGeometry().data()), durable=False)
