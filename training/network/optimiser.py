"""Adam for matrices of which a batch touches few rows.

A batch meets a few thousand of the vocabulary's words. Plain Adam would walk over all rows, with
all its moments, for each batch; this one reads and writes only the rows in use ("lazy" Adam:
moments of words that are not met stay as they are). Kingma & Ba 2015, algorithm 1.
"""

import torch
from torch import Tensor


class RowAdam:
    """Adam over some rows of one parameter at a time."""

    def __init__(
        self, parameter: Tensor, betas: tuple[float, float] = (0.9, 0.99), epsilon: float = 1e-8
    ) -> None:
        """``parameter``: (V, …), changed in place."""
        self.parameter = parameter
        self.betas, self.epsilon = betas, epsilon
        self.first = torch.zeros_like(parameter, requires_grad=False)
        self.second = torch.zeros_like(parameter, requires_grad=False)

    @torch.no_grad()
    def step(self, rows: Tensor, gradient: Tensor, rate: float, count: int) -> None:
        """Move ``rows`` (R,) against ``gradient`` (R, …); ``count`` is the step from 1 on."""
        beta1, beta2 = self.betas
        first = self.first[rows].lerp_(gradient, 1 - beta1)
        second = self.second[rows].lerp_(gradient * gradient, 1 - beta2)
        self.first[rows] = first
        self.second[rows] = second
        scale = second.div_(1 - beta2**count).sqrt_().add_(self.epsilon)
        self.parameter[rows] -= first.div_(scale).mul_(rate / (1 - beta1**count))

    def tensors(self, name: str) -> dict[str, Tensor]:
        """The moments, for a checkpoint."""
        return {f"{name}.first": self.first, f"{name}.second": self.second}

    def load(self, tensors: dict[str, Tensor], name: str) -> None:
        """Take the moments of a checkpoint."""
        self.first.copy_(tensors[f"{name}.first"])
        self.second.copy_(tensors[f"{name}.second"])
