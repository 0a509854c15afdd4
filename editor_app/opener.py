"""Opens the engine and the checker over what is in use, at the start and whenever that changes.

The only module beside the commands that knows both where things lie and who opens them. numpy and
onnxruntime load on the worker threads, behind the shown window: so imports stand in the functions
that run there.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from editor_app.places import Places
from editor_app.prediction.types import Predictor
from editor_app.private_documents import private_documents
from editor_app.profiles.shelf import cache_of
from editor_app.profiles.traces import ProfileTraces
from editor_app.services.assistant import Assistant, PredictorFactory
from editor_app.services.spell_service import SpellService
from editor_app.settings import Settings
from editor_app.spelling.hints import SpellChecker
from models.profile import SHIPPED

if TYPE_CHECKING:
    from editor_app.prediction.engine import Engine
    from editor_app.prediction.memory import PersonalMemory


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
        usual, cache = self._places.usual, cache_of(self._places.profiles)
        places = self._all_places()
        traces = {name: ProfileTraces(profile, cache) for name, (_, profile) in places.items()}

        def open_one(name: str) -> "Engine":
            from editor_app.prediction.engine import Engine

            return Engine.open(*places[name], traces[name])

        def open_engine() -> Predictor:
            if len(places) == 1:
                return open_one(usual[0])
            from editor_app.prediction.polyglot import Polyglot

            return Polyglot(usual, open_one, open_memory, tuple(places))

        def open_memory(name: str = usual[0]) -> "PersonalMemory":
            from editor_app.prediction.memory import PersonalMemory

            return PersonalMemory(places[name][1], traces=traces[name])

        self._assistant.load(self._instead or open_engine, open_memory)
        if self._instead is None:  # another window, or another profile's, may not have known
            for document in sorted(private_documents(self._settings)):
                self._assistant.set_private(document, True)

    def _all_places(self) -> dict[str, tuple[Path, Path]]:
        """Of every base on this computer, those in use first."""
        there = (SHIPPED, *(name for name, _ in self._places.languages()))
        names = dict.fromkeys((*self._places.usual, *there))
        return {name: self._places.of_language(name) for name in names}

    def _open_checker(self) -> None:
        if self._instead is not None:
            return
        usual, variety = self._places.usual, self._settings.text("spelling.variety")
        places = self._all_places()

        def open_for(languages: tuple[str, ...]) -> SpellChecker:
            from editor_app.spelling import setup

            found = [places[name] for name in languages if name in places]
            return setup.open_mixed(found or [places[usual[0]]], variety, self._speller.say)

        self._speller.load(partial(open_for, usual), open_for if len(places) > 1 else None)

    def _on_setting(self, key: str) -> None:
        if key in ("ghost.language", "ghost.also"):
            self.open()
        elif key == "spelling.variety":
            self._open_checker()
