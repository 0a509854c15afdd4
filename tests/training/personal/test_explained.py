"""What counts explain: probabilities that sum to one, and shares that fit the text."""

import numpy as np
import pytest

from training.personal.explained import Grams, explained

SIZE = 12


def test_probabilities_sum_to_one() -> None:
    random = np.random.default_rng(0)
    ids = random.integers(0, SIZE, 300).tolist()
    grams = Grams(np.full(SIZE, 1 / SIZE))
    for place in range(300):
        grams.add(ids, place)
    for place in (1, 40, 250):
        rows = [[*ids[:place], word] for word in range(SIZE)]
        assert sum(grams.probability(row, place) for row in rows) == pytest.approx(1.0)


def test_the_model_has_the_share_that_it_earns() -> None:
    pattern = [3, 4, 5, 6] * 40
    ignorant = np.full(60, np.log(SIZE))
    ignorant[0] = np.nan
    known = explained([np.array(pattern)], np.array(pattern[:60]), ignorant, np.ones(SIZE))
    assert 0 < known.share < 0.2, "counts know it by heart"
    mixed = known.losses(ignorant[1:], known.validation[1:])
    assert mixed.mean() < 0.5 < ignorant[1:].mean()
    new = np.random.default_rng(0).integers(0, SIZE, 60)
    sure = np.full(60, 0.01)
    assert explained([np.array(pattern)], new, sure, np.ones(SIZE)).share > 0.9
