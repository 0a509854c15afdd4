"""A small bar chart, painted in the theme's colours, that can also be heard and read bar by bar.

Must not know what is counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from editor_app.language import tr

_TITLE, _BELOW, _ABOVE = 26.0, 20.0, 16.0
_GAP = 0.28
"""Of a bar's share of the width, what stays free."""
_WIDEST = 46.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what stands below it, how high it is, and what is told about it."""

    label: str
    value: float
    told: str
    figure: str = ""
    """Written above it where there is room."""


class BarChart(QWidget):
    """Bars from the left, all of one colour."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(240, 130)
        self._title = title
        self._bars: Sequence[Bar] = ()
        self._empty = tr("Nothing counted yet")
        self.setAccessibleName(title)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw ``bars``."""
        self._bars = bars
        self.setAccessibleDescription(self.describe())
        self.update()

    def describe(self) -> str:
        """What is drawn, in words."""
        told = "; ".join(bar.told for bar in self._bars if bar.value > 0)
        return told or self._empty

    def sizeHint(self) -> QSize:
        """A comfortable size."""
        return QSize(360, 170)

    # ---- where things are

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(2, _TITLE + _ABOVE, -2, -_BELOW)

    def _box(self, index: int) -> QRectF:
        """The whole place of a bar, from top to bottom."""
        area = self._area()
        width = area.width() / max(1, len(self._bars))
        return QRectF(area.left() + index * width, area.top(), width, area.height())

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title, ground line, bars, labels."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, area = self.palette(), self._area()
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(8, 0, self.width() - 16, _TITLE), left, self._title)
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        if not any(bar.value > 0 for bar in self._bars):
            painter.setPen(quiet)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._empty)
            return
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._paint_bars(painter)
        painter.setPen(quiet)
        self._paint_labels(painter)

    def _paint_bars(self, painter: QPainter) -> None:
        most = max(bar.value for bar in self._bars)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Link))
        for index, bar in enumerate(self._bars):
            if bar.value <= 0:
                continue
            box = self._box(index)
            width = min(_WIDEST, box.width() * (1 - _GAP))
            height = max(2.0, box.height() * bar.value / most)
            left = box.center().x() - width / 2
            painter.drawRoundedRect(QRectF(left, box.bottom() - height, width, height), 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_labels(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(self.font())
        most = max(bar.value for bar in self._bars)
        free = self._area().left()
        figures = all(
            metrics.horizontalAdvance(bar.figure) <= self._box(0).width() for bar in self._bars
        )
        for index, bar in enumerate(self._bars):
            box = self._box(index)
            width = metrics.horizontalAdvance(bar.label)
            left = box.center().x() - width / 2
            if bar.label and left >= free:
                painter.drawText(QPointF(left, box.bottom() + 15), bar.label)
                free = left + width + 8
            if figures and bar.figure:
                top = box.bottom() - box.height() * bar.value / most - 4
                width = metrics.horizontalAdvance(bar.figure)
                painter.drawText(QPointF(box.center().x() - width / 2, top), bar.figure)

    def event(self, event: QEvent) -> bool:
        """Under the pointer each bar tells what it is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            point = QPointF(event.pos())
            for index, bar in enumerate(self._bars):
                if self._box(index).left() <= point.x() < self._box(index).right():
                    QToolTip.showText(event.globalPos(), bar.told, self)
                    return True
        return super().event(event)
