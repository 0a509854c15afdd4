"""What can stand as a ghost: a suggestion with the text still to insert and the pieces of it.

Pure: knows spaces and punctuation around words, must not know widgets.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from editor_app.prediction.types import Suggestion
from models.text import is_spaceless

_CLOSES = frozenset(".,;:!?\u2026)]}\u00bb\u201d\u2019'%/-\u2010\u2011\u2013\u2014\u3002\uff0c")
"""Typed right after a taken word, these stand without the space that the word brought."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is left of a suggestion: the text still to insert, and the pieces of it."""

    text: str
    parts: tuple[str, ...]
    word: str = ""
    replace: int = 0
    """Letters before the cursor that give way: the prefix was mistyped."""
    probability: float = 0.0
    """The chance that this is meant."""

    @property
    def painted(self) -> str:
        """What the ghost shows; a word that replaces letters stands behind an arrow."""
        return f" \u2192 {self.text}" if self.replace else self.text

    def beginning(self, length: int) -> str:
        """The first ``length`` characters of the text, with the space that follows them."""
        piece = self.text[:length]
        return piece + " " * (self.text[length:].startswith(" ") and not piece.endswith(" "))

    def after(self, typed: str) -> "Choice | None":
        """What is left once ``typed`` stands in the document; ``None`` if that is another word."""
        if self.replace or not typed or not self.text.startswith(typed):
            return None
        parts, drop = list(self.parts), len(typed)
        while parts and drop >= len(parts[0]):
            drop -= len(parts.pop(0))
        if parts:
            parts[0] = parts[0][drop:]
        return replace(self, text=self.text[len(typed) :], parts=tuple(parts))


def choice_of(suggestion: Suggestion) -> Choice:
    """A suggestion as a choice, with parts that surely make up its text."""
    text = suggestion.text.rstrip()
    parts = suggestion.parts if "".join(suggestion.parts) == suggestion.text else ()
    whole = Choice(
        suggestion.text,
        parts or (suggestion.text,),
        suggestion.word,
        suggestion.replace,
        suggestion.probability,
    )
    if text == suggestion.text or not text:
        return whole
    pieces, room = [], len(text)
    for part in whole.parts:
        pieces.append(part[:room])
        room -= len(pieces[-1])
    return replace(whole, text=text, parts=tuple(piece for piece in pieces if piece))


def expansion(before: str, shortcuts: Mapping[str, str]) -> Choice | None:
    """What the word at the end of ``before`` is short for, in its place."""
    short = before.rsplit(maxsplit=1)[-1] if before[-1:].strip() else ""
    whole = shortcuts.get(short)
    return Choice(whole, (whole,), whole, len(short), 1.0) if whole else None


def brings_space(word: str, after: str) -> bool:
    """Does a word taken before ``after`` bring a space with it?"""
    if not word or word[-1].isspace() or is_spaceless(word[-1]):
        return False
    return not after or not (after[0].isspace() or after[0] in _CLOSES)


def closes(typed: str, before: str, spaced: str = "") -> bool:
    """Does ``typed``, after the text ``before`` of its line, stand without a space before it?

    ``spaced``: marks that keep it in this language.
    """
    if typed in spaced:
        return False
    if typed == '"':
        return before.count('"') % 2 == 1
    return typed in _CLOSES
