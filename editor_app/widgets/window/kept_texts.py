"""The texts that crashes left, in one list: first line, words, time; to recover or to give up.

What is given up stays on the disk until whoever opened the list settles it, so that it can be taken
back. Must not know how texts are kept or recovered.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from editor_app.documents.recovery import Left
from editor_app.language import mark, number, tr
from editor_app.widgets.page.lines import count_words
from editor_app.widgets.parts import lead, rows_below, size_window
from editor_app.widgets.sheets.dialogs import Sheet

_COLUMNS = (mark("Begins with"), mark("Document"), mark("Words"), mark("Kept"))
_FIRST_LINE = 80


def first_line(left: Left) -> str:
    """The first words of a kept text, by which a person knows it."""
    lines = (line.strip() for line in left.copy.text.split("\n"))
    line = next(filter(None, lines), "")
    return line if len(line) <= _FIRST_LINE else line[: _FIRST_LINE - 1] + "\u2026"


def moment(left: Left) -> str:
    """When it was kept, as people write it here."""
    when = QDateTime.fromSecsSinceEpoch(int(left.copy.when))
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)


class KeptTexts(Sheet):
    """A list of kept texts and what can be done with the chosen ones."""

    recover = Signal(object)
    discard = Signal(object)
    take_back = Signal()
    """What was given up last is wanted after all."""

    def __init__(
        self, found: Sequence[Left], compare: Callable[[Left], object], parent: QWidget
    ) -> None:
        super().__init__(tr("Texts that were kept"), parent)
        self._compare = compare
        self._discarded: list[tuple[int, QTreeWidgetItem]] = []
        size_window(self, 720, 420)
        self.list = QTreeWidget(columnCount=len(_COLUMNS))
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([tr(title) for title in _COLUMNS])
        self.list.setAccessibleName(tr("Texts that were kept"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.list.headerItem().setTextAlignment(2, right)
        for left in reversed(found):
            words = number(sum(count_words(left.copy.text.split("\n"))))
            row = QTreeWidgetItem([first_line(left), left.copy.title, words, moment(left)])
            row.setData(0, Qt.ItemDataRole.UserRole, left)
            row.setTextAlignment(2, right)
            self.list.addTopLevelItem(row)
        self.list.setColumnWidth(0, 330)
        self.recover_button, self.all_button = (
            QPushButton(tr("Recover")),
            QPushButton(tr("Recover all")),
        )
        self.compare_button = QPushButton(tr("Compare\u2026"))
        self.discard_button, self.undo_button = (
            QPushButton(tr("Discard")),
            QPushButton(tr("Take back")),
        )
        self._lay_out()
        self.list.itemSelectionChanged.connect(self._show_buttons)
        self.list.itemDoubleClicked.connect(self._recover_chosen)
        self.recover_button.clicked.connect(self._recover_chosen)
        self.all_button.clicked.connect(self._recover_all)
        self.compare_button.clicked.connect(self._compare_chosen)
        self.discard_button.clicked.connect(self._discard_chosen)
        self.undo_button.clicked.connect(self._take_back)
        self.list.setCurrentItem(rows_below(self.list.invisibleRootItem())[0])

    def showEvent(self, event: QShowEvent) -> None:
        """Rows that were measured before the sheet had its style are too low."""
        super().showEvent(event)
        self.list.doItemsLayout()

    def _lay_out(self) -> None:
        told = lead(tr("These texts were not saved when Foretype ended. Newest first."))
        self.column.addWidget(told)
        self.column.addWidget(self.list, 1)
        row = QHBoxLayout()
        for button in (
            self.recover_button,
            self.all_button,
            self.compare_button,
            self.discard_button,
            self.undo_button,
        ):
            button.setAutoDefault(button is self.recover_button)
            row.addWidget(button)
        row.addStretch()
        self.column.addLayout(row)
        self.finish()

    def _show_buttons(self) -> None:
        chosen = len(self.list.selectedItems())
        self.recover_button.setEnabled(bool(chosen))
        self.discard_button.setEnabled(bool(chosen))
        self.compare_button.setEnabled(chosen == 1)
        self.all_button.setEnabled(self.list.topLevelItemCount() > 0)
        self.undo_button.setEnabled(bool(self._discarded))

    def _recover_chosen(self) -> None:
        self._recover(self.list.selectedItems())

    def _recover_all(self) -> None:
        self._recover(rows_below(self.list.invisibleRootItem()))

    def _recover(self, rows: Sequence[QTreeWidgetItem]) -> None:
        for row in rows:
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(row))
            self.recover.emit(row.data(0, Qt.ItemDataRole.UserRole))
        self._show_buttons()
        if not self.list.topLevelItemCount() and not self._discarded:
            self.close()

    def _compare_chosen(self) -> None:
        self._compare(self.list.selectedItems()[0].data(0, Qt.ItemDataRole.UserRole))

    def _discard_chosen(self) -> None:
        for row in self.list.selectedItems():
            place = self.list.indexOfTopLevelItem(row)
            self._discarded.append((place, row))
            self.list.takeTopLevelItem(place)
            self.discard.emit(row.data(0, Qt.ItemDataRole.UserRole))
        self._show_buttons()

    def _take_back(self) -> None:
        place, row = self._discarded.pop()
        self.list.insertTopLevelItem(place, row)
        self.take_back.emit()
        self.list.setCurrentItem(row)
        self._show_buttons()
