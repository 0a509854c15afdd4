"""A word table answers as the plain structures would."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor_app.prediction.word_table import AMERICAN, QUIET, WordTable, shipped_table

LETTERS = st.text("abcABC\u00e9'\u00df", min_size=1, max_size=5)


@given(words=st.sets(LETTERS, max_size=30), other=LETTERS)
def test_places_and_prefixes(words: set[str], other: str) -> None:
    table = WordTable.of(words)
    row = [table.word(place) for place in range(len(table))]
    assert row == sorted(words, key=lambda word: (word.lower(), word))
    for word in (*words, other):
        assert table.find(word) == (row.index(word) if word in words else -1)
        first, last = table.range_of(word)
        assert row[first:last] == [w for w in row if w.lower().startswith(word.lower())]


def test_a_quiet_word_is_known() -> None:
    table = WordTable.of({"crabs": QUIET, "crab": AMERICAN})
    assert table.mark("crabs") == QUIET
    assert table.mark("crabby") is None
    assert [table.word(place) for place in range(*table.range_of("cr"))] == ["crab", "crabs"]


def test_many_at_once_and_their_letters(tmp_path: Path) -> None:
    table = WordTable.of(["one", "Two", "three"])
    assert table.places_of(["three", "nine", "Two"]).tolist() == [1, -1, 2]
    assert table.spread(np.array([2, 1]), 4).T.tobytes() == b"Two\0thre"
    table.save(tmp_path / "words.npz")
    again = WordTable.load(tmp_path / "words.npz")
    assert [again.word(i) for i in range(3)] == ["one", "three", "Two"]


def test_the_shipped_table_is_one() -> None:
    assert shipped_table() is shipped_table()
    assert shipped_table().find("suggestion") >= 0


def test_a_prefix_in_any_case_finds_its_words() -> None:
    words = WordTable.of(["Walrus", "wander", "wonder", "wonderful"])
    assert list(map(words.word, range(*words.range_of("WON")))) == ["wonder", "wonderful"]
    first, last = words.range_of("zebra")
    assert first == last
