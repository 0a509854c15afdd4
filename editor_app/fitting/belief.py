"""Fit how readily a word without an entry is believed: ``data/belief.json``.

For each shape of unknown word, the best explanation as a slip is worked out for right words of
validation text and for mistakes planted into it; the threshold between them is where what is caught
is worth the false alarms. A developer's tool, called by ``fitting.spelling``.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from editor_app.fitting.logistic import threshold
from editor_app.fitting.planting import SlipSample
from editor_app.spelling.belief import Shape
from editor_app.spelling.checker import Checker
from models.text import Kind

RESULT = Path(__file__).parents[1] / "spelling" / "data" / "belief.json"
MISTAKES = 1 / 100
"""Mistakes in a word of what people type, about."""
_BY_HAND = ("seen", "rare")
"""Lists of misspellings weigh all alike, though those that general text has are the frequent ones,
and leave out those that are words of a large list."""
_MOST_REPEATED = 4
LEAST = -21.0
"""A slip less likely than that explains no word."""
Scores = defaultdict[Shape, list[float]]


def _scored(checker: Checker, text: str, start: int = -1) -> Iterator[tuple[Shape, float]]:
    """The doubtful words of a text, or the one at ``start``: shape, and what speaks for a slip."""
    reading = checker.read(text)
    uses = Counter(reading.tokens[doubt.index].text for doubt in reading.doubts)
    repeated = checker.belief.weights["repeated"]
    for doubt in reading.doubts:
        token = reading.tokens[doubt.index]
        if start in (-1, token.start):
            shape = checker.shape(reading.tokens, doubt)
            often = repeated * min(uses[token.text] - 1, _MOST_REPEATED)
            yield shape, checker.belief.against(shape, token.text) - often


def fit(checker: Checker, texts: Sequence[str], mistakes: Iterable[SlipSample]) -> str:
    """Fit and write; says what it comes to."""
    right: Scores = defaultdict(list)
    wrong: Scores = defaultdict(list)
    words = planted = 0
    for text in texts:
        words += sum(token.kind is Kind.WORD for token in checker.read(text).tokens)
        for shape, score in _scored(checker, text):
            right[shape].append(score)
    for sample in mistakes:
        planted += 1
        for shape, score in _scored(checker, sample.text, sample.start):
            wrong[shape].append(score)
    weights = dict(checker.belief.weights)
    for shape in (right.keys() & wrong.keys()) - set(_BY_HAND):
        found = threshold(wrong[shape], right[shape], MISTAKES / planted, 1 / words)
        weights[shape] = round(max(found, LEAST), 2)
    RESULT.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    alarms, caught = (
        sum(score > weights[shape] for shape in scores for score in scores[shape])
        for scores in (right, wrong)
    )
    return f"belief: {100 * caught / planted:.1f} % caught, {100 * alarms / words:.3f} % alarms"
