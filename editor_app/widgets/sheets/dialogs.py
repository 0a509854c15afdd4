"""The few questions and sheets of the window: unsaved text, differences.

Must not know documents; takes and returns plain values.
"""

import difflib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor_app.language import number, tr
from editor_app.widgets.parts import quiet
from editor_app.widgets.theme import Theme

_DIFF_LINES = 20_000


class Asking:
    """Asks the person in message boxes."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def _box(self, text: str, more: str, buttons: QMessageBox.StandardButton) -> int:
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Foretype", text, buttons, self._parent)
        box.setInformativeText(more)
        box.setTextFormat(Qt.TextFormat.PlainText)
        return box.exec()

    def ask_unsaved(self, title: str) -> str:
        """ "save", "discard" or "cancel"."""
        b = QMessageBox.StandardButton
        answer = self._box(
            tr("Save \u201c{}\u201d before closing?").format(title),
            tr("What is not saved is lost."),
            b.Save | b.Discard | b.Cancel,
        )
        return {b.Save: "save", b.Discard: "discard"}.get(b(answer), "cancel")

    def ask_path(self, suggested: str) -> str:
        """Where to save."""
        filters = tr("Text (*.txt *.md *.markdown);;All files (*)")
        name, _ = QFileDialog.getSaveFileName(self._parent, tr("Save as"), suggested, filters)
        return name

    def ask_binary(self, name: str) -> bool:
        """Open what does not look like text?"""
        b = QMessageBox.StandardButton
        return b.Open == self._box(
            tr("\u201c{}\u201d does not look like text.").format(name),
            tr("Saved without a change it stays as it is, byte for byte."),
            b.Open | b.Cancel,
        )

    def ask_overwrite(self, name: str) -> bool:
        """The file was changed by somebody else: overwrite it?"""
        b = QMessageBox.StandardButton
        return b.Save == self._box(
            tr("\u201c{}\u201d was changed by another program.").format(name),
            tr("Saving replaces those changes with yours."),
            b.Save | b.Cancel,
        )

    def ask_reload(self, title: str) -> bool:
        """Give up unsaved text for what stands in the file?"""
        b = QMessageBox.StandardButton
        return b.Discard == self._box(
            tr("Load \u201c{}\u201d from the disk and give up your own changes?").format(title),
            tr("They are in no file."),
            b.Discard | b.Cancel,
        )

    def ask_unicode(self, why: str) -> bool:
        """Save as UTF-8?"""
        b = QMessageBox.StandardButton
        return b.Save == self._box(why, tr("Save as UTF-8?"), b.Save | b.Cancel)


def choose_files(parent: QWidget, folder: str) -> list[Path]:
    """Which files to open."""
    filters = tr("Text (*.txt *.md *.markdown *.text);;All files (*)")
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Open"), folder, filters)
    return [Path(name) for name in names]


class Sheet(QDialog):
    """A quiet dialog with a heading, content and a close button."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(26, 22, 26, 18)
        self.column.setSpacing(12)

    def finish(self) -> None:
        """Add the button row."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        self.column.addWidget(buttons)


def differences(old: str, new: str) -> list[str]:
    """What a unified diff says; for very long texts only that they differ."""
    before, after = old.splitlines(), new.splitlines()
    if len(before) + len(after) > _DIFF_LINES:
        counts = map(number, (len(before), len(after)))
        return [tr("Too long to compare: {} lines in the file, {} here.").format(*counts)]
    return list(difflib.unified_diff(before, after, lineterm="", n=2))[2:]


def difference_sheet(lines: Sequence[str], theme: Theme, parent: QWidget) -> QDialog:
    """The unified diff of a file and its safety copy, to read."""
    sheet = Sheet(tr("Differences"), parent)
    view = QPlainTextEdit()
    view.setObjectName("text")
    view.setReadOnly(True)
    view.setMinimumSize(620, 360)
    cursor = QTextCursor(view.document())
    for line in lines or [tr("No difference.")]:
        look = QTextCharFormat()
        if line.startswith("@@"):  # where it stands is nothing to people
            cursor.insertText("\u22ef\n", look)
            continue
        if line.startswith("+"):
            look.setBackground(QColor(theme.selection))
        elif line.startswith("-"):
            look.setForeground(QColor(theme.quiet))
        cursor.insertText(line + "\n", look)
    sheet.column.addWidget(quiet(tr("\u2212 in the file \u00b7 + in the text to recover")))
    sheet.column.addWidget(view)
    sheet.finish()
    return sheet
