"""The window's way to the engine, off the typing path: verbs in, answers to whoever asked.

A snapshot carries the document's revision; an answer that is not for the newest snapshot is dropped
here, and the widget drops what no longer fits its revision. The engine is opened, used and closed
on one worker thread only; :class:`NoEngine` stands in while there is none, so that every wish is
carried out or refused with a sentence. Must not know how suggestions are found or shown.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from editor_app.language import mark, tr
from editor_app.prediction.no_engine import NoEngine
from editor_app.prediction.types import Answer, Memory, Predictor, Query
from editor_app.services.worker import Worker
from editor_app.settings import Settings
from models.problem import Problem

_log = logging.getLogger(__name__)


class EngineState(Enum):
    """What the person may expect of the engine now."""

    LOADING = "loading"
    READY = "ready"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A question and the place in a document that it was asked at."""

    query: Query
    revision: int
    position: int
    """Of the cursor, in the document's own units (UTF-16)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer together with the snapshot that it answers."""

    snapshot: Snapshot
    answer: Answer


PredictorFactory = Callable[[], Predictor]
MemoryFactory = Callable[[], Memory]
Told = Callable[[str], object]
"""Takes one sentence for the person."""
_Result = TypeVar("_Result")
_NOT_STARTED = mark("The suggestion engine could not be started.")
_NOT_DONE = mark("That could not be done; the log says why.")


class Assistant(QObject):
    """Use from the GUI thread only; all answers come there."""

    state_changed = Signal(object, str)
    """An :class:`EngineState` and a sentence: why it is off, or what else to know of it, or ""."""
    remembers = Signal()
    """What is learned of the person has changed, here or by another process."""
    failed = Signal(str)
    """What nobody waits for could not be done: the reason in a sentence."""

    _back = Signal(object)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._engine: Predictor = NoEngine()  # this and what follows: on the worker's thread only
        self._usable = False
        self._lessons: dict[str, Iterator[int]] = {}
        self._seen = (0, "")  # the memory's revision and the engine's trouble, as they were told
        self._settling: str | None = None
        self._owed: dict[str, bool] = {}  # documents that could not be made private, or be learned
        self._eagerness = "normal"
        self._learns = True
        self._newest = 0
        self._asked: Snapshot | None = None
        self._loads = 0
        self._closed = False
        self.state = EngineState.OFF
        self.reason = ""
        self._back.connect(self._run)

    # ---- the engine

    def load(self, factory: PredictorFactory, memory: MemoryFactory | None = None) -> None:
        """Open an engine in the background; the one in use serves until then.

        ``memory``: what can still be forgotten where ``factory`` fails.
        """
        self._loads += 1
        number = self._loads
        self._note_state(number, EngineState.LOADING, "")

        def open_engine() -> None:
            self._finish_lessons()
            state, reason = EngineState.READY, ""
            try:
                engine: Predictor = factory()
                engine.set_eagerness(self._eagerness)
                reason = engine.trouble
            except Exception as error:  # whatever is wrong with a bundle, the editor goes on
                _log.warning("no suggestions", exc_info=error)
                state, reason = EngineState.OFF, _sentence(error, _NOT_STARTED)
                engine = NoEngine(reason, memory() if memory else None)
            old, self._engine = self._engine, engine
            old.close()
            self._usable = state is EngineState.READY
            self._seen = (engine.memory.revision, reason)
            self._tell(lambda: self._note_state(number, state, reason))

        self._worker.post(open_engine)

    def set_eagerness(self, level: str) -> None:
        """How sure a ghost must be, for this engine and all later ones."""
        self._eagerness = level
        self._worker.post(lambda: self._engine.set_eagerness(level))

    def follow(self, settings: Settings) -> None:
        """Do as the person chooses, now and whenever the choice changes."""

        def on_setting(key: str) -> None:
            if key == "ghost.eagerness":
                self.set_eagerness(settings.text(key))
            elif key == "learning.on":
                self._learns = settings.flag(key)

        for key in ("ghost.eagerness", "learning.on"):
            on_setting(key)
        settings.subscribe(on_setting)

    def close_document(self, document: str) -> None:
        """Tell the engine that ``document`` is gone."""
        self._worker.post(lambda: self._engine.close_document(document))

    def close(self) -> None:
        """Ask and tell nothing from now on; what was to be learned is, and the engine is closed."""
        self._closed = True
        self._newest += 1
        self._worker.drop("suggest")
        self._worker.drop("words")

        def shut() -> None:
            self._finish_lessons()
            self._pay()
            self._engine.close()
            self._engine = NoEngine()

        self._worker.post(shut)

    # ---- suggestions

    def ask(self, snapshot: Snapshot, reply_to: Callable[[Reply], object]) -> None:
        """Ask for what comes at ``snapshot``; an older question still waiting is dropped."""
        if self._closed:
            return
        self._newest += 1
        self._asked = snapshot
        number = self._newest

        def answer() -> None:
            if number != self._newest:
                return
            try:
                found = self._engine.suggest(snapshot.query)
            except Exception as error:  # whoever asked must not wait for ever
                _log.exception("a question was not answered", exc_info=error)
                found = NoEngine().suggest(snapshot.query)
            reply = Reply(snapshot, found)
            self._tell(lambda: reply_to(reply) if number == self._newest else None)
            self._look_after()
            self._settle_later(snapshot.query.document)

        self._worker.newest("suggest", answer)

    def ask_words(self, snapshot: Snapshot, reply_to: Callable[[Reply], object]) -> None:
        """Ask for the words that may come at ``snapshot``, for a list of them.

        In a lane of its own: a ghost that is waited for comes first, and neither drops the other.
        """

        def answer() -> None:
            try:
                reply = Reply(snapshot, self._engine.suggest(snapshot.query))
            except Exception as error:
                _log.exception("a question was not answered", exc_info=error)
                return
            self._tell(lambda: reply_to(reply))

        if not self._closed:
            self._worker.newest("words", answer)

    def forget_request(self, snapshot: Snapshot) -> None:
        """The answer to ``snapshot`` is of no interest any more."""
        if snapshot is self._asked:
            self._newest += 1
            self._worker.drop("suggest")

    # ---- what is learned

    @Slot(str, str)
    def note_written(self, document: str, text: str) -> None:
        """``document`` was saved: learn from it, if the person lets us."""
        if self._learns:
            self.learn(document, text)

    def learn(self, document: str, text: str) -> None:
        """Learn what ``document`` says now, whenever nobody waits for a suggestion."""

        def begin() -> None:
            self._pay()
            if not self._usable:  # that there is none is said already
                return
            if not self._lessons:
                self._worker.later(self._go_on)
            self._lessons[document] = self._engine.memory.learning(document, text)

        self._worker.post(begin)

    @Slot(int, int)
    def note_takes(self, taken: int, missed: int) -> None:
        """Right ghosts were taken, or typed past although they stood visibly."""
        if self._learns:
            self._worker.post(lambda: self._engine.memory.note_takes(taken, missed))

    @Slot(str, bool)
    def set_private(self, document: str, private: bool) -> None:
        """Learn nothing from ``document`` (and forget it), or learn again. What could not be done
        is said, and tried again before anything is learned and when the engine closes."""

        def mark() -> None:
            self._lessons.pop(document, None)
            self._owed[document] = private
            self._pay(self._fail)

        self._worker.post(mark)

    def change(self, change: Callable[[Memory], str], done: Told, failed: Told) -> None:
        """Change what is learned: ``done`` is told what ``change`` says of it, or ``failed`` why it
        could not be."""

        def run() -> None:
            self._finish_lessons()
            self._try(lambda: change(self._engine.memory), done, failed)

        self._worker.post(run)

    # ---- on the worker's thread

    def _go_on(self) -> None:
        """The next step of the oldest lesson, and then of the others."""
        if self._lessons:
            self._step()
        if self._lessons:
            self._worker.later(self._go_on)

    def _pay(self, failed: Told | None = None) -> None:
        for document, private in list(self._owed.items()):

            def mark(document: str = document, private: bool = private) -> None:
                self._engine.memory.set_private(document, private)
                del self._owed[document]

            self._try(mark, _nobody, failed or _nobody)

    def _finish_lessons(self) -> None:
        while self._lessons:
            self._step()

    def _step(self) -> None:
        document, lesson = next(iter(self._lessons.items()))
        if self._try(lambda: next(lesson, None), _nobody, self._fail) is None:
            del self._lessons[document]

    def _try(
        self, work: Callable[[], _Result], done: Callable[[_Result], object], failed: Told
    ) -> _Result | None:
        """Carry out ``work``; exactly one of the two is told of it, on the GUI thread."""
        try:
            result = work()
        except Exception as error:
            if not isinstance(error, Problem | OSError):
                _log.exception("a wish could not be carried out", exc_info=error)
            reason = _sentence(error, _NOT_DONE)
            self._tell(lambda: failed(reason))
            return None
        self._tell(lambda: done(result))
        self._look_after()
        return result

    def _settle_later(self, document: str) -> None:
        """Let the engine read further back, whenever nobody waits for a suggestion."""
        if self._settling != document:
            self._settling = document
            self._worker.later(self._settle)

    def _settle(self) -> None:
        if self._settling is not None and self._engine.settle(self._settling):
            self._worker.later(self._settle)
        else:
            self._settling = None

    def _look_after(self) -> None:
        """Pass on what has changed with the engine, whatever changed it."""
        revision, trouble = self._engine.memory.revision, self._engine.trouble
        (known, told), self._seen = self._seen, (revision, trouble)
        if revision != known:
            self._tell(self.remembers.emit)
        if trouble and trouble != told:
            self._tell(lambda: self.state_changed.emit(self.state, trouble))

    def _tell(self, work: Callable[[], object]) -> None:
        """Run ``work`` on the GUI thread."""
        if not self._closed:
            self._back.emit(work)

    # ---- on the GUI thread

    def _fail(self, reason: str) -> None:
        self.failed.emit(reason)

    @Slot(object)
    def _run(self, work: Callable[[], object]) -> None:
        if not self._closed:
            work()

    def _note_state(self, number: int, state: EngineState, reason: str) -> None:
        if number == self._loads:
            self.state, self.reason = state, reason
            self.state_changed.emit(state, reason)


def _nobody(_: object) -> None:
    """Nobody waits for this."""


def _sentence(error: Exception, otherwise: str) -> str:
    """What a person is told: our own sentences, or a fault of ours in plain words."""
    text = str(error).strip() if isinstance(error, Problem | OSError) else ""
    if not text:
        return tr(otherwise)
    return text if text.endswith((".", "!", "?")) else text + "."
