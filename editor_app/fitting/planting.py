"""Mistakes put into validation text, to learn from: where, which, and what was meant.

A mistake is planted where the word meant stands, so that what is around it is what people write
around that word. This module must not know how mistakes are found.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from editor_app.fitting.errors import in_fitting_half
from models.language import known
from models.slips import slips_of
from models.text import Kind, Token, capitalise, tokenise

_BEFORE, _BEHIND = 300, 80
"""Characters around a mistake that are read."""
_SHORTEST = 4
"""Letters of a word that fingers slip on here: shorter slips are mostly words."""


@dataclass(frozen=True, slots=True)
class SlipSample:
    """A part of a text; the place and the meaning of the mistake in it, -1 for none."""

    text: str
    start: int = -1
    meant: str = ""


def paragraphs_of(paths: Iterable[Path]) -> list[str]:
    """The paragraphs of texts that have one a line."""
    lines = (line for path in paths for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line.strip()]


def misspellings(lists: Iterable[Path], leave_out: Iterable[Path]) -> dict[str, list[str]]:
    """Word → how it is misspelt, by lists (``errors``): the half that the error model was not
    fitted on, without what stands in a list to leave out."""
    left_out = {row[0] for path in leave_out for row in _rows(path)}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in lists:
        for written, meant in _rows(path):
            if written not in left_out and not in_fitting_half(meant):
                found[meant.lower()].add(written)
    return {meant: sorted(written) for meant, written in found.items()}


def _rows(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    pairs = [(row[0], row[1]) for row in rows if row[0].lower() != row[1].lower()]
    return [(w, m) for w, m in pairs if w.replace("'", "").isalpha() and "," not in m]


def slips_of_the_finger(words: Iterable[str]) -> dict[str, list[str]]:
    """Word → what becomes of it where a finger slips."""
    english = known("en")
    long = [word for word in words if len(word) >= _SHORTEST and word.isalpha()]
    return {word: sorted(set(slips_of(word, english)) - {word}) for word in long}


class Planter:
    """Puts mistakes into paragraphs."""

    def __init__(self, paragraphs: Sequence[str], chance: random.Random) -> None:
        self._chance = chance
        self._places: list[tuple[str, Token]] = []
        self._of_word: defaultdict[str, list[int]] = defaultdict(list)
        for text in paragraphs:
            for token in tokenise(text):
                if token.kind is Kind.WORD:
                    self._of_word[token.text.lower()].append(len(self._places))
                    self._places.append((text, token))

    def words(self) -> list[str]:
        """All words of the paragraphs, in small letters."""
        return sorted(self._of_word)

    def plant(
        self,
        mistakes: Mapping[str, Sequence[str]],
        wanted: int,
        weights: Mapping[str, float] | None = None,
    ) -> Iterator[SlipSample]:
        """``wanted`` samples with one mistake each.

        Args:
            mistakes: word → what is written for it.
            wanted: how many.
            weights: how readily a mistake comes to mind; then the words are drawn as text has
                them, else all words and all their mistakes are alike.
        """
        words = [word for word in self.words() if mistakes.get(word)]
        often = [len(self._of_word[word]) for word in words] if weights is not None else None
        for meant in self._chance.choices(words, often, k=wanted) if words else ():
            text, token = self._places[self._chance.choice(self._of_word[meant])]
            ways = mistakes[meant]
            shares = [weights.get(w, 0.0) + 1e-9 for w in ways] if weights is not None else None
            (written,) = self._chance.choices(ways, shares)
            yield _with_slip(text, token, written)


def _with_slip(text: str, token: Token, written: str) -> SlipSample:
    """What stands around ``token``, with ``written`` in its place."""
    written = capitalise(written) if token.text[0].isupper() else written
    first = text.rfind(" ", 0, max(0, token.start - _BEFORE)) + 1
    last = text.find(" ", min(len(text), token.end + _BEHIND))
    behind = text[token.end : last] if last > 0 else text[token.end :]
    return SlipSample(text[first : token.start] + written + behind, token.start - first, token.text)
