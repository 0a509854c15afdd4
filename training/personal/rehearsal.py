"""Text that the base itself writes, mixed into the target's against forgetting.

No general corpus travels with a bundle; a model's own samples stand in for the text that it was
trained on (pseudo-rehearsal, Robins 1995). This module must not know strategies.
"""

import numpy as np
import numpy.typing as npt
import torch

from models.vocabulary import PARAGRAPH, UNKNOWN
from training.network.model import LanguageModel


@torch.inference_mode()
def rehearse(
    model: LanguageModel, tokens: int, seed: int = 1, lanes: int = 64
) -> npt.NDArray[np.int64]:
    """About ``tokens`` ids sampled from ``model``, each lane a text of its own."""
    if tokens <= 0:
        return np.empty(0, np.int64)
    model.eval()
    random = torch.Generator().manual_seed(seed)
    lanes = max(1, min(lanes, tokens // 32))
    state = model.initial_state(lanes)
    ids = torch.full((1, lanes), PARAGRAPH)
    rows = []
    for _ in range(-(-tokens // lanes)):
        hidden, state = model(ids, state)
        chances = model.log_probabilities(hidden[0]).exp()  # (B, V)
        chances[:, UNKNOWN] = 0.0
        ids = torch.multinomial(chances, 1, generator=random).T  # (1, B)
        rows.append(ids)
    return torch.cat(rows).T.reshape(-1).numpy()  # each lane's text in one piece
