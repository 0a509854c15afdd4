"""Find and replace in a bar under the text: plain or regular expression, with counts.

Searching is done on the text as a string, so that a regular expression means what it means
elsewhere and may cross lines; hits are shown as a layer of the editor. Must not know tabs or files.
"""

import re
import threading
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from editor_app.language import tr
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.ghost import units
from editor_app.widgets.theme import Theme

_SHOWN = 1000
"""So many hits are marked in the text; all are counted."""
_LIMIT = 200_000


def pattern(sought: str, regular: bool, case: bool, words: bool = False) -> re.Pattern[str]:
    """What to look for; raises ``re.error`` for a broken regular expression."""
    flags = re.MULTILINE if case else re.MULTILINE | re.IGNORECASE
    wanted = sought if regular else re.escape(sought)
    return re.compile(rf"(?<!\w)(?:{wanted})(?!\w)" if words else wanted, flags)


def spans(text: str, wanted: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where ``wanted`` stands, in positions of a document (UTF-16 units); empty hits left out."""
    found: list[tuple[int, int]] = []
    ascii_only = text.isascii()
    at, position = 0, 0
    for match in wanted.finditer(text):
        start, end = match.span()
        if start == end:
            continue
        if ascii_only:
            found.append((start, end))
        else:
            position += units(text[at:start])
            length = units(text[start:end])
            found.append((position, position + length))
            at, position = end, position + length
        if len(found) >= _LIMIT:
            break
    return found


class FindBar(QWidget):
    """Looks for text in one editor at a time."""

    closed = Signal()
    ran_out = Signal(int)
    """The last hit of this text was passed, downwards (1) or upwards (-1), and all texts are
    wanted."""
    _found = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._editor: Editor | None = None
        self._hits: list[tuple[int, int]] = []
        self._search = 0
        self._start = 0
        """Where the cursor was when the bar was opened."""
        self._from = -1
        """Where the first hit is looked for while its letters are typed; -1: it is not."""
        self._hit_format = QTextCharFormat()
        self._now_format = QTextCharFormat()
        self._build()
        self._delay = QTimer(self, singleShot=True, interval=150)
        self._delay.timeout.connect(self.search)
        self._found.connect(self._show_found)
        self.hide()

    def _build(self) -> None:
        self.sought = QLineEdit(placeholderText=tr("Find"), clearButtonEnabled=True)
        self.replacement = QLineEdit(placeholderText=tr("Replace with"))
        self.sought.setAccessibleName(tr("Find"))
        self.replacement.setAccessibleName(tr("Replace with"))
        self.case = QCheckBox(tr("Match &case"))
        self.words = QCheckBox(tr("&Whole words"))
        self.regular = QCheckBox(tr("Regular e&xpression"))
        self.everywhere = QCheckBox(tr("All ta&bs"))
        self.count = QLabel()
        self.count.setMinimumWidth(110)
        previous, following = QPushButton(tr("Previ&ous")), QPushButton(tr("&Next"))
        self.one, self.all = QPushButton(tr("Rep&lace")), QPushButton(tr("Replace &all"))
        close = QPushButton("\u2715")
        close.setFlat(True)
        close.setAccessibleName(tr("Close"))
        close.setFixedWidth(34)
        row = QHBoxLayout()
        for widget in (self.count, previous, following):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(close)
        second = QHBoxLayout()
        for box in (self.case, self.words, self.regular, self.everywhere):
            second.addWidget(box)
        second.addStretch()
        third = QHBoxLayout()
        for widget in (self.one, self.all):
            third.addWidget(widget)
        third.addStretch()
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 8, 14, 8)
        grid.addWidget(self.sought, 0, 0)
        grid.addLayout(row, 0, 1)
        grid.addLayout(second, 1, 0, 1, 2)
        grid.addWidget(self.replacement, 2, 0)
        grid.addLayout(third, 2, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.sought.textEdited.connect(self._on_typed)
        self.sought.textChanged.connect(self._search_soon)
        for box in (self.case, self.words, self.regular):
            box.toggled.connect(self.search)
        previous.clicked.connect(partial(self.step, -1))
        following.clicked.connect(partial(self.step, 1))
        self.one.clicked.connect(self.replace_one)
        self.all.clicked.connect(self.replace_all)
        close.clicked.connect(self.close_bar)
        self.sought.installEventFilter(self)
        self.replacement.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Inks for the hits."""
        self._hit_format.setBackground(QColor(theme.found))
        self._now_format.setBackground(QColor(theme.found_now))
        self._mark()

    def set_editor(self, editor: Editor | None) -> None:
        """Look in this editor from now on."""
        if self._editor is editor:
            return
        if self._editor is not None:
            self._editor.set_layer("find", [])
            self._editor.document().contentsChanged.disconnect(self._delay.start)
        self._editor = editor
        if editor is not None:
            editor.document().contentsChanged.connect(self._delay.start)
        if self.isVisible():
            self.search()

    def open_bar(self, replacing: bool) -> None:
        """Show the bar, with the selected words in it."""
        if self._editor is not None:
            selected = self._editor.textCursor().selectedText()
            self._start = self._editor.textCursor().selectionStart()
            if selected and "\u2029" not in selected and len(selected) < 200:
                self.sought.setText(selected)
        for widget in (self.replacement, self.one, self.all):
            widget.setVisible(replacing)
        self.show()
        self.sought.setFocus()
        self.sought.selectAll()
        self.search()

    def _on_typed(self) -> None:
        """The first hit from where the bar was opened shows while its letters are typed."""
        if self._editor is not None:
            self._from = self._start

    def close_bar(self) -> None:
        """Hide the bar and its marks; the text has the focus again."""
        self.hide()
        if self._editor is not None:
            self._editor.set_layer("find", [])
            self._editor.setFocus()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, wherever in the bar the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a field Enter steps on, Shift+Enter back."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in enter:
            return super().eventFilter(watched, event)
        if watched is self.replacement:
            self.replace_one()
        else:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        return True

    # -- searching -----------------------------------------------------------------------------

    @Slot()
    def _search_soon(self) -> None:
        self._delay.start()

    def search(self) -> None:
        """Find all hits anew; on a thread, since a regular expression may take its time."""
        self._delay.stop()
        if not self.isVisible() or self._editor is None:
            return
        self._search += 1
        number = self._search
        wanted = self._pattern()
        if wanted is None:
            self._show_found(number, [])
            return
        text = self._editor.raw_text()
        if len(text) < 200_000 and not self.regular.isChecked():
            self._show_found(number, spans(text, wanted))
            return
        self.count.setText(tr("Searching\u2026"))
        threading.Thread(
            target=lambda: self._found.emit(number, spans(text, wanted)), daemon=True
        ).start()

    def _pattern(self) -> re.Pattern[str] | None:
        sought = self.sought.text()
        if not sought:
            return None
        try:
            regular, case = self.regular.isChecked(), self.case.isChecked()
            return pattern(sought, regular, case, self.words.isChecked())
        except (re.error, OverflowError, RecursionError):
            return None

    def _show_found(self, number: int, hits: list[tuple[int, int]]) -> None:
        if number != self._search:
            return
        self._hits = hits
        if self._from >= 0:
            first = next((hit for hit in hits if hit[0] >= self._from), next(iter(hits), None))
            self._from = -1
            if first is not None:
                self._go_to(first)
        self._mark()

    def _mark(self) -> None:
        if self._editor is None or not self.isVisible():
            return
        current = self._current()
        first = max(0, (current if current >= 0 else self._next_index()) - _SHOWN // 2)
        marks = []
        for index, (start, end) in enumerate(self._hits[first : first + _SHOWN], first):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format = self._now_format if index == current else self._hit_format
            marks.append(mark)
        self._editor.set_layer("find", marks)
        self._tell(current)

    def _tell(self, current: int) -> None:
        if not self.sought.text():
            self.count.setText("")
        elif self._pattern() is None:
            self.count.setText(tr("Incomplete expression"))
        elif not self._hits:
            self.count.setText(tr("Not found"))
        elif current >= 0:
            self.count.setText(tr("{} of {}").format(current + 1, len(self._hits)))
        else:
            self.count.setText(tr("{} found").format(len(self._hits)))

    def _current(self) -> int:
        assert self._editor is not None
        cursor = self._editor.textCursor()
        here = (cursor.selectionStart(), cursor.selectionEnd())
        return self._hits.index(here) if cursor.hasSelection() and here in self._hits else -1

    def _next_index(self) -> int:
        assert self._editor is not None
        position = self._editor.textCursor().selectionStart()
        return next((i for i, (start, _) in enumerate(self._hits) if start >= position), 0)

    def step(self, by: int) -> None:
        """Go to the next or previous hit, round the end."""
        if self._delay.isActive():
            self.search()
        if self._editor is None:
            return
        if not self._hits:
            if self.everywhere.isChecked():
                self.ran_out.emit(by)
            return
        current = self._current()
        before_next = self._next_index() - int(by < 0)
        index = before_next if current < 0 else current + by
        if self.everywhere.isChecked() and not 0 <= index < len(self._hits):
            self.ran_out.emit(by)
            return
        self._go_to(self._hits[index % len(self._hits)])
        self._mark()

    def wanted_in(self, text: str) -> bool:
        """Does what is looked for stand in ``text``?"""
        wanted = self._pattern()
        return wanted is not None and wanted.search(text) is not None

    def go_to_end(self, by: int) -> None:
        """Go to the first hit of the text (1) or its last (-1)."""
        self.search()
        if self._hits:
            self._go_to(self._hits[0 if by > 0 else -1])
            self._mark()

    def _go_to(self, hit: tuple[int, int]) -> None:
        assert self._editor is not None
        cursor = self._editor.textCursor()
        cursor.setPosition(hit[0])
        cursor.setPosition(hit[1], QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    # -- replacing -----------------------------------------------------------------------------

    def _replaced(self, found: str, wanted: re.Pattern[str]) -> str:
        new = self.replacement.text()
        if not self.regular.isChecked():
            return new
        match = wanted.fullmatch(found)
        try:
            return match.expand(new) if match else new
        except (re.error, IndexError):
            return new

    def replace_one(self) -> None:
        """Replace the current hit and go to the next."""
        wanted = self._pattern()
        if self._editor is None or wanted is None or self._editor.isReadOnly():
            return
        if self._current() >= 0:
            cursor = self._editor.textCursor()
            found = cursor.selectedText().replace("\u2029", "\n")
            cursor.insertText(self._replaced(found, wanted))
            self.search()
        self.step(1)

    def replace_all(self) -> None:
        """Replace every hit, as one undo step, and say how many there were."""
        wanted = self._pattern()
        if self._editor is None or wanted is None or self._editor.isReadOnly():
            return
        hits = spans(self._editor.raw_text(), wanted)
        cursor = QTextCursor(self._editor.document())
        cursor.beginEditBlock()
        for start, end in reversed(hits):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            found = cursor.selectedText().replace("\u2029", "\n")
            cursor.insertText(self._replaced(found, wanted))
        cursor.endEditBlock()
        self.search()
        self.count.setText(tr("{} replaced").format(len(hits)))
