"""First page of the wizard: which documents and folders, under which name.

Must not know what is done with them.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor_app.language import tr
from editor_app.widgets.parts import CommandLines, heading, lead, quiet

_KINDS = "*.txt *.md *.docx *.odt *.rtf *.pdf *.html *.htm *.epub *.eml *.mbox"


class ChoosePage(QWidget):
    """A list to which files and folders are added, or dropped on."""

    changed = Signal()
    look_again = Signal()
    """The person has installed the training extra meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.name = QLineEdit(tr("My writing"))
        self.name.setAccessibleName(tr("Name of the profile"))
        self.name.setMaxLength(60)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Documents and folders"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._empty = quiet(tr("Nothing chosen yet. Drop files or folders here."))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._missing = QWidget()
        self._missing_column = QVBoxLayout(self._missing)
        self._missing_column.setContentsMargins(0, 6, 0, 0)
        self._missing.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        files, folder = QPushButton(tr("Add files\u2026")), QPushButton(tr("Add folder\u2026"))
        self.remove = QPushButton(tr("Remove"))
        self.remove.setEnabled(False)
        files.clicked.connect(self._ask_files)
        folder.clicked.connect(self._ask_folder)
        self.remove.clicked.connect(self._remove)
        self.list.itemSelectionChanged.connect(self._on_selection)
        buttons = QHBoxLayout()
        for button in (files, folder, self.remove):
            buttons.addWidget(button)
        buttons.addStretch()
        name_row = QHBoxLayout()
        label = QLabel(tr("&Name"))
        label.setBuddy(self.name)
        name_row.addWidget(label)
        name_row.addWidget(self.name, 1)
        inside = QVBoxLayout(self.list)
        inside.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(heading(tr("Teach Foretype how you write")))
        column.addWidget(
            lead(
                tr(
                    "Choose texts that you wrote: letters, notes, articles, mail. Foretype reads "
                    "them on this computer, learns from them, and shows you whether that helped. "
                    "Nothing leaves the machine, and all of it can be taken back."
                )
            )
        )
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        column.addLayout(name_row)
        column.addWidget(self._missing)

    # ---- what is chosen

    def paths(self) -> list[Path]:
        """The files and folders, in order."""
        rows = (self.list.item(row) for row in range(self.list.count()))
        return [Path(item.data(Qt.ItemDataRole.UserRole)) for item in rows]

    def add(self, paths: Sequence[Path]) -> None:
        """Add files and folders that are not there yet."""
        known = set(self.paths())
        for path in paths:
            whole = path.absolute()
            if whole in known:
                continue
            known.add(whole)
            kind = tr("folder") if whole.is_dir() else tr("file")
            said = tr("{name}   \u2014   {kind} in {folder}").format(
                name=whole.name or whole, kind=kind, folder=whole.parent
            )
            item = QListWidgetItem(said)
            item.setData(Qt.ItemDataRole.UserRole, str(whole))
            item.setToolTip(str(whole))
            self.list.addItem(item)
        self._tell()

    def clear(self) -> None:
        """Start anew."""
        self.list.clear()
        self._tell()

    def show_missing(self, commands: str) -> None:
        """Say that the training extra is missing and how it is installed; "" hides that."""
        while item := self._missing_column.takeAt(0):
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._missing.setVisible(bool(commands))
        if commands:
            self._missing_column.addWidget(
                lead(
                    tr(
                        "The training extra is not installed. Without it Foretype counts the words "
                        "of plain texts, which helps at once; with it the model itself learns. "
                        "To install it, in a terminal:"
                    )
                )
            )
            shown = CommandLines(commands)
            shown.look.clicked.connect(self.look_again)
            self._missing_column.addWidget(shown)

    def _tell(self) -> None:
        self._empty.setVisible(self.list.count() == 0)
        self.changed.emit()

    def _remove(self) -> None:
        for item in self.list.selectedItems():
            self.list.takeItem(self.list.row(item))
        self._tell()

    @Slot()
    def _on_selection(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def _ask_files(self) -> None:
        filters = tr("Documents ({});;All files (*)").format(_KINDS)
        names, _ = QFileDialog.getOpenFileNames(self, tr("Add files"), "", filters)
        self.add([Path(name) for name in names])

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Add folder"))
        if name:
            self.add([Path(name)])

    # ---- keys and drops

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the selection off the list."""
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self._remove()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them."""
        urls = event.mimeData().urls()
        self.add([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
