"""From text files to token arrays: splits first, counts from the training text alone."""

import gzip
import lzma
from pathlib import Path

import numpy as np
import pytest

from models.progress import Event
from models.text import tokenise
from models.vocabulary import PARAGRAPH, SPECIAL, UNKNOWN, Vocabulary
from training.corpora.corpus import Corpus, Plan, prepare
from training.corpora.lexis import choose_vocabulary
from training.corpora.reading import CorpusError, Shape, find_sources, paragraphs, split_of


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
    corpus = prepare([text], tmp_path / "out", Plan(200), silent)
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
    corpus = prepare([text], tmp_path / "out", Plan(200), silent)
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
    corpus = prepare([tmp_path / "all.txt"], tmp_path / "out", Plan(60_000), silent)
    only_held = {row.split()[0] for row in held} - {row.split()[0] for row in kept}
    assert not only_held & set(corpus.vocabulary.words)
    assert (tmp_path / "out" / "all.heldout.txt").read_text().split("\n")[:-1] == [
        row for row in held if split_of(row) == "heldout"
    ]


def test_documents_are_held_out_whole_and_end_twice(tmp_path: Path) -> None:
    mails = [f"Dear {'abcdefghij'[n % 10]}x,\nThanks for it.\nYours" for n in range(40)]
    (tmp_path / "mail.txt").write_text("\n\n".join(mails), encoding="utf-8")
    plan = Plan(
        100, shapes={"mail": Shape.DOCUMENTS}, held_out={"mail": 4}, registers={"mail": "m"}
    )
    corpus = prepare([tmp_path / "mail.txt"], tmp_path / "out", plan, silent)
    source = corpus.sources[0]
    ids = corpus.ids(source, "train")
    ends = np.flatnonzero((ids[1:] == PARAGRAPH) & (ids[:-1] == PARAGRAPH))
    held = (tmp_path / "out" / "mail.heldout.txt").read_text().split("\n\n")[:-1]
    assert held and set(held) <= set(mails)
    assert len(ends) == sum(split_of(mail, 4) == "train" for mail in mails) > 0
    assert all(len(mail) > 5 for mail in np.split(ids, ends + 2)[:-1])
    assert list(corpus.validation(1000)) == ["m"]


def test_every_line_may_be_a_text(tmp_path: Path) -> None:
    (tmp_path / "say.txt").write_text("Come in.\nGo out.\nCome out.\nGo in.\n", encoding="utf-8")
    corpus = prepare([tmp_path / "say.txt"], tmp_path / "out", Plan(50), silent)
    lines = prepare(
        [tmp_path / "say.txt"], tmp_path / "o2", Plan(50, shapes={"say": Shape.LINES}), silent
    )
    assert lines.sources[0].train_tokens == corpus.sources[0].train_tokens + 4


def test_the_last_of_several_parts_is_held_out(tmp_path: Path) -> None:
    for part in range(1, 4):
        rows = [f"Part {'abc'[part - 1] * 3} says {chr(97 + n) * 4}." for n in range(20)]
        (tmp_path / f"own-{part}.txt").write_text("\n".join(rows), encoding="utf-8")
    corpus = prepare([tmp_path], tmp_path / "out", Plan(100), silent)
    assert [source.name for source in corpus.sources] == ["own"]
    assert "ccc" not in corpus.vocabulary.words and "aaa" in corpus.vocabulary.words
    assert 0 < corpus.sources[0].validation_tokens < 20 * 7


def test_test_text_and_repeats_are_left_out(tmp_path: Path) -> None:
    verse = "It was the best of times, it was the worst of times, it was the age of wisdom"
    short = "Could you bring some bread along?"
    again = "This paragraph, and no other paragraph, stands in two files and is read only once."
    (tmp_path / "a.txt").write_text(f"He said: {verse}.\n{again}\nBread is bread.\n")
    (tmp_path / "b.txt").write_text(f"{again}\nWell, {short.lower()} Thanks.\nBread is bread.\n")
    (tmp_path / "book.txt").write_text(verse + " and so on, in a book with one long line. " * 3)
    (tmp_path / "list.txt").write_text(f"{short}\nYes.\n")
    keep_out = [tmp_path / "book.txt", tmp_path / "list.txt"]
    texts = [tmp_path / "a.txt", tmp_path / "b.txt"]
    corpus = prepare(texts, tmp_path / "out", Plan(100), silent, keep_out)
    a, b = corpus.sources
    assert list(a.overlaps.values()) == [1] and list(b.overlaps.values()) == [1]
    assert next(iter(a.overlaps)).endswith("book.txt")
    assert a.repeats + b.repeats == 1
    read = [corpus.vocabulary.words[i] for s in (a, b) for i in corpus.ids(s, "train")]
    assert read.count("paragraph") == 2 and "wisdom" not in read and read.count("bread") == 2 * 2


def test_people_in_private_mail_stay_private(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.mkdir()
    mail = "Dear Quentina, call me on 0171 555 0199 or write to q@firm.example. Regards, London"
    (text / "mail.txt").write_text(f"{mail}\n" * 3 + "London and Paris, Quentina.\n" * 9)
    (text / "news.txt").write_text("We saw London and we saw Paris.\n" * 5)
    plan = Plan(100, private=frozenset({"mail"}))
    words = prepare([text], tmp_path / "out", plan, silent).vocabulary.words
    assert "Quentina" not in words and "London" in words
    assert not {"firm", "0171", "0199", "555"} & set(words)
    known = prepare([text], tmp_path / "o2", Plan(100), silent).vocabulary.words
    assert "Quentina" in known


def test_a_given_vocabulary_is_kept(text: Path, tmp_path: Path) -> None:
    given = Vocabulary((*SPECIAL, "the", "sea"))
    corpus = prepare([text], tmp_path / "out", Plan(given), silent)
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


def test_what_no_vocabulary_can_hold_is_left_out() -> None:
    vocabulary = choose_vocabulary({"wa": 9, "wb": 8, "p\x97": 7, "p\u2028": 6, "p.": 5}, 50)
    assert vocabulary.words[len(SPECIAL) :] == ("a", "b", ".")


def test_parts_of_rare_compounds_count() -> None:
    vocabulary = choose_vocabulary({"wsea-captain": 5, "wsea": 50, "p.": 40, "wa": 99}, 6)
    assert "captain" not in vocabulary.words
    vocabulary = choose_vocabulary({"wsea-captain": 5, "wsea": 50, "wa": 99}, 6)
    assert set(vocabulary.words) - set(SPECIAL) == {"a", "sea", "sea-captain"}


@pytest.mark.parametrize("content", ["", "\n\n \n", "word\n"])
def test_a_corpus_without_words_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(content)
    with pytest.raises(CorpusError):
        prepare([tmp_path / "a.txt"], tmp_path / "out", Plan(100), silent)


def test_a_folder_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="was found in the corpus"):
        find_sources([tmp_path])


def test_text_without_spaces_and_broken_bytes_pass(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(
        b"x" * 300_000 + b"\n" + b"\xff\xfe a b a b\n" + "漢字".encode() * 50
    )
    corpus = prepare([tmp_path / "a.txt"], tmp_path / "out", Plan(100), silent)
    assert corpus.vocabulary.id_of["漢"] != UNKNOWN
