"""How far to go: no further than validation text can tell."""

import numpy as np
import pytest

from training.personal.way import shortest


def losses(bend: float, best: float, noise: float = 0.0) -> list[np.ndarray]:
    """Of 40 blocks at 0, 0.5 and 1: parabolas with their lowest point at ``best`` in the mean."""
    places = best + noise * np.random.default_rng(1).standard_normal(40)
    places += best - places.mean()
    return [np.repeat(bend * (way - places) ** 2, 50) for way in (0.0, 0.5, 1.0)]


def test_what_is_certain_is_taken_whole() -> None:
    assert shortest(*losses(1.0, 0.7)) == pytest.approx(0.7)
    assert shortest(*losses(1.0, 1.3)) == 1.0
    assert shortest(*losses(1.0, 0.05)) == 0.2


def test_what_chance_may_have_done_is_left() -> None:
    ways = [shortest(*losses(1.0, 0.7, noise)) for noise in (0.0, 0.3, 0.6, 1.2)]
    assert ways == sorted(ways, reverse=True)
    assert ways[-1] < 0.6 < ways[0]


def test_the_excess_is_no_more_than_its_own_error() -> None:
    bend, best, noise = 1.0, 0.7, 0.6
    way = shortest(*losses(bend, best, noise))
    # Excess of a way w: bend * (w - best)^2 in the mean, and over the blocks it spreads by
    # 2 * bend * (best - w) * noise.
    error = 2 * (best - way) * noise * bend / np.sqrt(40)
    assert bend * (best - way) ** 2 == pytest.approx(error, rel=0.3)


def test_without_validation_text_all_of_it_is_taken() -> None:
    nothing = np.empty(0)
    assert shortest(nothing, nothing, nothing) == 1.0
