"""Second page of the wizard: what will be read, what is left out, and why.

Must not know how documents are read.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QProgressBar, QTableView, QVBoxLayout, QWidget

from editor_app.language import number, plural, tr
from editor_app.profiles import worth
from editor_app.profiles.sources import Sources
from editor_app.services.inspector import FileRow
from editor_app.widgets.parts import heading, lead, quiet, search_field
from editor_app.widgets.personalise.file_table import FileTable
from editor_app.widgets.personalise.guess_panel import GuessPanel

LEAST_WORDS = 500
_FEW_WORDS = 10_000


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
        self.guesses = GuessPanel()
        self.guesses.chosen.connect(self.table.take_in)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.choice_changed.connect(self._show_guesses)
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
        for widget in (self._sum, self._busy, self.search, self.view, self.guesses, self._advice):
            column.addWidget(widget)
        column.setStretchFactor(self.view, 1)
        self.show_waiting()

    def show_waiting(self) -> None:
        """The documents are being looked at."""
        self.table.fill([], Sources())
        self.guesses.show_row(None, ())
        self._busy.show()
        self._advice.hide()
        self._sum.setText(tr("Looking at your documents\u2026"))

    def show_rows(self, rows: Sequence[FileRow], before: Sources | None = None) -> None:
        """The documents were looked at; some were chosen ``before``."""
        self._busy.hide()
        self.table.fill(rows, before or Sources())
        self._tell()

    def _on_row(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self._show_guesses()

    def _show_guesses(self) -> None:
        """What a guess leaves out of the document in the current row."""
        place = self._proxy.mapToSource(self.view.currentIndex())
        row = self.table.rows[place.row()] if place.isValid() else None
        self.guesses.show_row(row, self.table.taken_in.get(row.path, ()) if row else ())

    @property
    def words(self) -> int:
        """Words that will be read."""
        return sum(map(self.table.words_of, self.table.chosen()))

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
        if any(not row.read and row.guesses for row in self.table.rows):
            advice.append(
                tr("What a guess leaves out can be ticked: select a document to see what it is.")
            )
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
