"""Last page of the wizard: before and after, in figures and in sentences of the person's own.

Must not know how the figures came about.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor_app import language
from editor_app.language import tr
from editor_app.profiles.wording import (
    Example,
    Figure,
    Row,
    examples,
    explanation,
    headline,
    percent,
    rows,
)
from editor_app.widgets.parts import heading, lead, quiet

_COLUMNS = (
    "",
    language.mark("Keystrokes taken over"),
    "",
    language.mark("Next word right"),
    language.mark("Among three"),
)


class ShareBar(QWidget):
    """A share as a bar, with its interval as a thin line across the end."""

    def __init__(self, figure: Figure, most: float, strong: bool) -> None:
        super().__init__()
        self._figure, self._most, self._strong = figure, max(most, 1e-6), strong
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(percent(figure.mean, 1))

    def sizeHint(self) -> QSize:
        """One line high."""
        return QSize(150, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bar and interval."""
        if not self._figure.known:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        full = float(self.width() - 6)

        def at(share: float) -> float:
            return full * min(1.0, max(0.0, share) / self._most)

        role = QPalette.ColorRole.Link if self._strong else QPalette.ColorRole.PlaceholderText
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(role))
        painter.setOpacity(1.0 if self._strong else 0.55)
        painter.drawRoundedRect(QRectF(0, 4, at(self._figure.mean), self.height() - 8), 3, 3)
        painter.setOpacity(1.0)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        low, high, middle = at(self._figure.low), at(self._figure.high), self.height() / 2
        if high - low > 1:
            painter.drawLine(round(low), round(middle), round(high), round(middle))
            for x in (low, high):
                painter.drawLine(round(x), round(middle - 3), round(x), round(middle + 3))


class ResultPage(QWidget):
    """Headline, comparison, sentences."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._lead = heading(), lead()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(2, 1)
        self._legend = quiet()
        self._text = QTextEdit(readOnly=True)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setAccessibleName(tr("Sentences of yours"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addLayout(self._grid)
        column.addWidget(self._legend)
        column.addWidget(self._text, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)

    def show_report(self, report: Mapping[str, object]) -> None:
        """Show what came out."""
        self._title.setText(headline(report))
        self._lead.setText(explanation(report))
        self._fill(rows(report))
        shown = examples(report)
        self._legend.setText(
            tr("Sentences of yours that it had not seen; the marked letters it would have written.")
            if shown
            else ""
        )
        self._legend.setVisible(bool(shown))
        self._text.setVisible(bool(shown))
        self._rest.setVisible(not shown)
        self._write(shown)

    def _fill(self, found: Sequence[Row]) -> None:
        while item := self._grid.takeAt(0):
            old = item.widget()
            if old is not None:
                old.deleteLater()
        for place, title in enumerate(_COLUMNS):
            if title:
                self._grid.addWidget(quiet(tr(title)), 0, place, 1, 2 if place == 1 else 1)
        most = max((r.keys.high for r in found if r.keys.known), default=1.0)
        for line, row in enumerate(found, 1):
            name = QLabel(tr(row.name))
            share = QLabel(percent(row.keys.mean, 1))
            cells = (
                name,
                share,
                ShareBar(row.keys, most, row.adopted),
                QLabel(percent(row.first.mean, 1)),
                QLabel(percent(row.three.mean, 1)),
            )
            for place, cell in enumerate(cells):
                if row.adopted:
                    font = cell.font()
                    font.setBold(True)
                    cell.setFont(font)
                if row.keys.known:
                    cell.setToolTip(
                        tr("between {} and {} with 95 % certainty").format(
                            percent(row.keys.low, 1), percent(row.keys.high, 1)
                        )
                    )
                self._grid.addWidget(cell, line, place)

    def _write(self, shown: Sequence[Example]) -> None:
        self._text.clear()
        cursor = QTextCursor(self._text.document())
        quiet_ink, plain, mark = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        palette = self.palette()
        quiet_ink.setForeground(palette.color(QPalette.ColorRole.PlaceholderText))
        plain.setForeground(palette.color(QPalette.ColorRole.Text))
        mark.setForeground(palette.color(QPalette.ColorRole.Text))
        mark.setBackground(QColor(palette.color(QPalette.ColorRole.Highlight)))
        for example in shown:
            for label, ranges in ((tr("before"), example.base), (tr("now"), example.profile)):
                cursor.insertText(f"{label}\t", quiet_ink)
                at = 0
                for start, end in ranges:
                    cursor.insertText(example.sentence[at:start], plain)
                    cursor.insertText(example.sentence[start:end], mark)
                    at = end
                cursor.insertText(example.sentence[at:] + "\n", plain)
            cursor.insertText("\n", plain)
        self._text.setTabStopDistance(64)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)
