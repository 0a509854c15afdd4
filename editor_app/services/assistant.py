"""Asks the engine for suggestions off the typing path: snapshot in, typed signal out.

A snapshot carries the document's id and revision; an answer that is not for the newest snapshot is
dropped here, and the widget drops what no longer fits its revision. The engine is opened, used and
closed on one worker thread only. Must not know how suggestions are found or shown.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from editor_app.language import tr
from editor_app.prediction.errors import EngineError
from editor_app.prediction.types import Answer, Predictor, Query
from editor_app.services.worker import Worker

_log = logging.getLogger(__name__)


class EngineState(Enum):
    """What the person may expect of the engine now."""

    LOADING = "loading"
    READY = "ready"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The place in a document for which a suggestion is wanted."""

    document: str
    revision: int
    position: int
    """Of the cursor, in the document's own units (UTF-16)."""
    context: str
    after: str
    asked: bool = False
    words: int = 1
    k: int = 5
    pause: float = 1.0
    """Seconds since the key before."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer together with the snapshot that it answers."""

    snapshot: Snapshot
    answer: Answer


PredictorFactory = Callable[[], Predictor]


class Assistant(QObject):
    """The window's way to the engine. Use from the GUI thread only."""

    answered = Signal(object)
    """A :class:`Reply` to the newest snapshot."""
    state_changed = Signal(object, str)
    """An :class:`EngineState` and a sentence: why it is off, or what else to know of it, or ""."""

    _arrived = Signal(int, object)
    _opened = Signal(int, object, str)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._predictor: Predictor | None = None  # touched on the worker's thread only
        self._newest = 0
        self._loads = 0
        self._closed = False
        self.state = EngineState.OFF
        self.reason = ""
        self._arrived.connect(self._pass_on)
        self._opened.connect(self._note_state)

    def load(self, factory: PredictorFactory) -> None:
        """Open an engine in the background; the one in use serves until then."""
        self._loads += 1
        number = self._loads
        self._note_state(number, EngineState.LOADING, "")

        def open_engine() -> None:
            try:
                predictor = factory()
            except Exception as error:  # whatever is wrong with a bundle, the editor goes on
                _log.warning("no suggestions", exc_info=error)
                self._predictor = None
                self._emit_opened(number, EngineState.OFF, _sentence(error))
            else:
                _close(self._predictor)
                self._predictor = predictor
                self._emit_opened(number, EngineState.READY, getattr(predictor, "trouble", ""))

        self._worker.post(open_engine)

    def ask(self, snapshot: Snapshot) -> None:
        """Ask for what comes at ``snapshot``; an older question still waiting is dropped."""
        if self._closed:
            return
        self._newest += 1
        number = self._newest

        def answer() -> None:
            if self._predictor is None or number != self._newest:
                return
            reply = Reply(snapshot, self._predictor.suggest(_query(snapshot)))
            if not self._closed:
                self._arrived.emit(number, reply)

        self._worker.newest("suggest", answer)

    def forget_request(self) -> None:
        """The outstanding question is of no interest any more."""
        self._newest += 1
        self._worker.drop("suggest")

    def close_document(self, document: str) -> None:
        """Tell the engine that ``document`` is gone."""

        def close() -> None:
            forget = getattr(self._predictor, "close_document", None)
            if callable(forget):  # an engine may keep something per document
                forget(document)

        self._worker.post(close)

    def with_engine(self, use: Callable[[Predictor], None]) -> None:
        """Run ``use`` on the engine's thread, in order, if an engine is open."""

        def run() -> None:
            if self._predictor is not None:
                use(self._predictor)

        self._worker.post(run)

    def close(self) -> None:
        """Ask and emit nothing from now on; the engine is closed on its thread."""
        self._closed = True
        self.forget_request()

        def shut() -> None:
            _close(self._predictor)
            self._predictor = None

        self._worker.post(shut)

    def _emit_opened(self, number: int, state: EngineState, reason: str) -> None:
        if not self._closed:
            self._opened.emit(number, state, reason)

    def _pass_on(self, number: int, reply: Reply) -> None:
        if number == self._newest and not self._closed:
            self.answered.emit(reply)

    def _note_state(self, number: int, state: EngineState, reason: str) -> None:
        if number == self._loads:
            self.state, self.reason = state, reason
            self.state_changed.emit(state, reason)


def _query(snapshot: Snapshot) -> Query:
    return Query(
        context=snapshot.context,
        k=snapshot.k,
        words=snapshot.words,
        document=snapshot.document,
        after=snapshot.after,
        asked=snapshot.asked,
        pause=snapshot.pause,
        fixes=True,
    )


def _close(predictor: Predictor | None) -> None:
    close = getattr(predictor, "close", None)
    if callable(close):
        close()


def _sentence(error: Exception) -> str:
    """What a person is told: the engine's own sentences, or a fault of ours in plain words."""
    if not isinstance(error, EngineError):
        return tr("The suggestion engine could not be started.")
    text = str(error).strip()
    return text if text.endswith((".", "!", "?")) else text + "."
