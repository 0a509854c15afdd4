"""Which files were open, remembered from one start to the next. Must not know the window."""

import contextlib
import json
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from editor_app.widgets.window.document import Document
from editor_app.widgets.window.workspace import Workspace
from models.disk import Sight, look, read_file
from models.replacing import write_own

_MOST = 1 << 22
"""Bytes of a session at most; what is larger is none."""
_AFTER_MS = 2000
_SHOWN = (Sight.FILE, Sight.HIDDEN)


class Keeper(QObject):
    """Remembers what is open: at the end, and some moments after it has changed, so that a crash
    leaves it too. GUI thread only; written on the thread of files."""

    def __init__(self, workspace: Workspace, path: Path) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._path = path
        self._kept: bytes | None = None
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self._keep_if_any)
        workspace.document_changed.connect(self._soon.start)

    def keep(self) -> None:
        """Write it now, after what was to be written before."""
        self._soon.stop()
        session = json.dumps(_session(self._workspace)).encode()
        if session != self._kept:
            self._kept = session
            self._workspace.files.post(lambda: _write(self._path, session))

    def _keep_if_any(self) -> None:
        """An empty window that stands beside another must not empty what is remembered."""
        if any(document.path is not None for document in self._workspace.documents()):
            self.keep()


def _session(workspace: Workspace) -> dict[str, object]:
    kept = [document for document in workspace.documents() if document.path is not None]
    coming = [o for o in workspace.opening_bar.openings if o.has_file and not o.filling]
    open_ = [(str(d.path), d.editor.textCursor().position()) for d in kept]
    open_ += [(str(o.path), o.cursor) for o in coming if o.document is None]
    return {
        "files": [{"path": path, "cursor": cursor} for path, cursor in open_],
        "current": kept.index(workspace.current) if workspace.current in kept else 0,
    }


def _write(path: Path, session: bytes) -> None:
    with contextlib.suppress(OSError):
        write_own(path, session)


def restore(workspace: Workspace, path: Path) -> None:
    """Open what was open, the same in front; files that are gone are passed over, and what is said
    of those out of reach is said by opening them."""
    wrong = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
    with contextlib.suppress(*wrong, OverflowError):
        session = json.loads(read_file(path, _MOST))
        entries = [(Path(str(e["path"])), int(e["cursor"])) for e in session["files"]]
        front = int(session.get("current", 0))
        there = [(n, *entry) for n, entry in enumerate(entries) if look(entry[0]) in _SHOWN]

        def put_back(document: Document) -> None:
            """The one in front is opened last, and its tab goes back to its place."""
            place = sum(number < front for number, _, _ in there)
            bar = workspace.tabBar()
            bar.moveTab(workspace.indexOf(document.editor), min(place, workspace.count() - 1))
            workspace.setCurrentWidget(document.editor)

        for number, file, cursor in sorted(there, key=lambda entry: entry[0] == front):
            workspace.open(file, cursor, then=put_back if number == front else None)
