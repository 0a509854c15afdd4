"""From text files to token arrays: splits first, counts from the training text alone."""

import gzip
import lzma
from pathlib import Path

import numpy as np
import pytest

from models.progress import Event
from models.text import tokenise
from models.vocabulary import PARAGRAPH, SPECIAL, UNKNOWN, Vocabulary
from training.corpora.corpus import (
    Corpus,
    CorpusError,
    choose_vocabulary,
    corpus_files,
    paragraphs,
    prepare,
    split_of,
)


def silent(_event: Event) -> None:
    pass


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text"
    path.mkdir()
    rows = [f"The sea-captain number {n} saw the sea. He sailed on." for n in range(2000)]
    (path / "one.txt").write_text("\n".join(rows), encoding="utf-8")
    with gzip.open(path / "two.txt.gz", "wt", encoding="utf-8") as file:
        file.write("The captain's ship was lost.\n")
    with lzma.open(path / "three.txt.xz", "wt", encoding="utf-8") as file:
        file.write("A second ship came.\n")
    return path


def test_arrays_hold_the_training_paragraphs_in_order(text: Path, tmp_path: Path) -> None:
    corpus = prepare([text], tmp_path / "out", 200, silent)
    source = next(s for s in corpus.sources if s.name == "one")
    rows = [p for p in paragraphs(text / "one.txt") if split_of(p) == "train"]
    expected: list[int] = []
    for row in rows:
        expected += [*corpus.vocabulary.encode(tokenise(row)), PARAGRAPH]
    assert corpus.ids(source, "train").tolist() == expected
    assert source.train_tokens == len(expected)
    again = Corpus.open(tmp_path / "out")
    assert again.sources == corpus.sources
    assert again.vocabulary.words == corpus.vocabulary.words


def test_counts_are_those_of_the_ids(text: Path, tmp_path: Path) -> None:
    corpus = prepare([text], tmp_path / "out", 200, silent)
    ids = np.concatenate([corpus.ids(s, "train") for s in corpus.sources])
    assert (
        list(corpus.vocabulary.counts)
        == np.bincount(ids, minlength=len(corpus.vocabulary)).tolist()
    )
    assert corpus.vocabulary.counts[PARAGRAPH] > 1900


def test_heldout_text_is_never_counted(tmp_path: Path) -> None:
    kept, held = [], []
    for n in range(3000):
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{n % 1000:03}")
        row = f"Marker{letters} {n}"
        (kept if split_of(row) == "train" else held).append(row)
    assert held
    (tmp_path / "all.txt").write_text("\n".join([*kept, *kept, *held]), encoding="utf-8")
    corpus = prepare([tmp_path / "all.txt"], tmp_path / "out", 60_000, silent)
    only_held = {row.split()[0] for row in held} - {row.split()[0] for row in kept}
    assert not only_held & set(corpus.vocabulary.words)
    assert (tmp_path / "out" / "all.heldout.txt").read_text().split("\n")[:-1] == [
        row for row in held if split_of(row) == "heldout"
    ]


def test_a_given_vocabulary_is_kept(text: Path, tmp_path: Path) -> None:
    given = Vocabulary((*SPECIAL, "the", "sea"))
    corpus = prepare([text], tmp_path / "out", given, silent)
    assert corpus.vocabulary.words == given.words
    assert corpus.unknown_share > 0.3


def test_hard_wrapped_lines_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "A line that goes on and on until its editor breaks it\nright here.\n\nNext one\nlower\n"
    )
    assert list(paragraphs(path)) == [
        "A line that goes on and on until its editor breaks it right here.",
        "Next one",
        "lower",
    ]


def test_sentence_capitals_do_not_make_words() -> None:
    vocabulary = choose_vocabulary({"sThe": 9, "wthe": 5, "sLondon": 3, "wLondon": 2, "p.": 9}, 50)
    assert "the" in vocabulary.words and "The" not in vocabulary.words
    assert "London" in vocabulary.words and "london" not in vocabulary.words


def test_parts_of_rare_compounds_count() -> None:
    vocabulary = choose_vocabulary({"wsea-captain": 5, "wsea": 50, "p.": 40, "wa": 99}, 6)
    assert "captain" not in vocabulary.words
    vocabulary = choose_vocabulary({"wsea-captain": 5, "wsea": 50, "wa": 99}, 6)
    assert set(vocabulary.words) - set(SPECIAL) == {"a", "sea", "sea-captain"}


@pytest.mark.parametrize("content", ["", "\n\n \n", "word\n"])
def test_a_corpus_without_words_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(content)
    with pytest.raises(CorpusError):
        prepare([tmp_path / "a.txt"], tmp_path / "out", 100, silent)


def test_a_folder_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="was found in the corpus"):
        corpus_files([tmp_path])


def test_text_without_spaces_and_broken_bytes_pass(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(
        b"x" * 300_000 + b"\n" + b"\xff\xfe a b a b\n" + "漢字".encode() * 50
    )
    corpus = prepare([tmp_path / "a.txt"], tmp_path / "out", 100, silent)
    assert corpus.vocabulary.id_of["漢"] != UNKNOWN
