"""How far to go from the base to what was trained.

What lies between keeps more of the base and forgets less of it, and is often better on new text
than either end (Wortsman et al. 2022, "WiSE-FT"). The validation text stands right behind the
training text and is more like it than what will be written: it would go too far. So the shortest
way is taken that is not measurably worse on it than the best one (the rule of one standard error,
Breiman et al. 1984). This module must not know strategies nor how a model was trained.
"""

import math
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from training.network.adapter import along
from training.network.model import LanguageModel
from training.personal.mixture import mixture_losses
from training.personal.target import TargetText

Losses = npt.NDArray[np.float64]

_WAYS = np.arange(0.2, 1.005, 0.01)
_BLOCK = 50
"""Tokens that are taken for one observation: neighbours have their topic in common."""


def shorten(
    model: LanguageModel, start: Mapping[str, Tensor], text: TargetText
) -> tuple[float, float]:
    """Put ``model`` on the straight line from ``start`` to where it is; return how far that is, and
    its validation loss."""
    end = {name: tensor.clone() for name, tensor in model.state_dict().items()}

    def losses(alpha: float) -> Losses:
        _place(model, start, end, alpha)
        return mixture_losses(model, text)

    alpha = shortest(*(losses(alpha) for alpha in (0.0, 0.5, 1.0)))
    found = losses(alpha)
    return alpha, float(found.mean()) if found.size else math.inf


def shortest(base: Losses, middle: Losses, end: Losses) -> float:
    """The least way whose loss exceeds the lowest by no more than the standard error of that
    difference; losses (N,) of the same tokens at both ends and in the middle, parabolas between."""
    tokens = len(base) // _BLOCK * _BLOCK
    if not tokens:
        return 1.0
    start, half, whole = (
        losses[:tokens].reshape(-1, _BLOCK).mean(1)[:, None] for losses in (base, middle, end)
    )  # (B, 1) each
    bend = 2 * (start + whole - 2 * half)
    curves = start + (whole - start - bend) * _WAYS + bend * _WAYS**2  # (B, W)
    excess = curves - curves[:, [curves.mean(0).argmin()]]
    error = excess.std(0) / math.sqrt(len(excess))
    return round(float(_WAYS[np.argmax(excess.mean(0) <= error)]), 2)


@torch.no_grad()
def _place(
    model: LanguageModel, start: Mapping[str, Tensor], end: Mapping[str, Tensor], alpha: float
) -> None:
    for name, tensor in model.state_dict().items():
        tensor.copy_(along(start[name], end[name], alpha, name))
