"""Which files were open, remembered from one start to the next. Must not know the window."""

import contextlib
import json
from pathlib import Path

from editor_app.widgets.window.document import Document
from editor_app.widgets.window.workspace import Workspace
from models.disk import Sight, look, read_file
from models.replacing import write_own

_MOST = 1 << 22
"""Bytes of a session at most; what is larger is none."""
_SHOWN = (Sight.FILE, Sight.HIDDEN)


def save(workspace: Workspace, path: Path) -> None:
    """Remember what is open."""
    kept = [document for document in workspace.documents() if document.path is not None]
    session = {
        "files": [
            {"path": str(document.path), "cursor": document.editor.textCursor().position()}
            for document in kept
        ],
        "current": kept.index(workspace.current) if workspace.current in kept else 0,
    }
    with contextlib.suppress(OSError):
        write_own(path, json.dumps(session).encode())


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
