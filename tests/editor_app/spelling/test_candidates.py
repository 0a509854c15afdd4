"""The index finds exactly the words within reach."""

import hypothesis.strategies as st
from hypothesis import given

from editor_app.spelling.candidates import WordIndex, fold, splits

WORDS = ["there", "their", "three", "the", "tree", "Café", "phone", "don't", "a", "zoo", "knight"]
INDEX = WordIndex(WORDS)


def distance(a: str, b: str) -> int:
    """Optimal string alignment, straight from the definition."""
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            best = min(
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (a[i - 1] != b[j - 1]),
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, table[i - 2, j - 2] + 1)
            table[i, j] = best
    return table[len(a), len(b)]


@given(st.text("aehrtinot'z", min_size=1, max_size=8), st.integers(1, 3))
def test_near_is_what_the_distance_says(query: str, reach: int) -> None:
    places, distances = INDEX.near(query, reach)
    found = {fold(INDEX.word(p)): int(d) for p, d in zip(places, distances, strict=True)}
    expected = {
        fold(word): distance(query, fold(word))
        for word in WORDS
        if distance(query, fold(word)) <= reach
    }
    assert found == expected


def test_words_alike_in_sound_are_found() -> None:
    assert "phone" in {INDEX.word(i) for i in INDEX.alike("fone")}
    assert "Café" in {INDEX.word(i) for i in INDEX.alike("kafe")}


def test_words_too_long_or_empty_have_no_neighbours() -> None:
    for query in ("", "x" * 40):
        assert len(INDEX.near(query, 2)[0]) == 0
        assert len(INDEX.alike(query)) == 0


def test_a_split_leaves_no_lone_consonant() -> None:
    assert ("a", "lot") in splits("alot")
    assert all(len(left) > 1 or left in "aio" for left, _ in splits("thankyou"))
