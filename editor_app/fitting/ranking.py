"""Fit what each part of a correction's score counts: ``data/ranking.json``.

Misspellings of lists and slips of the finger are planted into validation text; of the candidates
that the ranker then finds, the one meant must score highest. A developer's tool, called by
``fitting.spelling``.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from editor_app.fitting.logistic import conditional_logit
from editor_app.fitting.planting import SlipSample
from editor_app.spelling.checker import Checker
from editor_app.spelling.corrections import Correction
from models.text import tokenise

RESULT = Path(__file__).parents[1] / "spelling" / "data" / "ranking.json"
_PARTS = ("error", "prior", "near", "left", "right")
_WITHOUT_MODEL = 3
"""So many of them are known without one."""
PERSON = 0.5
"""Set by hand: validation text is nobody's."""


def _row(candidate: Correction) -> list[float]:
    return [-candidate.cost, candidate.prior, candidate.near, candidate.left, candidate.right]


def samples_of(
    checker: Checker, samples: Iterable[SlipSample]
) -> Iterator[tuple[list[list[float]], int]]:
    """The candidates of each planted mistake, and which of them was meant."""
    for sample in samples:
        tokens = tokenise(sample.text)
        index = next((i for i, t in enumerate(tokens) if t.start == sample.start), None)
        if index is None or checker.lexicon.is_listed(tokens[index].text.lower()):
            continue
        found = checker.ranker.evidence(tokens[index].text, checker.surroundings(tokens, index))
        meant = [c.word.lower() == sample.meant.lower() for c in found]
        if any(meant):
            yield [_row(candidate) for candidate in found], meant.index(True)


def fit(checker: Checker, samples: Iterable[SlipSample]) -> str:
    """Fit and write; says how good it is."""
    rows: list[list[float]] = []
    truth: list[bool] = []
    owner: list[int] = []
    for number, (some, meant) in enumerate(samples_of(checker, samples)):
        rows += some
        truth += [k == meant for k in range(len(some))]
        owner += [number] * len(some)
    features, true, of = np.array(rows, np.float32), np.array(truth), np.array(owner)
    result = {}
    said = []
    for name, parts in (("without model", _WITHOUT_MODEL), ("with model", len(_PARTS))):
        weights = conditional_logit(features[:, :parts], true, of)
        kept = dict.fromkeys(_PARTS, 0.0)
        kept |= {p: round(float(w), 3) for p, w in zip(_PARTS, weights, strict=False)}
        result[name] = {**kept, "person": PERSON}
        scores = features[:, :parts] @ weights
        order = np.lexsort((-scores, of))
        best = order[np.flatnonzero(np.diff(of[order], prepend=-1))]
        said.append(f"{name} {100 * true[best].mean():.1f} %")
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return f"ranking: of {len(best)} mistakes whose word is found, first: {', '.join(said)}"
