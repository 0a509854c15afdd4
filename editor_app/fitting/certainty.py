"""Fit how sure a slip must be to be mended unasked: ``spelling/data/certainty.json``.

    python -m editor_app.fitting.certainty --bundle DIR --pairs LIST... --leave-out LIST... TEXT...
    python -m editor_app.fitting.certainty --bundle DIR --pairs … --judge TEXT...

TEXT is validation text, one paragraph a line. In copies of its paragraphs one word each is replaced
by a misspelling of a list, or by a slip of the finger; of lists, only pairs that the error model
did not learn from are taken, half of them (by a hash) to fit and half to judge. The words in doubt
of the untouched paragraphs are the other class. Weights make slips one word in a hundred, as they
are where people write with care. ``--judge`` fits nothing and prints how many slips are mended, how
many of the changes are right at that rate, and how many right words are changed. A developer's
tool.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from editor_app.fitting.errors import in_fitting_half, read_pairs
from editor_app.fitting.logistic import logistic
from editor_app.spelling import certainty
from editor_app.spelling.certainty import FEATURES, SURE, CertaintyWeights, Finding
from editor_app.spelling.checker import Checker
from editor_app.spelling.setup import open_checker
from editor_app.spelling.standing import Standing
from models.language import known
from models.slips import slips_of
from models.text import Kind, Token, capitalise, tokenise

_RESULT = Path(certainty.__file__).parent / "data" / "certainty.json"
_RATE = 0.01
"""Slips in a word that is written with care."""
_HALF = 128
_SHORTEST, _LONGEST = 60, 900
"""Characters of a paragraph that is taken."""
Lists = Mapping[str, Sequence[str]]
"""Misspellings by the word that was meant."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A paragraph up to the end of a word, and what that word should be."""

    text: str
    meant: str


def misspellings(paths: Sequence[Path], leave_out: Sequence[Path], judging: bool) -> Lists:
    """Those that neither the error model nor any test has seen; half to fit, half to judge."""
    out = {written for path in leave_out for written, _ in read_pairs(path)}
    found: dict[str, list[str]] = {}
    for written, meant in sorted({pair for path in paths for pair in read_pairs(path)}):
        half = hashlib.sha256(meant.encode()).digest()[1] >= _HALF
        if written not in out and not in_fitting_half(meant) and half is judging:
            found.setdefault(meant, []).append(written)
    return found


def plant(
    checker: Checker, paragraphs: Sequence[str], lists: Lists, draw: random.Random
) -> Iterator[Planted]:
    """A slip in each paragraph: every second one from a list, if it has a word of it."""
    slips = known("en")
    for number, text in enumerate(paragraphs):
        words = [t for t in tokenise(text) if t.kind is Kind.WORD and len(t.text) > 2]
        listed = [t for t in words if t.text.lower() in lists]
        if number % 2 and listed:
            token = draw.choice(listed)
            slip = draw.choice(lists[token.text.lower()])
        elif words:
            token = draw.choice(words)
            slip = draw.choice(list(slips_of(token.text.lower(), slips)))
        else:
            continue
        slip = capitalise(slip) if token.text[0].isupper() else slip
        if checker.lexicon.standing(slip) is not Standing.KNOWN:
            yield Planted(text[: token.start] + slip, token.text)


def found_in(checker: Checker, samples: Sequence[Planted]) -> list[tuple[Finding | None, bool]]:
    """What is found in each, and whether its correction is the word that was meant."""
    rows = []
    for sample in samples:
        finding = checker.last_slip(sample.text)
        right = finding is not None and finding.hint.suggestions[0] == sample.meant
        rows.append((finding, right))
    return rows


def doubts_in(checker: Checker, paragraphs: Sequence[str]) -> list[Planted]:
    """The words in doubt of clean paragraphs: each is right as it stands."""
    found = []
    for text in paragraphs:
        reading = checker.read(text)
        for doubt in reading.doubts:
            token: Token = reading.tokens[doubt.index]
            found.append(Planted(text[: token.end], token.text))
    return found


def fit(
    slips: Sequence[tuple[Finding | None, bool]], clean: Sequence[Finding], share: float
) -> CertaintyWeights:
    """The regression; ``share`` is what each of ``slips`` weighs where each of ``clean`` is one."""
    rows = [(finding, right, share) for finding, right in slips if finding is not None]
    rows += [(finding, False, 1.0) for finding in clean]
    features = np.array([finding.features for finding, _, _ in rows], np.float32)
    truth = np.array([right for _, right, _ in rows])
    weights = np.array([weight for _, _, weight in rows], np.float32)
    parts, bias = logistic(features, truth, weights)
    return CertaintyWeights(bias, tuple(map(float, parts)))


def main() -> None:
    """Fit and write, or judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--bundle", type=Path)
    parser.add_argument("--pairs", type=Path, nargs="+", required=True)
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[])
    parser.add_argument("--paragraphs", type=int, default=2500)
    parser.add_argument("--judge", action="store_true")
    options = parser.parse_args()
    checker = open_checker(options.bundle)
    if not isinstance(checker, Checker):
        parser.error("the ranker is for English only")
    draw = random.Random(1)
    lines = [line for path in options.texts for line in path.read_text("utf-8").splitlines()]
    lines = [line for line in lines if _SHORTEST <= len(line) <= _LONGEST]
    paragraphs = draw.sample(lines, min(options.paragraphs, len(lines)))
    words = sum(t.kind is Kind.WORD for line in paragraphs for t in tokenise(line))
    lists = misspellings(options.pairs, options.leave_out, options.judge)
    slips = found_in(checker, list(plant(checker, paragraphs, lists, draw)))
    doubtful = found_in(checker, doubts_in(checker, paragraphs))
    clean = [finding for finding, _ in doubtful if finding is not None]
    share = _RATE * words / max(1, len(slips))
    if not options.judge:
        fitted = fit(slips, clean, share)
        rows = {name: round(part, 4) for name, part in zip(FEATURES, fitted.parts, strict=True)}
        _RESULT.write_text(json.dumps({"bias": round(fitted.bias, 4), **rows}, indent=1) + "\n")
    weights = CertaintyWeights.load()
    sure = [right for f, right in slips if f is not None and weights.chance(f.features) >= SURE]
    false = sum(weights.chance(f.features) >= SURE for f in clean)
    right, wrong = share * sum(sure), share * (len(sure) - sum(sure)) + false
    mended, meant = len(sure) / len(slips), sum(sure) / max(1, len(sure))
    print(f"{words} words, {len(slips)} slips that are no word")
    print(f"of these {100 * mended:.1f} % mended, {100 * meant:.1f} % of those as was meant")
    print(
        f"of {len(clean)} right words in doubt {false} changed: {1e3 * false / words:.2f} in 1000"
    )
    share = 100 * right / (right + wrong)
    print(f"at a slip in {1 / _RATE:.0f} words {share:.1f} % of changes are right")


if __name__ == "__main__":
    main()
