"""A table of things with a number each, and buttons for what can be done with its rows.

Must not know what the things are.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from editor_app.language import number as format_number
from editor_app.widgets.parts import plain_tip

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class PairTable(QAbstractTableModel):
    """Text and number, in the order in which they are given."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__()
        self._titles = (first, second)
        self.pairs: Sequence[tuple[str, str, int | None]] = ()
        """(what it is, what is shown, number)."""

    def fill(self, pairs: Sequence[tuple[str, str, int | None]]) -> None:
        """Show these."""
        self.beginResetModel()
        self.pairs = pairs
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """As many as there are pairs."""
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Two, or one where nothing is counted."""
        return 0 if parent.isValid() else (2 if self._titles[1] else 1)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        whole, shown, count = self.pairs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown if index.column() == 0 else format_number(count or 0)
        if role == Qt.ItemDataRole.ToolTipRole and whole != shown:
            return plain_tip(whole)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class PairSheet(QWidget):
    """One tab: a table and what can be done with its rows."""

    def __init__(self, first: str, second: str, wishes: Sequence[tuple[str, str]]) -> None:
        """``wishes``: (button, what it means) pairs."""
        super().__init__()
        self.model = PairTable(first, second)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self.model)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = QTableView()
        self.view.setModel(self._proxy)
        self.view.setAccessibleName(first)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(24)
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.buttons: list[QPushButton] = []
        row = QHBoxLayout()
        for label, about in wishes:
            button = QPushButton(label)
            button.setToolTip(about)
            button.setEnabled(False)
            button.setAutoDefault(False)
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch()
        self.view.selectionModel().selectionChanged.connect(self._enable)
        self._proxy.modelReset.connect(self._enable)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.view, 1)
        if wishes:
            column.addLayout(row)

    def narrow(self, part: str) -> None:
        """Show only rows with ``part`` in them."""
        self._proxy.setFilterFixedString(part)

    def chosen(self) -> list[str]:
        """What is selected."""
        rows = self.view.selectionModel().selectedRows()
        return [self.model.pairs[self._proxy.mapToSource(index).row()][0] for index in rows]

    def _enable(self) -> None:
        some = self.view.selectionModel().hasSelection()
        for button in self.buttons:
            button.setEnabled(some)
