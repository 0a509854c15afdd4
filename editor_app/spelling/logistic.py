"""A logistic regression as it is applied. Fitted in ``fitting.logistic``; knows no spelling."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

CLIP = 12.0


@dataclass(frozen=True, slots=True)
class LogisticWeights:
    """A logistic regression: what each part counts, and what must be overcome."""

    parts: npt.NDArray[np.float32]
    bias: float

    def log_odds(self, features: Floats) -> Floats:
        """(N, parts) -> (N,)"""
        odds: Floats = np.clip(features, -CLIP, CLIP) @ self.parts + np.float32(self.bias)
        return odds

    @classmethod
    def of(cls, data: Mapping[str, float], names: Sequence[str]) -> "LogisticWeights":
        """Out of a JSON object; what the fit did not know counts nothing."""
        parts = [data.get(name, 0.0) for name in names]
        return cls(np.array(parts, np.float32), data["bias"])
