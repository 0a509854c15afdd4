"""Adam for matrices of which a batch touches few rows.

A batch meets a few thousand of the vocabulary's words. Plain Adam would walk over all rows, with
all its moments, for each batch; this one reads and writes only the rows in use ("lazy" Adam:
moments of words that are not met stay as they are). Kingma & Ba 2015, algorithm 1. It is what
``torch.optim.SparseAdam`` does, with a rate and an epsilon that may differ from row to row and
without a sparse tensor between. This module must not know schedules.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.network.model import LanguageModel

Betas = tuple[float, float]


class RowAdam:
    """Adam over some rows of one parameter at a time."""

    def __init__(
        self, parameter: Tensor, betas: Betas = (0.9, 0.99), epsilon: float = 1e-8
    ) -> None:
        """``parameter``: (V, …), changed in place."""
        self.parameter = parameter
        self.betas, self.epsilon = betas, epsilon
        self.first = torch.zeros_like(parameter, requires_grad=False)
        self.second = torch.zeros_like(parameter, requires_grad=False)

    @torch.no_grad()
    def step(self, rows: Tensor, gradient: Tensor, learning_rate: float, count: int) -> None:
        """Move ``rows`` (R,) against ``gradient`` (R, …); ``count`` is the step from 1 on."""
        beta1, beta2 = self.betas
        first = self.first[rows].lerp_(gradient, 1 - beta1)
        second = self.second[rows].lerp_(gradient * gradient, 1 - beta2)
        self.first[rows] = first
        self.second[rows] = second
        scale = second.div_(1 - beta2**count).sqrt_().add_(self.epsilon)
        self.parameter[rows] -= first.div_(scale).mul_(learning_rate / (1 - beta1**count))

    def hold(self, rows: Tensor, gradient: Tensor) -> None:
        """Clear the ``gradient`` (R, …) of those ``rows`` (R,) that never move."""

    def tensors(self, name: str) -> dict[str, Tensor]:
        """The moments, for a checkpoint."""
        return {f"{name}.first": self.first, f"{name}.second": self.second}

    def load(self, tensors: Mapping[str, Tensor], name: str) -> None:
        """Take the moments of a checkpoint."""
        self.first.copy_(tensors[f"{name}.first"])
        self.second.copy_(tensors[f"{name}.second"])


class ScaledRows(RowAdam):
    """Row-wise Adam with a factor on the learning rate of each row."""

    def __init__(self, parameter: Tensor, scale: Tensor, betas: Betas, epsilon: float) -> None:
        """``scale``: (V,); 0 keeps a row as it is."""
        super().__init__(parameter, betas, epsilon)
        self.scale = scale

    def hold(self, rows: Tensor, gradient: Tensor) -> None:
        """Clear the ``gradient`` of rows with the factor 0."""
        gradient[self.scale[rows] == 0.0] = 0.0

    def step(self, rows: Tensor, gradient: Tensor, learning_rate: float, count: int) -> None:
        """As the plain one, over the rows that move; equal factors move together."""
        factors = self.scale[rows]  # (R,)
        for factor in torch.unique(factors).tolist():
            if factor:
                chosen = factors == factor
                super().step(rows[chosen], gradient[chosen], learning_rate * factor, count)


@dataclass(frozen=True)
class Optimisers:
    """What moves a language model: its word vectors and output biases by rows, the rest densely."""

    words: RowAdam
    bias: RowAdam
    dense: torch.optim.Optimizer
    """One group for each parameter, with its ``name``."""

    @classmethod
    def adam(cls, model: LanguageModel, betas: Betas, weight_decay: float = 0.0) -> "Optimisers":
        """Adam for everything, with decoupled weight decay of what is no word vector."""
        rows = RowAdam(model.words, betas), RowAdam(model.bias, betas)
        return cls(*rows, dense_adam(model, betas, weight_decay))

    def tensors(self, dense: Mapping[str, nn.Parameter]) -> dict[str, Tensor]:
        """All moments, for a checkpoint; ``dense``: what ``dense_parameters`` gave."""
        tensors = self.words.tensors("words") | self.bias.tensors("bias")
        for name, parameter in dense.items():
            for key, value in self.dense.state.get(parameter, {}).items():
                tensors[f"adam.{name}.{key}"] = value
        return tensors

    def load(self, tensors: Mapping[str, Tensor], dense: Mapping[str, nn.Parameter]) -> None:
        """Take the moments of a checkpoint."""
        self.words.load(tensors, "words")
        self.bias.load(tensors, "bias")
        for name, parameter in dense.items():
            moments = {
                key: tensors[full] if key == "step" else tensors[full].to(parameter.device)
                for key in ("step", "exp_avg", "exp_avg_sq")
                if (full := f"adam.{name}.{key}") in tensors
            }
            if moments:
                self.dense.state[parameter] = moments


def dense_parameters(model: LanguageModel) -> dict[str, nn.Parameter]:
    """The parameters that every batch touches, by name."""
    return {n: p for n, p in model.named_parameters() if n not in ("words", "bias")}


def dense_adam(model: LanguageModel, betas: Betas, weight_decay: float) -> torch.optim.Optimizer:
    """AdamW over the dense parameters; the learning rate is set at every step."""
    groups = [{"params": [p], "name": n} for n, p in dense_parameters(model).items()]
    return torch.optim.AdamW(
        groups, lr=0.0, betas=betas, eps=1e-8, weight_decay=weight_decay, fused=True
    )
