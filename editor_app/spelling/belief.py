"""Is an unknown word to be believed? Its standing, shape and uses against the best slip.

Two explanations of a word that no dictionary lists are weighed: that it is right (a name, a
derivation, a rare or a new word), and that it is a slip of a common one. This module must not know
the sentence around the word beyond whether it starts one.
"""

import json
import math
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Literal

from editor_app.spelling.corrections import Correction, Ranker
from editor_app.spelling.hints import ESTABLISHED
from editor_app.spelling.standing import Lexicon, Standing
from models.text import normal

_WEIGHTS = Path(__file__).parent / "data" / "belief.json"
_LETTER, _USUAL, _LONG = 0.75, 6, 9
"""What each letter more or less than the usual ones counts, up to a long word."""
Shape = Literal["plain", "compound", "derived", "rare", "seen", "start", "name", "named"]
_MADE: dict[Standing, Shape] = {Standing.DERIVED: "derived", Standing.COMPOUND: "compound"}


def shape_of(
    word: str, standing: Standing, starts_sentence: bool, beside_a_name: bool = False
) -> Shape:
    """What kind of unknown word this is."""
    if standing is Standing.SEEN:
        return "seen"
    if standing is Standing.RARE:
        return "rare"
    if word[0].isupper():
        if beside_a_name:
            return "named"
        return "start" if starts_sentence else "name"
    return _MADE.get(standing, "plain")


class Belief:
    """Weighs unknown words. Not thread-safe."""

    def __init__(self, lexicon: Lexicon, ranker: Callable[[], Ranker]) -> None:
        """``ranker`` is asked for when first needed: it is dear to build."""
        self._lexicon = lexicon
        self._ranker = ranker
        self.weights: dict[str, float] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))

    def odds(self, shape: Shape, word: str, uses: int) -> float:
        """How much likelier it is that the word is right than that it is a slip (log-odds).

        The best explanation as a slip, P(meant) · P(written | meant), is weighed against a constant
        of the word's shape; being in the vocabulary and being repeated speak for the word. An
        unknown word in small letters is always questioned until the document has used it often.
        """
        if shape == "plain" and uses < ESTABLISHED:
            return -1.0
        right = self.weights[shape] + self.weights["repeated"] * min(uses - 1, 4)
        return right - self.against(shape, word)

    def against(self, shape: Shape, word: str) -> float:
        """What speaks for a slip: log P(meant) · P(written | meant) of the best explanation, less
        what speaks for the word: that general text has it, or that it is short, for by chance a
        short one is like some other."""
        if shape == "seen":
            known = normal(word)
            return self._slip(word) - max(self._lexicon.met(known), self._lexicon.prior(known))
        return self._slip(word) + _LETTER * (min(len(word), _LONG) - _USUAL)

    def weighed_as(self, shape: Shape, word: str) -> Shape:
        """The shape by which a word is weighed: one that general text has, though no list does, is
        held against its slips by how often it is met."""
        if shape != "rare" and self._lexicon.met(normal(word)) > -math.inf:
            return "seen"
        return shape

    def is_offerable(self, word: str) -> bool:
        """Whether a candidate (as the lexicon has it) is no likely typo itself."""
        return self._is_listed(word) or self.odds("seen", word, 1) > 0

    def wrong_part(self, word: str) -> tuple[str, str, str]:
        """(before, part, behind) of a compound or possessive whose fault lies in one part."""
        behind = word[-2:] if normal(word[-2:]).lower() == "'s" else ""
        stem = word[: len(word) - len(behind)]
        parts = stem.split("-")
        faulty = [i for i, part in enumerate(parts) if part and self._is_unknown(part)]
        if len(faulty) != 1:
            return "", word, ""
        first = faulty[0]
        before = "".join(part + "-" for part in parts[:first])
        after = "".join("-" + part for part in parts[first + 1 :])
        return before, parts[first], after + behind

    def _is_unknown(self, part: str) -> bool:
        return self._lexicon.standing(part) is not Standing.KNOWN

    def _slip(self, word: str) -> float:
        """log P(meant) · P(written | meant) of the best explanation of ``word`` as a slip."""
        found = self._slips.get(word)
        if found is None:
            if len(self._slips) > 50_000:  # text without end must not fill the memory
                self._slips.clear()
            parts = {word, self.wrong_part(word)[1]}
            explanations = (c for part in parts for c in self._ranker().by_letters(part))
            found = self._slips[word] = max(
                (_likelihood(c) for c in explanations if c.cost and self._is_listed(c.listed)),
                default=-99.0,
            )
        return found

    @cached_property
    def _slips(self) -> dict[str, float]:
        return {}

    def _is_listed(self, word: str) -> bool:
        return self._lexicon.is_listed(word) or word[:1].isupper() or " " in word


def _likelihood(candidate: Correction) -> float:
    return candidate.prior - candidate.cost
