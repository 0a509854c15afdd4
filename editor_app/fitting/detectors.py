"""Fit from which odds on each small detector has its way: thresholds in ``data/detectors.json``.

Its own slips are planted into validation text, and the threshold lies below all but a few of them:
the rules find little else, and what else they find is mostly a slip too. A developer's tool, called
by ``fitting.spelling``.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from editor_app.fitting.planting import Planter, SlipSample
from editor_app.spelling.candidates import splits
from editor_app.spelling.checker import Checker
from models.text import Kind, tokenise

RESULT = Path(__file__).parents[1] / "spelling" / "data" / "detectors.json"
MISSED = 0.02
"""Share of planted slips that lies below the threshold."""
_MAY_BE_RIGHT = "apart"
"""Two words are often meant as two: here right words set the threshold too."""
ALARMS = 0.0003
"""Share of right words above it; four of five of those are slips that people have made."""
_EACH = 250
"""Slips planted for each detector."""
_TWICE = 400
"""So many of the most frequent words are written twice."""


def slips(checker: Checker, words: Sequence[str]) -> Iterator[Mapping[str, list[str]]]:
    """What each detector is there for: word → what is written for it."""
    bare = {w: [w.replace("'", "")] for w in words if "'" in w and not w.endswith("'s")}
    yield bare
    yield {w: [w.replace("'", "")] for w in ("let's", "that's", "it's", "what's", "he's", "she's")}
    yield {"i": ["i"], "i'm": ["i'm"], "i've": ["i've"], "i'll": ["i'll"]}
    frequent = sorted(words, key=lambda word: -checker.lexicon.count(word))[:_TWICE]
    yield {word: [f"{word} {word}"] for word in frequent if word.isalpha()}
    yield {"a": ["an"], "an": ["a"]}
    listed = checker.lexicon.is_listed
    yield {
        word: [f"{one} {other}" for one, other in splits(word) if listed(one) and listed(other)]
        for word in words
    }


def fit(checker: Checker, texts: Sequence[str], planter: Planter) -> str:
    """Fit and write; says what it comes to."""
    right: defaultdict[str, list[float]] = defaultdict(list)
    wrong: defaultdict[str, list[float]] = defaultdict(list)
    words = sum(token.kind is Kind.WORD for text in texts for token in tokenise(text))
    for text in texts:
        for finder, odds in _scored(checker, SlipSample(text)):
            right[finder].append(odds)
    for mistakes in slips(checker, planter.words()):
        for sample in planter.plant(mistakes, _EACH):
            for finder, odds in _scored(checker, sample):
                wrong[finder].append(odds)
    data = json.loads(RESULT.read_text(encoding="utf-8"))
    said = []
    for finder in data["thresholds"]:
        if not wrong[finder]:
            continue
        found = float(np.quantile(wrong[finder], MISSED))
        if finder == _MAY_BE_RIGHT:
            alarms = sorted(right[finder], reverse=True)
            found = max([found, *alarms[int(ALARMS * words) :][:1]])
        found = round(found, 2)
        data["thresholds"][finder] = found
        share = sum(odds > found for odds in right[finder]) / words
        said.append(f"{finder} {100 * share:.3f} %")
    RESULT.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return f"detectors, right words questioned: {', '.join(said)}"


def _scored(checker: Checker, sample: SlipSample) -> Iterator[tuple[str, float]]:
    """The suspicions in a sample, or the one at its mistake: finder and odds."""
    reading = checker.read(sample.text)
    for found in reading.suspicions.values():
        if sample.start in (-1, reading.tokens[found.first].start):
            yield found.finder, checker.odds(reading, found)
