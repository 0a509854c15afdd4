"""Finds out on a thread of others which language a document is in.

What tells languages apart takes a second to load and 76 MB to keep: it goes when nobody waits for
an answer. It is only asked where there are several bases. Must not know what becomes of the answer.
"""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from editor_app.documents.detection import Detector
from editor_app.services.worker import Worker


class Linguist(QObject):
    """Use from the GUI thread; the answer comes there."""

    found = Signal(str, str)
    """A document, and the name of the base whose language it is in."""

    def __init__(
        self, worker: Worker, languages: Mapping[str, str], parent: QObject | None = None
    ) -> None:
        """``languages``: name of each base → code of its language; of two bases of one language the
        first is found."""
        super().__init__(parent)
        self._worker = worker
        self._names = {code: name for name, code in reversed(list(languages.items()))}
        self._detector: Detector | None = None  # on the worker's thread only, as the next
        self._answered = 0
        self._asked = 0

    def ask(self, document: str, text: str) -> None:
        """Look at the beginning of a document when the worker has nothing else to do."""
        self._asked += 1

        def look() -> None:
            if self._detector is None:
                self._detector = Detector(self._names)
            code = self._detector.language_of(text)
            self._answered += 1
            if self._answered == self._asked:
                self._detector = None
            if code is not None:
                self.found.emit(document, self._names[code])

        self._worker.later(look)
