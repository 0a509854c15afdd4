"""Which files were open, remembered from one start to the next. Must not know the window."""

import contextlib
import json
from pathlib import Path

from editor_app.widgets.window.document import Document
from editor_app.widgets.window.workspace import Workspace


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
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".new")
        temporary.write_text(json.dumps(session), encoding="utf-8")
        temporary.replace(path)


def restore(workspace: Workspace, path: Path) -> None:
    """Open what was open, the same in front; files that are gone are passed over."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        session = json.loads(path.read_text(encoding="utf-8"))
        entries = [(Path(str(e["path"])), int(e["cursor"])) for e in session["files"]]
        front = int(session.get("current", 0))
        there = [(n, *entry) for n, entry in enumerate(entries) if entry[0].is_file()]

        def put_back(document: Document) -> None:
            """The one in front is opened last, and its tab goes back to its place."""
            place = sum(number < front for number, _, _ in there)
            bar = workspace.tabBar()
            bar.moveTab(workspace.indexOf(document.editor), min(place, workspace.count() - 1))
            workspace.setCurrentWidget(document.editor)

        for number, file, cursor in sorted(there, key=lambda entry: entry[0] == front):
            workspace.open(file, cursor, then=put_back if number == front else None)
