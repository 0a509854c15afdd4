"""Second page of the wizard: what will be read, what is left out, and why.

Must not know how documents are read.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from editor_app.language import mark, number, plural, tr
from editor_app.profiles import worth
from editor_app.services.inspector import FileRow
from editor_app.widgets.parts import heading, lead, quiet, search_field
from models.reasons import DROPPED

LEAST_WORDS = 500
_FEW_WORDS = 10_000
_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_COLUMNS = (mark("Document"), mark("Words"), mark("Remarks"))


def remarks(row: FileRow) -> str:
    """What is said about a file, in words."""
    told = [row.remark.say(tr)] if row.remark else []
    for what, count in row.dropped:
        if what == "secret":
            told.append(plural("{n} secret removed", "{n} secrets removed", count))
        elif what == "damaged":
            told.append(plural("{n} message cannot be read", "{n} messages cannot be read", count))
        elif row.read:
            told.append(
                plural("{n} word left out ({})", "{n} words left out ({})", count).format(
                    tr(DROPPED.get(what, what))
                )
            )
    return "; ".join(told)


class FileTable(QAbstractTableModel):
    """Rows of files; those that can be read have a box to leave them out."""

    choice_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[FileRow] = []
        self.left_out: set[str] = set()

    def fill(self, rows: Sequence[FileRow], left_out: Sequence[str]) -> None:
        """Show ``rows``: first those that are read, the longest on top."""
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda row: (not row.read, -row.words, row.path))
        self.left_out = set(left_out)
        self.endResetModel()

    def chosen(self) -> list[FileRow]:
        """The rows that will be read."""
        return [row for row in self.rows if row.read and row.path not in self.left_out]

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
        taken = row.read and row.path not in self.left_out
        if role == Qt.ItemDataRole.DisplayRole:
            return (Path(row.path).name, number(row.words) if row.read else "", remarks(row))[
                column
            ]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.path if column == 0 else remarks(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.CheckStateRole and column == 0 and row.read:
            return Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole and not taken:
            return QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Files that can be read can be checked."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 and self.rows[index.row()].read:
            return usual | Qt.ItemFlag.ItemIsUserCheckable
        return usual

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Check or uncheck."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        path = self.rows[index.row()].path
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self.left_out.discard(path)
        else:
            self.left_out.add(path)
        last = self.index(index.row(), len(_COLUMNS) - 1)
        self.dataChanged.emit(self.index(index.row(), 0), last)
        self.choice_changed.emit()
        return True


class ReviewPage(QWidget):
    """The table, a search field, and the sum in a sentence."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = FileTable()
        self.table.choice_changed.connect(self._tell)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self.table)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = QTableView()
        self.view.setModel(self._proxy)
        self.view.setAccessibleName(tr("What will be read"))
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.setShowGrid(False)
        self.view.verticalHeader().hide()
        self.view.setWordWrap(False)
        header = self.view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 260)
        header.resizeSection(1, 90)
        self.search = search_field()
        self.search.textChanged.connect(self._proxy.setFilterFixedString)
        self._sum, self._advice = lead(), quiet()
        self._advice.setObjectName("advice")
        self._curve = worth.read_curve()
        self._busy = QProgressBar(textVisible=False)
        self._busy.setRange(0, 0)
        self._busy.setMaximumHeight(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(heading(tr("What will be read")))
        for widget in (self._sum, self._busy, self.search, self.view, self._advice):
            column.addWidget(widget)
        column.setStretchFactor(self.view, 1)
        self.show_waiting()

    def show_waiting(self) -> None:
        """The documents are being looked at."""
        self.table.fill([], [])
        self._busy.show()
        self._advice.hide()
        self._sum.setText(tr("Looking at your documents\u2026"))

    def show_rows(self, rows: Sequence[FileRow], left_out: Sequence[str] = ()) -> None:
        """The documents were looked at."""
        self._busy.hide()
        self.table.fill(rows, left_out)
        self._tell()

    @property
    def words(self) -> int:
        """Words that will be read."""
        return sum(row.words for row in self.table.chosen())

    @property
    def enough(self) -> bool:
        """Is that enough to train on?"""
        return self.words >= LEAST_WORDS

    def _tell(self) -> None:
        chosen = self.table.chosen()
        out = len(self.table.rows) - len(chosen)
        text = tr("To be read: {documents}, {words}").format(
            documents=plural("{n} document", "{n} documents", len(chosen)),
            words=plural("{n} word", "{n} words", self.words),
        )
        if out:
            text += plural("; {n} is left out", "; {n} are left out", out)
        self._sum.setText(text + ".")
        secrets = sum(n for row in chosen for what, n in row.dropped if what == "secret")
        advice = []
        if not self.enough:
            advice.append(tr("At least {} words are needed.").format(number(LEAST_WORDS)))
        elif self.words < _FEW_WORDS:
            advice.append(
                tr("That is little text: a few tens of thousands of words help much more.")
            )
        if self.enough and (told := worth.said(self.words, self._curve)):
            advice.append(told)
        if secrets:
            advice.append(
                tr("Passwords, card numbers, addresses and the like ({}) are not learned.").format(
                    secrets
                )
            )
        self._advice.setText(" ".join(advice))
        self._advice.setVisible(bool(advice))
        self.changed.emit()
