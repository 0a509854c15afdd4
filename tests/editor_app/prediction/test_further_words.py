"""The list of words beyond the vocabulary."""

from pathlib import Path

import pytest

from editor_app.fitting.further_words import chosen
from editor_app.prediction.further_words import FurtherWords, shipped_further
from editor_app.prediction.word_table import AMERICAN, QUIET, WordTable
from models.vocabulary import SPECIAL, Vocabulary


def _best(words: FurtherWords, prefix: str, most: int) -> tuple[list[tuple[str, float]], float]:
    return words.best(words.range_of(prefix), most)


def test_by_prefix_the_most_frequent_first_in_any_case(tmp_path: Path) -> None:
    words = FurtherWords.of(
        {"zebra": 8.0, "Zeppelin": 64.0, "zeal": 1.0, "airship": 500.0}, 600.0, 1e4
    )
    rows, uses = _best(words, "ZE", 2)
    assert [word for word, _ in rows] == ["Zeppelin", "zebra"]
    assert dict(rows)["Zeppelin"] == 64.0
    assert uses == 73.0
    assert _best(words, "zx", 2) == ([], 0.0)
    within = words.range_of("ze")
    assert words.range_of("zeb", within) == words.range_of("zeb")
    words.save(tmp_path / "words.npz")
    again = FurtherWords.load(tmp_path / "words.npz")
    assert _best(again, "ze", 9) == _best(words, "ze", 9)
    assert again.uses == 600.0


def test_many_words_of_a_prefix_give_the_same_best_as_few() -> None:
    counts = {f"ze{n:04}": float(n) for n in range(1, 1000)}
    counts["zenith"] = 5000.0
    rows, _ = _best(FurtherWords.of(counts, 1e6, 1e8), "ze", 5)
    assert rows[0] == ("zenith", pytest.approx(5000.0, rel=0.1))
    assert len(rows) == 5


def test_a_list_without_counts_falls_as_zipf_says() -> None:
    words = FurtherWords.listed(["zebra", "zeal", "zero"], 0, 1e4)
    rows, _ = _best(words, "z", 3)
    assert [word for word, _ in rows] == ["zebra", "zeal", "zero"]
    counted = FurtherWords.listed(["zeal\t9", "zebra\t70"], 100, 1e4)
    assert [word for word, _ in _best(counted, "z", 3)[0]] == ["zebra", "zeal"]


def test_the_uses_of_one_word_in_its_case() -> None:
    words = FurtherWords.of({"Mark": 8.0, "mark": 64.0, "marks": 2.0}, 80.0, 1e4)
    assert [words.uses_of(word) for word in ("Mark", "mark", "marks")] == [8.0, 64.0, 2.0]
    assert [words.uses_of(word) for word in ("MARK", "mar", "zoo", "")] == [0.0] * 4


def test_what_looks_like_a_slip_is_not_offered() -> None:
    vocabulary = Vocabulary((*SPECIAL, "the", "receive", "matter"))
    dictionary = WordTable.of({"matted": AMERICAN, "reproof": AMERICAN, "damn": QUIET})
    counts = {"recieve": 4.0, "matted": 1.0, "Quillfeather": 2.0, "damn": 90.0, "once": 1.0}
    found = chosen(counts, vocabulary, dictionary)
    assert found == {"matted": 1.0, "reproof": 1.0, "Quillfeather": 2.0}


def test_the_shipped_list() -> None:
    words = shipped_further()
    assert len(words) >= 200_000
    rows, _ = _best(words, "dermatolog", 3)
    assert rows[0][0] == "dermatologist"
