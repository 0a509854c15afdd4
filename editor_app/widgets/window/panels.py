"""Panels beside the text: its headings, and what its Markdown looks like.

Each follows the document in front a moment after the last key, while it is shown. Must not know
files.
"""

from bisect import bisect_right

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent, QTextDocument
from PySide6.QtWidgets import (
    QDockWidget,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QTextBrowser,
    QWidget,
)

from editor_app.language import tr
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.parts import plain_tip
from editor_app.widgets.window.alone import Alone
from editor_app.widgets.window.outline import headings

_AFTER_MS = 400
_LARGEST = 400_000
"""Characters; a longer text is not followed."""
_MARGIN = 20
"""Pixels around the preview's text."""


class Panel(QDockWidget):
    """A panel that follows one editor. GUI thread only."""

    closed = Signal()
    """The person closed it."""
    share = 0.25
    """Of the window's width, when it is first shown."""

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self._placed = False
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

    def showEvent(self, event: QShowEvent) -> None:
        """The first time, its width follows the window's, once that has its own."""
        super().showEvent(event)
        if not self._placed:
            self._placed = True
            QTimer.singleShot(0, self, self._place)

    def _place(self) -> None:
        window = self.parent()
        if isinstance(window, QMainWindow):
            width = round(self.share * window.width())
            window.resizeDocks([self], [width], Qt.Orientation.Horizontal)

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
    """The headings, the one above the cursor chosen; a click or Enter goes there."""

    share = 0.22

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Outline"), "outline_panel", parent)
        self.list = QListWidget()
        self.list.setObjectName("beside")
        self.list.setAccessibleName(tr("Headings"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.setWidget(self.list)
        self._lines: list[int] = []

    def set_editor(self, editor: Editor | None) -> None:
        """Follow this editor's text and cursor from now on."""
        if self.editor is not None:
            self.editor.cursorPositionChanged.disconnect(self._follow)
        super().set_editor(editor)
        if editor is not None:
            editor.cursorPositionChanged.connect(self._follow)

    def show_text(self, text: str) -> None:
        """List the headings anew."""
        self.list.clear()
        self._lines = []
        for line, level, title in headings(text.split("\n")):
            item = QListWidgetItem("    " * (level - 1) + title, self.list)
            item.setData(Qt.ItemDataRole.UserRole, line)
            item.setToolTip(plain_tip(title))
            self._lines.append(line)
        if not self._lines:
            none = QListWidgetItem(
                tr("No headings yet: a line that begins with # is one."), self.list
            )
            self.list.setWordWrap(True)
            none.setFlags(Qt.ItemFlag.NoItemFlags)
        self._follow()

    def _follow(self) -> None:
        """Choose the heading that the cursor stands under."""
        if self.editor is not None and self._lines:
            here = bisect_right(self._lines, self.editor.textCursor().blockNumber()) - 1
            if here != self.list.currentRow():
                self.list.setCurrentRow(here)

    def _go(self, item: QListWidgetItem) -> None:
        line = item.data(Qt.ItemDataRole.UserRole)
        if self.editor is None or line is None:
            return
        block = self.editor.document().findBlockByNumber(line)
        if block.isValid():
            cursor = self.editor.textCursor()
            cursor.setPosition(block.position())
            self.editor.setTextCursor(cursor)
            self.editor.centerCursor()
            self.editor.setFocus()


class PreviewPanel(Panel):
    """The text as its Markdown means it. Links lead nowhere: nothing is loaded."""

    share = 0.42

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Preview"), "preview_panel", parent)
        self.view = QTextBrowser()
        self.view.setDocument(Alone(self.view))
        self.view.setObjectName("beside")
        self.view.setOpenLinks(False)
        self.view.setAccessibleName(tr("Preview"))
        self.view.document().setDocumentMargin(_MARGIN)
        self.setWidget(self.view)

    def set_editor(self, editor: Editor | None) -> None:
        """Follow this editor's text, and its place in it, from now on."""
        if self.editor is not None:
            self.editor.verticalScrollBar().valueChanged.disconnect(self._scroll)
        super().set_editor(editor)
        if editor is not None:
            editor.verticalScrollBar().valueChanged.connect(self._scroll)

    def show_text(self, text: str) -> None:
        """Lay the text out, at the place where the writer is."""
        if self.editor is not None:
            self.view.document().setDefaultFont(self.editor.font())
        dialect = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
        self.view.document().setMarkdown(
            text, dialect | QTextDocument.MarkdownFeature.MarkdownNoHTML
        )
        self.view.document().setDocumentMargin(_MARGIN)
        self._scroll()

    def _scroll(self) -> None:
        """As far through the text as the editor is."""
        if self.editor is not None and not self.isHidden():
            there, here = self.editor.verticalScrollBar(), self.view.verticalScrollBar()
            here.setValue(round(here.maximum() * there.value() / max(1, there.maximum())))
