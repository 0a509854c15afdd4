"""From text files to token arrays on disk: look, split, count, choose the vocabulary, encode.

Steps, each streaming, so that a corpus of any size fits in memory:

1. every paragraph is looked at: does it overlap with test text, was it read already (``overlap``)?
2. every paragraph or document goes to one of three splits by a hash of its text (``reading``);
3. each source is cut into tokens once and written as provisional numbers (``_scan``);
4. the vocabulary is chosen from the counts of the training split alone (``lexis``);
5. the provisional numbers become vocabulary ids (``_encode``), memory-mapped from then on.

The result is a directory: ``vocab.txt``, ``corpus.json``, ``NAME.train.bin``,
``NAME.validation.bin`` (ids) and ``NAME.heldout.txt`` (text that nothing here ever counts). In the
arrays two paragraph ends in a row are the end of a document. This module must not know models or
losses.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.language import known
from models.progress import Event, Reporter
from models.secrets import scrub
from models.text import RULES_VERSION
from models.vocabulary import PARAGRAPH, UNKNOWN, Vocabulary
from models.writing import Writing
from training.corpora.lexis import (
    choose_vocabulary,
    ids_of_key,
    key_of,
    weighted_sum,
    without_private_names,
)
from training.corpora.overlap import KeptOut, Look, first_of_each, look
from training.corpora.reading import (
    ONE_IN,
    CorpusError,
    CorpusUnit,
    Shape,
    SourceFiles,
    Split,
    find_sources,
    units,
)

Ids = npt.NDArray[np.unsignedinteger]

PUBLISHED = "published"
"""In place of the version of the text rules where others cut the tokens (``published``)."""
_BUFFER = 1 << 20
_END = 0
"""The provisional number of a paragraph's end."""


@dataclass(frozen=True)
class Plan:
    """How a corpus is to be made of its files; what it does not name is as usual."""

    vocabulary: int | Vocabulary = 50_000
    """The wanted size, or a vocabulary to use as it is."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """Source → how often an epoch reads it; 1 by default, 0: left out."""
    registers: Mapping[str, str] = field(default_factory=dict)
    """Source → the kind of writing it is, by which losses are told."""
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    held_out: Mapping[str, int] = field(default_factory=dict)
    """Source → of how many units one is held out for testing, and one for validation."""
    private: frozenset[str] = frozenset()
    """Sources that people wrote to one another: secrets are taken out, and names that nobody else
    knows do not enter the vocabulary."""
    language: str = "en"
    """By whose rules words are cut and put together: a tag (BCP 47)."""

    @property
    def writing(self) -> Writing:
        """The rules of the language."""
        return Writing.of(known(self.language))

    def weight(self, name: str) -> float:
        """How often an epoch reads a source."""
        return self.weights.get(name, 1.0)

    def units(self, source: SourceFiles) -> Iterator[CorpusUnit]:
        """Everything in a source, in order."""
        shape = self.shapes.get(source.name, Shape.RUNNING)
        return units(source, shape, self.held_out.get(source.name, ONE_IN))


@dataclass(frozen=True)
class Source:
    """One source of the corpus, as prepared."""

    name: str
    train_tokens: int
    validation_tokens: int
    register: str = "general"
    repeats: int = 0
    """Paragraphs left out because they were read already."""
    overlaps: Mapping[str, int] = field(default_factory=dict)
    """Test text → paragraphs left out because they share words with it."""


@dataclass(frozen=True)
class Corpus:
    """A prepared directory."""

    directory: Path
    sources: tuple[Source, ...]
    vocabulary: Vocabulary
    unknown_share: float

    @classmethod
    def open(cls, directory: Path) -> "Corpus":
        """Open what :func:`prepare` wrote.

        Raises:
            CorpusError: nothing usable is there.
        """
        try:
            about = json.loads((directory / "corpus.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CorpusError(f"{directory} holds no prepared corpus: {error}") from error
        if about["text_rules"] not in (RULES_VERSION, PUBLISHED):
            raise CorpusError("the corpus was cut by other text rules; prepare it again")
        return cls(
            directory,
            tuple(Source(**source) for source in about["sources"]),
            Vocabulary.read(
                directory / "vocab.txt", Writing.of(known(about.get("language", "en")))
            ),
            about["unknown_share"],
        )

    def ids(self, source: Source, split: str) -> Ids:
        """The token ids of one split of one source, memory-mapped."""
        path = self.directory / f"{source.name}.{split}.bin"
        dtype = id_type(len(self.vocabulary))
        if path.stat().st_size == 0:
            return np.empty(0, dtype)
        return np.memmap(path, dtype, mode="r")

    def validation(self, limit: int) -> dict[str, npt.NDArray[np.int64]]:
        """Register → ids of its validation split, at most ``limit``, its sources in proportion."""
        found: dict[str, list[Ids]] = {}
        for source in self.sources:
            found.setdefault(source.register, []).append(self.ids(source, Split.VALIDATION))
        result = {}
        for register, arrays in sorted(found.items()):
            share = min(1.0, limit / max(1, sum(map(len, arrays))))
            parts = [np.asarray(a[: round(len(a) * share)], np.int64) for a in arrays]
            if len(ids := np.concatenate(parts)):
                result[register] = ids
        return result


def id_type(vocabulary_size: int) -> type[np.uint16] | type[np.uint32]:
    """The narrowest type that holds every id."""
    return np.uint16 if vocabulary_size <= 1 << 16 else np.uint32


# ---- the passes over one source, each in a process of its own ------------------------------------


def _look(source: SourceFiles, plan: Plan, kept_out: KeptOut) -> Look:
    return look(plan.units(source), kept_out)


def _scan(source: SourceFiles, plan: Plan, out: Path, keep: npt.NDArray[np.bool_]) -> Counter[str]:
    """Cut one source; write provisional numbers and their keys; return the training counts.

    ``keep`` (N,): which paragraphs may be learned. What is held out stays as it is.
    """
    number_of: dict[str, int] = {"": _END}
    name, writing = source.name, plan.writing
    buffers: dict[Split, list[int]] = {Split.TRAIN: [], Split.VALIDATION: []}
    with ExitStack() as stack:
        files = {
            split: stack.enter_context((out / f"{name}.{split}.scan").open("wb"))
            for split in buffers
        }
        heldout = stack.enter_context((out / f"{name}.heldout.txt").open("w", encoding="utf-8"))

        def flush(split: Split) -> None:
            np.array(buffers[split], np.uint32).tofile(files[split])
            buffers[split].clear()

        place = 0
        for unit in plan.units(source):
            kept = keep[place : place + len(unit.paragraphs)]
            place += len(unit.paragraphs)
            if unit.split is Split.HELDOUT:
                heldout.writelines(f"{paragraph}\n" for paragraph in unit.paragraphs)
                heldout.write("\n" * unit.ends_document)
                continue
            texts = [
                scrub(text)[0] if name in plan.private else text
                for text, wanted in zip(unit.paragraphs, kept, strict=True)
                if wanted or unit.split is not Split.TRAIN
            ]
            buffer = buffers[unit.split]
            for text in texts:
                tokens = writing.tokenise(text)
                buffer.extend(
                    number_of.setdefault(key_of(tokens, i), len(number_of))
                    for i in range(len(tokens))
                )
                buffer.append(_END)
            if texts and unit.ends_document:
                buffer.append(_END)
            if len(buffer) > _BUFFER:
                flush(unit.split)
        for split in buffers:
            flush(split)
    keys = list(number_of)
    (out / f"{name}.keys").write_text("\n".join(keys), encoding="utf-8", errors="replace")
    return _count(out / f"{name}.{Split.TRAIN}.scan", keys)


def _count(scan: Path, keys: list[str]) -> Counter[str]:
    """How often each key stands in a scanned file."""
    totals = np.zeros(len(keys), np.int64)
    for part in _chunks(scan):
        totals += np.bincount(part, minlength=len(keys))
    return Counter({key: int(n) for key, n in zip(keys, totals, strict=True) if n and key})


def _chunks(scan: Path) -> Iterator[npt.NDArray[np.uint32]]:
    with scan.open("rb") as file:
        while (part := np.fromfile(file, np.uint32, _BUFFER)).size:
            yield part


def _encode(
    vocabulary: Vocabulary, directory: Path, name: str
) -> tuple[Mapping[Split, int], npt.NDArray[np.int64]]:
    """Turn one source's provisional numbers into ids; return how many there are of each split, and
    the count of each id in the training split."""
    keys = (directory / f"{name}.keys").read_text(encoding="utf-8").split("\n")
    rows = [(PARAGRAPH,), *(ids_of_key(vocabulary, key) for key in keys[1:])]
    lengths = np.array([len(row) for row in rows], np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    flat = np.array([i for row in rows for i in row], id_type(len(vocabulary)))
    sizes: dict[Split, int] = {}
    counts = np.zeros(len(vocabulary), np.int64)
    for split in (Split.TRAIN, Split.VALIDATION):
        scan = directory / f"{name}.{split}.scan"
        sizes[split] = 0
        with (directory / f"{name}.{split}.bin").open("wb") as out:
            for part in _chunks(scan):
                n = lengths[part]
                ends = np.cumsum(n)
                offset = np.arange(ends[-1]) - np.repeat(ends - n, n)
                ids = flat[np.repeat(starts[part], n) + offset]
                ids.tofile(out)
                sizes[split] += ids.size
                if split is Split.TRAIN:
                    counts += np.bincount(ids, minlength=len(vocabulary))
        scan.unlink()
    (directory / f"{name}.keys").unlink()
    return sizes, counts


# ---- all of it -----------------------------------------------------------------------------------


def _choose(counts: Mapping[str, Counter[str]], plan: Plan, size: int) -> Vocabulary:
    """The vocabulary of the weighted mix."""
    public = weighted_sum((c, 1.0) for name, c in counts.items() if name not in plan.private)
    return choose_vocabulary(
        weighted_sum(
            (without_private_names(c, public) if name in plan.private else c, plan.weight(name))
            for name, c in sorted(counts.items())
        ),
        size,
        writing=plan.writing,
    )


def prepare(
    paths: Iterable[Path],
    directory: Path,
    plan: Plan,
    report: Reporter,
    keep_out: Sequence[Path] = (),
    processes: int = 2,
) -> Corpus:
    """Write the token arrays of a corpus into ``directory``.

    ``keep_out``: test texts, of which no paragraph of the corpus may hold a row of words.

    Raises:
        CorpusError: no files, no words, or the plan names a source that is not there.
    """
    sources = [source for source in find_sources(paths) if plan.weight(source.name) > 0]
    sources.sort(key=lambda source: -source.size)  # the largest first keep all processes busy
    names = [source.name for source in sources]
    directory.mkdir(parents=True, exist_ok=True)
    kept_out = KeptOut.of_files(keep_out)
    count = len(sources)
    with ProcessPoolExecutor(min(processes, count)) as pool:
        looks = list(pool.map(_look, sources, [plan] * count, [kept_out] * count))
        keep = [
            fresh & (found.owner < 0)
            for fresh, found in zip(first_of_each(looks), looks, strict=True)
        ]
        counts: dict[str, Counter[str]] = {}
        scans = pool.map(_scan, sources, [plan] * count, [directory] * count, keep)
        for name, part in zip(names, scans, strict=True):
            counts[name] = part
            report(Event("scanned", {"source": name, "tokens": part.total()}))
        size = plan.vocabulary
        vocabulary = _choose(counts, plan, size) if isinstance(size, int) else size
        encoded = list(pool.map(_encode, [vocabulary] * count, [directory] * count, names))
    prepared = [
        Source(
            name,
            sizes[Split.TRAIN],
            sizes[Split.VALIDATION],
            plan.registers.get(name, "general"),
            int((found.learned & (found.owner < 0) & ~kept).sum()),
            _overlaps(found, kept_out),
        )
        for name, found, kept, (sizes, _) in zip(names, looks, keep, encoded, strict=True)
    ]
    prepared.sort(key=lambda source: source.name)
    totals = np.array([n for _, n in encoded]).T @ np.array([plan.weight(name) for name in names])
    return _write(directory, prepared, vocabulary, totals, plan.language, report)


def _overlaps(found: Look, kept_out: KeptOut) -> dict[str, int]:
    owners = Counter(found.owner[found.learned & (found.owner >= 0)].tolist())
    return {kept_out.names[owner]: n for owner, n in sorted(owners.items())}


def _write(
    directory: Path,
    sources: Sequence[Source],
    vocabulary: Vocabulary,
    totals: npt.NDArray[np.float64],
    language: str,
    report: Reporter,
) -> Corpus:
    """Write down what was prepared. ``totals`` (V,): weighted counts of ids."""
    if not totals.sum():
        raise CorpusError("the corpus holds no words")
    share = float(totals[UNKNOWN] / totals.sum())
    # The counts of ids, not of spellings: the loss draws its samples by them, and a frequent
    # special entry without its count would hardly ever be drawn, hence never be held down.
    usage = np.ceil(totals).astype(int).tolist()
    vocabulary = Vocabulary(vocabulary.words, usage, vocabulary.writing)
    vocabulary.write(directory / "vocab.txt")
    about = {
        "text_rules": RULES_VERSION,
        "language": language,
        "sources": [asdict(source) for source in sources],
        "unknown_share": share,
    }
    (directory / "corpus.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
    tokens = sum(source.train_tokens for source in sources)
    report(Event("prepared", {"tokens": tokens, "words": len(vocabulary), "unknown": share}))
    return Corpus(directory, tuple(sources), vocabulary, share)
