"""The blend: one distribution from the language model, the person's counts and the document.

P(word) = Σ w_s · P_s(word) over the sources that have something to say here. The weights are a
softmax over linear functions of a few features (how often was this history seen, how sure is the
source, does the model agree, how sure is the model), fitted on held-out text by
``editor_app.fitting.blend`` (Neubig & Dyer 2016 call it a hybrid of neural and count-based
models). A source without evidence takes no part, so that without history and document the blend
*is* the model.

The "adapted" source is the model itself with the person's and the document's word frequencies put
in place of the general ones: P(w|h) · (f_person(w) / f_general(w))^β, normalised (unigram
rescaling, Kneser et al. 1997).

Knows distributions, not text.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from editor_app.prediction.cache import REACH, DocumentCache, Sparse
from editor_app.prediction.general_counts import GeneralCounts
from editor_app.prediction.personal import PersonalCounts
from editor_app.prediction.session import Step
from models.language import Language
from models.profile import BLEND, shipped
from models.vocabulary import UNKNOWN

Floats = npt.NDArray[np.float32]


class BlendSource(IntEnum):
    """Who may have something to say of the next word; a row of the parameters each."""

    label: str
    """What the file of parameters calls it."""

    def __new__(cls, number: int, label: str) -> "BlendSource":
        """A member with its label."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.label = label
        return member

    MODEL = 0, "model"
    ADAPTED = 1, "adapted"
    PERSON_WORDS = 2, "person words"
    PERSON_AFTER_1 = 3, "person after 1"
    PERSON_AFTER_2 = 4, "person after 2"
    PERSON_AFTER_3 = 5, "person after 3"
    DOCUMENT_LATELY = 6, "document lately"
    DOCUMENT_WORDS = 7, "document words"
    DOCUMENT_AFTER_1 = 8, "document after 1"
    DOCUMENT_AFTER_2 = 9, "document after 2"
    DOCUMENT_AFTER_3 = 10, "document after 3+"
    DOCUMENT_ALIKE = 11, "document alike"
    GENERAL_AFTER = 12, "general after 1 to 3"


SOURCES = tuple(source.label for source in BlendSource)
_PERSON_AFTER = (BlendSource.PERSON_AFTER_1, BlendSource.PERSON_AFTER_2, BlendSource.PERSON_AFTER_3)
"""By the length of the history that the person's counts are asked for."""
GROUPS = (
    [BlendSource.MODEL, BlendSource.GENERAL_AFTER],
    [BlendSource.ADAPTED, BlendSource.PERSON_WORDS, *_PERSON_AFTER],
    list(range(BlendSource.DOCUMENT_LATELY, BlendSource.DOCUMENT_ALIKE + 1)),
)
"""Sources that stand for the same: the language at large, the person, the document."""


class Own(IntEnum):
    """Features of one source; a column of the parameters each."""

    ALWAYS = 0
    """1."""
    EVIDENCE = 1
    """log(1 + how often the history was seen)."""
    SPREAD = 2
    """Different words per occurrence."""
    BEST = 3
    """Its highest probability."""
    SUPPORT = 4
    """The model's log-probability of its best word."""


class Shared(IntEnum):
    """Features of the place, alike for all sources; a column of the parameters each."""

    SURENESS = 0
    """The model's highest probability."""
    ENTROPY = 1
    """The model's entropy, in nats."""
    HISTORY = 2
    """log(1 + words that the person has written)."""
    DOCUMENT = 3
    """log(1 + words of the document)."""


OWN, SHARED = len(Own), len(Shared)

# What brings the features near 1. Fitted parameters hold for these values only.
_EVIDENCE_SCALE = 5.0
_LEAST_SUPPORT, _SUPPORT_SCALE = -15.0, 10.0
_ENTROPY_SCALE = 10.0
_LARGEST = 1e4
"""No fit comes near it; beyond, exponentials overflow."""
_HISTORY_SCALE = 15.0
_DOCUMENT_SCALE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BlendParameters:
    """Everything that was fitted. Stored as JSON beside a bundle or in a profile."""

    own: Floats = field(default_factory=lambda: _default_own())  # (S, OWN)
    shared: Floats = field(default_factory=lambda: np.zeros((len(SOURCES), SHARED), np.float32))
    adapt_power: float = 0.6
    """β of the adapted source."""
    adapt_prior: float = 12000.0
    """Words of general text that the person's frequencies are smoothed with."""
    document_share: float = 16.0
    """How many words of history one word of the document is worth in the adapted source."""
    sharpness: float = 7.0
    """Of the continuous cache, over cosine likeness."""
    calibration: tuple[tuple[float, float], tuple[float, float]] = ((1.0, 0.0), (1.0, 0.0))
    """(slope, shift) on the log-odds of a suggestion: at a word boundary, inside a word."""

    @classmethod
    def of(cls, language: Language, *folders: Path | None) -> "BlendParameters":
        """Those of the first folder that has some which can be read, else the shipped base's if it
        is of the same language, else careful ones: what was fitted on one language says nothing of
        another."""
        usual = [shipped()] if language.primary == "en" else []
        for folder in (*folders, *usual):
            if folder is not None and (folder / BLEND).is_file():
                with suppress(OSError, ValueError, KeyError, TypeError):
                    return cls.read(folder / BLEND)
        return cls()

    @classmethod
    def read(cls, path: Path) -> "BlendParameters":
        """Read ``path``.

        Raises:
            ValueError: the file does not hold parameters for these sources.
            OSError: it cannot be read.
        """
        data = json.loads(path.read_text(encoding="utf-8"))
        rows = list(data["sources"]) if isinstance(data, dict) else []
        own, shared = _default_own(), np.zeros((len(SOURCES), SHARED), np.float32)
        if not rows or not set(rows) <= set(SOURCES):
            raise ValueError("the blend's parameters are for other sources")
        # A source that is newer than the file keeps its careful weights.
        places = [SOURCES.index(row) for row in rows]
        own[places] = _weights(data["own"], OWN)
        shared[places] = _weights(data["shared"], SHARED)
        boundary, inside = data["calibration"]
        return cls(
            own=own,
            shared=shared,
            adapt_power=float(data["adapt_power"]),
            adapt_prior=float(data["adapt_prior"]),
            document_share=float(data["document_share"]),
            sharpness=float(data["sharpness"]),
            calibration=(
                (float(boundary[0]), float(boundary[1])),
                (float(inside[0]), float(inside[1])),
            ),
        )

    def write(self, path: Path) -> None:
        """Write the parameters as JSON."""
        data = {
            "sources": SOURCES,
            "own": np.round(self.own.astype(float), 4).tolist(),
            "shared": np.round(self.shared.astype(float), 4).tolist(),
            "adapt_power": self.adapt_power,
            "adapt_prior": self.adapt_prior,
            "document_share": self.document_share,
            "sharpness": self.sharpness,
            "calibration": self.calibration,
        }
        path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def _default_own() -> Floats:
    """Careful weights for before anything was fitted."""
    own = np.zeros((len(SOURCES), OWN), np.float32)
    own[:, Own.ALWAYS] = (2.0, 2.0, -1.0, -1.5, -0.5, 0.0, -1.5, -1.0, -1.5, -0.5, 0.0, -1.5, 0.2)
    own[:, Own.EVIDENCE] = (0, 0, 0, 0.5, 0.5, 0.5, 0, 0, 0.5, 0.5, 0.5, 0, 0)
    return own


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sources say at one place."""

    dense: dict[BlendSource, Floats]  # → (words,) or (vocabulary,)
    sparse: dict[BlendSource, Sparse]
    own: Floats  # (S, OWN)
    shared: Floats  # (SHARED,)

    @property
    def present(self) -> npt.NDArray[np.bool_]:
        """Which sources take part."""
        mask = np.zeros(len(SOURCES), bool)
        mask[[*self.dense, *self.sparse]] = True
        return mask

    def probability(self, word: int) -> Floats:
        """Every source's probability of one word, (S,)."""
        found = np.zeros(len(SOURCES), np.float32)
        for source, values in self.dense.items():
            found[source] = values[word] if word < len(values) else 0.0
        for source, few in self.sparse.items():
            found[source] = few.probabilities[few.ids == word].sum()
        return found

    def mass(self, words: npt.NDArray[np.integer]) -> Floats:
        """Every source's probability of all these words together, (S,)."""
        found = np.zeros(len(SOURCES), np.float32)
        known = {size: words[words < size] for size in {*map(len, self.dense.values())}}
        for source, values in self.dense.items():
            found[source] = values[known[len(values)]].sum()
        # A mask: comparing two rows of ids would sort them, for every source and letter.
        highest = max((int(few.ids.max()) for few in self.sparse.values()), default=0)
        chosen = np.zeros(max(highest, int(words.max(initial=0))) + 1, bool)
        chosen[words] = True
        for source, few in self.sparse.items():
            found[source] = few.probabilities[chosen[few.ids]].sum()
        return found


class Blend:
    """Asks the sources and mixes their answers. Not thread-safe."""

    def __init__(
        self,
        general: npt.NDArray[np.int64],
        parameters: BlendParameters,
        grams: GeneralCounts | None = None,
    ) -> None:
        """``general``: (V,) counts of the vocabulary's words in the base's training text;
        ``grams``: what followed what there, where the bundle has it."""
        self.parameters = parameters
        counts = general.astype(np.float32) + np.float32(0.5)
        self._general: Floats = counts / counts.sum()
        # The special entries have no count of their own: they are never adapted.
        self._adapts = general > 0
        self.enabled = np.ones(len(SOURCES), bool)
        self._grams = grams

    def gather(
        self,
        step: Step,
        history: Sequence[int],
        cache: DocumentCache,
        personal: PersonalCounts | None,
        size: int,
    ) -> Evidence:
        """What every source says after ``history`` (lexicon ids, oldest first).

        ``step`` is the model's answer there; ``size`` the number of words in the lexicon.
        """
        log_probs = step.log_probs[-1]  # (V,)
        model = np.exp(log_probs)
        entropy = -float(np.einsum("v,v->", model, log_probs))  # no BLAS: one thread
        shared = np.zeros(SHARED, np.float32)
        shared[Shared.SURENESS] = model.max()
        shared[Shared.ENTROPY] = entropy / _ENTROPY_SCALE
        shared[Shared.HISTORY] = np.log1p(personal.total if personal else 0.0) / _HISTORY_SCALE
        shared[Shared.DOCUMENT] = np.log1p(len(cache)) / _DOCUMENT_SCALE
        dense: dict[BlendSource, Floats] = {BlendSource.MODEL: model}
        evidence: dict[BlendSource, float] = {}
        frequencies = cache.frequencies(size)
        if personal is not None and personal.total > 0:
            dense[BlendSource.PERSON_WORDS] = personal.counts / np.float32(personal.total)
            evidence[BlendSource.PERSON_WORDS] = personal.total
        if frequencies is not None:
            lately, words = frequencies
            dense |= {BlendSource.DOCUMENT_LATELY: lately, BlendSource.DOCUMENT_WORDS: words}
            for source in (BlendSource.DOCUMENT_LATELY, BlendSource.DOCUMENT_WORDS):
                evidence[source] = float(len(cache))
        if self._grams is not None:
            after, seen = self._grams.after(history)
            dense[BlendSource.GENERAL_AFTER] = after
            evidence[BlendSource.GENERAL_AFTER] = seen
        adapted = self._adapted(model, personal, cache, frequencies)
        if adapted is not None:
            dense[BlendSource.ADAPTED] = adapted
        sparse = self._sparse(step, history, cache, personal)
        own = self._own(log_probs, evidence, sparse)
        dense = {s: v for s, v in dense.items() if self.enabled[s]}
        sparse = {s: v for s, v in sparse.items() if self.enabled[s]}
        return Evidence(dense, sparse, own, shared)

    @staticmethod
    def _own(
        log_probs: Floats,
        evidence: Mapping[BlendSource, float],
        sparse: Mapping[BlendSource, Sparse],
    ) -> Floats:
        """The features of each source, (S, OWN)."""
        own = np.zeros((len(SOURCES), OWN), np.float32)
        own[:, Own.ALWAYS] = 1.0
        for source, seen in evidence.items():
            own[source, Own.EVIDENCE] = np.log1p(seen) / _EVIDENCE_SCALE
        for source, few in sparse.items():
            best = int(few.probabilities.argmax())
            word = int(few.ids[best])
            # A word outside the vocabulary is to the model the unknown one, its first.
            support = float(log_probs[word] if word < len(log_probs) else log_probs[UNKNOWN])
            own[source, Own.EVIDENCE] = np.log1p(few.evidence) / _EVIDENCE_SCALE
            own[source, Own.SPREAD] = len(few.ids) / max(few.evidence, 1.0)
            own[source, Own.BEST] = few.probabilities[best]
            own[source, Own.SUPPORT] = max(support, _LEAST_SUPPORT) / _SUPPORT_SCALE
        return own

    def _adapted(
        self,
        model: Floats,
        personal: PersonalCounts | None,
        cache: DocumentCache,
        frequencies: tuple[Floats, Floats] | None,
    ) -> Floats | None:
        size = len(model)
        counts = np.zeros(size, np.float32)
        if personal is not None and personal.total > 0 and self.enabled[BlendSource.PERSON_WORDS]:
            counts += personal.counts[:size]
        if frequencies is not None and self.enabled[BlendSource.DOCUMENT_WORDS]:
            words = min(len(cache), REACH) * self.parameters.document_share
            counts += frequencies[1][:size] * np.float32(words)
        total = float(counts.sum())
        if total <= 0.0:
            return None
        prior = np.float32(self.parameters.adapt_prior)
        ratio = (counts / self._general + prior) / np.float32(total + float(prior))
        ratio = np.where(self._adapts, ratio, np.float32(1.0))
        adapted = model * np.exp(np.float32(self.parameters.adapt_power) * np.log(ratio))
        normalised: Floats = adapted / adapted.sum()
        return normalised

    def _sparse(
        self,
        step: Step,
        history: Sequence[int],
        cache: DocumentCache,
        personal: PersonalCounts | None,
    ) -> dict[BlendSource, Sparse]:
        found: dict[BlendSource, Sparse | None] = {}
        if personal is not None and personal.total > 0:
            for length, source in enumerate(_PERSON_AFTER[: len(history)], start=1):
                found[source] = personal.followers(history[-length:])
        found[BlendSource.DOCUMENT_AFTER_1] = cache.followers(history[-1:])
        if len(history) > 1:
            found[BlendSource.DOCUMENT_AFTER_2] = cache.followers(history[-2:])
        found[BlendSource.DOCUMENT_AFTER_3] = cache.longest_followers(history, 3)
        found[BlendSource.DOCUMENT_ALIKE] = cache.similar(
            step.hidden[-1], self.parameters.sharpness
        )
        return {source: few for source, few in found.items() if few is not None}

    def weights(self, evidence: Evidence, bias: Floats) -> Floats:
        """The sources' weights at a place where the document has moved them by ``bias``; both
        (S,), the weights with sum 1."""
        logits = (evidence.own * self.parameters.own).sum(1) + bias
        logits += self.parameters.shared @ evidence.shared
        logits = np.where(evidence.present, logits, -np.inf)
        weights = np.exp(logits - logits.max())
        shares: Floats = (weights / weights.sum()).astype(np.float32)
        return shares

    @staticmethod
    def mix(evidence: Evidence, weights: Floats, size: int) -> Floats:
        """The blended distribution over all ``size`` words, the sources weighted by (S,)."""
        mixed = np.zeros(size, np.float32)
        for source, values in evidence.dense.items():
            mixed[: len(values)] += weights[source] * values
        for source, few in evidence.sparse.items():
            mixed[few.ids] += weights[source] * few.probabilities
        return mixed


def _weights(rows: object, columns: int) -> Floats:
    """Rows of a file as weights; raises ``ValueError`` for what no fit can have given."""
    weights = np.array(rows, np.float64).reshape(-1, columns)
    if not np.abs(weights).max() < _LARGEST:  # NaN is not, either
        raise ValueError("the blend's parameters are impossible")
    return weights.astype(np.float32)
