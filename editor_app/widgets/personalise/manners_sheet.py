"""What the gate of the person's own has learned, in words, and a button to forget it.

Must not know how it learns.
"""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor_app.language import plural, tr
from editor_app.prediction.own_gate import OwnGate
from editor_app.widgets.parts import lead, quiet


class MannersSheet(QWidget):
    """Sentences about when suggestions show."""

    def __init__(self, gate: OwnGate) -> None:
        super().__init__()
        self._gate = gate
        self.words = lead()
        self._seen = quiet()
        self.forget = QPushButton(tr("Forget this"))
        self.forget.setAutoDefault(False)
        self.forget.clicked.connect(self._forget)
        row = QHBoxLayout()
        row.addWidget(self.forget)
        row.addStretch()
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self._seen)
        column.addLayout(row)
        column.addStretch()

    def show_words(self) -> None:
        """Say what is known now."""
        told = self._gate.describe()
        if told:
            lines = [tr("Compared with how it ships, suggestions show"), *told]
            self.words.setText("\n\u2022 ".join(lines))
        else:
            self.words.setText(tr("Nothing is known yet: suggestions show as they do when new."))
        seen = plural(
            "From {n} suggestion taken or typed past.",
            "From {n} suggestions taken or typed past.",
            self._gate.seen,
        )
        self._seen.setText(seen)
        self.forget.setEnabled(self._gate.seen > 0)

    def _forget(self) -> None:
        self._gate.forget()
        self.show_words()
