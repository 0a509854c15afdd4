"""Looks up and changes what was learned, off the GUI thread.

Reads through a connection of its own; changes go through the assistant, whose engine must know of
them. QtCore only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from editor_app.documents.dictionary import Dictionary
from editor_app.language import plural, tr
from editor_app.prediction.own_gate import OwnGate
from editor_app.prediction.types import Memory
from editor_app.profiles import pack
from editor_app.profiles.counted import CountedPhrase, OpenedCounts, export, phrases
from editor_app.profiles.moving import collect, take_in
from editor_app.profiles.shelf import Profile, read_profile
from editor_app.services.assistant import EngineState
from editor_app.services.personaliser import Personaliser
from models.counts import CountedDocument, CountedWord
from models.profile import COUNTS
from models.replacing import write_text

_WORDS = 1000
_PLAIN = frozenset({".txt", ".tsv"})


@dataclass(frozen=True, slots=True)
class Overview:
    """What there is, with the words that a search finds."""

    profile: Profile
    words: tuple[CountedWord, ...] = ()
    documents: tuple[CountedDocument, ...] = ()
    blocked: tuple[str, ...] = ()
    as_typed: tuple[str, ...] = ()
    """Words that are never mended unasked."""
    total: int = 0
    """Words in all documents."""
    languages: tuple[str, ...] = ()
    """Names of the bases in whose languages there is something, with the one that is shown."""


class Learned(QObject):
    """Questions and wishes of the window. GUI thread only; answers come as signals."""

    found = Signal(object)
    """An :class:`Overview`."""
    phrases_found = Signal(object)
    """A list of :class:`CountedPhrase`, the most telling first."""
    changed = Signal(str)
    """Something was forgotten, blocked, …: what, in a sentence."""
    failed = Signal(str)
    stale = Signal()
    """Something was learned or forgotten, by whomever: what was found is no longer all of it."""

    def __init__(
        self,
        personaliser: Personaliser,
        gate: OwnGate | None = None,
        languages: Mapping[str, str] = MappingProxyType({}),
        parent: QObject | None = None,
    ) -> None:
        """``languages``: of each base on this computer → what its language is called."""
        super().__init__(parent)
        self._service = personaliser
        self.gate = gate or OwnGate()
        self.languages = languages
        self.language = ""
        """The base in whose language is looked and forgotten; "" is the usual one."""
        personaliser.failed.connect(self.failed)
        personaliser.assistant.remembers.connect(self.stale)

    @property
    def path(self) -> Path:
        """The file of counts that is looked at."""
        return self._path_of(self.language)

    @property
    def shown(self) -> str:
        """The name of the base in whose language is looked."""
        return self.language or self._service.places.usual[0]

    def _path_of(self, language: str) -> Path:
        places = self._service.places
        return (places.of_language(language)[1] if language else places.profile) / COUNTS

    # ---- questions

    def look(self, part: str) -> None:
        """Find words with ``part`` in them, and everything else there is."""
        path, dictionary = self.path, Dictionary(self._service.places.words)
        shown = self.shown
        paths = {name: self._path_of(name) for name in self.languages}

        def read() -> Overview:
            profile, as_typed = read_profile(path.parent), tuple(sorted(dictionary.as_typed()))
            there = tuple(n for n, each in paths.items() if n == shown or each.is_file())
            if not path.is_file():
                return Overview(profile, as_typed=as_typed, languages=there)
            with OpenedCounts(path) as store:
                return Overview(
                    profile,
                    tuple(w for w in store.search(part, _WORDS) if w.word[:1].isalnum()),
                    tuple(store.documents()),
                    tuple(store.blocked()),
                    as_typed,
                    store.total,
                    there,
                )

        self._service.do(read, self.found.emit)

    def look_for_phrases(self) -> None:
        """Find the phrases; takes seconds for a million words."""
        path = self.path

        def read() -> list[CountedPhrase]:
            if not path.is_file():
                return []
            with OpenedCounts(path) as store:
                return phrases(store)

        self._service.do(read, self.phrases_found.emit)

    def export(self, to: Path) -> None:
        """Write everything to one file: a pack that can be imported, or by its suffix a plain text
        to be read."""
        path, places, gate = self.path, self._service.places, self.gate.copy()

        def write() -> None:
            if to.suffix in _PLAIN:
                with OpenedCounts(path if path.is_file() else None) as store:
                    write_text(to, "".join(export(store)))
            else:
                pack.write(to, collect(places, gate))

        self._service.do(write, lambda _: self.changed.emit(tr("Exported to {}.").format(to)))

    # ---- wishes

    def take_in(self, file: Path) -> None:
        """Add what a pack holds: all of it, or where that fails nothing."""
        places, gate = self._service.places, self.gate.copy()

        def add(memory: Memory) -> str:
            gained = take_in(pack.read(file), places, memory, gate)
            gate.become(gained.gate)
            return gained.told()

        def done(told: str) -> None:
            self.gate.become(gate)  # what it learned in that second is not worth a lock
            self._service.taken_in.emit()
            self.changed.emit(told)

        self._service.assistant.change(add, done, self.failed.emit)

    def forget_documents(self, names: list[str]) -> None:
        """Forget documents: counts now and exactly; the model by training again."""

        def forget(memory: Memory) -> str:
            with memory.within(self.language) as one:
                for name in names:
                    one.forget(name)
            return tr("Forgotten: {}.").format(
                _named(names, plural("{n} document", "{n} documents", len(names)))
            )

        self._change(forget)

    def forget_words(self, words: list[str]) -> None:
        """Forget words wherever they were counted."""

        def forget(memory: Memory) -> str:
            with memory.within(self.language) as one:
                places = sum(one.forget_word(word) for word in words)
                trained = [word for word in words if one.in_weights(word)]
            told = plural(
                "Forgotten in {n} place: {}.", "Forgotten in {n} places: {}.", places
            ).format(_named_words(words))
            if trained:
                told += " " + tr(
                    "The trained model still knows {}: blocked, so that it is not offered."
                ).format(_named_words(trained))
            return told

        self._change(forget)

    def block(self, words: list[str]) -> None:
        """Never offer these words again."""

        def block(memory: Memory) -> str:
            for word in words:
                memory.block(word)
            return tr("Never offered again: {}.").format(_named_words(words))

        self._change(block)

    def unblock(self, words: list[str]) -> None:
        """Offer these words again."""

        def unblock(memory: Memory) -> str:
            for word in words:
                memory.unblock(word)
            return tr("May be offered again: {}.").format(_named_words(words))

        self._change(unblock)

    def mend_again(self, words: list[str]) -> None:
        """Mend these words again where they are slips beyond doubt."""
        dictionary = Dictionary(self._service.places.words)

        def done(_: None) -> None:
            self._service.taken_in.emit()
            self.changed.emit(tr("May be mended again: {}.").format(_named_words(words)))

        self._service.do(lambda: dictionary.correct_again(words), done)

    def forget_everything(self) -> None:
        """Empty the counts that are looked at. A trained model stays while its profile does."""

        def forget(memory: Memory) -> str:
            with memory.within(self.language) as one:
                one.forget_everything()
            return tr("All counts are forgotten.")

        self._change(forget)

    def _change(self, change: Callable[[Memory], str]) -> None:
        assistant = self._service.assistant
        usual = self._service.places.usual[0]
        if assistant.state is not EngineState.READY and self.shown != usual:
            self.failed.emit(assistant.reason)  # only the usual language's counts are at hand
            return
        assistant.change(change, self.changed.emit, self.failed.emit)


def _named(names: list[str], many: str) -> str:
    """A few names as they are; ``many`` for more."""
    shown = [Path(name).name for name in names]
    return ", ".join(shown) if len(shown) <= 3 else many


def _named_words(words: list[str]) -> str:
    return _named(words, plural("{n} word", "{n} words", len(words)))
