"""Reviews from both forms on disk, fixed draws, batches that read everything once."""

import lzma
from pathlib import Path

import numpy as np
import pytest

from tests.training.make_reviews import part, reviews, write_tables
from training.corpora.stream import Position
from training.imdb.batches import PADDING, ReviewStream, in_order, padded, unpack
from training.imdb.data import DataError, Review, balanced, read_reviews
from training.imdb.task import ReviewPart


def test_tables_plain_and_packed_are_the_same(tmp_path: Path) -> None:
    write_tables(tmp_path / "a", 6)
    write_tables(tmp_path / "b", 6)
    plain = tmp_path / "b" / "val.tsv"
    (tmp_path / "b" / "val.tsv.xz").write_bytes(lzma.compress(plain.read_bytes()))
    plain.unlink()
    first, second = read_reviews(tmp_path / "a"), read_reviews(tmp_path / "b")
    assert first == second
    table = tmp_path / "a" / "train.tsv"
    table.write_text("pos\t9\tSo<br /><br />good.\n" + table.read_text("utf-8"), "utf-8")
    assert read_reviews(tmp_path / "a").train[0] == Review(True, "So good.")
    assert first.digest() == second.digest()
    assert len(first.train) == 6
    assert {r.positive for r in first.test} == {False, True}


def test_the_standard_folders_give_a_validation_part_of_their_own(tmp_path: Path) -> None:
    for split in ("train", "test"):
        for label in ("neg", "pos"):
            folder = tmp_path / split / label
            folder.mkdir(parents=True)
            for number in range(10):
                (folder / f"{number}_7.txt").write_text(f"{label}<br /><br />{number}", "utf-8")
    found = read_reviews(tmp_path)
    assert (len(found.train), len(found.validation), len(found.test)) == (16, 4, 20)
    assert sum(r.positive for r in found.validation) == 2
    texts = {r.text for r in found.train} | {r.text for r in found.validation}
    assert len(texts) == 20
    assert "pos 3" in texts
    assert read_reviews(tmp_path) == found


def test_bad_input_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="neither"):
        read_reviews(tmp_path)
    for name in ("train", "val", "test"):
        (tmp_path / f"{name}.tsv").write_text("maybe\t5\tfine\n", "utf-8")
    with pytest.raises(DataError, match=r"line 1 of train\.tsv"):
        read_reviews(tmp_path)


def test_draws_are_balanced_fixed_and_nested() -> None:
    labels = [i % 3 == 0 for i in range(60)]
    small, large = balanced(labels, 10, 4), balanced(labels, 30, 4)
    assert small == large[:10]
    assert sum(labels[i] for i in small) == 5
    assert small != balanced(labels, 10, 5)
    assert len(balanced(labels, 1000, 4)) == 40


def test_a_stream_reads_every_review_once_an_epoch_and_finds_its_place() -> None:
    reviews_ = part(23)
    stream = ReviewStream(reviews_, 4, seed=3)
    batches = [stream.next() for _ in range(6)]
    seen = [int(batch[0, c]) for batch in batches for c in range(batch.shape[1])]
    assert sorted(seen) == sorted(int(row[0]) for row in reviews_.rows)
    place = Position(stream.position.epoch, stream.position.offset)
    later = [stream.next() for _ in range(3)]
    again = ReviewStream(reviews_, 4, seed=3)
    again.seek(place)
    for batch in later:
        assert np.array_equal(again.next(), batch)


def test_a_batch_holds_ids_lengths_and_labels() -> None:
    reviews_ = ReviewPart(
        (np.array([5, 6, 7], np.uint16), np.array([8], np.uint16)), np.array([True, False])
    )
    batch = padded(reviews_)
    assert batch.tolist() == [[5, 8], [6, PADDING], [7, PADDING], [1, 0]]
    ids, lengths, labels = unpack(batch)
    assert ids.tolist() == [[5, 8], [6, 0], [7, 0]]
    assert lengths.tolist() == [3, 1]
    assert labels.tolist() == [1.0, 0.0]
    assert [p.tolist() for p, _ in in_order(reviews_, 1)] == [[1], [0]]


def test_made_up_reviews_tell_their_label() -> None:
    assert all(("good" in r.text) == r.positive for r in reviews(20, 1))
