"""The table of documents as a model: which of them will be read, and what of each.

Must not know how documents are read, nor what stands around the table.
"""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from editor_app.language import mark, number, plural, tr
from editor_app.profiles.sources import Sources
from editor_app.services.inspector import FileRow
from editor_app.widgets.parts import plain_tip
from models.reasons import DROPPED

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_COLUMNS = (mark("Document"), mark("Words"), mark("Remarks"))


def remarks(row: FileRow, taken_in: Collection[str] = ()) -> str:
    """What is said about a file, in words, where the person took some kinds in."""
    told = [row.remark.say(tr)] if row.remark and (row.read or not taken_in) else []
    for what, count in row.dropped:
        if what in taken_in:
            continue
        if what == "secret":
            told.append(plural("{n} secret removed", "{n} secrets removed", count))
        elif what == "damaged":
            told.append(plural("{n} message cannot be read", "{n} messages cannot be read", count))
        elif row.read or taken_in:
            told.append(
                plural("{n} word left out ({})", "{n} words left out ({})", count).format(
                    tr(DROPPED.get(what, what))
                )
            )
    return "; ".join(told)


class FileTable(QAbstractTableModel):
    """Rows of files; those that can be read have a box to leave them out, or to read them although
    a guess would not."""

    choice_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[FileRow] = []
        self.left_out: set[str] = set()
        self.taken_in: dict[str, tuple[str, ...]] = {}
        """By file, the kinds that are read although a guess leaves them out."""

    def fill(self, rows: Sequence[FileRow], before: Sources) -> None:
        """Show ``rows``, as they were chosen ``before``: first those that are read, then those that
        could be, the longest on top."""
        self.beginResetModel()
        self.rows = sorted(
            rows, key=lambda row: (not row.read, not row.guesses, -row.words, row.path)
        )
        self.left_out = set(before.left_out)
        self.taken_in = {
            row.path: kinds
            for row in rows
            if (kinds := tuple(k for k in before.taken_in.get(row.path, ()) if k in row.guesses))
        }
        self.endResetModel()

    def is_taken(self, row: FileRow) -> bool:
        """Will ``row`` be read?"""
        return row.path not in self.left_out and (row.read or row.path in self.taken_in)

    def words_of(self, row: FileRow) -> int:
        """How many words of ``row`` are read if it is."""
        guessed = row.guesses
        return row.words + sum(guessed[kind] for kind in self.taken_in.get(row.path, ()))

    def chosen(self) -> list[FileRow]:
        """The rows that will be read."""
        return [row for row in self.rows if self.is_taken(row)]

    def take_in(self, row: FileRow, kinds: Collection[str]) -> None:
        """Read ``kinds`` of ``row`` although a guess leaves them out, and no others."""
        if kinds:
            self.taken_in[row.path] = tuple(sorted(kinds))
            self.left_out.discard(row.path)
        else:
            self.taken_in.pop(row.path, None)
        self._tell(self.rows.index(row))

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(_COLUMNS) - 1))
        self.choice_changed.emit()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """As many as there are files."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Document, words, remarks."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_COLUMNS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, box, colour of one cell."""
        row, column = self.rows[index.row()], index.column()
        taken, said = self.is_taken(row), remarks(row, self.taken_in.get(row.path, ()))
        if role == Qt.ItemDataRole.DisplayRole:
            words = number(self.words_of(row)) if row.read or taken else ""
            return (Path(row.path).name, words, said)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.path if column == 0 else said)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.CheckStateRole and column == 0 and _has_box(row):
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole and not taken:
            return QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Files that can be read can be checked."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 and _has_box(self.rows[index.row()]):
            return usual | Qt.ItemFlag.ItemIsUserCheckable
        return usual

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Check or uncheck."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        row = self.rows[index.row()]
        checked = Qt.CheckState(value) is Qt.CheckState.Checked
        if not row.read:
            self.take_in(row, row.guesses if checked else ())
            return True
        if checked:
            self.left_out.discard(row.path)
        else:
            self.left_out.add(row.path)
        self._tell(index.row())
        return True


def _has_box(row: FileRow) -> bool:
    return row.read or bool(row.guesses)
