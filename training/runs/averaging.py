"""The mean of a model's weights over its last steps.

At a level rate weights wander around what they have learned; their mean lies nearer to it (Polyak &
Juditsky 1992), about where a falling rate would take them. This module must not know training.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch
from torch import Tensor, nn

EVERY = 16
"""Steps between two looks at the weights."""


class Average:
    """An exponentially fading mean of all weights of a model."""

    def __init__(self, model: nn.Module, steps: int) -> None:
        """``steps``: about how many steps the mean reaches back."""
        self._model = model
        self._steps = steps
        self._mean = {name: p.detach().clone() for name, p in model.named_parameters()}

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Look at the weights after ``step`` steps; early means reach back a tenth of the run."""
        if step % EVERY:
            return
        share = EVERY / max(EVERY, min(self._steps, step / 10))
        for name, parameter in self._model.named_parameters():
            self._mean[name].lerp_(parameter, share)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """The model with the mean for its weights, for the time being."""
        self._swap()
        try:
            yield
        finally:
            self._swap()

    @torch.no_grad()
    def _swap(self) -> None:
        for name, parameter in self._model.named_parameters():
            parameter.data, self._mean[name] = self._mean[name], parameter.data

    def tensors(self) -> dict[str, Tensor]:
        """The mean, for a checkpoint."""
        return {f"average.{name}": tensor for name, tensor in self._mean.items()}

    def load(self, tensors: Mapping[str, Tensor]) -> None:
        """Take the mean of a checkpoint; where it has none, the weights as they are."""
        for name, parameter in self._model.named_parameters():
            self._mean[name].copy_(tensors.get(f"average.{name}", parameter.detach()))
