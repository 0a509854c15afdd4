"""From text files to token arrays on disk: split, count, choose the vocabulary, encode.

Steps, each streaming, so that a corpus of any size fits in memory:

1. every paragraph goes to one of three splits by a hash of its text, before anything is counted;
2. each source is cut into tokens once and written as provisional numbers (``scan``);
3. the vocabulary is chosen from the counts of the training split alone (``choose_vocabulary``);
4. the provisional numbers become vocabulary ids (``encode``), memory-mapped from then on.

The result is a directory: ``vocab.txt``, ``corpus.json``, ``NAME.train.bin``,
``NAME.validation.bin`` (ids) and ``NAME.heldout.txt`` (text that nothing here ever counts). This
module must not know models or losses.
"""

import bz2
import gzip
import hashlib
import json
import lzma
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from models.problem import Problem
from models.progress import Event, Reporter
from models.text import (
    RULES_VERSION,
    SENTENCE_END,
    Kind,
    Token,
    is_capitalised,
    normal,
    starts_sentence,
    tokenise,
)
from models.vocabulary import NUMBER, PARAGRAPH, SPECIAL, UNKNOWN, Vocabulary, compound_parts

Ids = npt.NDArray[np.unsignedinteger]

SPLITS = ("train", "validation", "heldout")
PUBLISHED = "published"
"""In place of the version of the text rules where others cut the tokens (``published``)."""
_ONE_IN = 400
_OPENERS: Mapping[str, Callable[..., IO[str]]] = {
    ".xz": lzma.open,
    ".gz": gzip.open,
    ".bz2": bz2.open,
    ".txt": open,
}
_WRAP_WIDTH = (50, 120)
"""Characters of a line that was broken because it was full."""
_BUFFER = 1 << 20


class CorpusError(Problem):
    """The corpus cannot be used; the message says why."""


@dataclass(frozen=True)
class Source:
    """One file of the corpus, as prepared."""

    name: str
    train_tokens: int
    validation_tokens: int


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
            Vocabulary.read(directory / "vocab.txt"),
            about["unknown_share"],
        )

    def ids(self, source: Source, split: str) -> Ids:
        """The token ids of one split of one source, memory-mapped."""
        path = self.directory / f"{source.name}.{split}.bin"
        dtype = id_type(len(self.vocabulary))
        if path.stat().st_size == 0:
            return np.empty(0, dtype)
        return np.memmap(path, dtype, mode="r")


def id_type(vocabulary_size: int) -> type[np.uint16] | type[np.uint32]:
    """The narrowest type that holds every id."""
    return np.uint16 if vocabulary_size <= 1 << 16 else np.uint32


def split_of(paragraph: str) -> str:
    """The split of a paragraph: 1 in 400 held out for testing, 1 in 400 for validation."""
    digest = hashlib.sha256(paragraph.strip().encode("utf-8", "surrogatepass")).hexdigest()
    residue = int(digest[:8], 16) % _ONE_IN
    return {0: "heldout", 1: "validation"}.get(residue, "train")


def corpus_files(paths: Iterable[Path]) -> list[Path]:
    """The text files among ``paths`` and in their folders, in a stable order.

    Raises:
        CorpusError: there is none.
    """
    files: list[Path] = []
    for path in paths:
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        files.extend(f for f in found if f.is_file() and f.suffix in _OPENERS)
    if not files:
        raise CorpusError("no .txt, .txt.gz, .txt.xz or .txt.bz2 file was found in the corpus")
    return files


def paragraphs(path: Path) -> Iterator[str]:
    """The paragraphs of a text file: its lines, hard-wrapped ones joined."""
    with _OPENERS[path.suffix](path, "rt", encoding="utf-8", errors="replace") as lines:
        held = before = ""
        for raw in lines:
            line = raw.strip()
            full = _WRAP_WIDTH[0] <= len(before) <= _WRAP_WIDTH[1]
            if full and line[:1].islower() and before[-1] not in SENTENCE_END:
                held += " " + line
            else:
                if held:
                    yield held
                held = line
            before = line
        if held:
            yield held


def _key(tokens: list[Token], index: int) -> str:
    """What decides a token's id: a letter for its kind and place, and its normal form."""
    token = tokens[index]
    if token.kind is Kind.WORD:
        return ("s" if starts_sentence(tokens, index) else "w") + normal(token.text)
    return ("n" if token.kind is Kind.NUMBER else "p") + normal(token.text)


def _scan(path: Path, out: Path) -> Counter[str]:
    """Cut one file; write provisional numbers and their keys; return the training counts."""
    name = source_name(path)
    number_of: dict[str, int] = {"": 0}  # 0 is the paragraph end
    buffers: dict[str, list[int]] = {"train": [], "validation": []}
    with ExitStack() as stack:
        files = {
            split: stack.enter_context((out / f"{name}.{split}.scan").open("wb"))
            for split in buffers
        }
        heldout = stack.enter_context((out / f"{name}.heldout.txt").open("w", encoding="utf-8"))

        def flush(split: str) -> None:
            np.array(buffers[split], np.uint32).tofile(files[split])
            buffers[split].clear()

        for paragraph in paragraphs(path):
            split = split_of(paragraph)
            if split == "heldout":
                heldout.write(paragraph + "\n")
                continue
            tokens = tokenise(paragraph)
            buffer = buffers[split]
            buffer.extend(
                number_of.setdefault(_key(tokens, i), len(number_of)) for i in range(len(tokens))
            )
            buffer.append(0)
            if len(buffer) > _BUFFER:
                flush(split)
        for split in buffers:
            flush(split)
    keys = list(number_of)
    (out / f"{name}.keys").write_text("\n".join(keys), encoding="utf-8", errors="replace")
    return _count(out / f"{name}.train.scan", keys)


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


def source_name(path: Path) -> str:
    """The name of a source: its file's, without the endings."""
    return path.name.split(".")[0]


def choose_vocabulary(counts: Mapping[str, int], size: int, least: int = 2) -> Vocabulary:
    """The ``size`` most frequent entries, specials included, seen ``least`` times or more.

    A capitalised word at a sentence start counts for whichever reading is more frequent elsewhere;
    an unknown compound counts for its parts.

    Raises:
        CorpusError: fewer than two words qualify.
    """
    totals: Counter[str] = Counter()
    for key, n in counts.items():
        if key[0] != "s":
            totals[key[1:]] += n
    elsewhere = dict(totals)
    for key, n in counts.items():
        if key[0] == "s":
            word = key[1:]
            lower = word.lower()
            if is_capitalised(word) and elsewhere.get(lower, 0) >= elsewhere.get(word, 0):
                word = lower
            totals[word] += n
    numbers = {key[1:] for key in counts if key[0] == "n"}
    room = size - len(SPECIAL)
    kept = {word for word, _ in totals.most_common(room)}
    for word in totals.keys() - kept - numbers:
        parts = compound_parts(word)
        if len(parts) > 1:
            for part in parts:
                totals[part] += totals[word]
    ranked = [(w, n) for w, n in totals.most_common(room) if n >= least and w]
    if len(ranked) < 2:
        raise CorpusError("the corpus has too few different words to learn a language from")
    return Vocabulary((*SPECIAL, *(w for w, _ in ranked)))


def _encode(
    vocabulary: Vocabulary, directory: Path, name: str
) -> tuple[Source, npt.NDArray[np.int64]]:
    """Turn one source's provisional numbers into ids; return it with the count of each id in
    its training split."""
    keys = (directory / f"{name}.keys").read_text(encoding="utf-8").split("\n")
    rows = [(PARAGRAPH,), *(_ids_of_key(vocabulary, key) for key in keys[1:])]
    lengths = np.array([len(row) for row in rows], np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    flat = np.array([i for row in rows for i in row], id_type(len(vocabulary)))
    sizes: dict[str, int] = {}
    counts = np.zeros(len(vocabulary), np.int64)
    for split in ("train", "validation"):
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
                if split == "train":
                    counts += np.bincount(ids, minlength=len(vocabulary))
        scan.unlink()
    (directory / f"{name}.keys").unlink()
    return Source(name, sizes["train"], sizes["validation"]), counts


def _ids_of_key(vocabulary: Vocabulary, key: str) -> tuple[int, ...]:
    kind, text = key[0], key[1:]
    if kind in "sw":
        return vocabulary.ids_of(text, kind == "s")
    return (vocabulary.id_of.get(text, NUMBER if kind == "n" else UNKNOWN),)


def prepare(
    paths: Iterable[Path],
    directory: Path,
    vocabulary: int | Vocabulary,
    report: Reporter,
    processes: int = 2,
) -> Corpus:
    """Write the token arrays of a corpus into ``directory``.

    ``vocabulary`` is the wanted size, or a vocabulary to use as it is (transfer).

    Raises:
        CorpusError: no files, no words.
    """
    files = corpus_files(paths)
    names = [source_name(f) for f in files]
    if len(set(names)) != len(names):
        raise CorpusError("two files of the corpus have the same name")
    directory.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(min(processes, len(files))) as pool:
        largest_first = sorted(files, key=lambda f: -f.stat().st_size)
        for path, part in zip(
            largest_first, pool.map(partial(_scan, out=directory), largest_first), strict=True
        ):
            counts.update(part)
            report(Event("scanned", {"source": source_name(path), "tokens": part.total()}))
        if isinstance(vocabulary, int):
            vocabulary = choose_vocabulary(counts, vocabulary)
        encoded = list(pool.map(partial(_encode, vocabulary, directory), names))
    sources = tuple(source for source, _ in encoded)
    total = sum(source.train_tokens for source in sources)
    if total == 0:
        raise CorpusError("the corpus holds no words")
    totals = sum((n for _, n in encoded), np.zeros(len(vocabulary), np.int64))
    share = float(totals[UNKNOWN]) / total
    # The counts of ids, not of spellings: the loss draws its samples by them, and a frequent
    # special entry without its count would hardly ever be drawn, hence never be held down.
    vocabulary = Vocabulary(vocabulary.words, totals.tolist())
    vocabulary.write(directory / "vocab.txt")
    about = {
        "text_rules": RULES_VERSION,
        "sources": [asdict(source) for source in sources],
        "unknown_share": share,
    }
    (directory / "corpus.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
    report(Event("prepared", {"tokens": total, "words": len(vocabulary), "unknown": share}))
    return Corpus(directory, sources, vocabulary, share)
