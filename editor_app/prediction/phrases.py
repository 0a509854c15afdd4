"""Ghosts of several words: the longest continuation whose whole is as likely as a ghost must be.

Behind the best word, which never changes; or, where a word is finished and nothing that goes on
with it is worth a look, behind the finished word. What it is worth counts every word of it, since
each can be taken by itself. Knows suggestions and chances, neither documents nor how a phrase is
found.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor_app.prediction import surface
from editor_app.prediction.continuation import Continuation, Here, Phrase, Sources
from editor_app.prediction.gate import Eagerness, is_worth_showing
from editor_app.prediction.lexicon import Unit
from editor_app.prediction.types import Query, Suggestion
from models.language import Language


@dataclass(frozen=True, slots=True)
class Start:
    """A word that a phrase may begin behind."""

    units: tuple[Unit, ...]
    chance: float
    """That this word is meant."""
    shown: Suggestion
    """What is offered of it by itself; no text and no parts where it is finished."""


@dataclass(frozen=True, slots=True)
class Ghost:
    """What is offered of several words, and whether the best is worth a look."""

    suggestion: Suggestion | None
    """``None`` where no more words are likely enough."""
    show: bool
    grows: bool
    """Whether more words may be found behind it."""


class Phrases:
    """Finds ghosts of several words. Not thread-safe."""

    def __init__(self, sources: Sources, language: Language) -> None:
        self._sources = sources
        self._language = language

    def behind(
        self, starts: Sequence[Start], query: Query, here: Here, level: Eagerness, shown: bool
    ) -> Ghost:
        """The ghost behind the first of ``starts`` that has one of up to ``query.words`` words.

        ``shown``: the first is worth a look by itself, so that it is the ghost in any case.
        """
        grows = False
        for start in starts:
            found = here.known.get(start.units)
            if found is None:
                found = here.known[start.units] = Continuation(self._sources, start.units, here)
            least = level.least_whole / start.chance
            # Where every character is a word, one as people count them has two of ours.
            most = query.words if self._language.spaces else 2 * query.words
            most -= bool(start.shown.text)
            found.grow(least, most)
            phrase, longer = found.best(least, most), found.may_grow(least)
            if phrase is not None and (shown or self._is_worth(start, phrase, query, level)):
                return Ghost(_with(start, phrase), True, longer)
            grows |= longer
        return Ghost(None, shown, grows)

    def _is_worth(self, start: Start, phrase: Phrase, query: Query, level: Eagerness) -> bool:
        parts = _with(start, phrase).parts
        keys = [surface.keys(part, self._language) for part in parts]
        keys = [n + part.startswith(" ") for n, part in zip(keys, parts, strict=True)]
        chances = [start.chance * chance for chance in phrase.chances]
        if start.shown.text:
            chances.insert(0, start.chance)
        return is_worth_showing(
            chances, keys, level, asked=query.asked, quiet=query.quiet, pause=query.pause
        )


def _with(start: Start, phrase: Phrase) -> Suggestion:
    """What is offered of the word, with ``phrase`` behind it."""
    parts = surface.joined(start.shown.parts, phrase.words)
    chance = start.chance * phrase.chance
    return replace(start.shown, text="".join(parts), parts=parts, probability=chance)
