"""Collects garbage on the GUI thread only, a little at a time.

Python collects cyclic garbage on whichever thread happens to allocate. A Qt object that dies on the
engine's thread (a text cursor, say) corrupts the document that the GUI thread is editing. So
automatic collection is off while the window lives, and this timer does its work where Qt's objects
belong.
"""

import gc

from PySide6.QtCore import QObject, QTimer

from editor_app.services.assistant import EngineState

_INTERVAL_MS = 1_000


class Collector(QObject):
    """Takes over from the automatic collector until it is stopped. GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def settle_when_ready(self, state: EngineState) -> None:
        """The engine was opened: see :meth:`settle`."""
        if state is EngineState.READY:
            self.settle()

    def settle(self) -> None:
        """What lives now lives long (lexicons, widgets): leave it out of all later rounds.

        Without a round before: that would stop the typist for as long as it walks over all of it,
        and what little garbage there is now may stay.
        """
        gc.freeze()

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._limits[generation]:
                gc.collect(generation)
                return
