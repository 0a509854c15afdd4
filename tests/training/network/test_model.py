"""The language model's own promises."""

import pytest
import torch

from training.network import model as module
from training.network.model import LanguageModel, ModelConfig


def test_losses_are_those_of_all_log_probabilities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOGITS", 40 * 7)  # seven rows at a time
    torch.manual_seed(0)
    model = LanguageModel(ModelConfig(40, 8, 12))
    hidden, targets = torch.randn(5, 6, 8), torch.randint(0, 40, (5, 6))
    want = -model.log_probabilities(hidden).gather(2, targets[..., None])[..., 0]
    assert torch.allclose(model.losses(hidden, targets), want, atol=1e-6)
