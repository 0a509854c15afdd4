"""Small pieces that dialogs are put together from: headings, leads, quiet notes, copyable commands,
a question.

Must not know what they say.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtGui import Qt as GuiQt  # has what QtCore's lacks
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor_app.language import tr

_OF_SCREEN = 0.9
"""The share of the screen, without the system's bars, that a new window takes at most."""


def size_window(window: QWidget, width: int, height: int) -> None:
    """Open ``window`` in this size, or as large as the screen allows with its frame."""
    room = window.screen().availableSize() * _OF_SCREEN
    window.resize(QSize(width, height).boundedTo(room))


def heading(text: str = "") -> QLabel:
    """What a page is about."""
    label = _label(text)
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * 1.45)
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    _ink(label, QPalette.ColorRole.Text)
    return label


def lead(text: str = "") -> QLabel:
    """A paragraph of explanation."""
    return _label(text)


def quiet(text: str = "") -> QLabel:
    """A remark."""
    label = _label(text)
    _ink(label, QPalette.ColorRole.PlaceholderText)
    return label


def plain_tip(text: str) -> str:
    """``text`` of a person as a tool tip: one that looks like HTML would be taken for it, and the
    pictures that it names be loaded."""
    return GuiQt.convertFromPlainText(text) if GuiQt.mightBeRichText(text) else text


def search_field() -> QLineEdit:
    """A field that narrows a list as one types."""
    field = QLineEdit(placeholderText=tr("Search"), clearButtonEnabled=True)
    field.setAccessibleName(tr("Search"))
    return field


def rows_below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """The rows right under ``item`` of a tree."""
    return [row for n in range(item.childCount()) if (row := item.child(n)) is not None]


def _label(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _ink(label: QLabel, role: QPalette.ColorRole) -> None:
    """Text in the colour of another role; it follows the theme."""
    label.setForegroundRole(role)


class CommandLines(QWidget):
    """Lines for a terminal, to be copied."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        lines = _label(text)
        lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = QPushButton(tr("Copy"))
        copy.clicked.connect(self._copy)
        self.look = QPushButton(tr("Look again"))
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addWidget(self.look)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(lines)
        column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


Ask = Callable[[str, str, str], bool]
"""(question, explanation, the button that says yes) → the person's answer."""


def asker(parent: QWidget) -> Ask:
    """Whoever asks in a box over ``parent``."""

    def ask(question: str, explanation: str, yes: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Foretype", question, parent=parent)
        box.setInformativeText(explanation)
        box.setTextFormat(Qt.TextFormat.PlainText)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is agreed

    return ask
