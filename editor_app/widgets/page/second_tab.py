"""A second quick Tab, pressed before the next ghost stands there: it waits a moment for it.

Must not know ghosts; whoever waits says what becomes of the key.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_SECONDS = 0.4


class SecondTab:
    """Of one editor. GUI thread only."""

    def __init__(self, parent: QObject, give_up: Callable[[], object]) -> None:
        """``give_up`` is called where nothing came in time."""
        self._taken_at = 0.0
        self._timer = QTimer(parent, singleShot=True, interval=round(1000 * _SECONDS))
        self._timer.timeout.connect(give_up)

    def begin(self) -> None:
        """A ghost was taken now."""
        self._taken_at = time.monotonic()

    @property
    def is_quick(self) -> bool:
        """Was a ghost taken a moment ago?"""
        return time.monotonic() - self._taken_at < _SECONDS

    @property
    def waits(self) -> bool:
        """Does a key wait for a ghost?"""
        return self._timer.isActive()

    def wait(self) -> None:
        """Let the key that was pressed now wait."""
        self._timer.start()

    def stop(self) -> None:
        """No key waits any more."""
        self._timer.stop()
