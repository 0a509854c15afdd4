"""Choosing with one switch or two: first a row, then a button of it.

With one switch the choice goes on by itself, step by step, and the switch chooses; with two, one
goes on and the other chooses. It waits for ever. Must not know what the buttons do.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.widgets.strip.dwell_button import DwellButton

_ROUNDS = 2
"""After so many rounds in a row without a choice it goes back to the rows."""


class Scanner(QObject):
    """Moves a frame over rows of buttons. GUI thread only."""

    moved = Signal(str)
    """What the frame is on now, in words."""

    def __init__(
        self, rows: Callable[[], Sequence[Sequence[DwellButton]]], parent: QObject | None = None
    ) -> None:
        """``rows`` are the buttons that can be pressed now."""
        super().__init__(parent)
        self._rows = rows
        self._row = self._column = -1
        self._steps = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.step)
        self._on = self._alone = False

    def set_way(self, switches: int, milliseconds: int) -> None:
        """0, 1 or 2 switches, and how long each step takes with one."""
        self._on, self._alone = switches > 0, switches == 1
        self._timer.setInterval(milliseconds)
        self.restart()

    def restart(self) -> None:
        """From the rows on; after a choice, or when other buttons stand there."""
        self._row = self._column = -1
        self._steps = 0
        self._timer.stop()
        self._frame()
        if self._on and self._alone:
            self._timer.start()

    def step(self) -> None:
        """On to the next row, or button of the row."""
        rows = self._usable()
        if not self._on or not rows:
            return
        if self._column < 0:
            self._row = (self._row + 1) % len(rows)
        else:
            row = rows[min(self._row, len(rows) - 1)]
            self._steps += 1
            if self._steps >= _ROUNDS * len(row):
                self.restart()
                return
            self._column = (self._column + 1) % len(row)
        self._frame()

    def choose(self) -> None:
        """The switch that chooses: into the row, or the button itself."""
        rows = self._usable()
        if not self._on or not rows:
            return
        if self._row < 0:
            self.step()
            return
        row = rows[min(self._row, len(rows) - 1)]
        if self._column < 0:
            self._column = self._steps = 0
            self._frame()
            if self._alone:
                self._timer.start()  # a whole step for the first button
            return
        target = row[min(self._column, len(row) - 1)]
        self.restart()
        target.click()

    def _usable(self) -> list[list[DwellButton]]:
        rows = ([target for target in row if target.isEnabled()] for row in self._rows())
        return [row for row in rows if row]

    def _frame(self) -> None:
        for target in (target for row in self._rows() for target in row):
            target.set_chosen(False)
        rows = self._usable()
        if not self._on or not rows or self._row < 0:
            return
        row = rows[min(self._row, len(rows) - 1)]
        chosen = row if self._column < 0 else [row[min(self._column, len(row) - 1)]]
        for target in chosen:
            target.set_chosen(True)
        self.moved.emit(", ".join(target.accessibleName() for target in chosen))
