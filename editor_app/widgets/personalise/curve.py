"""A learning curve, painted as it grows: how many words the model still hesitates between.

Must not know where the points come from.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor_app.language import number, tr

_MARGIN_LEFT, _MARGIN_RIGHT, _MARGIN_TOP, _MARGIN_BOTTOM = 58.0, 16.0, 34.0, 30.0
_TICKS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A curve: (tokens read, perplexity) in order."""

    name: str
    points: Sequence[tuple[float, float]]
    strong: bool = True


class CurveView(QWidget):
    """Curves over the amount of text read, with a dashed line for where it started."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(170)
        self._lines: Sequence[Line] = ()
        self._base = 0.0

    def show_lines(self, lines: Sequence[Line], base: float) -> None:
        """Draw ``lines``; ``base`` (0: unknown) is the perplexity before anything was learned."""
        self._lines, self._base = lines, base
        self.setAccessibleName(self.describe())
        self.update()

    def describe(self) -> str:
        """What is drawn, in words."""
        told = [
            tr("{}: {} after {} words").format(line.name, number(line.points[-1][1]), number(n))
            for line in self._lines
            if line.points and (n := line.points[-1][0]) >= 0
        ]
        return tr("Words it hesitates between. ") + "; ".join(told)

    def sizeHint(self) -> QSize:
        """A comfortable size."""
        return QSize(560, 240)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, ticks, curves, names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(
            _MARGIN_LEFT, _MARGIN_TOP, -_MARGIN_RIGHT, -_MARGIN_BOTTOM
        )
        ink = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(ink)
        painter.drawText(
            QRectF(4, 0, self.width() - 8, _MARGIN_TOP - 8),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            tr("Words it hesitates between, on text held back (fewer is better)"),
        )
        if not any(line.points for line in self._lines):
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, tr("The curve starts here soon."))
            return
        scale = _Scale(area, self._lines, self._base)
        self._paint_ticks(painter, scale, area)
        if self._base:
            self._paint_base(painter, scale, area)
        for line in self._lines:
            self._paint_line(painter, scale, line, area)

    def _paint_ticks(self, painter: QPainter, scale: "_Scale", area: QRectF) -> None:
        palette = self.palette()
        for value in scale.ticks():
            y = scale.y(value)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            box = QRectF(0, y - 9, _MARGIN_LEFT - 8, 18)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, number(value))
        below = QRectF(area.left(), area.bottom() + 6, area.width(), 20)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "0")
        told = tr("{} words read").format(number(scale.right))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, told)

    def _paint_base(self, painter: QPainter, scale: "_Scale", area: QRectF) -> None:
        y = scale.y(self._base)
        ink = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(ink, 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        box = QRectF(area.left(), y - 19, area.width() - 4, 17)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, tr("as it ships"))

    def _paint_line(self, painter: QPainter, scale: "_Scale", line: Line, area: QRectF) -> None:
        if not line.points:
            return
        role = QPalette.ColorRole.Link if line.strong else QPalette.ColorRole.ButtonText
        colour = self.palette().color(role)
        spots = [QPointF(scale.x(x), scale.y(y)) for x, y in line.points]
        painter.setPen(QPen(colour, 2.4 if line.strong else 1.8))
        painter.drawPolyline(QPolygonF(spots))
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        for spot in spots:
            painter.drawEllipse(spot, 3.0, 3.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(colour)
        width = QFontMetricsF(self.font()).horizontalAdvance(line.name) + 4
        last = spots[-1]
        left = min(max(area.left(), last.x() - width / 2), area.right() - width)
        # A curve that falls comes from above: its name stands below its end where there is room.
        top = last.y() + 7 if area.bottom() - last.y() > 27 else last.y() - 25
        box = QRectF(left, top, width, 18)
        painter.fillRect(box, self.palette().color(QPalette.ColorRole.Window))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line.name)


class _Scale:
    """From values to pixels: words to the right, a logarithm upwards."""

    def __init__(self, area: QRectF, lines: Sequence[Line], base: float) -> None:
        values = [y for line in lines for _, y in line.points if y > 0]
        if base > 0:
            values.append(base)
        self.low = max(1.0, min(values, default=1.0) / 1.15)
        # What starts from nothing starts far above: that much need not be seen.
        starts = 3 * base if base > 0 else math.inf
        self.high = max(self.low * 1.5, min(max(values, default=2.0), starts) * 1.15)
        self.right = max((x for line in lines for x, _ in line.points), default=0.0) or 1.0
        self._area = area

    def x(self, tokens: float) -> float:
        """Where so much text is."""
        return self._area.left() + self._area.width() * tokens / self.right

    def y(self, value: float) -> float:
        """Where a perplexity is."""
        inside = min(max(value, self.low), self.high)
        share = math.log(inside / self.low) / math.log(self.high / self.low)
        return self._area.bottom() - self._area.height() * share

    def ticks(self) -> list[float]:
        """Round values at about even distances."""
        found: list[float] = []
        for n in range(_TICKS):
            exact = self.low * (self.high / self.low) ** ((n + 0.5) / _TICKS)
            digits = 10 ** max(0, math.floor(math.log10(exact)) - 1)
            value = round(exact / digits) * digits
            if value not in found and self.low <= value <= self.high:
                found.append(float(value))
        return found


def lines_of(curves: Mapping[str, Sequence[tuple[float, float]]]) -> list[Line]:
    """Curves by strategy as lines with names for people; the control is drawn weaker."""
    return [
        Line(
            tr("without what it knew") if name == "scratch" else tr("your profile"),
            points,
            strong=name != "scratch",
        )
        for name, points in curves.items()
    ]
