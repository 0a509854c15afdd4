"""The bases of this computer, and what is opened over them: engine, memory, checker.

The one answer for the window, the terminal and the language server. numpy and onnxruntime load
where something is opened, on whatever thread that is done, so imports stand in those functions.
Must not know Qt, nor who writes in which language.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.places import Places
from editor_app.prediction.types import Predictor
from editor_app.profiles.shelf import cache_of
from editor_app.profiles.traces import ProfileTraces
from editor_app.spelling.hints import SpellChecker
from models.language import primary
from models.profile import SHIPPED

if TYPE_CHECKING:
    from editor_app.prediction.engine import Engine
    from editor_app.prediction.memory import PersonalMemory

_AT_ONCE = 2
"""Languages that a document may be in."""


class Bases:
    """What is in use now; made anew when the settings change. Immutable, but for what opens."""

    def __init__(self, places: Places, *, alone: bool = False) -> None:
        """``alone``: know the usual base only, as where a start names its bundle."""
        self.usual = places.usual[:1] if alone else places.usual
        others = [] if alone else places.languages()
        names = dict.fromkeys((*self.usual, *([] if alone else [SHIPPED]), *(n for n, _ in others)))
        self.places: Mapping[str, tuple[Path, Path]] = {
            name: places.of_language(name) for name in names
        }
        """Of each base the bundle and the folder of its personal counts, those in use first."""
        self.codes: Mapping[str, str] = {
            SHIPPED: "en",
            **{name: language.primary for name, language in others},
        }
        """Of each base the code of its language."""
        cache = cache_of(places.profiles)
        self._traces = {n: ProfileTraces(profile, cache) for n, (_, profile) in self.places.items()}

    @property
    def several(self) -> bool:
        """Whether there is anything to choose from."""
        return len(self.places) > 1

    def named(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """The names of the bases that are meant by names or tags ("de", "pt-BR"); those that are
        not here are left out, and no more than two are taken."""
        found = dict.fromkeys(name for each in wanted for name in self._of(each))
        return tuple(found)[:_AT_ONCE]

    def _of(self, wanted: str) -> Sequence[str]:
        if wanted in self.places:
            return [wanted]
        return [n for n in self.places if wanted and self.codes.get(n) == primary(wanted)][:1]

    def speaking(self, names: tuple[str, ...]) -> "Bases":
        """The same bases, of which ``names`` are the usual ones."""
        other = copy(self)
        other.usual = names or self.usual
        return other

    def language_of(self, text: str) -> tuple[str, ...]:
        """The base whose language ``text`` is in, where that is clear and not a usual one; else ().
        Takes a second."""
        from editor_app.documents.detection import Detector

        if not self.several:
            return ()
        code = Detector(set(self.codes.values())).language_of(text)
        found = self.named([code] if code else [])
        return () if set(found) & set(self.usual) else found

    # ---- opening

    def open_engine(self) -> Predictor:
        """The engine of the only base, or one over all; raises ``EngineError``."""
        if not self.several:
            return self.open_one(self.usual[0])
        from editor_app.prediction.polyglot import Polyglot

        return Polyglot(self.usual, self.open_one, self.open_memory, tuple(self.places))

    def open_one(self, name: str) -> "Engine":
        """The engine of one base; raises ``EngineError``."""
        from editor_app.prediction.engine import Engine

        return Engine.open(*self.places[name], self._traces[name])

    def open_memory(self, name: str = "") -> "PersonalMemory":
        """What is learned in a language, the usual one by default, without its engine."""
        from editor_app.prediction.memory import PersonalMemory

        name = name or self.usual[0]
        return PersonalMemory(self.places[name][1], traces=self._traces[name])

    def open_checker(
        self, languages: Sequence[str], variety: str, say: Callable[[str], object]
    ) -> SpellChecker:
        """The checker for a text in these languages; raises as ``open_mixed`` does."""
        from editor_app.spelling import setup

        found = [self.places[name] for name in languages if name in self.places]
        return setup.open_mixed(found or [self.places[self.usual[0]]], variety, say)
