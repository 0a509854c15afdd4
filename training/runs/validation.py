"""The loss of a model on text that it does not learn from, over the whole vocabulary.

This module must not know who asks: the loop that keeps the best model, or a comparison of several.
"""

import math

import numpy as np
import numpy.typing as npt
import torch

from models.vocabulary import PARAGRAPH
from training.corpora.stream import text_starts
from training.network.model import LanguageModel, State


def full_loss(
    model: LanguageModel, ids: npt.NDArray[np.int64], lanes: int = 32, time_steps: int = 64
) -> float:
    """Mean of :func:`token_losses`; infinite where there are none."""
    losses = token_losses(model, ids, lanes, time_steps)
    return float(losses.mean()) if losses.size else math.inf


def token_losses(
    model: LanguageModel, ids: npt.NDArray[np.int64], lanes: int = 32, time_steps: int = 64
) -> npt.NDArray[np.float64]:
    """Negative log-likelihoods (T, B), nats, over the whole vocabulary, in float32.

    The text is cut into ``lanes`` equal pieces read side by side, each from a fresh state, as every
    text in them; what is predicted is :func:`in_lanes` of it behind the first row.
    """
    rows = in_lanes(ids, lanes)
    device = model.words.device
    model.eval()
    state: State = model.initial_state(rows.shape[1])
    losses = np.empty((len(rows) - 1, rows.shape[1]))
    starts = torch.from_numpy(text_starts(rows, np.full(rows.shape[1], PARAGRAPH))).to(device)
    with torch.inference_mode():
        for start in range(0, len(losses), time_steps):
            part = torch.from_numpy(rows[start : start + time_steps + 1]).to(device)
            begun = starts[start : start + len(part) - 1]
            hidden, state = model(part[:-1], state, starts=begun)
            losses[start : start + len(part) - 1] = model.losses(hidden, part[1:]).cpu().numpy()
    return losses


def in_lanes(ids: npt.NDArray[np.int64], lanes: int = 32) -> npt.NDArray[np.int64]:
    """``ids`` as (T + 1, B): equal pieces side by side, each with the id that follows it."""
    lanes = max(1, min(lanes, len(ids) // 16))
    length = max(0, len(ids) - 1) // lanes
    starts = np.arange(lanes) * length
    return ids[starts + np.arange(length + 1)[:, None]] if length else ids[:1, None]
