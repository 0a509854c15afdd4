"""What a client's configuration asks for, over what the person chose in the window.

A value that is missing or impossible leaves the person's own setting in force. Must not know the
protocol.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from editor_app.settings import Settings

SECTION = "foretype"
"""The section of the client's configuration."""
_SETTINGS = {
    "eagerness": "ghost.eagerness",
    "words": "ghost.words",
    "spelling": "spelling.on",
    "variety": "spelling.variety",
}
_COMPLETION = ("auto", "always", "never")
_MOST_ALTERNATIVES = 9


@dataclass(frozen=True, slots=True)
class Wishes:
    """The configuration in force."""

    eagerness: str = "normal"
    words: int = 5
    """The most words one suggestion may hold."""
    alternatives: int = 3
    spelling: bool = True
    variety: str = "both"
    completion: str = "auto"
    """Whether suggestions come as completion items too: "auto" for clients without ghosts."""
    learn: bool = False
    """Count what is saved. Off unless the client's configuration and the person's settings both
    say yes."""


def wishes(settings: Settings, asked: object) -> Wishes:
    """What is in force when a client's configuration says ``asked``."""
    values: Mapping[str, Any] = asked if isinstance(asked, dict) else {}

    def of(name: str) -> Any:
        key = _SETTINGS[name]
        clean = settings.table[key].clean(values.get(name))
        return settings[key] if clean is None else clean

    plain = Wishes()
    count, completion = values.get("alternatives"), values.get("completion")
    if not isinstance(count, int) or isinstance(count, bool):
        count = plain.alternatives
    return Wishes(
        eagerness=of("eagerness"),
        words=of("words"),
        alternatives=min(max(count, 1), _MOST_ALTERNATIVES),
        spelling=of("spelling"),
        variety=of("variety"),
        completion=completion if completion in _COMPLETION else plain.completion,
        learn=values.get("learn") is True and settings.flag("learning.on"),
    )


def language_in(asked: object) -> tuple[str, ...]:
    """The languages that a configuration names, of all documents or of one: a tag or a list of
    them; () finds it out for each document."""
    named = asked.get("language") if isinstance(asked, dict) else None
    names = named if isinstance(named, list) else [named]
    return tuple(name for name in names if isinstance(name, str) and name)
