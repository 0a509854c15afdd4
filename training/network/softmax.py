"""The loss over a sample of words: training at the price of a few thousand words, not of all.

The sum over the vocabulary in the softmax is estimated from a sample of words shared by the batch.
Word w is in the sample with probability π_w; weighting each sampled term by 1/π_w, that is adding
-log π_w to its logit, makes the estimate of the sum unbiased (importance sampling, Bengio & Senécal
2003). Words so frequent that π_w = 1 are always there and counted exactly, and systematic sampling
gives samples of one fixed size with exactly these π. This module must not know the model.
"""

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor


class WordSampler:
    """Draws ``size`` different words with fixed inclusion probabilities ∝ count^power, cut at 1."""

    def __init__(self, counts: npt.NDArray[np.float64], size: int, power: float = 0.6) -> None:
        """``counts``: (V,), how often each word stands in the training text; ``size`` < V."""
        self.inclusion = inclusion_probabilities(counts, size, power)  # (V,)
        self._cumulative = np.cumsum(self.inclusion)
        self.size = size

    def draw(self, random: np.random.Generator) -> npt.NDArray[np.int64]:
        """Ids of one sample, rising: (S,)."""
        ticks = np.arange(self.size) + random.random()
        picks = np.searchsorted(self._cumulative, ticks, side="right")
        return np.minimum(picks, len(self.inclusion) - 1).astype(np.int64)


def inclusion_probabilities(
    counts: npt.NDArray[np.float64], size: int, power: float
) -> npt.NDArray[np.float64]:
    """π (V,) with sum ``size``, proportional to count^power where that is below one."""
    if size >= len(counts):
        return np.ones(len(counts))
    weight = np.maximum(counts, 1.0) ** power
    certain = np.zeros(len(counts), bool)
    while True:
        scale = (size - certain.sum()) / weight[~certain].sum()
        inclusion = np.where(certain, 1.0, weight * scale)
        over = inclusion > 1.0
        if not over.any():
            return np.asarray(inclusion, np.float64)
        certain |= over


class _SampledLoss(torch.autograd.Function):
    """Mean negative log-likelihood; gradients are made in the forward pass, chunk by chunk, so
    that a chunk of logits is still in the processor's cache when its gradient is taken."""

    CHUNK = 512

    @staticmethod
    def forward(
        ctx: torch.autograd.function.FunctionCtx,
        hidden: Tensor,  # (N, E)
        targets: Tensor,  # (N, E) vectors of the right words
        target_bias: Tensor,  # (N,)
        sample: Tensor,  # (S, E) vectors of the sampled words
        sample_bias: Tensor,  # (S,) bias - log π
        hit: Tensor,  # (N,) column of the sample that is the right word, or -1
    ) -> Tensor:
        count = hidden.shape[0]
        compute = hidden.dtype
        sample_low = sample.to(compute)
        right = (hidden.float() * targets).sum(1) + target_bias  # (N,)
        d_hidden = torch.empty_like(hidden)
        d_right = torch.empty_like(right)
        d_sample = torch.zeros_like(sample)
        d_sample_bias = torch.zeros_like(sample_bias)
        loss = hidden.new_zeros((), dtype=torch.float32)
        for start in range(0, count, _SampledLoss.CHUNK):
            part = slice(start, start + _SampledLoss.CHUNK)
            logits = (hidden[part] @ sample_low.T).float().add_(sample_bias)  # (C, S)
            rows = (hit[part] >= 0).nonzero(as_tuple=True)[0]
            logits[rows, hit[part][rows]] = -torch.inf
            top = torch.maximum(logits.amax(1), right[part])  # (C,)
            share = logits.sub_(top[:, None]).exp_()  # (C, S)
            total = share.sum(1) + (right[part] - top).exp()  # (C,)
            loss += (total.log() + top - right[part]).sum()
            share.mul_((1.0 / (total * count))[:, None])
            d_right[part] = -share.sum(1)
            d_sample_bias += share.sum(0)
            low = share.to(compute)
            d_hidden[part] = low @ sample_low
            d_sample += (low.T @ hidden[part]).float()
        d_hidden += (d_right[:, None] * targets).to(compute)
        d_targets = d_right[:, None] * hidden.float()
        ctx.save_for_backward(d_hidden, d_targets, d_right, d_sample, d_sample_bias)
        return loss / count

    @staticmethod
    def backward(ctx, grad: Tensor):  # type: ignore[no-untyped-def]
        return (*(g * grad.to(g.dtype) for g in ctx.saved_tensors), None)


def sampled_loss(
    hidden: Tensor,
    targets: Tensor,
    target_bias: Tensor,
    sample: Tensor,
    sample_bias: Tensor,
    hit: Tensor,
) -> Tensor:
    """Mean loss in nats over N tokens; shapes as in :class:`_SampledLoss`.

    ``hidden`` sets the type of the matrix products (bfloat16 on CPUs that have it); sums and
    exponentials are float32.
    """
    result: Tensor = _SampledLoss.apply(  # type: ignore[no-untyped-call]
        hidden, targets, target_bias, sample, sample_bias, hit
    )
    return result
