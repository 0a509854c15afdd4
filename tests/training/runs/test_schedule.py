"""Schedules of the learning rate: up, along, down."""

import pytest

from training.runs.schedule import by_name, cosine, trapezoid


@pytest.mark.parametrize("name", ["cosine", "trapezoid"])
def test_it_rises_never_rises_again_and_ends_low(name: str) -> None:
    factor = by_name(name, warmup=0.1, cooldown=0.5, end_factor=0.02)
    factors = [factor(done / 100) for done in range(101)]
    assert 0 < factors[0] < 0.02 and max(factors) == pytest.approx(1.0)
    assert factors[:10] == sorted(factors[:10])
    assert factors[10:] == sorted(factors[10:], reverse=True)
    assert factors[-1] == pytest.approx(0.02)


def test_a_trapezoid_is_level_until_it_falls() -> None:
    factors = [trapezoid(d, warmup=0.1, cooldown=0.25, end_factor=0.0) for d in (0.1, 0.5, 0.75)]
    assert factors == [1.0, 1.0, 1.0]
    assert trapezoid(0.875, warmup=0.1, cooldown=0.25, end_factor=0.0) == pytest.approx(0.5)


def test_a_cosine_is_half_way_down_in_the_middle() -> None:
    assert cosine(0.5, warmup=0.0, end_factor=0.2) == pytest.approx(0.6)


def test_an_unknown_one_is_named() -> None:
    with pytest.raises(ValueError, match="staircase"):
        by_name("staircase", 0.1, 0.1, 0.1)
