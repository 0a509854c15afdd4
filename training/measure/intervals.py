"""Means with bootstrap intervals over blocks of text. Knows nothing of what was measured."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_RESAMPLES = 1000


@dataclass(frozen=True)
class Figure:
    """A ratio of sums with its 95 % interval."""

    mean: float
    low: float
    high: float

    def mapped(self, change: "np.ufunc") -> "Figure":
        """The same figure on another scale; ``change`` must rise."""
        return Figure(*(float(change(value)) for value in (self.mean, self.low, self.high)))


def ratio(
    values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64], block: int = 1000
) -> Figure:
    """sum(values) / sum(weights); the interval is a bootstrap over blocks of ``block`` entries
    (Efron 1979, percentile form). Neighbours in a text are alike, so single entries would give
    intervals that are too narrow. Both arrays (N,); NaN where there is nothing."""
    if not len(values) or not weights.sum():
        return Figure(float("nan"), float("nan"), float("nan"))
    starts = np.arange(0, len(values), block)
    top, bottom = np.add.reduceat(values, starts), np.add.reduceat(weights, starts)
    picks = np.random.default_rng(0).integers(len(starts), size=(_RESAMPLES, len(starts)))
    ratios = top[picks].sum(1) / bottom[picks].sum(1)
    low, high = np.quantile(ratios, (0.025, 0.975))
    return Figure(float(values.sum() / weights.sum()), float(low), float(high))
