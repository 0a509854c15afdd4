"""Fits the blend on text that nobody trained on: ``python -m editor_app.fitting.blend``.

Each text is split: the first part becomes history (personal counts), the last is read word by word
while every source is asked for the probability of the word that came and of all words that begin
like it. The weights then maximise the log-likelihood of those words as it stands at the keys that
suggestions can save, before the first letter and behind each of the first three; the calibration
maps the ranking's probabilities to how often they come true. The same on the person's own documents
makes ``blend.json`` of a profile, which is adopted only where it beats the shipped one on text held
out from the fit. A profile that was fine-tuned needs it most: its model has learned from the same
documents as the counts, which then say less that is new. Training leaves what it held out in a
folder for this (``--held-out``).

A tool for the command line and for tests; the editor's typing path never imports it.
"""

import argparse
import lzma
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from editor_app.prediction.blend import OWN, SHARED, SOURCES, BlendParameters, Evidence
from editor_app.prediction.engine import Engine
from editor_app.prediction.types import Query
from models.bundle import Manifest
from models.language import language_of
from models.profile import BLEND, NEAR_TEXT, noted_base
from models.text import Kind, tokenise

Floats = npt.NDArray[np.floating]
Verdict = tuple[bool, float, bool]
"""Of one suggestion: inside a word? the probability shown, was it right?"""

_PULL = 0.002
"""How strongly weights are held to where they began (L2)."""
_OWN_PULL = 0.005
"""The same for one person's own blend, of which there is less to see."""
_PIECE = 1500
"""Words of held-out text of which one piece is read."""
_UNCALIBRATED = ((1.0, 0.0), (1.0, 0.0))
LETTERS = 4
"""Places in a word at which it is asked for: before its first letter, behind the first, …"""
_SURE = 0.97
"""The probability above which every setting of the gate would have shown a ghost."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Places of held-out text: what the sources said of the word that came."""

    own: Floats  # (N, S, OWN)
    shared: Floats  # (N, SHARED)
    present: npt.NDArray[np.bool_]  # (N, S)
    probability: Floats  # (N, S) of the word that came
    bias: Floats  # (N, S) how the document had moved the weights by then
    mass: Floats  # (N, LETTERS, S) of all words with its first letters; 0 where it has no more

    def __len__(self) -> int:
        return len(self.shared)

    def part(self, places: npt.NDArray[np.intp]) -> "Sample":
        """Only some of the places."""
        return Sample(
            self.own[places],
            self.shared[places],
            self.present[places],
            self.probability[places],
            self.bias[places],
            self.mass[places],
        )


def joined(samples: Sequence[Sample]) -> Sample:
    """All places of several samples."""
    return Sample(
        np.concatenate([s.own for s in samples]),
        np.concatenate([s.shared for s in samples]),
        np.concatenate([s.present for s in samples]),
        np.concatenate([s.probability for s in samples]),
        np.concatenate([s.bias for s in samples]),
        np.concatenate([s.mass for s in samples]),
    )


def collect(engine: Engine, text: str, most: int, document: str = "fit") -> Sample:
    """Ask all sources at the beginning of (at most ``most``) words of ``text``."""
    trail = engine.trail(document)
    rows: list[tuple[Floats, Floats, npt.NDArray[np.bool_], Floats, Floats, Floats]] = []
    tokens = engine.lexicon.vocabulary.writing.tokenise(text)
    for index, token in enumerate(tokens):
        if token.kind is not Kind.WORD:
            continue
        trail.follow(text[: token.start])
        bias = trail.bias
        evidence, _ = engine.weighed(trail)
        unit = engine.lexicon.units(tokens, index)[0]
        said = evidence.probability(unit.word)
        mass = _masses(engine, evidence, engine.lexicon.words[unit.word])
        rows.append((evidence.own, evidence.shared, evidence.present, said, bias, mass))
        if len(rows) >= most:
            break
    engine.close_document(document)
    return Sample(
        np.array([row[0] for row in rows], np.float32).reshape(-1, len(SOURCES), OWN),
        np.array([row[1] for row in rows], np.float32).reshape(-1, SHARED),
        np.array([row[2] for row in rows], bool).reshape(-1, len(SOURCES)),
        np.array([row[3] for row in rows], np.float32).reshape(-1, len(SOURCES)),
        np.array([row[4] for row in rows], np.float32).reshape(-1, len(SOURCES)),
        np.array([row[5] for row in rows], np.float32).reshape(-1, LETTERS, len(SOURCES)),
    )


def _masses(engine: Engine, evidence: Evidence, word: str) -> Floats:
    """What the sources give to all words with the first 0, 1, 2 … letters of ``word``."""
    found = np.zeros((LETTERS, len(SOURCES)), np.float32)
    found[0, evidence.present] = 1.0
    for letters in range(1, min(LETTERS, len(word))):
        found[letters] = evidence.mass(engine.lexicon.starting_with(word[:letters]))
    return found


def weights_of(sample: Sample, own: Floats, shared: Floats) -> Floats:
    """The blend's weights at every place, (N, S)."""
    logits = np.einsum("nsf,sf->ns", sample.own, own) + sample.shared @ shared.T + sample.bias
    logits = np.where(sample.present, logits, -np.inf)
    weights = np.exp(logits - logits.max(1, keepdims=True))
    result: Floats = weights / weights.sum(1, keepdims=True)
    return result


def loss(sample: Sample, parameters: BlendParameters) -> float:
    """Mean negative log-probability (nats) of the words that came, given their first letters, over
    the keys of :data:`LETTERS`; unknown words are left out."""
    weights = weights_of(sample, parameters.own, parameters.shared)
    mixed = (weights * sample.probability).sum(1)
    masses = np.einsum("ns,nls->nl", weights, sample.mass)
    asked = (mixed[:, None] > 1e-12) & (masses > 0.0)
    nats = np.log(np.maximum(masses, 1e-30)) - np.log(np.maximum(mixed, 1e-30))[:, None]
    return float(nats[asked].mean())


def _slope(sample: Sample, weights: Floats) -> Floats:
    """Of :func:`loss` by the logits of the weights, (N, S): what a source has of a word's chance is
    wanted, what it has of the chance of all that begin like it is not."""
    word = weights * sample.probability
    word /= np.maximum(word.sum(1, keepdims=True), 1e-12)
    alike = weights[:, None] * sample.mass
    whole = alike.sum(2, keepdims=True)
    alike /= np.maximum(whole, 1e-12)
    keys = whole > 0.0
    slope: Floats = (alike - word[:, None] * keys).sum(1) / keys.sum()
    return slope


def fit(
    sample: Sample, start: BlendParameters, rounds: int = 600, pull: float = _PULL
) -> BlendParameters:
    """Minimise :func:`loss` of ``sample`` from ``start`` on, by Adam with a falling rate."""
    known = np.flatnonzero((sample.probability * sample.present).sum(1) > 1e-9)
    sample = sample.part(known)
    values = [start.own.astype(np.float64), start.shared.astype(np.float64)]
    origin = [value.copy() for value in values]
    first = [np.zeros_like(value) for value in values]
    second = [np.zeros_like(value) for value in values]
    for step in range(1, rounds + 1):
        slope = _slope(sample, weights_of(sample, values[0], values[1]).astype(np.float64))
        gradients = [
            np.einsum("ns,nsf->sf", slope, sample.own) + pull * (values[0] - origin[0]),
            slope.T @ sample.shared + pull * (values[1] - origin[1]),
        ]
        rate = 0.1 * (1.0 - step / (rounds + 1))
        for value, gradient, m, v in zip(values, gradients, first, second, strict=True):
            m += 0.1 * (gradient - m)
            v += 0.01 * (gradient**2 - v)
            value -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-9)
    return replace(start, own=values[0].astype(np.float32), shared=values[1].astype(np.float32))


def verdicts(engine: Engine, text: str, most: int) -> Iterator[Verdict]:
    """What came of the best suggestion, key by key, wrong ones being typed past.

    A word is typed on until the right one is offered without a doubt, so that the calibration also
    sees the late keys at which the gate must decide.
    """
    words = 0
    for token in tokenise(text):
        if token.kind is not Kind.WORD:
            continue
        words += 1
        if words > most:
            break
        passed: tuple[str, ...] = ()
        for letters in range(len(token.text)):
            context = text[: token.start + letters]
            answer = engine.suggest(Query(context, k=1, document="calibration", passed=passed))
            if not answer.suggestions:
                continue
            best = answer.suggestions[0]
            right = best.word.lower() == token.text.lower()
            yield letters > 0, best.probability, right
            if right and best.probability > _SURE:
                break
            if not right:
                passed = (*passed, best.word)
    engine.close_document("calibration")


def calibrate(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """(slope, shift) of the log-odds that make probabilities come true: logistic regression."""
    p = np.clip(np.array([pair[0] for pair in pairs], np.float64), 1e-4, 1 - 1e-4)
    right = np.array([pair[1] for pair in pairs], np.float64)
    x = np.stack([np.log(p / (1 - p)), np.ones_like(p)], 1)  # (N, 2)
    origin = np.array([1.0, 0.0])  # held to "no change" as by one observation

    def cost(beta: npt.NDArray[np.float64]) -> float:
        odds = x @ beta
        return float(np.logaddexp(0.0, odds).sum() - right @ odds + ((beta - origin) ** 2).sum())

    beta = origin.copy()
    for _ in range(30):  # Newton, each step halved until it helps
        q = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        curve = (x * (q * (1 - q))[:, None]).T @ x + 2 * np.eye(2)
        step = np.linalg.solve(curve, x.T @ (q - right) + 2 * (beta - origin))
        while cost(beta - step) > cost(beta) and np.abs(step).max() > 1e-9:
            step /= 2
        beta = beta - step
    return float(beta[0]), float(beta[1])


def calibration_of(found: Iterable[Verdict]) -> tuple[tuple[float, float], tuple[float, float]]:
    """The blend's calibration, at a word boundary and inside a word, from what came true."""
    pairs: tuple[list[tuple[float, bool]], list[tuple[float, bool]]] = ([], [])
    for inside, probability, right in found:
        pairs[inside].append((probability, right))
    return calibrate(pairs[0]), calibrate(pairs[1])


def read_text(path: Path) -> str:
    """A text file, also one compressed with xz."""
    data = path.read_bytes()
    return (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8", "replace")


def _samples(
    bundle: Path,
    texts: Sequence[str],
    shares: Sequence[float],
    most: int,
    parameters: BlendParameters,
) -> Iterator[Sample]:
    """For every text a sample of its last tenth with each share of its history, and one with the
    history of another text: what was learned of one subject must not cost the next."""
    cuts = [_cut(text) for text in texts]
    for number, (text, cut) in enumerate(zip(texts, cuts, strict=True)):
        histories = [text[cut - int(cut * share) : cut] for share in shares]
        other = (number + len(texts) // 2) % len(texts)
        if other != number:
            histories.append(texts[other][: cuts[other]])
        for history in histories:
            with tempfile.TemporaryDirectory() as folder:
                engine = Engine.open(bundle, Path(folder))
                engine.blend.parameters = parameters
                if history:
                    engine.memory.learn("history", history)
                sample = collect(engine, text[cut:], most)
                engine.close()
            told = f"{len(history):,} characters of history"
            print(f"text {number}, {told}: {len(sample)} places", file=sys.stderr)
            yield sample


def _cut(text: str) -> int:
    """Where the last tenth of a text begins, at a word or a line: not all scripts have spaces."""
    end = int(len(text) * 0.9)
    return max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="default: blend.json of the profile")
    parser.add_argument("--profile", type=Path, help="fit on the documents of this profile instead")
    parser.add_argument("--held-out", type=Path, help="what the training of --profile held out")
    parser.add_argument("--most", type=int, default=3000, help="words read of each text")
    parser.add_argument("--shares", type=float, nargs="+", default=[1.0, 0.1, 0.0])
    parser.add_argument("--start", type=Path, help="parameters to start from")
    parser.add_argument("texts", nargs="*", type=Path)
    options = parser.parse_args()
    start = BlendParameters.read(options.start) if options.start else _usual(options.bundle)
    if options.profile and options.held_out:
        fit_held_out(options.bundle, options.held_out, options.profile / BLEND, options.most)
        return 0
    if options.profile:
        return _refit(options.bundle, options.profile, options.most)
    texts = [read_text(path) for path in options.texts]
    samples = list(_samples(options.bundle, texts, options.shares, options.most, start))
    sample = joined(samples)
    fitted = fit(sample, start)
    print(f"loss {loss(sample, start):.4f} -> {loss(sample, fitted):.4f}", file=sys.stderr)
    fitted = _calibrated(options.bundle, texts, fitted, options.most // 4)
    fitted.write(options.out)
    return 0


def _usual(bundle: Path) -> BlendParameters:
    """What holds for a bundle whose person has no blend: that of its base, or of its language."""
    language = language_of(bundle, Manifest.read(bundle).language)
    return BlendParameters.of(language, noted_base(bundle))


def _calibrated(
    bundle: Path, texts: Sequence[str], parameters: BlendParameters, most: int
) -> BlendParameters:
    plain = replace(parameters, calibration=_UNCALIBRATED)

    def judged() -> Iterator[Verdict]:
        for text in texts:
            cut = _cut(text)
            with tempfile.TemporaryDirectory() as folder:
                engine = Engine.open(bundle, Path(folder))
                engine.blend.parameters = plain
                engine.memory.learn("history", text[:cut])
                yield from verdicts(engine, text[cut:], most)
                engine.close()

    return replace(parameters, calibration=calibration_of(judged()))


def _refit(bundle: Path, profile: Path, most: int) -> int:
    """Fit on the newest tenth of each of the profile's documents; adopt only what wins."""
    engine = Engine.open(bundle, profile)
    store = engine.memory.store
    if store is None:
        print("there is nothing in this profile to fit on", file=sys.stderr)
        return 1
    texts = [
        " ".join(word if word is not None else "\n\n" for word in store.text_of(document.name))
        for document in store.documents()
    ]
    usual = _usual(bundle)
    engine.close()
    samples = list(_samples(bundle, [t for t in texts if len(t) > 4000], [1.0], most, usual))
    if not samples:
        print("the profile's documents are too short to fit on", file=sys.stderr)
        return 1
    fitted = _if_better(joined(samples), usual)
    if fitted is not None:
        fitted.write(profile / BLEND)
    return 0


def _if_better(sample: Sample, usual: BlendParameters) -> BlendParameters | None:
    """Parameters fitted on ``sample``, if each half of it says so of those fitted on the other."""
    half = np.arange(len(sample)) % 200 < 100  # blocks of a hundred words
    halves = [sample.part(np.flatnonzero(chosen)) for chosen in (half, ~half)]
    if not all(map(len, halves)):
        return None
    before = float(np.mean([loss(part, usual) for part in halves]))
    crossed = zip(halves, reversed(halves), strict=True)
    after = float(np.mean([loss(test, fit(part, usual, pull=_OWN_PULL)) for part, test in crossed]))
    print(f"held-out loss {before:.4f} -> {after:.4f}", file=sys.stderr)
    return fit(sample, usual, pull=_OWN_PULL) if after < before else None


def fit_held_out(bundle: Path, held_out: Path, out: Path, most: int) -> bool:
    """Fit on what a training held out for that (a folder with the text and the counts of all
    else); write ``out`` if that is better than the usual blend. Whether it was written."""
    texts = (held_out / NEAR_TEXT).read_text(encoding="utf-8").split("\f")
    parts = pieces(texts, most)
    engine = Engine.open(bundle, held_out)
    try:
        usual = engine.blend.parameters = _usual(bundle)
        samples = [collect(engine, part, most, f"piece {n}") for n, part in enumerate(parts)]
        fitted = _if_better(joined(samples), usual) if samples else None
        if fitted is None:
            return False
        engine.blend.parameters = replace(fitted, calibration=_UNCALIBRATED)
        each = most // (8 * len(parts))
        calibration = calibration_of(v for part in parts for v in verdicts(engine, part, each))
    finally:
        engine.close()
    replace(fitted, calibration=calibration).write(out)
    return True


def pieces(texts: Sequence[str], words: int) -> list[str]:
    """About ``words`` words of ``texts`` in pieces of whole lines, evenly spread."""
    found: list[str] = []
    whole = sum(len(text.split()) for text in texts)
    for text in texts:
        lines = text.splitlines(keepends=True)
        count = max(1, round(len(text.split()) / _PIECE)) if text.strip() else 0
        for n in range(count):
            part = lines[n * len(lines) // count : (n + 1) * len(lines) // count]
            kept, missing = [], min(1.0, words / whole) * len(text.split()) / count
            while part and missing > 0:
                kept.append(part.pop(0))
                missing -= len(kept[-1].split())
            found.append("".join(kept))
    return [piece for piece in found if piece.strip()]


if __name__ == "__main__":
    sys.exit(main())
