"""Part four: source tasks of every kind, each a language model trained on its own text.

A source is named with the text it is trained on; "shuffled" is the first source's text with its
words in random order, so that nothing but their frequencies can be learned. All sources share the
reviews' vocabulary, one architecture and one budget. This module must not know classifiers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.problem import Problem
from models.vocabulary import Vocabulary
from training.corpora.corpus import Corpus, id_type
from training.corpora.reading import find_sources, paragraphs
from training.corpora.stream import SEGMENT
from training.personal.target import TargetText, encode

SHUFFLED = "shuffled"
_VALIDATION_TOKENS = 3000
"""At most, and at most a tenth of the text."""
_LEAST_TOKENS = 1000
_KEPT = 2
"""Tokens that are kept of a source for each one that is trained on."""


class SourceError(Problem):
    """A source cannot be used; the message says why."""


@dataclass(frozen=True)
class ReviewSource:
    """A name and where its text lies: text files, folders of them, or prepared corpora."""

    name: str
    path: Path
    parts: tuple[str, ...] = ()
    """Sources of a prepared corpus that are meant; none: all."""

    @classmethod
    def parse(cls, text: str) -> "ReviewSource":
        """``NAME=PATH`` or ``NAME=CORPUS:PART,PART…``.

        Raises:
            SourceError: it has another form.
        """
        name, equals, place = text.partition("=")
        if not equals or not name or not place or name == SHUFFLED:
            raise SourceError(f"a source is NAME=PATH or NAME=CORPUS:PART,PART…, not {text!r}")
        path, _, parts = place.partition(":")
        return cls(name, Path(path), tuple(filter(None, parts.split(","))))


def read_source(source: ReviewSource, vocabulary: Vocabulary, tokens: int) -> npt.NDArray[np.int64]:
    """Ids (N,) of the source's text, segments from all over it, about enough for ``tokens``.

    ``vocabulary`` may be longer than the one a prepared corpus was written with.

    Raises:
        SourceError: no text, or a corpus with other words. CorpusError: no files.
    """
    arrays: list[npt.NDArray[np.unsignedinteger]] = []
    if (source.path / "corpus.json").exists():
        corpus = Corpus.open(source.path)
        words = corpus.vocabulary.words
        if vocabulary.words[: len(words)] != words:
            raise SourceError(f"{source.path} was prepared with another vocabulary than the base's")
        unknown = set(source.parts) - {part.name for part in corpus.sources}
        if unknown:
            raise SourceError(f"{source.path} has no part {', '.join(sorted(unknown))}")
        chosen = [p for p in corpus.sources if not source.parts or p.name in source.parts]
        arrays = [corpus.ids(part, "train") for part in chosen]
    else:
        narrow = id_type(len(vocabulary))
        for path in (file for found in find_sources([source.path]) for file in found.files):
            arrays.append(encode(vocabulary, paragraphs(path)).astype(narrow))
    segments = [a[i : i + SEGMENT] for a in arrays for i in range(0, len(a), SEGMENT)]
    order = np.random.default_rng(0).permutation(len(segments))
    wanted = 1 + (_KEPT * tokens + _VALIDATION_TOKENS) // SEGMENT
    text = [np.asarray(segments[i], np.int64) for i in order[:wanted]]
    if sum(map(len, text)) < _LEAST_TOKENS:
        raise SourceError(f"source {source.name} has too little text to learn from")
    return np.concatenate(text)


def shuffled(ids: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The same words in random order."""
    return np.random.default_rng(0).permutation(ids)


def as_text(ids: npt.NDArray[np.int64], size: int) -> TargetText:
    """Text to train on, its end held out for validation; ``size`` of the vocabulary."""
    held = min(_VALIDATION_TOKENS, len(ids) // 10)
    train, validation = ids[:-held], ids[-held:]
    counts = np.bincount(train, minlength=size).astype(np.float64)
    return TargetText((train.astype(id_type(size)),), (1.0,), validation, counts)


def names(sources: Sequence[ReviewSource]) -> tuple[str, ...]:
    """All source tasks that there are, the shuffled one last."""
    return (*(s.name for s in sources), SHUFFLED) if sources else ()
