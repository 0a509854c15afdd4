"""How sure is it that the word just written is a slip, and of which word? For mending it unasked.

chance = σ(bias + Σ weight · feature), a logistic regression over what the ranker knows of its best
correction, fitted so that of the chances near 0.98 as many come true where one word in a hundred is
a slip (``editor_app/fitting/certainty.py``). Far more is left alone than is marked: a name, a word
of another form than small letters, one beside other words in doubt. Must not know who mends.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from editor_app.spelling.belief import Shape
from editor_app.spelling.corrections import Correction
from editor_app.spelling.hints import Hint
from editor_app.spelling.listed import is_one_slip
from models.text import Token

SURE = 0.98
"""The least chance at which a word is mended unasked."""
FEATURES = (
    "lead",
    "cost",
    "far",
    "one",
    "prior",
    "near",
    "letters",
    "short",
    "derived",
    "start",
)
_WEIGHTS = Path(__file__).parent / "data" / "certainty.json"
_SHAPES = frozenset({"plain", "derived", "start"})
"""Names, rare words and words that the model has seen are the person's business."""
_LEAST_LETTERS = 3
_NO_RIVAL = 12.0
"""The lead of a correction that has no other beside it."""
_FAR = 7.0
"""An error cost above which a slip is no likely one."""
STRETCH = 6
"""Words before it among which only one other may be in doubt: more are jargon, or no English."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A last word that may be a slip."""

    hint: Hint
    """With the best correction as its one suggestion."""
    features: tuple[float, ...]
    """In the order of :data:`FEATURES`."""


@dataclass(frozen=True, slots=True)
class CertaintyWeights:
    """A fitted regression."""

    bias: float
    parts: tuple[float, ...]

    @classmethod
    def load(cls) -> "CertaintyWeights":
        """The one that ships."""
        data = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
        return cls(data["bias"], tuple(data[name] for name in FEATURES))

    def chance(self, features: Sequence[float]) -> float:
        """The chance that the best correction is what was meant."""
        odds = self.bias + sum(w * f for w, f in zip(self.parts, features, strict=True))
        return 1.0 / (1.0 + math.exp(-min(max(odds, -30.0), 30.0)))


def may_be_mended(word: str, shape: Shape, begins: bool) -> bool:
    """Is a word in doubt one that might be mended? ``begins``: it begins a sentence."""
    return shape in _SHAPES and _is_plain(word, begins)


def finding(
    token: Token, shape: Shape, begins: bool, ranked: Sequence[Correction]
) -> Finding | None:
    """What may be wrong with a word, given its corrections, best first; ``None`` where it must
    stay."""
    if not ranked or not _is_plain(ranked[0].word, begins):
        return None
    if _differ_at_end(token.text, ranked[0].word):
        return None  # another form of the word, as likely as a slip: "uploader", "iterables"
    best = Hint(token.start, token.end, token.text, "misspelling", (ranked[0].word,))
    return Finding(best, _features(ranked, token.text, shape))


def _is_plain(word: str, begins: bool) -> bool:
    """Letters only, small but for the first of a sentence: no name, no code, no two words."""
    small = word[1:] if begins else word
    return len(word) >= _LEAST_LETTERS and word.isalpha() and small == small.lower()


def _differ_at_end(one: str, other: str) -> bool:
    """Are the words the same but for a last letter?"""
    return one[:-1].lower() in (other[:-1].lower(), other.lower()) or one == other[:-1]


def _features(ranked: Sequence[Correction], word: str, shape: Shape) -> tuple[float, ...]:
    best = ranked[0]
    lead = best.score - ranked[1].score if len(ranked) > 1 else _NO_RIVAL
    return (
        min(max(lead, -_NO_RIVAL), _NO_RIVAL),
        best.cost,
        max(0.0, best.cost - _FAR),
        1.0 if is_one_slip(word, best.word) else 0.0,
        best.prior,
        best.near,
        float(min(len(word), 10)),
        1.0 if len(word) <= 4 else 0.0,
        1.0 if shape == "derived" else 0.0,
        1.0 if shape == "start" else 0.0,
    )
