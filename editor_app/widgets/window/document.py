"""One open document: its editor, its file, and its safety copy.

Text comes in slices and goes out by snapshot; reading, joining, encoding, writing and copying
happen on other threads, so that typing never waits for a disk. Must not know the window it stands
in.
"""

import itertools
import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, QSignalBlocker, QTimer, Signal

from editor_app.documents import files
from editor_app.documents.recovery import Copy, Recovery, pack_ends
from editor_app.documents.text_format import CannotEncodeError, encode_lines
from editor_app.language import tr
from editor_app.services.worker import Worker
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.filling import AT_ONCE, Filling
from editor_app.widgets.page.lines import Lines
from editor_app.widgets.window.ready_text import ReadyText

_untitled = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Order:
    """Where and how a document is to be written."""

    path: Path
    format: files.Format
    overwrite: bool = False
    """Has the person agreed to lose what somebody else wrote there?"""


class Obstacle(Enum):
    """What only the person can decide when a document is written."""

    CHANGED = "changed"
    ENCODING = "encoding"


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What became of an order."""

    order: Order
    revision: int
    """Of the document, when its text was taken."""
    stamp: files.Stamp | None = None
    """Of the file, if it was written."""
    why: str = ""
    """It was not, for this reason: a sentence."""
    obstacle: Obstacle | None = None
    other_names: int = 0
    """Hard links that keep the old text."""


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
    written = Signal(object)
    """The :class:`SaveOutcome` of an order to write."""
    trouble = Signal(str)

    def __init__(self, editor: Editor, worker: Worker, recovery: Recovery, seconds: int) -> None:
        super().__init__(editor)
        self.editor = editor
        self.id = editor.document_id
        self.path: Path | None = None
        self.format = files.Format()
        self.plain_mode = False
        self.private = False
        self._worker = worker
        self._recovery = recovery
        self._filling: Filling | None = None
        self._number = 0
        self._disk = threading.Lock()
        """Held while the file is written or compared, and around what is known of it:"""
        self._known: tuple[Path | None, files.Stamp | None] = (None, None)
        self._under_way = 0
        self._outcomes: deque[SaveOutcome] = deque()
        self._outcome_came.connect(self._take_outcomes)
        self._copy_failed.connect(self._on_copy_failed)
        self._copied.connect(self._space_copies)
        self._seconds = seconds
        self.lines = Lines(editor.document())
        self._copy_timer = QTimer(self, singleShot=True, interval=seconds * 1000)
        self._copy_timer.timeout.connect(self._copy)
        self._copied_revision = -1
        self._has_copy = False
        self._copy_trouble = ""
        """What was said last of a copy that could not be kept."""
        self._successors: list[Callable[[], None]] = []
        editor.document().modificationChanged.connect(self._on_modified)
        editor.document().contentsChanged.connect(self._on_change)

    _outcome_came = Signal()
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
        """Is there text that is in no file, as far as is known?"""
        return not self.loading and (self.writing or self.editor.document().isModified())

    @property
    def pristine(self) -> bool:
        """An empty page that nobody has touched."""
        return self.path is None and not self.modified and self.editor.document().isEmpty()

    # -- text in -------------------------------------------------------------------------------

    def fill(self, path: Path | None, read: ReadyText) -> None:
        """Show what was read from ``path``; a long text comes slice by slice (``loading``), and
        ``filled`` tells when all of it stands there."""
        opened = read.opened
        self.stop_filling()
        self.path, self.format = path, opened.format
        with self._disk:
            self._known = (path, opened.stamp)
        self.plain_mode = opened.format.pieces or read.size > files.LARGE
        self.editor.plain = self.plain_mode
        self.filling.emit()
        self.editor.ahead.ghost.forget()
        self.lines.prime(opened.lines, read.counts, opened.ends, opened.format.end)
        self._filling = Filling(self.editor, opened.lines)
        self._filling.progressed.connect(self.progressed)
        self._filling.arrived.connect(self.lines.arrive)
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

    @property
    def writing(self) -> bool:
        """Is an order to write under way?"""
        return self._under_way > 0

    def write(self, order: Order) -> None:
        """Write in the background what stands there now; ``written`` tells how it went."""
        lines, ends = self.lines.snapshot(), self.lines.ends()
        revision = self.editor.document().revision()
        self._under_way += 1

        def job() -> None:
            outcome = SaveOutcome(order, revision, why=tr("Nothing was saved."))
            try:
                outcome = self._carry_out(order, revision, lines, ends)
            except Exception as error:  # whatever it is, the person must hear of it
                why = tr("Cannot save \u201c{}\u201d: {}.").format(order.path.name, error)
                outcome = SaveOutcome(order, revision, why=why)
                raise
            finally:
                self._outcomes.append(outcome)
                self._outcome_came.emit()

        self._worker.post(job)

    def finish_writing(self, seconds: float) -> bool:
        """Wait for what is under way and take note of it; ``False`` if that takes too long."""
        done = self._worker.wait_idle(seconds)
        self._take_outcomes()
        return done

    def _carry_out(
        self, order: Order, revision: int, lines: list[str], ends: list[str] | None
    ) -> SaveOutcome:
        """The work of an order, on the thread of files."""
        try:
            data = encode_lines(lines, order.format, ends)
            with self._disk:
                path, stamp = self._known
                agreed = order.overwrite or path != order.path  # or chosen anew
                if not agreed and files.standing(order.path, stamp) is files.FileStanding.CHANGED:
                    return SaveOutcome(order, revision, obstacle=Obstacle.CHANGED)
                others = files.hard_links(order.path)
                stamp = files.write(order.path, data)
                self._known = (order.path, stamp)
        except CannotEncodeError as error:
            return SaveOutcome(order, revision, why=str(error), obstacle=Obstacle.ENCODING)
        except files.FileError as error:
            return SaveOutcome(order, revision, why=str(error))
        except MemoryError:
            why = tr("There is not enough memory to save \u201c{}\u201d.").format(order.path.name)
            return SaveOutcome(order, revision, why=why)
        return SaveOutcome(order, revision, stamp, other_names=others)

    def _take_outcomes(self) -> None:
        while self._outcomes:
            outcome = self._outcomes.popleft()
            self._under_way -= 1
            if outcome.stamp is not None:
                self.path, self.format = outcome.order.path, outcome.order.format
                if self.editor.document().revision() == outcome.revision:
                    self.editor.document().setModified(False)
                else:
                    self._outdate_saved_state()
            if not self.modified:
                self.drop_copy()
            self.changed.emit()
            self.written.emit(outcome)

    def _outdate_saved_state(self) -> None:
        """The file holds what stood here a moment ago: no undo leads to what Qt still takes for the
        state that was saved."""
        document = self.editor.document()
        with QSignalBlocker(document):
            document.setModified(False)  # for Qt only forgets that state when the flag changes
        document.setModified(True)

    @property
    def on_disk(self) -> bool:
        """Does it have a file, as far as is known?"""
        return self._known[1] is not None

    def standing(self) -> files.FileStanding:
        """How its file stands against what is known of it. Waits for the disk: not for the GUI
        thread."""
        with self._disk:
            path, stamp = self._known
            return files.FileStanding.SAME if path is None else files.standing(path, stamp)

    # -- the safety copy -----------------------------------------------------------------------

    def set_copy_interval(self, seconds: int) -> None:
        """How long after a change its copy is kept."""
        self._seconds = seconds
        self._copy_timer.setInterval(seconds * 1000)

    def _space_copies(self, took: float) -> None:
        """A copy that takes long (a huge text, a slow disk) is not made all the time."""
        if self._copied_revision >= 0:
            self._copy_trouble = ""
        self._copy_timer.setInterval(round(1000 * max(self._seconds, 4 * took)))

    def keep_copy(self, then: Callable[[], None]) -> None:
        """Keep a copy now; ``then`` runs on the thread of files once the text is safe there, in a
        file, or given up."""
        self._successors.append(then)
        self._keep()

    def _on_copy_failed(self, why: str) -> None:
        """It is tried again, also where nothing more is typed: the disk may have room by then."""
        self._copied_revision = -1
        self._on_change()
        if why != self._copy_trouble:  # not all the time
            self.trouble.emit(why)
        self._copy_trouble = why

    def drop_copy(self) -> None:
        """The text is safe elsewhere, or given up."""
        self._copy_timer.stop()
        for then in self._take_successors():
            self._worker.post(then)
        if self._has_copy:
            self._has_copy = False
            self._copied_revision = -1
            self._worker.drop(f"copy {self.id}")
            self._worker.post(lambda: self._recovery.drop(self.id))

    def _take_successors(self) -> list[Callable[[], None]]:
        taken, self._successors = self._successors, []
        return taken

    def _on_change(self) -> None:
        if self.modified and not self._copy_timer.isActive():
            self._copy_timer.start()

    def _on_modified(self, modified: bool) -> None:
        if self.modified:  # or being written: then the outcome says
            self._on_change()
        else:
            self.drop_copy()
        self.changed.emit()

    def _copy(self) -> None:
        if self.modified and self.editor.document().revision() != self._copied_revision:
            self._keep()

    def _keep(self) -> None:
        lines, ends = self.lines.snapshot(), self.lines.ends()
        self._copied_revision = self.editor.document().revision()
        self._has_copy = True
        _, stamp = self._known
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
            digest=stamp.digest if stamp else "",
            private=self.private,
        )

        def job() -> None:
            began = time.monotonic()
            if self._recovery.keep(replace(copy, ends=pack_ends(ends)), lines):
                for then in self._take_successors():
                    then()
            else:
                self._copy_failed.emit(self._recovery.trouble)
            self._copied.emit(time.monotonic() - began)

        self._worker.newest(f"copy {self.id}", job)


def new_id() -> str:
    """An id for a document, unique for this and all other runs."""
    return secrets.token_hex(8)
