"""Panels beside the text: its headings, and what its Markdown looks like.

Each follows the document in front a moment after the last key, while it is shown. Must not know
files.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDockWidget, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from editor_app.language import tr
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.window.outline import headings

_AFTER_MS = 400
_LARGEST = 400_000
"""Characters; a longer text is not followed."""


class Panel(QDockWidget):
    """A panel that follows one editor. GUI thread only."""

    closed = Signal()
    """The person closed it."""

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self.editor: Editor | None = None
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self._look)
        self.hide()

    def set_editor(self, editor: Editor | None) -> None:
        """Follow this editor from now on."""
        if self.editor is not None:
            self.editor.textChanged.disconnect(self._soon.start)
        self.editor = editor
        if editor is not None:
            editor.textChanged.connect(self._soon.start)
        self._look()

    def set_shown(self, shown: bool) -> None:
        """Show it, up to date, or hide it."""
        self.setVisible(shown)
        self._look()

    def closeEvent(self, event: object) -> None:
        """Its own button closes it."""
        self.closed.emit()

    def _look(self) -> None:
        if self.isHidden() or self.editor is None:
            return
        if self.editor.document().characterCount() < _LARGEST:
            self.show_text(self.editor.raw_text())

    def show_text(self, text: str) -> None:
        """Show what there is to say of ``text``."""
        raise NotImplementedError


class OutlinePanel(Panel):
    """The headings; a click or Enter goes there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Outline"), "outline_panel", parent)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Headings"))
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.setWidget(self.list)

    def show_text(self, text: str) -> None:
        """List the headings anew, the same one chosen."""
        row = self.list.currentRow()
        self.list.clear()
        for line, level, title in headings(text.split("\n")):
            item = QListWidgetItem("    " * (level - 1) + title, self.list)
            item.setData(Qt.ItemDataRole.UserRole, line)
        self.list.setCurrentRow(min(row, self.list.count() - 1))

    def _go(self, item: QListWidgetItem) -> None:
        if self.editor is None:
            return
        block = self.editor.document().findBlockByNumber(item.data(Qt.ItemDataRole.UserRole))
        if block.isValid():
            cursor = self.editor.textCursor()
            cursor.setPosition(block.position())
            self.editor.setTextCursor(cursor)
            self.editor.centerCursor()
            self.editor.setFocus()


class PreviewPanel(Panel):
    """The text as its Markdown means it. Links lead nowhere: nothing is loaded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Preview"), "preview_panel", parent)
        self.view = QTextBrowser()
        self.view.setOpenLinks(False)
        self.view.setObjectName("text")
        self.view.setAccessibleName(tr("Preview"))
        self.setWidget(self.view)

    def show_text(self, text: str) -> None:
        """Lay the text out, at the place where the reader is."""
        if self.editor is not None:
            self.view.document().setDefaultFont(self.editor.font())
        bar = self.view.verticalScrollBar()
        place = bar.value()
        dialect = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        self.view.document().setMarkdown(
            text, dialect | QTextDocument.MarkdownFeature.MarkdownNoHTML
        )
        bar.setValue(place)
