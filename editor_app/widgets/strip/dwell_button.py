"""A large button that can be pressed in every way there is: click, touch, key, or by staying on it.

Must not know what it stands for.
"""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import (
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

_RING = 14
_PADDING = 22
_LEAST_PADDING = 15
"""At the sides, where the letters are the smallest: what the theme leaves free, and a frame."""
_SMALLEST = 11
"""Pixels of the letters; what is longer still ends in dots."""


class DwellButton(QPushButton):
    """While the pointer stays on it a ring fills, and when it is full the button is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("target")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEnabled(False)
        self.key = ""
        """The key that presses it, as it is written in its corner."""
        self._said = ""
        self._height = 48
        self._chosen = False
        self._dwell = QVariantAnimation(self)
        self._dwell.setStartValue(0.0)
        self._dwell.setEndValue(1.0)
        self._dwell.setDuration(0)
        self._dwell.valueChanged.connect(self.update)
        self._dwell.finished.connect(self._press)

    def set_size(self, pixels: int) -> None:
        """Its height, and its letters with it."""
        self._height = pixels
        self._fit()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The whole word stays to be read, as far as there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Letters as large as the height wishes and the width allows."""
        font = self.font()
        size = max(_SMALLEST, round(self._height * 0.38))
        font.setPixelSize(size)
        wide = QFontMetricsF(font).horizontalAdvance(self._said)
        room = self.width() - 2 * _PADDING
        if wide > room > 0:
            font.setPixelSize(max(_SMALLEST, int(size * room / wide)))
        self.setFont(font)
        most = max(room, self.width() - 2 * _LEAST_PADDING)
        shown = QFontMetricsF(font).elidedText(self._said, Qt.TextElideMode.ElideRight, most)
        self.setText(shown.replace("&", "&&"))

    def set_dwell(self, milliseconds: int) -> None:
        """How long the pointer stays until the button is pressed; 0: it never is."""
        self._stop()
        self._dwell.setDuration(milliseconds)

    def show_text(self, text: str) -> None:
        """Say something else; a ring that was filling for what stood there starts again."""
        if text == self._said:
            return
        self._stop()
        self._said = text
        self.setAccessibleName(text)
        self.setEnabled(bool(text))
        self._fit()

    def set_chosen(self, chosen: bool) -> None:
        """Is the scanner on it?"""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    @property
    def chosen(self) -> bool:
        """Is the scanner on it?"""
        return self._chosen

    def sizeHint(self) -> QSize:
        """As high as it is set, as wide as its words."""
        return QSize(2 * self._height, self._height)

    def minimumSizeHint(self) -> QSize:
        """No narrower than high."""
        return QSize(self._height, self._height)

    # -- staying on it -------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer comes, or moves on the button (whoever wants to press once more moves a
        little). One that lies still where the button appears presses nothing."""
        super().mouseMoveEvent(event)
        self._begin()

    def leaveEvent(self, event: QEvent) -> None:
        """It goes."""
        super().leaveEvent(event)
        self._stop()

    @property
    def dwelling(self) -> bool:
        """Is the ring filling?"""
        return self._dwell.state() is QVariantAnimation.State.Running

    def _begin(self) -> None:
        if self._dwell.duration() and not self.dwelling and self.isEnabled():
            self._dwell.start()

    def _stop(self) -> None:
        self._dwell.stop()
        self.update()

    def _press(self) -> None:
        if self._dwell.duration():
            self.click()

    # -- look ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, its key in a corner, the scanner's frame, the ring."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        if self.key and self.isEnabled():
            font = painter.font()
            font.setPixelSize(_SMALLEST)
            painter.setFont(font)
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            corner = self.rect().adjusted(6, 3, -6, -3)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            painter.drawText(corner, flags, self.key)
        if self._chosen:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 4))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
        if self.dwelling:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 3))
            place = QRectF(self.width() - _RING - 6, 6, _RING, _RING)
            painter.drawArc(place, 90 * 16, -round(self._dwell.currentValue() * 360 * 16))
