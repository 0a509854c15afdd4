"""What counts explain: probabilities that sum to one, without the document in question."""

import numpy as np
import pytest

from training.personal.explained import Grams, explained

SIZE = 12


def test_probabilities_sum_to_one_and_taking_out_is_exact() -> None:
    random = np.random.default_rng(0)
    ids = random.integers(0, SIZE, 300).tolist()
    general = np.full(SIZE, 1 / SIZE)
    grams, fewer = Grams(general), Grams(general)
    for place in range(300):
        grams.add(ids, place)
        if not 100 <= place < 200:
            fewer.add(ids, place)
    for place in (1, 40, 250):
        rows = [[*ids[:place], word] for word in range(SIZE)]
        assert sum(grams.probability(row, place) for row in rows) == pytest.approx(1.0)
    for place in range(100, 200):
        grams.add(ids, place, -1)
    for place in range(300):
        assert grams.probability(ids, place) == fewer.probability(ids, place)


def test_what_another_document_says_is_explained_and_ones_own_is_not() -> None:
    shared, own = [3, 4, 5, 6] * 40, [7, 8, 9, 10, 11] * 4
    documents = [np.array(shared), np.array([*shared, *own]), np.array(shared)]
    validation = np.array(shared[:60])
    nats = np.full(60, np.log(SIZE))
    nats[0] = np.nan
    found = explained(documents, validation, nats, np.ones(SIZE))
    first, second, _ = found.train
    assert first[10:].min() > second[len(shared) : len(shared) + 5].max()
    assert 0 < found.share < 0.5, "the model knows nothing of it"
    mixed = found.losses(nats[1:], found.validation[1:])
    assert mixed.mean() < 0.5 < nats[1:].mean()
    assert len(found.validation) == 60 and [len(row) for row in found.train] == [160, 180, 160]
