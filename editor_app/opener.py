"""Opens the engine and the checker over what is in use, at the start and whenever that changes.

What is opened comes up on the worker threads, behind the shown window.
"""

from functools import partial

from PySide6.QtCore import QObject, Slot

from editor_app.bases import Bases
from editor_app.places import Places
from editor_app.private_documents import private_documents
from editor_app.services.assistant import Assistant, PredictorFactory
from editor_app.services.spell_service import SpellService
from editor_app.settings import Settings
from editor_app.spelling.hints import SpellChecker


class Opener(QObject):
    """Serves one window. GUI thread only; what it opens comes up in the background."""

    def __init__(
        self,
        settings: Settings,
        places: Places,
        assistant: Assistant,
        speller: SpellService,
        instead: PredictorFactory | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``instead`` is a test's engine, which stands alone: no checker is opened beside it."""
        super().__init__(parent)
        self._settings, self._places = settings, places
        self._assistant, self._speller = assistant, speller
        self._instead = instead
        settings.subscribe(self._on_setting)

    @Slot()
    def open(self) -> None:
        """Open both; what was in use before serves until then."""
        self._open_engine()
        self._open_checker()

    def _open_engine(self) -> None:
        bases = Bases(self._places)
        self._assistant.load(self._instead or bases.open_engine, bases.open_memory)
        if self._instead is None:  # another window, or another profile's, may not have known
            for document in sorted(private_documents(self._settings)):
                self._assistant.set_private(document, True)

    def _open_checker(self) -> None:
        if self._instead is not None:
            return
        bases, variety = Bases(self._places), self._settings.text("spelling.variety")

        def open_for(languages: tuple[str, ...]) -> SpellChecker:
            return bases.open_checker(languages, variety, self._speller.say)

        self._speller.load(partial(open_for, bases.usual), open_for if bases.several else None)

    def _on_setting(self, key: str) -> None:
        if key in ("ghost.language", "ghost.also"):
            self.open()
        elif key == "spelling.variety":
            self._open_checker()
