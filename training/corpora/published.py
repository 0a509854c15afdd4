"""Corpora that were published cut into tokens and split, as benchmarks are.

One folder holds ``NAME.train.*``, ``NAME.valid.*`` and ``NAME.test.*``: a sentence or paragraph a
line, tokens between spaces, rare words already replaced by ``<unk>``. Every token is taken as it
stands and every line ends in one more, so perplexities compare with those in papers. The result is
a prepared directory like that of ``training.corpora.corpus``, with a ``test`` split as well. This
module must not know the product's text rules: nothing here is cut, cased or counted by them.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np

from models.progress import Event, Reporter
from models.vocabulary import NUMBER, PARAGRAPH, SPECIAL, UNKNOWN, Vocabulary
from training.corpora.corpus import PUBLISHED, Corpus, Source, id_type
from training.corpora.reading import CorpusError

_SPLITS = {"train": "train", "valid": "validation", "test": "test"}
_LABELS = {"<unk>": SPECIAL[UNKNOWN], "N": SPECIAL[NUMBER]}
"""Published tokens that take the place of a special entry; the line's end takes the paragraph's.
A token's name does not change its probability."""


def split_files(folder: Path) -> dict[str, Path]:
    """The file of each split.

    Raises:
        CorpusError: one is missing, or there are several.
    """
    found = {}
    for name, split in _SPLITS.items():
        files = sorted(folder.glob(f"*.{name}.*"))
        if len(files) != 1:
            raise CorpusError(f"{folder} must hold one file *.{name}.* and has {len(files)}")
        found[split] = files[0]
    return found


def published_tokens(path: Path) -> Iterator[str]:
    """The tokens of a file as entries of the vocabulary, a line's end among them."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            for token in line.split():
                yield _LABELS.get(token, token)
            yield SPECIAL[PARAGRAPH]


def prepare_published(folder: Path, directory: Path, report: Reporter) -> Corpus:
    """Write the token arrays of a published corpus into ``directory``.

    The vocabulary is every token of the training file, most frequent first.

    Raises:
        CorpusError: a split is missing.
    """
    files = split_files(folder)
    counts = Counter(published_tokens(files["train"]))
    words = [word for word, _ in counts.most_common() if word not in SPECIAL]
    entries = (*SPECIAL, *words)
    vocabulary = Vocabulary(entries, [counts[word] for word in entries])
    directory.mkdir(parents=True, exist_ok=True)
    name = files["train"].name.split(".")[0]
    sizes: dict[str, int] = {}
    for split, path in files.items():
        ids = [vocabulary.id_of.get(token, UNKNOWN) for token in published_tokens(path)]
        np.array(ids, id_type(len(vocabulary))).tofile(directory / f"{name}.{split}.bin")
        sizes[split] = len(ids)
    source = Source(name, sizes["train"], sizes["validation"])
    share = counts[SPECIAL[UNKNOWN]] / max(1, sizes["train"])
    vocabulary.write(directory / "vocab.txt")
    about = {"text_rules": PUBLISHED, "sources": [asdict(source)], "unknown_share": share}
    (directory / "corpus.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
    report(Event("prepared", {"tokens": sizes["train"], "words": len(words), "unknown": share}))
    return Corpus(directory, (source,), vocabulary, share)
