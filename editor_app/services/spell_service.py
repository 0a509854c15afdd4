"""Checks lines of text off the typing path: texts in, hints out by signal.

The answer is a function of a line's text, of the languages of its document and of the words that
are ignored, so that it is kept by these and never goes stale: whoever shows hints looks up what a
line has now. Checkers are opened, used and closed on one worker thread, those of other languages
when they are first wanted; texts are checked in small batches, the newest wish first.
Must not know how hints look.
"""

import logging
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QObject, Signal

from editor_app.documents.dictionary import Dictionary
from editor_app.services.worker import Worker
from editor_app.spelling.hints import ESTABLISHED, Changed, Checked, Hint, Ignored, SpellChecker
from editor_app.spelling.word_list import words_in
from models.text import Token

_log = logging.getLogger(__name__)
_BATCH = 24
"""Lines between two looks at what is wanted now."""
_KEPT = 20_000
_PARTS = re.compile("['\u2019-]")
"""What joins the parts of a word, any of which may be the person's own."""

CheckerFactory: TypeAlias = Callable[[], SpellChecker]
Languages: TypeAlias = tuple[str, ...]
"""Names of the bases whose languages a document is in; () as usual."""
OtherCheckers: TypeAlias = Callable[[Languages], SpellChecker]
OtherWords: TypeAlias = tuple[Token, tuple[str, ...]] | None
"""A word and others that may stand for it; None where there is no word."""
_Answer = TypeVar("_Answer")
_Line: TypeAlias = tuple[Languages, str]


@dataclass(frozen=True, slots=True)
class _Missing:
    """A checker could not be opened."""

    reason: str
    goes_on: bool
    """Those of other languages may be."""


class SpellService(QObject):
    """The window's way to the checker, for all documents. Use from the GUI thread only."""

    checked = Signal()
    """More texts have hints now (or are known to have none)."""
    forgotten = Signal()
    """A word was added or ignored: all hints are being made anew."""
    opened = Signal()
    """A checker is at work."""
    failed = Signal(str)
    """There is no checking; the reason in a sentence."""

    _arrived = Signal(int, object)
    _answered = Signal(object, object)

    def __init__(self, worker: Worker, words: Path, parent: QObject | None = None) -> None:
        """Use ``worker`` (its own, not the typing engine's); ``words`` is the person's dictionary,
        a text file of one word a line, made when the first word is added."""
        super().__init__(parent)
        self._worker = worker
        self._dictionary = Dictionary(words)
        # These two are touched on the worker's thread only.
        self._checkers: dict[Languages, SpellChecker | None] = {}
        self._others: OtherCheckers | None = None
        self._known: dict[_Line, Checked] = {}
        self._uses: dict[str, Mapping[str, int]] = {}  # document → its unknown words
        self._established: frozenset[str] = frozenset()
        self._wanted: dict[_Line, None] = {}
        self._lock = threading.Lock()
        self._generation = 0
        self._ignored = self._dictionary.never()
        self._as_typed = self._dictionary.as_typed()
        self.ready = False
        self._arrived.connect(self._take)
        self._answered.connect(_pass_on)

    def load(self, factory: CheckerFactory, others: OtherCheckers | None = None) -> None:
        """Open a checker in the background; earlier hints are dropped. Where it cannot be opened
        there is none: the one before may be of another language.

        ``others`` opens those of documents that name languages of their own.
        """

        def open_checker() -> None:
            self._close_checkers()
            self._others = others
            checker = self._opened((), factory)
            if checker is not None or others is not None:
                self._emit(0, None)

        self._worker.post(open_checker)

    def _opened(self, languages: Languages, factory: CheckerFactory) -> SpellChecker | None:
        """The checker that ``factory`` opens; where it cannot, the person hears why."""
        try:
            checker: SpellChecker | None = factory()
            assert checker is not None
            checker.lexicon.add(self._dictionary.words())
        except Exception as error:  # whatever is wrong with a bundle, the editor goes on
            _log.info("no spell hints: %s", error)
            checker = None
            self._emit(-1, _Missing(str(error), goes_on=self._others is not None))
        self._checkers[languages] = checker
        return checker

    def _checker_of(self, languages: Languages) -> SpellChecker | None:
        others = self._others
        if languages not in self._checkers and others is not None:
            self._opened(languages, lambda: others(languages))
        return self._checkers.get(languages)

    def say(self, sentence: str) -> None:
        """Tell the person what is missing while the rest goes on; called on the worker's thread."""
        self._emit(-1, _Missing(sentence, goes_on=True))

    def close(self) -> None:
        """Close all files; nothing is checked from now on."""
        self._worker.post(self._close_checkers)

    def _close_checkers(self) -> None:
        for checker in self._checkers.values():
            if checker is not None:
                checker.close()
        self._checkers = {}

    def refresh(self) -> None:
        """The person has taught or forgotten words: question the lines that have them anew."""

        def read() -> None:
            for checker in self._open_checkers():
                self._emit(0, checker.lexicon.refresh())

        self._worker.newest("refresh", read)

    def look_up(self, text: str, languages: Languages = ()) -> Checked | None:
        """What is known about a line, or ``None`` where it was not checked yet."""
        return self._known.get((languages, text))

    def note_uses(self, document: str, uses: Mapping[str, int]) -> None:
        """How often a document has each unknown word now: those used often are believed."""
        self._uses[document] = uses
        total: Counter[str] = Counter()
        for counted in self._uses.values():
            total.update(counted)
        established = frozenset(word for word, n in total.items() if n >= ESTABLISHED)
        changed = established ^ self._established
        if not changed:
            return
        with self._lock:
            self._established = established
        self._drop(lambda found: not changed.isdisjoint(found.unknown))

    def _drop(self, is_stale: Callable[[Checked], bool]) -> None:
        """Forget what was found in some lines; whoever shows them wishes for them again."""
        with self._lock:
            for line in [line for line, found in self._known.items() if is_stale(found)]:
                del self._known[line]
        self.checked.emit()

    def _note_taught(self, changed: Changed) -> None:
        """Words became the person's own, or are no longer: a line's right words are not kept, so
        that those that were lost may stand anywhere."""
        gained = {word.lower() for word in changed.gained}
        if changed.lost:
            self._start_anew()
        elif gained:
            self._drop(
                lambda found: any(
                    not gained.isdisjoint(_PARTS.split(word.lower())) for word in found.unknown
                )
            )

    # ---- mending unasked

    def mend(self, text: str, reply: Callable[[Hint], object], languages: Languages = ()) -> None:
        """Tell ``reply``, a little later, of the last word of ``text`` if it is surely another."""
        with self._lock:
            ignored = Ignored(self._ignored | self._as_typed)
            established = self._established

        def look() -> None:
            checker = self._checker_of(languages)
            if checker is None:
                return
            uses = dict.fromkeys(established, ESTABLISHED)
            hint = checker.mend(text, ignored, lambda word: uses.get(word, 1))
            if hint is not None:
                self._tell(reply, hint)

        if self.ready:
            self._worker.post(look)  # words end slower than they are looked at

    def keep_as_typed(self, word: str) -> None:
        """Never mend ``word`` unasked from now on; it may still be marked."""
        small = word.lower()
        if small not in self._as_typed:
            self._as_typed |= {small}
            self._worker.post(lambda: self._dictionary.keep_as_typed(small))

    def other_words(
        self,
        text: str,
        place: int,
        reply: Callable[[OtherWords], object],
        languages: Languages = (),
    ) -> None:
        """Tell ``reply``, a little later, the word of ``text`` at ``place`` and others that may
        stand for it, the likeliest there first."""

        def look() -> None:
            checker = self._checker_of(languages)
            self._tell(reply, checker.others(text, place) if checker is not None else None)

        self._worker.newest("other words", look)

    def _tell(self, reply: Callable[[_Answer], object], answer: _Answer) -> None:
        """Call ``reply`` on the GUI thread."""
        try:
            self._answered.emit(reply, answer)
        except RuntimeError:  # the window is gone
            _log.debug("an answer arrived too late")

    # ---- what is wanted

    def close_document(self, document: str) -> None:
        """Forget what a document used."""
        self._uses.pop(document, None)

    def want(self, texts: Iterable[str], languages: Languages = ()) -> None:
        """Check these lines soon, before any that were wanted earlier."""
        with self._lock:
            lines = ((languages, text) for text in texts)
            fresh = {line: None for line in lines if line not in self._known}
            if not fresh:
                return
            self._wanted = {**fresh, **self._wanted}
        if self.ready:
            self._worker.newest("spelling", self._work)

    def add_words(self, words: Iterable[str]) -> None:
        """Put words into the person's dictionary."""
        known = self._dictionary.words()
        fresh = [word for word in dict.fromkeys(words) if word not in known]
        if not fresh:
            return
        self._dictionary.add(*fresh)
        self._teach(fresh)

    def _teach(self, words: Iterable[str]) -> None:
        """Let every checker know right words, and question all lines anew."""

        def teach() -> None:
            for checker in self._open_checkers():
                checker.lexicon.add(words)

        self._worker.post(teach)
        self._start_anew()

    def import_words(self, path: Path) -> int:
        """Add the words of another program's list (see ``spelling.word_list``).

        Returns:
            How many words it has.

        Raises:
            OSError: it cannot be read, or the dictionary cannot be written.
        """
        words = list(words_in(path.read_text(encoding="utf-8", errors="replace")))
        self.add_words(words)
        return len(words)

    def read_again(self) -> None:
        """Take over what somebody else wrote into the person's word lists."""
        self._ignored = self._dictionary.never()
        self._as_typed = self._dictionary.as_typed()
        self._teach(self._dictionary.words())

    def never_correct(self, word: str) -> None:
        """Never question ``word`` again, right or wrong, and without suggesting it."""
        self._dictionary.never_question(word)
        self._ignored |= {word}
        self._start_anew()

    def _open_checkers(self) -> list[SpellChecker]:
        return [checker for checker in self._checkers.values() if checker is not None]

    def _start_anew(self) -> None:
        with self._lock:
            self._generation += 1
            self._known.clear()
            self._wanted.clear()
        self.forgotten.emit()

    def _work(self) -> None:
        """Check one batch of what is wanted; on the worker's thread."""
        with self._lock:
            generation, ignored = self._generation, Ignored(self._ignored)
            established = self._established
            lines = [line for line, _ in zip(self._wanted, range(_BATCH), strict=False)]
            for line in lines:
                del self._wanted[line]

        def uses(word: str) -> int:
            return ESTABLISHED if word in established else 1

        def found(languages: Languages, text: str) -> Checked:
            checker = self._checker_of(languages)
            return Checked() if checker is None else checker.check(text, ignored, uses)

        if self._checkers:
            self._emit(generation, {line: found(*line) for line in lines})

    def _emit(self, generation: int, result: object) -> None:
        try:
            self._arrived.emit(generation, result)
        except RuntimeError:  # the window is gone
            _log.debug("spell hints arrived too late")

    def _take(self, generation: int, result: object) -> None:
        if isinstance(result, _Missing):
            self.ready = result.goes_on
            self._start_anew()
            self.failed.emit(result.reason)
            return
        if isinstance(result, Changed):
            self._note_taught(result)
            return
        if isinstance(result, dict):
            if generation != self._generation:
                return
            if len(self._known) > _KEPT:  # lines of text without end must not fill the memory
                self._known.clear()
            self._known.update(result)
            self.checked.emit()
        else:
            self.ready = True
            self.opened.emit()
            self._start_anew()
        with self._lock:
            more = bool(self._wanted)
        if more:
            self._worker.newest("spelling", self._work)


def _pass_on(reply: Callable[[object], object], answer: object) -> None:
    reply(answer)
