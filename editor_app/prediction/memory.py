"""What a profile has learned of the person: counts on disk, their reading, blocked words.

Documents are learned and forgotten here, and a file of counts that fails is put aside. This module
must not know the model, the blend, nor what a suggestion is.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from editor_app.prediction.errors import EngineError
from editor_app.prediction.lexicon import Lexicon
from editor_app.prediction.personal import PersonalCounts
from models.countable import countable
from models.counts import CountStore
from models.counts_file import CountsDamagedError, CountsError, set_aside
from models.profile import COUNTS


class PersonalMemory:
    """The personal counts of one profile. Call from one thread at a time."""

    def __init__(self, profile: Path | None, lexicon: Lexicon) -> None:
        """``profile``: the folder that keeps the counts; None where nothing can be learned.

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
        self._lexicon = lexicon
        if profile is not None and (profile / COUNTS).exists():
            self._opened()
        self.blocked = frozenset(self.store.blocked()) if self.store else frozenset[str]()
        """Words never to be offered, in small letters."""

    def close(self) -> None:
        """Close the file; a later change opens it again."""
        if self.store is not None:
            self.store.close()
            self.store = None

    def count(self, word: int) -> float:
        """How often the person wrote a word of the lexicon."""
        return self.personal.count(word) if self.personal else 0.0

    # ---- learning and forgetting

    def learn(self, document: str, text: str) -> None:
        """Count ``text`` as the words of ``document``, in place of what it was before.

        Raises:
            EngineError: there is no profile, or its counts cannot be written.
        """
        self._change(lambda store: store.add(document, self.countable(text)))

    def forget(self, document: str) -> bool:
        """Take back exactly what ``document`` gave; whether anything was known of it."""
        known = any(d.name == document for d in self._opened().documents())
        self._change(lambda store: store.remove(document))
        return known

    def forget_word(self, word: str) -> int:
        """Take ``word`` out of all counts, in every case it is known in; how often it was there."""
        counted = [0]

        def change(store: CountStore) -> None:
            forms = {self._lexicon.words[i] for i in self._lexicon.forms(word)} | {word}
            counted[0] = sum(store.forget_word(form) for form in forms)

        self._change(change)
        return counted[0]

    def forget_everything(self) -> None:
        """Empty the counts."""
        self._change(lambda store: store.clear())
        if self.personal is not None:
            self.personal.refresh()

    def block(self, word: str) -> None:
        """Never offer ``word`` again."""
        self._change(lambda store: store.block(word))

    def unblock(self, word: str) -> None:
        """Offer ``word`` again."""
        self._change(lambda store: store.unblock(word))

    def set_private(self, document: str, private: bool) -> None:
        """Learn nothing from ``document`` (and forget it), or learn again."""
        self._change(lambda store: store.set_private(document, private))

    def countable(self, text: str) -> list[str | None]:
        """What is counted of ``text``: the model's units as words, gaps where a secret stood."""
        lexicon = self._lexicon
        return countable(
            text, lambda tokens, i: (lexicon.words[unit.word] for unit in lexicon.units(tokens, i))
        )

    def _change(self, change: Callable[[CountStore], object]) -> None:
        store = self._opened()
        try:
            change(store)
            assert self.personal is not None
            self.personal.update()
            self.blocked = frozenset(store.blocked())
        except CountsError as error:
            if isinstance(error, CountsDamagedError):
                self.lose(error)
            raise EngineError(str(error)) from error
        self.revision += 1

    # ---- the file

    def lose(self, error: CountsError) -> None:
        """The counts failed in the middle of the work: go on without, or with new ones."""
        self.close()
        self.personal = None
        self.revision += 1
        if isinstance(error, CountsDamagedError) and self.profile is not None:
            with suppress(CountsError, EngineError):
                self._put_aside(self.profile / COUNTS)
                self._opened()

    def _opened(self) -> CountStore:
        """The store, created when something is learned for the first time."""
        if self.store is None:
            if self.profile is None:
                raise EngineError("There is no profile to learn into.")
            try:
                self.profile.mkdir(parents=True, exist_ok=True)
                self.store, self.personal = self._read(self.profile / COUNTS)
            except OSError as error:
                raise EngineError("The profile's folder cannot be written.") from error
        return self.store

    def _read(self, path: Path) -> tuple[CountStore, PersonalCounts]:
        """The counts on disk; a file that is damaged is put aside, and a new one begun."""
        store = None
        try:
            store = CountStore(path)
            store.blocked()
            return store, PersonalCounts(store, self._lexicon)
        except CountsDamagedError:
            if store is not None:
                store.close()
            self._put_aside(path)
            store = CountStore(path)
            return store, PersonalCounts(store, self._lexicon)

    def _put_aside(self, path: Path) -> None:
        aside = set_aside(path)
        kept = f"the old file is kept as {aside.name}"
        self.trouble = f"The personal counts were damaged and begin anew; {kept}."
