"""What a model is worth as a part of a mixture with what counts know: the judge of every run.

This module must not know strategies, nor how counts come to what they say (``explained``).
"""

import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.progress import Reporter
from training.corpora.stream import TokenStream
from training.network.model import LanguageModel
from training.network.optimiser import Optimisers
from training.personal.target import TargetText
from training.runs.config import Scales, TrainConfig
from training.runs.loop import Trainer
from training.runs.validation import in_lanes, token_losses


def model_losses(model: LanguageModel, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Nats (N,) that each of ``ids`` costs the model, NaN for the few that begin a lane."""
    losses = np.full(len(ids), np.nan)
    losses[in_lanes(np.arange(len(ids)))[1:]] = token_losses(model, ids)
    return losses


def mixture_losses(model: LanguageModel, text: TargetText) -> npt.NDArray[np.float64]:
    """Nats (N,) of the validation text's tokens, in order; none where there is none."""
    losses = model_losses(model, text.validation)
    asked = ~np.isnan(losses)
    if text.explained is None:
        return losses[asked]
    return text.explained.losses(losses[asked], text.explained.validation[asked])


def mixture_loss(model: LanguageModel, text: TargetText) -> float:
    """Mean nats per token of the validation text; infinite where there is none."""
    losses = mixture_losses(model, text)
    return float(losses.mean()) if losses.size else math.inf


class MixtureTrainer(Trainer):
    """One run over a person's text."""

    def __init__(
        self,
        model: LanguageModel,
        text: TargetText,
        directory: Path,
        config: TrainConfig,
        report: Reporter,
        *,
        scales: Scales,
        optimisers: Optimisers,
    ) -> None:
        """As the plain one's, with everything that is read in ``text``."""
        stream = TokenStream(
            text.arrays,
            text.weights,
            config.batch_size,
            config.bptt,
            config.seed,
        )
        super().__init__(
            model,
            stream,
            text.counts,
            text.validation,
            directory,
            config,
            report,
            scales=scales,
            optimisers=optimisers,
        )
        self._text = text

    def judge(self) -> tuple[float, Mapping[str, object]]:
        """The mixture's loss on the validation text."""
        loss = mixture_loss(self.model, self._text)
        return loss, {"perplexity": math.exp(loss)}
