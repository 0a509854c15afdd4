"""Fading averages of word vectors: the same at once, in pieces, and step by step."""

import math

import torch
from torch import Tensor

from training.network.slow_context import slow_averages

DECAYS = (0.5, 0.9)


def step_by_step(x: Tensor, before: Tensor, starts: Tensor) -> tuple[Tensor, Tensor]:
    averages = before.clone()
    rows = []
    for t in range(len(x)):
        for k, decay in enumerate(DECAYS):
            kept = averages[k] * ~starts[t][:, None]
            averages[k] = decay * kept + math.sqrt(1 - decay) * x[t]
        rows.append(torch.cat(tuple(averages), 1))
    return torch.stack(rows), averages


def test_at_once_is_step_by_step() -> None:
    torch.manual_seed(0)
    x, before = torch.randn(7, 3, 4), torch.randn(2, 3, 4)
    starts = torch.rand(7, 3) < 0.2
    starts[0, 1] = True
    want, last = step_by_step(x, before, starts)
    got, after = slow_averages(x, before, DECAYS, starts)
    assert torch.allclose(got, want, atol=1e-6)
    assert torch.allclose(after, last, atol=1e-6)


def test_pieces_are_the_whole() -> None:
    torch.manual_seed(0)
    x, before = torch.randn(9, 2, 4), torch.zeros(2, 2, 4)
    whole, last = slow_averages(x, before, DECAYS)
    first, between = slow_averages(x[:4], before, DECAYS)
    second, after = slow_averages(x[4:], between, DECAYS)
    assert torch.allclose(torch.cat((first, second)), whole, atol=1e-6)
    assert torch.allclose(after, last, atol=1e-6)
