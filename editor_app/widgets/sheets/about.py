"""What this program is, whose work is in it and under which terms, and the card of its model.

Must not know where these texts come from.
"""

from collections.abc import Sequence

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from editor_app.language import tr
from editor_app.licences import Licence
from editor_app.widgets.parts import heading, lead, quiet, size_window
from editor_app.widgets.sheets.dialogs import Sheet


class About(Sheet):
    """Three tabs: the program, licences, the model."""

    def __init__(
        self,
        version: str,
        state: str,
        licences: Sequence[Licence],
        card: str,
        icon: QLabel,
        parent: QWidget,
    ) -> None:
        """``state``: what the engine is doing, in a sentence; ``card``: Markdown."""
        super().__init__(tr("About Foretype"), parent)
        size_window(self, 840, 580)
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.addTab(_program(version, state, icon), "Foretype")
        self.tabs.addTab(_licences(licences), tr("Licences"))
        self.tabs.addTab(_model(card), tr("The model"))
        self.column.addWidget(self.tabs, 1)
        self.finish()


def _program(version: str, state: str, icon: QLabel) -> QWidget:
    page = QWidget()
    words = QVBoxLayout()
    words.setSpacing(8)
    words.addWidget(heading(f"Foretype {version}".rstrip()))
    words.addWidget(lead(tr("A text editor that types ahead of you.")))
    words.addWidget(
        lead(
            tr(
                "Everything that it suggests comes from one small language model on this "
                "computer. It learns from what you write only while you let it, and nothing of it "
                "ever leaves the machine."
            )
        )
    )
    words.addWidget(lead(state))
    words.addWidget(
        quiet(
            tr(
                "Code: MIT. Weights of the model: CC BY-SA 4.0. Made with Qt, ONNX Runtime, NumPy "
                "and the dictionaries of Hunspell."
            )
        )
    )
    words.addStretch()
    row = QHBoxLayout(page)
    row.setContentsMargins(4, 22, 4, 4)
    row.setSpacing(22)
    column = QVBoxLayout()
    column.addWidget(icon)
    column.addStretch()
    row.addLayout(column)
    row.addLayout(words, 1)
    return page


def _licences(found: Sequence[Licence]) -> QWidget:
    names, text = QListWidget(), QPlainTextEdit(readOnly=True)
    names.setAccessibleName(tr("Parts of the program"))
    names.setMaximumWidth(170)
    text.setAccessibleName(tr("Licence"))
    text.setTabChangesFocus(True)
    text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    names.addItems([licence.name for licence in found])
    names.currentRowChanged.connect(lambda row: text.setPlainText(found[row].text))
    names.setCurrentRow(0)
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 12, 0, 0)
    row.addWidget(names)
    row.addWidget(text, 1)
    return page


def _model(card: str) -> QWidget:
    view = QTextBrowser(openExternalLinks=True)
    view.setAccessibleName(tr("Model card"))
    view.setMarkdown(card or tr("This model has no card."))
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 12, 0, 0)
    column.addWidget(view)
    return page
