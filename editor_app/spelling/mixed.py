"""Spell hints for a text in several languages: each word is checked in the language of its run.

A sentence of another language is no row of misspelt words, and a quoted phrase is judged by its own
dictionary. A language without a dictionary on this computer is left alone. Must not know how any
checker works, nor where bases lie.
"""

from collections.abc import Iterable, Sequence

from editor_app.prediction.shares import LanguageShares
from editor_app.spelling.hints import (
    NOTHING_IGNORED,
    Changed,
    Checked,
    Hint,
    Ignored,
    SpellChecker,
    Uses,
    without_overlaps,
)
from editor_app.spelling.other_words import word_at
from models.text import Token, tokenise


class MixedChecker:
    """A ``SpellChecker`` over those of several languages. Not thread-safe."""

    def __init__(self, checkers: Sequence[SpellChecker | None], shares: LanguageShares) -> None:
        """``checkers``: one for each language of ``shares``, None where there is none."""
        self._checkers = [(n, each) for n, each in enumerate(checkers) if each is not None]
        self._shares = shares
        self.lexicon = _Lexicons([each for _, each in self._checkers])

    def close(self) -> None:
        """Close all files."""
        for _, checker in self._checkers:
            checker.close()

    def check(
        self, text: str, ignored: Ignored = NOTHING_IGNORED, uses: Uses | None = None
    ) -> Checked:
        """What is to be said of ``text``; the arguments are those of ``Checker.check``."""
        tokens = tokenise(text)
        languages = self._shares.of_words(tokens)
        spoken = set(languages.values())
        hints: list[Hint] = []
        variants: list[Hint] = []
        unknown: list[str] = []
        for number, checker in self._checkers:
            if number not in spoken:
                continue
            found = checker.check(text, ignored, uses)
            mine = [tokens[place] for place, language in languages.items() if language == number]
            hints += _within(found.hints, mine)
            variants += _within(found.variants, mine)
            words = {token.text for token in mine}
            unknown += [word for word in found.unknown if word in words]
        ordered = sorted(variants, key=lambda variant: variant.start)
        return Checked(without_overlaps(hints), tuple(ordered), tuple(unknown))

    def mend(
        self, text: str, ignored: Ignored = NOTHING_IGNORED, uses: Uses | None = None
    ) -> Hint | None:
        """As the checker of the last word's language says."""
        languages = self._shares.of_words(tokenise(text))
        spoken = languages[max(languages)] if languages else -1
        checker = next((each for number, each in self._checkers if number == spoken), None)
        return checker.mend(text, ignored, uses) if checker is not None else None

    def others(self, text: str, place: int) -> tuple[Token, tuple[str, ...]] | None:
        """The word of ``text`` at ``place`` and others that may stand for it, the likeliest there
        first; ``None`` where there is no word."""
        tokens = tokenise(text)
        index = word_at(tokens, place)
        spoken = self._shares.of_words(tokens).get(-1 if index is None else index)
        checker = next((each for number, each in self._checkers if number == spoken), None)
        return checker.others(text, place) if checker is not None else None


def _within(hints: Iterable[Hint], words: Sequence[Token]) -> list[Hint]:
    """The hints that begin at one of ``words``."""
    starts = {token.start for token in words}
    return [hint for hint in hints if hint.start in starts]


class _Lexicons:
    """The words of several checkers as one ``Teachable``."""

    def __init__(self, checkers: Sequence[SpellChecker]) -> None:
        self._checkers = checkers

    def add(self, words: Iterable[str]) -> None:
        """Put words into the person's dictionary, whatever their language."""
        many = list(words)
        for checker in self._checkers:
            checker.lexicon.add(many)

    def refresh(self) -> Changed:
        """Read again what was taught in each language."""
        changes = [checker.lexicon.refresh() for checker in self._checkers]
        return Changed(
            gained=frozenset().union(*(change.gained for change in changes)),
            lost=frozenset().union(*(change.lost for change in changes)),
        )
