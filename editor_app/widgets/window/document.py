"""One open document: its editor, its file, and its safety copy.

Text comes in slices and goes out by snapshot; reading, joining, encoding, writing and copying
happen on other threads, so that typing never waits for a disk. Must not know the window it stands
in.
"""

import itertools
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.documents import files
from editor_app.documents.recovery import Copy, Recovery
from editor_app.language import tr
from editor_app.services.worker import Worker
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.filling import AT_ONCE, Filling
from editor_app.widgets.page.lines import Lines, count_words

_untitled = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's text, made ready for the window on another thread."""

    opened: files.Opened
    counts: list[int]
    """Words of each line."""
    size: int
    """Characters."""
    unsaved: bool = False
    """Is it text that a crash left, rather than what stands in the file?"""

    @classmethod
    def of(cls, opened: files.Opened) -> "Reading":
        """Count the words of the lines."""
        size = sum(map(len, opened.lines)) + len(opened.lines) - 1
        return cls(opened, count_words(opened.lines), size)

    @classmethod
    def of_copy(cls, copy: Copy) -> "Reading":
        """The text of a safety copy, in the format of its file, if that is still there.

        Raises :class:`files.FileError` where the file is there and cannot be read.
        """
        path = Path(copy.path) if copy.path else None
        on_disk = files.read(path) if path is not None and path.is_file() else None
        format_ = files.Format(copy.encoding, bytes.fromhex(copy.bom), copy.end, copy.guard)
        if on_disk is not None and on_disk.format.guard == copy.guard:
            format_ = on_disk.format
        stamp = on_disk.stamp if on_disk is not None else files.Stamp(0, 0, 0, "")
        if copy.digest and stamp.digest not in ("", copy.digest):
            stamp = files.Stamp(0, 0, 0, copy.digest)  # changed since: saving must ask
        opened = files.Opened(copy.text.split("\n"), format_, stamp, False)
        return replace(cls.of(opened), unsaved=True)


class Document(QObject):
    """What a tab holds. GUI thread only; it uses ``worker`` for all that touches the disk."""

    changed = Signal()
    """Title, path, modified flag or format changed."""
    filling = Signal()
    """The whole text is about to be replaced: whoever follows its blocks should step aside."""
    progressed = Signal(float)
    """How much of a long text stands there."""
    filled = Signal()
    """The whole text stands there."""
    saved = Signal(bool, str)
    """Whether a save went well, and what to tell the person ("" if nothing)."""
    trouble = Signal(str)

    def __init__(self, editor: Editor, worker: Worker, recovery: Recovery, seconds: int) -> None:
        super().__init__(editor)
        self.editor = editor
        self.id = editor.document_id
        self.path: Path | None = None
        self.format = files.Format()
        self.stamp: files.Stamp | None = None
        self.plain_mode = False
        self.private = False
        self._worker = worker
        self._recovery = recovery
        self._filling: Filling | None = None
        self._number = 0
        self._saved.connect(self._note_saved)
        self._copy_failed.connect(self.trouble)
        self._copied.connect(self._space_copies)
        self._seconds = seconds
        self.lines = Lines(editor.document())
        self._copy_timer = QTimer(self, singleShot=True, interval=seconds * 1000)
        self._copy_timer.timeout.connect(self._copy)
        self._copied_revision = -1
        self._has_copy = False
        editor.document().modificationChanged.connect(self._on_modified)
        editor.document().contentsChanged.connect(self._on_change)

    _saved = Signal(object, int, object, str)
    _copy_failed = Signal(str)
    _copied = Signal(float)

    # -- what it is called ---------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The name people know it by."""
        if self.path is not None:
            return self.path.name
        self._number = self._number or next(_untitled)
        return tr("Untitled") if self._number == 1 else f"{tr('Untitled')} {self._number}"

    @property
    def modified(self) -> bool:
        """Is there text that is in no file?"""
        return not self.loading and self.editor.document().isModified()

    @property
    def pristine(self) -> bool:
        """An empty page that nobody has touched."""
        return self.path is None and not self.modified and self.editor.document().isEmpty()

    # -- text in -------------------------------------------------------------------------------

    def fill(self, path: Path | None, read: Reading) -> None:
        """Show what was read from ``path``; a long text comes slice by slice (``loading``), and
        ``filled`` tells when all of it stands there."""
        opened = read.opened
        self.stop_filling()
        self.path, self.format, self.stamp = path, opened.format, opened.stamp
        self.plain_mode = opened.format.pieces or read.size > files.LARGE
        self.editor.plain = self.plain_mode
        self.filling.emit()
        self.editor.ahead.ghost.forget()
        self.lines.prime(opened.lines, read.counts)
        self._filling = Filling(self.editor, opened.lines)
        self._filling.progressed.connect(self.progressed)
        self._filling.done.connect(lambda: self._finish_filling(read.unsaved))
        self._filling.start(at_once=read.size <= AT_ONCE)
        if self.loading:
            self.changed.emit()

    @property
    def loading(self) -> bool:
        """Is its text still on the way?"""
        return self._filling is not None

    def stop_filling(self) -> None:
        """What stands there is not the whole text, and never will be."""
        if self._filling is not None:
            self._filling.stop()
            self._filling.deleteLater()
            self._filling = None

    def _finish_filling(self, unsaved: bool) -> None:
        self.stop_filling()
        self.editor.document().setModified(unsaved)
        if unsaved:
            self._on_change()
        self.changed.emit()
        self.filled.emit()

    def go_to(self, position: int) -> None:
        """Put the cursor there, or at the end of a text that has become shorter."""
        cursor = self.editor.textCursor()
        cursor.setPosition(min(position, self.editor.document().characterCount() - 1))
        self.editor.setTextCursor(cursor)

    # -- text out ------------------------------------------------------------------------------

    def save(self, path: Path, format_: files.Format | None = None) -> None:
        """Write to ``path`` in the background; ``saved`` tells how it went."""
        self._worker.post(self._save_job(path, format_ or self.format))

    def save_now(self, path: Path, format_: files.Format | None = None) -> bool:
        """Write to ``path`` before returning (the program waits to close)."""
        outcome: list[bool] = []

        def note(ok: bool, _why: str) -> None:
            outcome.append(ok)

        self.saved.connect(note)
        self._worker.wait_idle(30)
        self._save_job(path, format_ or self.format)()
        self.saved.disconnect(note)
        return bool(outcome and outcome[-1])

    def _save_job(self, path: Path, format_: files.Format) -> Callable[[], None]:
        lines = self.lines.snapshot()
        revision = self.editor.document().revision()

        def job() -> None:
            try:
                stamp = files.write(path, files.encode_lines(lines, format_))
            except files.FileError as error:
                self._saved.emit(None, revision, (path, format_), str(error))
            else:
                self._saved.emit(stamp, revision, (path, format_), "")

        return job

    def _note_saved(
        self, stamp: files.Stamp | None, revision: int, where: tuple[Path, files.Format], why: str
    ) -> None:
        if stamp is None:
            self.saved.emit(False, why)
            return
        self.path, self.format = where
        self.stamp = stamp
        if self.editor.document().revision() == revision:
            self.editor.document().setModified(False)
        self.changed.emit()
        self.saved.emit(True, "")

    def disk_changed(self) -> bool:
        """Has somebody else changed the file since we read or wrote it?"""
        if self.path is None or self.stamp is None or not self.stamp.digest:
            return False
        return files.changed_since(self.path, self.stamp)

    # -- the safety copy -----------------------------------------------------------------------

    def set_copy_interval(self, seconds: int) -> None:
        """How long after a change its copy is kept."""
        self._seconds = seconds
        self._copy_timer.setInterval(seconds * 1000)

    def _space_copies(self, took: float) -> None:
        """A copy that takes long (a huge text, a slow disk) is not made all the time."""
        self._copy_timer.setInterval(round(1000 * max(self._seconds, 4 * took)))

    def copy_soon(self, then: Callable[[], None]) -> None:
        """Keep a copy now; run ``then`` on the file thread after it."""
        self._keep()
        self._worker.newest(f"then {self.id}", then)

    def drop_copy(self) -> None:
        """The text is safe elsewhere, or given up."""
        self._copy_timer.stop()
        if self._has_copy:
            self._has_copy = False
            self._worker.drop(f"copy {self.id}")
            self._worker.post(lambda: self._recovery.drop(self.id))

    def _on_change(self) -> None:
        if self.modified and not self._copy_timer.isActive():
            self._copy_timer.start()

    def _on_modified(self, modified: bool) -> None:
        if not modified:
            self.drop_copy()
        self.changed.emit()

    def _copy(self) -> None:
        if self.modified and self.editor.document().revision() != self._copied_revision:
            self._keep()

    def _keep(self) -> None:
        lines = self.lines.snapshot()
        self._copied_revision = self.editor.document().revision()
        self._has_copy = True
        copy = Copy(
            document=self.id,
            path=os.fspath(self.path) if self.path else "",
            title=self.title,
            text="",
            encoding=self.format.encoding,
            bom=self.format.bom.hex(),
            end=self.format.end,
            guard=self.format.guard,
            cursor=self.editor.textCursor().position(),
            when=time.time(),
            digest=self.stamp.digest if self.stamp else "",
        )

        def job() -> None:
            began = time.monotonic()
            if not self._recovery.keep(copy, lines):
                self._copy_failed.emit(self._recovery.trouble)
            self._copied.emit(time.monotonic() - began)

        self._worker.newest(f"copy {self.id}", job)


def new_id() -> str:
    """An id for a document, unique for this and all other runs."""
    return secrets.token_hex(8)
