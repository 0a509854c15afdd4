"""A few examples of each fuzz target with every run of the tests."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import targets
from tests.fuzz.__main__ import NAMES, _mutate


def test_the_campaign_knows_every_target() -> None:
    assert set(NAMES) == set(targets.TARGETS)


@pytest.mark.parametrize("name", NAMES)
def test_well_formed_input_passes(name: str) -> None:
    for seed in targets.seeds(name):
        targets.TARGETS[name](seed)


@pytest.mark.parametrize("name", NAMES)
def test_any_bytes_pass(name: str) -> None:
    @given(st.binary(max_size=400))
    @settings(max_examples=40, deadline=None)
    def check(data: bytes) -> None:
        targets.TARGETS[name](data)

    check()


@pytest.mark.parametrize("name", NAMES)
def test_mutations_of_well_formed_input_pass(name: str) -> None:
    seeds = targets.seeds(name)
    chance = random.Random(name)
    for _ in range(40):
        targets.TARGETS[name](_mutate(chance, chance.choice(seeds), seeds))
