"""The n-grams sum to 1, know what they read, stay small; the editor reads what training wrote."""

from pathlib import Path

import numpy as np
import pytest

from editor_app.prediction.general_counts import GeneralCounts, GeneralCountsError
from models.vocabulary import PARAGRAPH, UNKNOWN
from training.corpora.kneser_ney import Model, build, discounts
from training.counts import CountsFileError, write

SIZE = 40


def text(length: int = 4000) -> np.ndarray:
    """Ids in which 10 is followed by 11 and 12, and all else is chance."""
    chance = np.random.default_rng(1)
    ids = chance.integers(3, SIZE, length).astype(np.uint16)
    for place in range(0, length - 3, 20):
        ids[place : place + 3] = (10, 11, 12)
    return ids


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> GeneralCounts:
    path = tmp_path_factory.mktemp("counts") / "c.safetensors"
    write(build([text()], SIZE, 2000), path)
    return GeneralCounts(path, SIZE)


@pytest.mark.parametrize("history", [[], [10], [10, 11], [5, 10, 11], [39, 38, 37], [99, 10, 11]])
def test_what_follows_is_a_distribution(counts: GeneralCounts, history: list[int]) -> None:
    after, _ = counts.after(history)
    assert after.shape == (SIZE,)
    assert float(after.min()) >= 0.0
    assert float(after.sum()) == pytest.approx(1.0, abs=0.02)  # shares are kept in 256 steps


def test_it_knows_what_it_read(counts: GeneralCounts) -> None:
    after, longest = counts.after([7, 10, 11])
    assert int(after.argmax()) == 12 and after[12] > 0.9
    assert longest >= 2
    assert counts.after([99, 10, 11])[0].argmax() == 12
    assert counts.after([10])[0].argmax() == 11
    assert counts.after([UNKNOWN])[1] == 0


def test_a_text_begins_like_a_paragraph(tmp_path: Path) -> None:
    ids = np.tile(np.array([PARAGRAPH, 5, 6, 7, 8], np.uint16), 50)
    write(build([ids], 9, 100), tmp_path / "c")
    assert GeneralCounts(tmp_path / "c", 9).after([])[0].argmax() == 5


def test_pruning_keeps_what_changes_most() -> None:
    large, small = build([text()], SIZE, 2000), build([text()], SIZE, 60)
    assert sum(len(grams.keys) for grams in small.orders.values()) <= 60
    kept = set(small.orders[2].keys.tolist())
    assert kept < set(large.orders[2].keys.tolist())
    assert (10 << 16 | 11) in kept


def test_texts_are_not_joined() -> None:
    halves = [np.array([3, 4, 5, 6] * 9, np.uint16), np.array([7, 8, 9, 10] * 9, np.uint16)]
    keys = build(halves, 11, 1000).orders[2].keys.tolist()
    assert (6 << 16 | 3) in keys and (6 << 16 | 7) not in keys


def test_discounts_are_those_of_the_formula() -> None:
    counts = np.repeat([1, 2, 3, 4], [100, 40, 20, 12])
    y = 100 / (100 + 2 * 40)
    expected = [0, 1 - 2 * y * 40 / 100, 2 - 3 * y * 20 / 40, 3 - 4 * y * 12 / 20]
    assert discounts(counts) == pytest.approx(expected)


def test_what_is_too_large_or_damaged_is_said(tmp_path: Path) -> None:
    huge = Model(np.zeros(3_000_000, np.float32), build([text()], SIZE, 10).orders)
    with pytest.raises(CountsFileError, match="--most"):
        write(huge, tmp_path / "c")
    write(build([text()], SIZE, 100), tmp_path / "c")
    with pytest.raises(GeneralCountsError, match="other words"):
        GeneralCounts(tmp_path / "c", SIZE - 1)
    for damage in (b"", b"x" * 100, (tmp_path / "c").read_bytes()[:200]):
        (tmp_path / "d").write_bytes(damage)
        with pytest.raises(GeneralCountsError, match="damaged"):
            GeneralCounts(tmp_path / "d", SIZE)
