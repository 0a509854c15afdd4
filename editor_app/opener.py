"""Opens the engine and the checker over what is in use, at the start and whenever that changes.

The only module beside the commands that knows both where things lie and who opens them. numpy and
onnxruntime load on the worker threads, behind the shown window: so imports stand in the functions
that run there.
"""

from PySide6.QtCore import QObject, Slot

from editor_app.places import Places
from editor_app.prediction.types import Memory, Predictor
from editor_app.profiles.shelf import cache_of
from editor_app.profiles.traces import ProfileTraces
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
        bundle, profile = self._places.bundle, self._places.profile
        traces = ProfileTraces(profile, cache_of(self._places.profiles))

        def open_engine() -> Predictor:
            from editor_app.prediction.engine import Engine

            return Engine.open(bundle, profile, traces)

        def open_memory() -> Memory:
            from editor_app.prediction.memory import PersonalMemory

            return PersonalMemory(profile, traces=traces)

        self._assistant.load(self._instead or open_engine, open_memory)

    def _open_checker(self) -> None:
        if self._instead is not None:
            return
        bundle, profile = self._places.bundle, self._places.profile
        variety = self._settings.text("spelling.variety")

        def open_checker() -> SpellChecker:
            from editor_app.spelling import setup

            return setup.open_checker(bundle, profile, variety)

        self._speller.load(open_checker)

    def _on_setting(self, key: str) -> None:
        if key == "ghost.language":
            self.open()
        elif key == "spelling.variety":
            self._open_checker()
