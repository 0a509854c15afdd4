"""Weights for evidence: logistic regression, conditional logit, thresholds. Knows no spelling."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Truth = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
_RIDGE = 1.0
_STEPS = 30


def logistic(features: Floats, truth: Truth, weight: Floats | None = None) -> tuple[Floats, float]:
    """Weights and bias by Newton's method, with a small ridge. (N, F), (N,), (N,) -> (F,), bias;
    ``weight`` says what each row counts, one where it is left out."""
    share = np.ones(len(truth)) if weight is None else weight.astype(np.float64)
    with_bias = np.concatenate([features, np.ones((len(features), 1), np.float32)], 1)
    design = with_bias.astype(np.float64)
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        odds = np.clip(design @ weights, -30, 30)
        chance = 1 / (1 + np.exp(-odds))
        slope = design.T @ (share * (truth - chance)) - _RIDGE * weights
        bend = (design * (share * chance * (1 - chance))[:, None]).T @ design
        step = np.linalg.solve(bend + _RIDGE * np.eye(len(weights)), slope)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    return weights[:-1].astype(np.float32), float(weights[-1])


def conditional_logit(features: Floats, truth: Truth, owner: Ints) -> Floats:
    """Weights under which, of each owner's rows, the true one scores highest: McFadden's
    conditional logit (1974) by Newton's method, with a small ridge.

    No weight is below 0: a part that would speak against itself is left out.

    Args:
        features: (N, F)
        truth: one true row for each owner. (N,)
        owner: of each row, counted from 0, rising. (N,)

    Returns:
        (F,)
    """
    kept = np.ones(features.shape[1], bool)
    while True:
        weights = np.zeros(features.shape[1])
        weights[kept] = _newton(features[:, kept].astype(np.float64), truth, owner)
        if (weights >= 0).all():
            return weights.astype(np.float32)
        kept &= weights >= 0


def _newton(design: npt.NDArray[np.float64], truth: Truth, owner: Ints) -> npt.NDArray[np.float64]:
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        scores = design @ weights
        scores -= np.maximum.reduceat(scores, starts)[np.cumsum(np.diff(owner, prepend=-1) > 0) - 1]
        shares = np.exp(scores)
        shares /= np.add.reduceat(shares, starts)[np.cumsum(np.diff(owner, prepend=-1) > 0) - 1]
        expected = np.add.reduceat(design * shares[:, None], starts)
        slope = (design[truth] - expected).sum(0) - _RIDGE * weights
        bend = (design * shares[:, None]).T @ design - expected.T @ expected
        step = np.linalg.solve(bend + _RIDGE * np.eye(len(weights)), slope)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def bias_for(best: Sequence[float], words: int, share: float) -> float:
    """What to add to a bias so that ``share`` of ``words`` come to more than 0."""
    row = sorted(best, reverse=True)
    return -row[min(int(share * words), len(row) - 1)]


def threshold(
    wrong: Sequence[float], right: Sequence[float], wrong_share: float, right_share: float
) -> float:
    """From which score on to question, so that what is found is worth its false alarms.

    Args:
        wrong: scores of mistakes.
        right: scores of what is right.
        wrong_share: what each of the mistakes counts.
        right_share: what each false alarm costs.

    Returns:
        The midpoint of the best gap between scores; what is above it is questioned.
    """
    worth = [(score, wrong_share) for score in wrong] + [(score, -right_share) for score in right]
    worth.sort(reverse=True)
    scores = [worth[0][0] + 1.0, *(score for score, _ in worth), worth[-1][0] - 1.0]
    total = np.cumsum([0.0, *(value for _, value in worth)])
    best = int(np.argmax(total))
    return (scores[best] + scores[best + 1]) / 2
