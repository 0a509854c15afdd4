"""What a profile has learned of the person: counts on disk, their reading, blocked words.

The one place that learns and forgets, whoever asks; a file of counts that fails is put aside.
Forgetting a document is one operation: its counts, and through :class:`Traces` what else it left.
This module must not know the model, the blend, nor what a suggestion is.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import TypeVar

from editor_app.prediction.errors import EngineError
from editor_app.prediction.lexicon import Lexicon
from editor_app.prediction.passed import take_rate
from editor_app.prediction.personal import PersonalCounts
from editor_app.prediction.types import Traces
from models.countable import Known, countable
from models.counts import CountStore
from models.counts_file import CountsDamagedError, CountsError, set_aside
from models.profile import COUNTS

_Result = TypeVar("_Result")
_STEP = 20_000
"""Words that are written in one step while somebody may wait for a suggestion."""
_AT_ONCE = 200_000
"""The same where nobody does: each step touches most pages of the file, and holds other processes
that want to write up for a second or two."""
_DOCUMENTS = 4
"""Documents whose paragraphs are remembered, so that a save teaches only what changed."""
_TAKES_AT_ONCE = 20
"""Right ghosts that are written together."""


class PersonalMemory:
    """The personal counts of one profile. Call from one thread at a time."""

    def __init__(
        self, profile: Path | None, lexicon: Lexicon | None = None, traces: Traces | None = None
    ) -> None:
        """Open what is there.

        Args:
            profile: the folder that keeps the counts; None where nothing can be learned.
            lexicon: how an engine's model cuts words; without one nothing can be learned, and the
                file is opened by the first change only.
            traces: what else documents leave; None where they leave nothing.

        Raises:
            CountsError: the counts are there and cannot be read.
            EngineError: the folder cannot be written.
        """
        self.profile = profile
        self.trouble = ""
        """What the person should know, a sentence, or ""."""
        self.store: CountStore | None = None
        """The counts themselves, for windows that list and export them."""
        self.personal: PersonalCounts | None = None
        """The counts as the blend sees them."""
        self.revision = 0
        """Another number after every change."""
        self.blocked = frozenset[str]()
        """Words never to be offered, in small letters."""
        self._lexicon = lexicon
        self._traces = traces
        self._known: OrderedDict[str, Known] = OrderedDict()
        self._lost = False
        if lexicon is not None:
            self._open_if_there()
        # Right ghosts taken and typed past: as stored, and not stored yet.
        self._takes = self.store.habits.takes() if self.store else (0, 0)
        self._new_takes = (0, 0)

    def close(self) -> None:
        """Close the file; a later change opens it again."""
        self._store_takes()
        if self.store is not None:
            self.store.close()
            self.store = None

    def count(self, word: int) -> float:
        """How often the person wrote a word of the lexicon."""
        return self.personal.count(word) if self.personal else 0.0

    def notice_others(self) -> None:
        """Take over what another process has learned or forgotten since this was last asked.

        Raises:
            CountsError: the counts cannot be read.
        """
        if self.store is None:
            if not self._lost and self._open_if_there():
                self.revision += 1
        elif self.personal is not None and self.personal.refresh_if_changed():
            self.blocked = frozenset(self.store.blocked())
            self.revision += 1

    @property
    def take_rate(self) -> float:
        """How often this person takes a ghost that is right."""
        taken, missed = (a + b for a, b in zip(self._takes, self._new_takes, strict=True))
        return take_rate(taken, missed)

    def note_takes(self, taken: int, missed: int) -> None:
        """Right ghosts were taken, or typed past although they stood visibly.

        Kept in the counts where there are any: a profile is not made for this.
        """
        self._new_takes = (self._new_takes[0] + taken, self._new_takes[1] + missed)
        if sum(self._new_takes) >= _TAKES_AT_ONCE:
            self._store_takes()

    def _store_takes(self) -> None:
        if self.store is None or not any(self._new_takes):
            return
        with suppress(CountsError):  # two numbers are worth no message
            self.store.habits.add_takes(*self._new_takes)
            self._takes, self._new_takes = self.store.habits.takes(), (0, 0)

    @property
    def trust(self) -> dict[str, float]:
        """How earlier documents moved the weight of each of the blend's sources, in nats."""
        with suppress(CountsError):  # whoever reads the counts next will say so
            return self.store.habits.trust() if self.store is not None else {}
        return {}

    def note_trust(self, document: str, trust: Mapping[str, float]) -> None:
        """``document`` was closed with this :attr:`trust`; kept if its words are counted."""
        with suppress(CountsError):  # the next document says it again
            if self.store is not None and self.store.has(document):
                self.store.habits.set_trust(trust)

    # ---- learning and forgetting

    def learn(self, document: str, text: str) -> None:
        """Count ``text`` as the words of ``document``, in place of what it was before.

        Raises:
            EngineError: there is no profile or no lexicon, or the counts cannot be written.
        """
        words = [word for some in self._reading(document, text) for word in some]
        for _ in self._writing(document, words, _AT_ONCE):
            pass

    def learning(self, document: str, text: str) -> Iterator[int]:
        """:meth:`learn` in steps short enough to answer somebody in between: words so far."""
        words: list[str | None] = []
        for some in self._reading(document, text):
            words += some
            yield len(words)
        yield from self._writing(document, words, _STEP)

    def _writing(self, document: str, words: list[str | None], step: int) -> Iterator[int]:
        """Write ``words`` in steps: words so far."""
        if len(words) <= step or self._change(lambda store: store.has(document)):
            self._change(lambda store: store.add(document, words))
            return
        for start in range(0, len(words), step):  # a new one: no difference to be found
            self._append(document, words[start : start + step])
            yield start

    def _reading(self, document: str, text: str) -> Iterator[list[str | None]]:
        """What is counted of ``text``, a little at a time; paragraphs are remembered."""
        known = self._known.pop(document, None) or Known(self._joiners)
        yield from known.countable(text, self._words_of())
        self._known[document] = known
        while len(self._known) > _DOCUMENTS:
            self._known.popitem(last=False)

    def _append(self, document: str, words: list[str | None]) -> None:
        self._change(lambda store: store.append(document, words))

    def forget(self, document: str) -> bool:
        """Take back exactly what ``document`` gave, with its traces; whether it was known."""
        known = self._change(lambda store: store.remove(document))
        self._remove(lambda traces: traces.remove(document))
        return known

    def forget_word(self, word: str) -> int:
        """Take ``word`` out of all counts, in every case it is known in, and out of the cache of
        texts; how often it was there. What a trained model knows of it is blocked."""
        found = self._change(lambda store: sum(map(store.forget_word, store.forms(word))))
        self._remove(lambda traces: traces.remove_texts())
        if self.in_weights(word):
            self.block(word)
        return found

    def in_weights(self, word: str) -> bool:
        """Did the profile's model learn ``word`` from the person? Then only training again takes
        it out of there."""
        return self._traces is not None and self._traces.in_weights(word)

    def forget_everything(self) -> None:
        """Empty the counts; blocked words and private documents stay so."""
        self._known.clear()
        self._new_takes = (0, 0)
        self._change(lambda store: store.clear())
        self._takes = (0, 0)
        if self.personal is not None:
            self.personal.refresh()
        self._remove(lambda traces: traces.remove_all())

    def block(self, word: str) -> None:
        """Never offer ``word`` again."""
        self._change(lambda store: store.block(word))

    def unblock(self, word: str) -> None:
        """Offer ``word`` again."""
        self._change(lambda store: store.unblock(word))

    def within(self, language: str) -> AbstractContextManager["PersonalMemory"]:
        """Itself: it is of one language."""
        return nullcontext(self)

    def set_private(self, document: str, private: bool) -> None:
        """Learn nothing from ``document`` (and forget it), or learn again."""
        with suppress(CountsError):  # the change below says what is wrong
            if self.store is not None and self.store.is_private(document) is private:
                return
        self._change(lambda store: store.set_private(document, private))
        if private:
            self._known.pop(document, None)
            self._remove(lambda traces: traces.remove(document))

    def change(self, change: Callable[[CountStore], _Result]) -> _Result:
        """Carry out ``change`` of the counts: whole, or where it fails not at all.

        Raises:
            EngineError: there is no profile, or the counts cannot be written. What ``change``
                raises itself is passed on.
        """

        def whole(store: CountStore) -> _Result:
            with store.together():
                return change(store)

        self._store_takes()
        result = self._change(whole)
        self._takes = self.store.habits.takes() if self.store else (0, 0)
        return result

    def countable(self, text: str) -> list[str | None]:
        """What is counted of ``text``: the model's units as words, gaps where a secret stood."""
        return countable(text, self._words_of(), self._joiners)

    @property
    def _joiners(self) -> str:
        return self._lexicon.vocabulary.writing.joiners if self._lexicon is not None else ""

    def _words_of(self) -> Callable[..., Iterator[str]]:
        lexicon = self._lexicon
        if lexicon is None:
            raise EngineError("Words can be counted only while there are suggestions.")
        return lambda tokens, i: (lexicon.words[unit.word] for unit in lexicon.units(tokens, i))

    def _change(self, change: Callable[[CountStore], _Result]) -> _Result:
        try:
            store = self._opened()
            result = change(store)
            if self.personal is not None:
                self.personal.update()
            self.blocked = frozenset(store.blocked())
        except CountsError as error:
            if isinstance(error, CountsDamagedError):
                self.lose(error)
            raise EngineError(str(error)) from error
        self.revision += 1
        return result

    def _remove(self, remove: Callable[[Traces], None]) -> None:
        if self._traces is None:
            return
        try:
            remove(self._traces)
        except OSError as error:
            raise EngineError("The profile's list of documents cannot be written.") from error

    # ---- the file

    def lose(self, error: CountsError) -> None:
        """The counts failed in the middle of the work: go on without, or with new ones."""
        self.close()
        self.personal = None
        self._lost = True
        self.revision += 1
        if isinstance(error, CountsDamagedError) and self.profile is not None:
            with suppress(CountsError, EngineError):
                self._put_aside(self.profile / COUNTS)
                self._opened()

    def _open_if_there(self) -> bool:
        if self.profile is None or not (self.profile / COUNTS).exists():
            return False
        self.blocked = frozenset(self._opened().blocked())
        return True

    def _opened(self) -> CountStore:
        """The store, created when something is learned for the first time."""
        if self.store is None:
            if self.profile is None:
                raise EngineError("There is no profile to learn into.")
            try:
                self.profile.mkdir(parents=True, exist_ok=True)
                self.store = self._read(self.profile / COUNTS)
                self._lost = False
            except OSError as error:
                raise EngineError("The profile's folder cannot be written.") from error
        return self.store

    def _read(self, path: Path) -> CountStore:
        """The counts on disk; a file that is damaged is put aside, and a new one begun."""
        store = None
        try:
            store = CountStore(path)
            store.blocked()
            self._view(store)
        except CountsDamagedError:
            if store is not None:
                store.close()
            self._put_aside(path)
            store = CountStore(path)
            self._view(store)
        return store

    def _view(self, store: CountStore) -> None:
        self.personal = None if self._lexicon is None else PersonalCounts(store, self._lexicon)

    def _put_aside(self, path: Path) -> None:
        aside = set_aside(path)
        kept = f"the old file is kept as {aside.name}"
        self.trouble = f"The personal counts were damaged and begin anew; {kept}."
