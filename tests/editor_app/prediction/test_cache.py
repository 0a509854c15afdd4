"""The document's own words: what follows what, unlearned exactly."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from editor_app.prediction.cache import DocumentCache


@given(st.lists(st.integers(-1, 5), max_size=40), st.lists(st.integers(-1, 5), max_size=20))
def test_the_cache_unlearns_exactly(kept: list[int], deleted: list[int]) -> None:
    cache, fresh = DocumentCache(), DocumentCache()
    for word in [*kept, *deleted]:
        cache.push(word)
    cache.shrink(len(kept))
    for word in kept:
        fresh.push(word)
    assert cache._places == fresh._places
    ours, theirs = cache.frequencies(6), fresh.frequencies(6)
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert np.array_equal(ours[0], theirs[0]) and np.array_equal(ours[1], theirs[1])


def test_the_cache_knows_what_came_next() -> None:
    cache = DocumentCache()
    for word in [1, 2, 3, 1, 2, 4, 1, 2]:
        cache.push(word)
    found = cache.followers([1, 2])
    assert found is not None
    chances = dict(zip(found.ids.tolist(), found.probabilities.tolist(), strict=True))
    assert set(chances) == {3, 4} and chances[4] > chances[3]
    assert cache.longest_followers([4, 1, 2], 3) is None
    assert cache.followers([9]) is None


def test_similar_places_speak_for_their_words() -> None:
    cache = DocumentCache()
    for place, word in enumerate([1, 2, 1, 3]):
        vector = np.zeros(4, np.float32)
        vector[place % 2] = 1.0
        cache.set_hidden(place, vector)
        cache.push(word)
    found = cache.similar(np.array([1, 0, 0, 0], np.float32), 10.0)
    assert found is not None
    assert found.ids[found.probabilities.argmax()] == 1
    cache.shrink(0)
    assert cache.similar(np.array([1, 0, 0, 0], np.float32), 10.0) is None


def test_what_follows_is_told_once_however_long_the_document() -> None:
    cache = DocumentCache()
    for word in range(20_000):
        cache.push(word % 50)
        cache.set_hidden(word, np.ones(4, np.float32))
    found = cache.followers([10])
    assert found is not None and len(found.ids) == 1


def test_the_longest_repetition_is_found() -> None:
    cache = DocumentCache()
    for word in (9, 1, 2, 3, 4, 5, 6, 7, 0, 2, 3, 4, 5, 6, 8, 0, 1, 2, 3, 4, 5, 6):
        cache.push(word)
    assert cache.repeated((9, 1, 2, 3, 4, 5, 6)) == (7, 7)
    assert cache.repeated((0, 2, 3, 4, 5, 6)) == (8, 6)
    assert cache.repeated((5, 5, 5, 5, 6)) == (-1, 0)
