"""The one place that decides whether a document may be written, and tells the person if not.

Save, Save as, Save again, saving all and saving on closing all go through :meth:`Saving._write`.
Questions go through :class:`SavingQuestions`. Must not know tabs or menus.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from editor_app.language import tr
from editor_app.widgets.window.document import Document, Obstacle, Order, SaveOutcome
from models.disk import absolute

_PATIENCE = 30
"""Seconds that closing waits for a disk."""


class SavingQuestions(Protocol):
    """What saving asks the person."""

    def ask_path(self, suggested: str) -> str:
        """Where to save; "" if nowhere."""
        ...

    def ask_overwrite(self, name: str) -> bool:
        """The file was changed by somebody else: overwrite it?"""
        ...

    def ask_unicode(self, why: str) -> bool:
        """The encoding lacks a character: save as UTF-8?"""
        ...


class Saving(QObject):
    """Sees to it that a document is written, or that the person knows why not. GUI thread only."""

    notice = Signal(str)
    """A sentence for the person."""
    saved = Signal(object)
    """A :class:`Document` whose text is in its file now."""

    def __init__(
        self, questions: SavingQuestions, documents: Callable[[], list[Document]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._questions = questions
        self._documents = documents

    def adopt(self, document: Document) -> None:
        """Take care of a new document."""
        document.written.connect(self._on_outcome)

    def save(self, document: Document, wait: bool = False) -> bool:
        """Save to its file, asking for one if it has none. Whether it is under way; with ``wait``,
        whether all of the text is on the disk."""
        if document.path is None:
            return self.save_as(document, wait)
        return self._write(document, Order(document.path, document.format), wait)

    def save_as(self, document: Document, wait: bool = False) -> bool:
        """Ask where, and save there."""
        if document.loading:
            return self._refuse_part(document)
        suggested = str(document.path) if document.path else document.title + ".md"
        name = self._questions.ask_path(suggested)
        if not name:
            return False
        path = absolute(Path(name))
        if any(other.path == path for other in self._documents() if other is not document):
            self.notice.emit(
                tr("\u201c{}\u201d is open in another tab, with another text.").format(path.name)
            )
        return self._write(document, Order(path, document.format), wait)

    def finish(self, document: Document) -> bool:
        """Wait until nothing of ``document`` is being written; ``False`` if the disk hangs."""
        while document.writing:
            if not document.finish_writing(_PATIENCE):
                self.notice.emit(
                    tr("The disk does not answer; \u201c{}\u201d is not saved yet.").format(
                        document.title
                    )
                )
                return False
        return True

    def _write(self, document: Document, order: Order, wait: bool) -> bool:
        if document.loading:
            return self._refuse_part(document)
        document.write(order)
        if not wait:
            return True
        return self.finish(document) and not document.modified

    def _refuse_part(self, document: Document) -> bool:
        """Part of a text must never take the place of the whole."""
        self.notice.emit(
            tr("\u201c{}\u201d is still on its way here. Save it when all of it has come.").format(
                document.title
            )
        )
        return False

    def _on_outcome(self, outcome: SaveOutcome) -> None:
        document = self.sender()
        if not isinstance(document, Document):
            return
        order = outcome.order
        match outcome.obstacle:
            case Obstacle.CHANGED:
                if self._questions.ask_overwrite(document.title):
                    self._write(document, replace(order, overwrite=True), wait=False)
            case Obstacle.ENCODING:
                if self._questions.ask_unicode(outcome.why):
                    unicode = replace(order.format, encoding="utf-8", bom=b"")
                    self._write(document, replace(order, format=unicode), wait=False)
            case None if outcome.stamp is None:
                self.notice.emit(outcome.why)
            case None:
                if outcome.other_names:
                    self.notice.emit(
                        tr(
                            "\u201c{}\u201d has other names (hard links); they keep the old text."
                        ).format(order.path.name)
                    )
                self.saved.emit(document)
