"""Sees that a file of an open document was changed, or taken away, by somebody else.

Must not know what is done about it.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from editor_app.documents.files import FileStanding
from editor_app.services.worker import Worker
from editor_app.widgets.window.document import Document
from models.disk import Sight, is_folder, look

_DELAY_MS = 300


class DiskWatch(QObject):
    """Watches the files of all documents. GUI thread only; the disk is asked on ``reader``."""

    conflict = Signal(object, object)
    """A document, and how its file stands now: somebody else has changed it."""

    _looked = Signal(object, object)

    def __init__(
        self, documents: Callable[[], list[Document]], reader: Worker, parent: QObject
    ) -> None:
        """``documents`` tells all that are open."""
        super().__init__(parent)
        self._documents = documents
        self._reader = reader
        self._watcher = QFileSystemWatcher(self)
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self.look_now)
        self._watcher.fileChanged.connect(self.look_soon)
        self._watcher.directoryChanged.connect(self.look_soon)
        self._looked.connect(self._on_looked)

    def add(self, path: Path) -> None:
        """Watch the file and its folder: after an atomic replace the file alone is lost sight
        of."""
        if look(path) is Sight.FILE:  # Qt complains of what it cannot watch
            self._watcher.addPaths([str(path), str(path.parent)])
        elif is_folder(path.parent):
            self._watcher.addPath(str(path.parent))

    def remove(self, path: Path) -> None:
        """Its document is closed."""
        self._watcher.removePath(str(path))

    @Slot()
    def look_soon(self) -> None:
        """Have files changed? Many changes at once are one."""
        self._delay.start()

    @Slot()
    def look_now(self) -> None:
        """Compare all files with what is known of them, off this thread: a disk may hang."""
        for document in self._documents():
            path = document.path
            if path is None or document.loading:
                continue
            self.add(path)  # it may have been replaced, or had gone
            self._reader.newest(
                f"look {document.id}",
                lambda document=document: self._looked.emit(document.id, document.standing()),  # type: ignore[misc]
            )

    def _on_looked(self, document_id: str, standing: FileStanding) -> None:
        found = next((d for d in self._documents() if d.id == document_id), None)
        if found is not None and standing in (FileStanding.CHANGED, FileStanding.GONE):
            self.conflict.emit(found, standing)
