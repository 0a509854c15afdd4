"""Put a checker together from what lies on disk: a bundle, a profile, the person's dictionary.

The only module here that opens files of other rooms; the language model comes through
``prediction.session``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from editor_app.language import tr
from editor_app.prediction.bundles import open_shared
from editor_app.prediction.compact import CompactSet
from editor_app.prediction.further_words import shipped_further
from editor_app.prediction.session import StepModel
from editor_app.prediction.shares import LanguageShares
from editor_app.spelling import dictionaries
from editor_app.spelling.checker import Checker
from editor_app.spelling.hints import Changed, SpellChecker
from editor_app.spelling.listed import DictionaryChecker, KnownWords, WordBook
from editor_app.spelling.mixed import MixedChecker
from editor_app.spelling.sentence import SentenceModel
from editor_app.spelling.standing import Lexicon
from editor_app.spelling.thesaurus import of_system
from models.counts import CountStore
from models.counts_file import CountsDamagedError
from models.language import Language, language_of
from models.problem import Problem
from models.profile import COUNTS, MODEL, locate, shipped
from models.slips import USES, Probation
from models.vocabulary import Vocabulary


class VocabularyCounts(Mapping[str, int]):
    """Word → count in general text, out of the arrays that the vocabulary has anyway."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def __getitem__(self, word: str) -> int:
        return self._vocabulary.counts[self._vocabulary.id_of[word]]

    def get(self, word: str, default: Any = None) -> Any:
        """Without the exception that the general one goes through."""
        number = self._vocabulary.id_of.get(word)
        return default if number is None else self._vocabulary.counts[number]

    def __contains__(self, word: object) -> bool:
        return word in self._vocabulary.id_of

    def __iter__(self) -> Iterator[str]:
        return iter(self._vocabulary.words)

    def __len__(self) -> int:
        return len(self._vocabulary)


class CountedWords:
    """The person's counts as the lexicon asks for them: a copy, renewed by ``refresh``."""

    def __init__(self, profile: Path, vocabulary: Vocabulary) -> None:
        """Over the counts of ``profile``, which need not be there yet."""
        self._path = profile / COUNTS
        self._vocabulary = vocabulary
        self._store: CountStore | None = None
        self._uses: dict[str, int] = {}
        self.refresh()

    def refresh(self) -> Changed:
        """Read the counts again; they are opened anew, for the engine may have put a damaged file
        aside and begun another."""
        self.close()
        before, self._uses = self._uses, {}
        with suppress(CountsDamagedError):  # the engine puts them aside, and says so
            if self._path.exists():
                self._store = CountStore(self._path)
                self._uses = {word.word: word.count for word in self._store.words()}
        now = self._uses
        return Changed(
            gained=frozenset(w for w, n in now.items() if before.get(w, 0) < min(n, USES)),
            lost=frozenset(w for w, n in before.items() if now.get(w, 0) < min(n, USES)),
        )

    def close(self) -> None:
        """Close the file; what was read of it stays known."""
        if self._store is not None:
            self._store.close()
            self._store = None

    @cached_property
    def _probation(self) -> Probation:
        return Probation(self._vocabulary, CompactSet)

    def words(self) -> Iterable[str]:
        """The words past probation."""
        return [word for word, uses in self._uses.items() if uses >= USES]

    def used(self) -> Iterable[str]:
        """All words counted, those on probation too."""
        return list(self._uses)

    def pair_uses(self, first: str, second: str) -> int:
        """How often ``second`` was counted after ``first``."""
        return self._store.phrase_count((first, second)) if self._store else 0

    def uses(self, word: str) -> int:
        """How often ``word`` was used; 0 while it may be a slip."""
        found = self._uses.get(word, 0)
        if 0 < found < USES and self._probation.looks_like_slip(word):
            return 0
        return found


def open_checker(
    bundle: Path | None = None,
    profile: Path | None = None,
    variety: str = "both",
    added: Iterable[str] = (),
) -> SpellChecker:
    """A checker over ``bundle`` (the shipped base by default) and the counts of ``profile``.

    Without any bundle the dictionaries alone decide. A language that has no dictionary anywhere
    gets no hints.

    Raises:
        NoDictionaryError: the language has one, but it is not on this computer.
        BundleError, SessionError, CountsError, EngineError: with one sentence for a person.
    """
    directory = bundle or profile or shipped()
    if directory == shipped() and not directory.is_dir():
        return Checker(Lexicon(variety, added=added))
    place = locate(directory, profile)
    opened = open_shared(place.bundle)
    vocabulary = opened.vocabulary
    counts = VocabularyCounts(vocabulary)
    personal = CountedWords(place.profile, vocabulary) if place.profile else None
    model = SentenceModel(vocabulary, StepModel(place.bundle / MODEL))
    language = language_of(place.bundle, opened.manifest.language)
    if language.primary != "en":
        known = KnownWords(_open_book(language), counts, personal, vocabulary.writing)
        known.add(added)
        return DictionaryChecker(known, model, language.primary, of_system(language))
    return Checker(Lexicon(variety, counts, personal, added, shipped_further()), model)


def open_mixed(
    places: Sequence[tuple[Path, Path]], variety: str, say: Callable[[str], object]
) -> SpellChecker:
    """A checker for a text in the languages of several bases, the usual one first.

    ``places``: the bundle and the folder of personal counts of each.
    ``say`` is told where one of them has no dictionary; what is in that language is left alone.

    Raises:
        NoDictionaryError: none of them has one.
        BundleError, SessionError, CountsError, EngineError: with one sentence for a person.
    """
    if len(places) == 1:
        return open_checker(*places[0], variety)
    checkers: list[SpellChecker | None] = []
    missing: list[NoDictionaryError] = []
    for bundle, profile in places:
        try:
            checkers.append(open_checker(bundle, profile, variety))
        except NoDictionaryError as error:
            checkers.append(None)
            missing.append(error)
    if len(missing) == len(places):
        raise missing[0]
    for missed in missing:
        say(str(missed))
    bundles = [locate(*place).bundle for place in places]
    shares = LanguageShares([open_shared(bundle).vocabulary for bundle in bundles])
    return MixedChecker(checkers, shares)


class NoDictionaryError(Problem):
    """A language cannot be checked here; the message says what is missing."""


class _EveryWord:
    """The dictionary of a language that is written without spelling mistakes of this kind."""

    def spell(self, word: str) -> bool:
        """Always."""
        return True

    def suggest(self, word: str) -> tuple[str, ...]:
        """Nothing."""
        return ()


def _open_book(language: Language) -> WordBook:
    """The dictionary of a language on this computer.

    Raises:
        NoDictionaryError: it is not here, or what reads it is not.
    """
    if not language.dictionaries:
        return _EveryWord()
    path = dictionaries.find(language)
    if path is None:
        missing = tr("There is no spelling dictionary for {} on this computer.")
        package = tr("Debian has it in the package {}.").format(language.package)
        said = missing.format(language.called())
        raise NoDictionaryError(f"{said} {package}" if language.package else said)
    try:
        from hunspell import Hunspell
    except ModuleNotFoundError as error:
        text = tr("Spelling in {} needs the Python package chunspell.")
        raise NoDictionaryError(text.format(language.called())) from error
    book: WordBook = Hunspell(path.name, hunspell_data_dir=str(path.parent))
    return book
