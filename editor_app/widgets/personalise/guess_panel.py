"""What a guess leaves out of one document, how it begins, and a box to read it all the same.

Must not know how documents are read, nor the table above.
"""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from editor_app.language import plural, tr
from editor_app.services.inspector import FileRow
from editor_app.widgets.parts import lead, quiet
from models.reasons import DROPPED

_HEIGHT = 150
_SHOWN = 240
"""Characters of each kind that are shown; more would hide the next box."""


class GuessPanel(QScrollArea):
    """Boxes for the kinds that are left out of one document; hidden where there are none."""

    chosen = Signal(object, object)
    """(the row, the kinds that are ticked)."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.setMaximumHeight(_HEIGHT)
        self.setAccessibleName(tr("Left out by a guess"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.boxes: dict[str, QCheckBox] = {}
        self._row: FileRow | None = None
        self.hide()

    def show_row(self, row: FileRow | None, taken_in: Collection[str]) -> None:
        """Show what is left out of ``row``, with ``taken_in`` ticked."""
        if row is not self._row:
            self._build(row)
        for kind, box in self.boxes.items():
            box.setChecked(kind in taken_in)
        self.setVisible(bool(self.boxes))

    def _build(self, row: FileRow | None) -> None:
        self._row, self.boxes = row, {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 0, 2, 0)
        if row is not None:
            text = tr("Left out of {} by a guess. Tick what is your writing all the same.")
            column.addWidget(lead(text.format(Path(row.path).name)))
            for kind, words in row.guesses.items():
                self._add(column, kind, words, row.left[kind])
        column.addStretch()
        self.setWidget(inside)

    def _add(self, column: QVBoxLayout, kind: str, words: int, beginning: str) -> None:
        name = tr(DROPPED[kind])
        name = name[:1].upper() + name[1:]
        box = QCheckBox(plural("{}: {n} word", "{}: {n} words", words).format(name))
        box.clicked.connect(self._on_click)
        sample = beginning[:_SHOWN] + ("\u2026" if len(beginning) > _SHOWN else "")
        shown = quiet(sample)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        box.setAccessibleDescription(sample)
        column.addWidget(box)
        column.addWidget(shown)
        self.boxes[kind] = box

    def _on_click(self) -> None:
        kinds = [kind for kind, box in self.boxes.items() if box.isChecked()]
        self.chosen.emit(self._row, kinds)
