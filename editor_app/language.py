"""The language that the program speaks: every room says its sentences through here.

Without a speaker it is English as it stands in the code (so on the command line); the window puts
one in that knows its catalogues. Any thread may ask. Standard library only; must not know Qt.
"""

from typing import Protocol


class Speaker(Protocol):
    """Says in another language what the code says in English. Thread-safe."""

    def say(self, text: str, count: int | None) -> str:
        """``text`` in the form for ``count`` things, where it counts some; "" if unknown."""
        ...

    def number(self, value: float, digits: int) -> str:
        """``value`` with so many digits behind the point, as people write it."""
        ...


class _English:
    def say(self, text: str, count: int | None) -> str:
        return ""

    def number(self, value: float, digits: int) -> str:
        return f"{value:,.{digits}f}"


ENGLISH: Speaker = _English()
_speaker = ENGLISH


def set_speaker(speaker: Speaker) -> None:
    """Speak through ``speaker`` from now on."""
    global _speaker
    _speaker = speaker


def mark(text: str) -> str:
    """``text`` itself; puts a constant into the catalogue that :func:`tr` gets as a variable."""
    return text


def tr(text: str) -> str:
    """``text`` in the person's language."""
    return _speaker.say(text, None) or text


def plural(one: str, many: str, count: int) -> str:
    """``one`` or ``many``, as ``count`` demands, in the person's language; ``{n}`` in it becomes
    the number."""
    text = _speaker.say(many, count) or (one if count == 1 else many)
    return text.replace("{n}", number(count))


def number(value: float, digits: int = 0) -> str:
    """``value`` as people write it here, with a minus that is no hyphen: 1,234.5 or 1.234,5."""
    return _speaker.number(value, digits).replace("-", "\u2212")
