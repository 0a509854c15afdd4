"""A difference counts only beyond chance, pair by pair."""

import numpy as np
import pytest

from training.personal.verdict import VerdictError, verdict_of


def savings(saved: np.ndarray) -> dict[str, list[float]]:
    hits = [bool(n % 2) for n in range(len(saved))]
    return {"saved": saved.tolist(), "first": hits, "three": hits}


def test_pairs_find_what_single_intervals_hide() -> None:
    random = np.random.default_rng(0)
    lengths = [6] * 2000
    before = random.integers(0, 6, 2000).astype(float)
    better = before + (random.random(2000) < 0.06)
    verdict = verdict_of(lengths, savings(before), savings(better), fitted=True)
    assert verdict.is_certain and verdict.gain.mean == pytest.approx(0.01, abs=0.003)
    assert verdict.profile.ksr1.low < verdict.base.ksr1.high, "apart they could not be told"
    noise = before + random.choice([-1, 0, 1], 2000)
    assert not verdict_of(lengths, savings(before), savings(noise), fitted=True).is_certain


def test_a_few_words_promise_nothing() -> None:
    before = np.zeros(30)
    lucky = before.copy()
    lucky[3] = 5
    assert not verdict_of([6] * 30, savings(before), savings(lucky), fitted=False).is_certain
    with pytest.raises(VerdictError):
        verdict_of([], savings(np.empty(0)), savings(np.empty(0)), fitted=False)
