"""The engine and the checker behind the server, each on a thread of its own.

Whoever asks awaits; the newest question about a page wins, and one that was overtaken gets nothing.
What cannot be opened is said once, and then there are no suggestions or no hints. Must not know the
protocol.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from editor_app.bases import Bases
from editor_app.documents.dictionary import Dictionary
from editor_app.places import Places
from editor_app.prediction.no_engine import NoEngine
from editor_app.prediction.session import SessionError
from editor_app.prediction.types import Answer, Predictor, Query
from editor_app.server.hints import HintBook, Marked
from editor_app.server.wishes import Wishes
from editor_app.spelling.hints import Ignored, SpellChecker
from models.problem import Problem

T = TypeVar("T")
Languages = tuple[str, ...]
"""Names of bases; () as usual."""
NOTHING = Answer((), "", 0.0, show=False)


@dataclass(frozen=True)
class _Opened:
    """What was opened, and from where: opened again only where that has changed."""

    bases: Mapping[str, tuple[Path, Path]]
    usual: Languages
    variety: str


class Desk:
    """Answers and hints for all pages. Its methods are called from the server's loop."""

    def __init__(self) -> None:
        self.dictionary: Dictionary | None = None
        self._engine: Predictor = NoEngine()  # touched on its thread only, as the book is
        self._checkers: dict[Languages, SpellChecker | None] = {}  # on the checking thread, as
        self._books: dict[Languages, HintBook] = {}
        self._checks = False
        self._closing = False
        self._bases: Bases | None = None
        self._ignored = Ignored()
        self._opened: _Opened | None = None
        self._newest: dict[tuple[str, str], int] = {}
        self._engine_thread = ThreadPoolExecutor(1, "foretype-engine")
        self._spelling_thread = ThreadPoolExecutor(1, "foretype-spelling")

    async def use(self, places: Places, bases: Bases, wishes: Wishes) -> list[str]:
        """Open what is in use now, unless it is open already; what went wrong, in sentences."""
        wanted = _Opened(bases.places, bases.usual, wishes.variety)
        before, self._opened = self._opened, wanted
        self._bases, self.dictionary = bases, Dictionary(places.words)
        troubles = []
        if before is None or replace(before, variety=wanted.variety) != wanted:
            troubles.append(await self._on_engine(lambda: self._open_engine(bases)))
        if before != wanted:
            await self._on_spelling(self._close_checkers)
        self._checks = wishes.spelling
        if wishes.spelling:
            troubles.append(await self._on_spelling(lambda: self._open_checker(())))
        await self._on_engine(lambda: self._engine.set_eagerness(wishes.eagerness))
        return [trouble for trouble in troubles if trouble]

    def close(self) -> None:
        """Close the files, after what is being done; a page that is being checked is left."""
        self._closing = True
        self._engine_thread.submit(lambda: self._engine.close())
        self._engine_thread.shutdown()
        self._spelling_thread.shutdown(cancel_futures=True)

    # ---- suggestions

    async def suggest(self, purpose: str, query: Query) -> Answer:
        """Answer ``query``, unless a newer one for the same ``purpose`` and page overtakes it."""
        key = (query.document, purpose)
        number = self._newest[key] = self._newest.get(key, 0) + 1

        def answer() -> Answer:
            overtaken = number != self._newest.get(key)
            return NOTHING if overtaken else self._engine.suggest(query)

        return await self._on_engine(answer)

    async def learn(self, document: str, text: str) -> str:
        """Count ``text`` as the words of ``document``; what went wrong, or ""."""

        def learn() -> str:
            try:
                self._engine.memory.learn(document, text)
            except Problem as error:
                return str(error)
            return ""

        return await self._on_engine(learn)

    def close_document(self, document: str) -> None:
        """Forget the state of a page that was closed."""
        for key in [key for key in self._newest if key[0] == document]:
            del self._newest[key]

        self._engine_thread.submit(lambda: self._engine.close_document(document))

    # ---- hints

    async def language_of(self, text: str) -> Languages:
        """The language of a page, where it is clear and not a usual one; else ()."""
        bases = self._bases
        if bases is None or not bases.several:
            return ()
        return await self._on_spelling(lambda: bases.language_of(text))

    async def prepare(self, languages: Languages) -> str:
        """Open the checker for pages in these languages; what went wrong, or ""."""
        if not self._checks:
            return ""
        return await self._on_spelling(lambda: self._open_checker(languages))

    async def check(
        self, lines: Sequence[str], languages: Languages, wanted: Callable[[], bool]
    ) -> list[Marked]:
        """The hints of a page of ``lines``, as far as they are ``wanted``; none where there is no
        checking."""

        def check() -> list[Marked]:
            if not self._checks:
                return []
            book = self._books.get(languages)
            if book is None:
                return []
            return book.check(lines, self._ignored, lambda: wanted() and not self._closing)

        return await self._on_spelling(check)

    async def believe(self, add: str = "", never: str = "") -> None:
        """Add a word to the person's dictionary, or never question one again; raises
        ``OSError``."""
        assert self.dictionary is not None
        if add:
            self.dictionary.add(add)
        if never:
            self.dictionary.never_question(never)
        await self._on_spelling(self._take_words)

    # ---- on the threads

    def _open_engine(self, bases: Bases) -> str:
        self._engine.close()
        try:
            self._engine = bases.open_engine()
        except Problem as error:
            self._engine = NoEngine(str(error))
            return f"No suggestions: {error}"
        return self._engine.trouble

    def _open_checker(self, languages: Languages) -> str:
        """Open the checker for a text in these languages, unless it is open."""
        if languages in self._checkers or self._bases is None or self._opened is None:
            return ""
        missing: list[str] = []
        try:
            names = languages or self._bases.usual
            checker = self._bases.open_checker(names, self._opened.variety, missing.append)
        except (Problem, SessionError, OSError) as error:
            self._checkers[languages] = None
            return f"No spell hints: {error}"
        self._checkers[languages] = checker
        self._take_words()
        return " ".join(missing)

    def _close_checkers(self) -> None:
        for checker in self._checkers.values():
            if checker is not None:
                checker.close()
        self._checkers.clear()
        self._books.clear()

    def _take_words(self) -> None:
        """Know the person's own words as they are now, and look at everything anew."""
        if self.dictionary is None:
            return
        words = self.dictionary.words()
        self._ignored = Ignored(self.dictionary.never())
        for languages, checker in self._checkers.items():
            if checker is not None:
                checker.lexicon.add(words)
                self._books[languages] = HintBook(checker)

    async def _on_engine(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._engine_thread, work)

    async def _on_spelling(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._spelling_thread, work)
