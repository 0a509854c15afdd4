"""The headings of a text in a list: type to narrow it, Enter to go there. Must not know files."""

import re

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor_app.language import tr
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.parts import search_field, size_window

_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")


def headings(lines: list[str]) -> list[tuple[int, int, str]]:
    """(line from 0, level, text) of each Markdown heading outside code fences."""
    found, fenced = [], False
    for number, line in enumerate(lines):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced and (match := _HEADING.match(line)):
            found.append((number, len(match[1]), match[2].rstrip(" #")))
    return found


class Outline(QDialog):
    """Chooses a heading of ``editor``."""

    def __init__(self, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self.setWindowTitle(tr("Go to heading"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size_window(self, 460, 380)
        self.search = search_field()
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Headings"))
        self.list.setFocusProxy(self.search)
        for line, level, text in headings(editor.raw_text().split("\n")):
            item = QListWidgetItem("    " * (level - 1) + text, self.list)
            item.setData(Qt.ItemDataRole.UserRole, line)
        if not self.list.count():
            QListWidgetItem(tr("No headings yet: a line that begins with # is one."), self.list)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.go)
        self.list.itemClicked.connect(self.go)
        self._narrow("")

    def _narrow(self, wanted: str) -> None:
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            hidden = wanted.casefold() not in item.text().casefold()
            item.setHidden(hidden)
            first = item if first is None and not hidden else first
        if first is not None:
            self.list.setCurrentItem(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows choose while the search field has the focus."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        shown = [n for n in range(self.list.count()) if not self.list.item(n).isHidden()]
        if step and shown:
            place = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else 0
            self.list.setCurrentRow(shown[min(max(0, place + step), len(shown) - 1)])
            return
        super().keyPressEvent(event)

    @Slot()
    def go(self) -> None:
        """Put the cursor at the chosen heading."""
        item = self.list.currentItem()
        line = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if line is not None:
            cursor = self._editor.textCursor()
            cursor.setPosition(self._editor.document().findBlockByNumber(line).position())
            self._editor.setTextCursor(cursor)
            self._editor.centerCursor()
        self.close()


def show_outline(editor: Editor, parent: QWidget) -> None:
    """Open the list beside the text."""
    Outline(editor, parent).open()
