"""Collects garbage on the GUI thread only, a little at a time.

Python collects cyclic garbage on whichever thread happens to allocate. A Qt object that dies on the
engine's thread (a text cursor, say) corrupts the document that the GUI thread is editing. So
automatic collection is off while the window lives, and this timer does its work where Qt's objects
belong. Memory that was needed for a while goes back to the system through here, too.
"""

import ctypes
import gc

from PySide6.QtCore import QObject, QTimer, Slot

from editor_app.services.assistant import Assistant, EngineState
from editor_app.services.spell_service import SpellService
from editor_app.services.worker import Worker

_INTERVAL_MS = 1_000
_TIDY_AFTER_MS = 4_000
"""So long after a checker was opened the first lines are checked, and all indexes built."""


class Collector(QObject):
    """Takes over from the automatic collector until it is stopped. GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()
        self._spelling_thread: Worker | None = None
        self._tidy = QTimer(self, singleShot=True, interval=_TIDY_AFTER_MS)
        self._tidy.timeout.connect(self._give_back)

    def follow(self, assistant: Assistant, speller: SpellService, spelling_thread: Worker) -> None:
        """Settle whenever one of these has built its indexes."""
        self._spelling_thread = spelling_thread
        assistant.state_changed.connect(self.settle_when_ready)
        speller.opened.connect(self.settle)
        speller.opened.connect(self._tidy.start)

    @Slot()
    def _give_back(self) -> None:
        if self._spelling_thread is not None:
            self._spelling_thread.post(give_back)
        self.settle()

    @Slot(object)
    def settle_when_ready(self, state: EngineState) -> None:
        """The engine was opened: see :meth:`settle`."""
        if state is EngineState.READY:
            self.settle()

    @Slot()
    def settle(self) -> None:
        """What lives now lives long (lexicons, widgets): leave it out of all later rounds.

        Without a round before: that would stop the typist for as long as it walks over all of it,
        and what little garbage there is now may stay.
        """
        gc.freeze()

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        self._tidy.stop()
        gc.enable()

    def _collect(self) -> None:
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._limits[generation]:
                gc.collect(generation)
                return


def give_back() -> None:
    """Let the C library return free memory, where it has a call for that (glibc).

    Word lists and indexes are built through many short-lived objects; without this their places
    stay with the process. Takes some milliseconds: call it off the typing path.
    """
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError, TypeError):
        return
    trim(0)
