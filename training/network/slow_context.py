"""Slow context: what the text has been about, as fading averages of its word vectors.

For each decay d an average a is kept, a' = d·a + √(1 - d)·x: the scale makes averages of unrelated
vectors equally large whatever the decay. A recurrent layer forgets within a few dozen words; these
remember hundreds, for the price of one small product (Mikolov & Zweig 2012; Mikolov et al. 2014).
This module must not know what reads the averages.
"""

import torch
from torch import Tensor


def slow_averages(
    x: Tensor, before: Tensor, decays: tuple[float, ...], starts: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    """Averages after each step (T, B, K·E), in the type of ``x``, and after the last (K, B, E).

    ``x`` (T, B, E); ``before`` (K, B, E), float32, the averages so far; ``starts`` (T, B): which
    steps begin a text, so that nothing before them counts.
    """
    steps, batch, size = x.shape
    count = len(decays)
    decay = torch.tensor(decays, device=x.device)  # (K,)
    time = torch.arange(steps, device=x.device)
    age = (time[:, None] - time[None, :]).clamp(min=0)  # (T, T)
    fade = decay[:, None, None] ** age * (1 - decay[:, None, None]).sqrt()  # (K, T, T)
    fade = fade * (time[:, None] >= time[None, :])
    rest = decay[:, None] ** (time + 1)  # (K, T)
    if starts is None:
        weights = fade.expand(batch, count, steps, steps)
        rests = rest.expand(batch, count, steps)
    else:
        text = starts.T.cumsum(1)  # (B, T): the number of the text that a step belongs to
        weights = fade * (text[:, :, None] == text[:, None, :])[:, None]  # (B, K, T, T)
        rests = rest * (text == 0)[:, None]  # (B, K, T)
    new = weights.reshape(batch, count * steps, steps).to(x.dtype) @ x.transpose(0, 1)
    old = rests[..., None] * before.transpose(0, 1)[:, :, None]  # (B, K, T, E)
    averages = new.view(batch, count, steps, size) + old.to(x.dtype)
    return (
        averages.permute(2, 0, 1, 3).reshape(steps, batch, count * size),
        averages[:, :, -1].transpose(0, 1).float().contiguous(),
    )
