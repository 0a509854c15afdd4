"""How a model is trained: the numbers of a recipe, and how rates differ between its parts.

This module must not know what is done with them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from training.network.optimiser import Betas

Scales = Callable[[float], Mapping[str, float]]
"""Progress 0..1 → factor on the rate for each parameter group; 0 freezes it.

Groups are the first parts of parameter names: "words" (with the output bias), "lstm", "project", or
"lstm.0" for one layer; the longest match counts, one that is not named is 1.
"""


@dataclass(frozen=True)
class TrainConfig:
    """How to train. Budgets: whichever of ``tokens`` and ``minutes`` is used up first."""

    tokens: int = 50_000_000
    minutes: float = 0.0
    """0: no limit of time. With one, the schedule follows the clock."""
    batch_size: int = 128
    """Lanes: places of the text that are read side by side."""
    bptt: int = 32
    """Steps through which errors are propagated back."""
    negatives: int = 4096
    sample_power: float = 0.6
    learning_rate: float = 2e-3
    schedule: str = "cosine"
    """"cosine": falls from the start; "trapezoid": stays, then falls over the last ``cooldown``."""
    cooldown: float = 0.25
    warmup: float = 0.01
    end_factor: float = 0.02
    """The last learning rate as a share of ``learning_rate``."""
    beta1: float = 0.9
    beta2: float = 0.99
    """Of Adam: how slowly the means of gradients and of their squares fade."""
    weight_decay: float = 0.0
    """Decoupled weight decay of the LSTM and the projection."""
    clip_norm: float = 1.0
    """Gradients whose norm is larger are scaled down to it."""
    average_steps: int = 0
    """Over about how many of the last steps the weights that are judged and kept are averaged; 0:
    they are those of the last step."""
    precision: str = "auto"
    """"bf16", "fp32", or "auto": bf16 where the processor multiplies it natively."""
    validation_tokens: int = 12_000
    """How much of the validation split is read each time: a few seconds of work on one core."""
    validate_minutes: float = 5.0
    validate_steps: int = 0
    """If not 0: validate every so many steps instead of by the clock."""
    patience: int = 0
    """Stop after so many validations without a new best; 0: never."""
    checkpoint_minutes: float = 3.0
    seed: int = 1

    @property
    def betas(self) -> Betas:
        """Both of Adam's."""
        return self.beta1, self.beta2
