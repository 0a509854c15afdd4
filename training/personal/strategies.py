"""Transfer learning: the strategies by which a base learns a target task.

Each strategy says what of the base is taken over, what moves, and how fast; the training itself is
``training.runs.loop``'s. A new strategy is one entry of ``STRATEGIES``. This module must not know
where the text comes from nor how a result is shown.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import torch

from models.plan import marked
from models.problem import Problem
from models.progress import Event, Reporter
from models.replacing import write_text
from training.network.adapter import adapt
from training.network.checkpoint import load_tensors, save_atomically
from training.network.model import LanguageModel, ModelConfig, parameter_count
from training.network.optimiser import Optimisers, ScaledRows, dense_adam
from training.personal.mixture import MixtureTrainer
from training.personal.target import TargetText
from training.personal.way import shorten
from training.runs.config import Scales, TrainConfig
from training.runs.loop import BEST, Result


class StoppedError(Problem):
    """The run was told to stop; what it has done is kept."""


@dataclass(frozen=True)
class Strategy:
    """What moves, from when on, and how fast."""

    name: str
    learning_rate: float
    epochs: float
    """How often the text is read, if it is little; of more text see :func:`epochs_for`."""
    known_words: float = 1.0
    """Factor on the learning rate of word vectors that the base has; 0 keeps them."""
    word_epsilon: float = 1e-5
    """Adam's epsilon for word vectors and biases. Far above the gradients of words that are only
    sampled against, far below those of words that the text has: only the latter move."""
    groups: Mapping[str, float] = field(default_factory=dict)
    """Factors on the learning rate of parameter groups: discriminative rates, 0 freezes."""
    unfreeze: Mapping[str, float] = field(default_factory=dict)
    """Share of the run after which a group begins to move: gradual unfreezing."""
    rank: int = 0
    """Rank of the learned maps; 0: the weights themselves move."""
    strict: bool = False
    """With maps: nothing moves but by them, neither output biases nor rows of new words."""
    fresh: bool = False
    """Nothing is taken over."""
    dropout: Mapping[str, float] = field(default_factory=dict)


_DROPOUT = {"drop_input": 0.1, "drop_output": 0.3, "drop_recurrent": 0.1}
_LIGHT = {"drop_output": 0.2}
_FEWEST_EPOCHS = 2.0
_ENOUGH_TOKENS = 300_000
"""A text of which an epoch or two is that much need not be read more often."""

STRATEGIES: Mapping[str, Strategy] = {
    strategy.name: strategy
    for strategy in (
        Strategy("full", 2e-3, 4, unfreeze={"lstm": 0.05}, dropout=_DROPOUT),
        Strategy("features", 2e-3, 4, known_words=0.0, groups={"lstm": 0.0}, dropout=_LIGHT),
        Strategy("linear", 4e-4, 4, known_words=0.0, rank=16, dropout=_LIGHT),
        Strategy("strict", 4e-4, 4, known_words=0.0, rank=16, strict=True, dropout=_LIGHT),
        Strategy("scratch", 3e-3, 4, word_epsilon=1e-8, fresh=True, dropout=_DROPOUT),
    )
}


def named(name: str) -> Strategy:
    """One of ``STRATEGIES``, or ``linear-64``, ``strict-64``: the same with maps of that rank.

    Raises:
        Problem: there is no such strategy.
    """
    kind, _, rank = name.partition("-")
    strategy = STRATEGIES.get(kind)
    if strategy and name == kind:
        return strategy
    if strategy and strategy.rank and rank.isdecimal() and int(rank):
        return replace(strategy, name=name, rank=int(rank))
    raise Problem(f"there is no strategy {name}")


_FINISHED, _RESULT = "finished.json", "result.safetensors"
_BPTT = 32
"""Tokens through which errors are propagated back."""
_SMALLEST_BATCH = 16
_VALIDATIONS = 3
"""How often a run is validated: the softmax over all words is the dear part."""


@dataclass(frozen=True)
class Outcome:
    """What a strategy came to."""

    strategy: str
    model: LanguageModel
    """The best between the base and the end of the run, as trained: an adapted one not merged."""
    loss: float
    """Its validation loss, nats per token."""
    trained: int
    """How many numbers were free to move."""
    result: Result
    alpha: float = 1.0
    """How far it is from the base (0) to what was trained (1)."""

    @property
    def perplexity(self) -> float:
        """On the validation text."""
        return math.exp(min(self.loss, 50.0))


def build(strategy: Strategy, base: LanguageModel, seed: int = 1) -> LanguageModel:
    """The model that ``strategy`` starts from; ``base`` (already grown) is copied."""
    sizes = base.config
    config = ModelConfig(
        sizes.vocabulary,
        sizes.embedding,
        sizes.hidden,
        sizes.layers,
        decays=sizes.decays,
        **strategy.dropout,
    )
    torch.manual_seed(seed)
    if strategy.rank:
        return adapt(base, config, strategy.rank)
    model = LanguageModel(config)
    if not strategy.fresh:
        model.load_state_dict(base.state_dict())
    for name, module in model.named_children():
        module.requires_grad_(bool(strategy.groups.get(name, 1.0)))
    return model


def scales_of(strategy: Strategy) -> Scales:
    """The factors on the rate of each parameter group, as the run goes on."""

    def scales(done: float) -> Mapping[str, float]:
        factors = dict(strategy.groups)
        for group, start in strategy.unfreeze.items():
            if done < start:
                factors[group] = 0.0
        return factors

    return scales


def optimisers_of(
    strategy: Strategy, model: LanguageModel, config: TrainConfig, base_size: int
) -> Optimisers:
    """Adam by which the first ``base_size`` word vectors move as the strategy says."""
    others = 0.0 if strategy.strict else 1.0
    scale = torch.full((len(model.words),), others)
    scale[:base_size] = 1.0 if strategy.fresh else strategy.known_words
    betas, epsilon = config.betas, strategy.word_epsilon
    return Optimisers(
        ScaledRows(model.words, scale, betas, epsilon),
        ScaledRows(model.bias, torch.full_like(scale, others), betas, epsilon),
        dense_adam(model, betas, config.weight_decay),
    )


def epochs_for(strategy: Strategy, tokens: int) -> float:
    """How often a text of so many tokens is read: large ones less often, down to twice."""
    fewest = min(_FEWEST_EPOCHS, strategy.epochs)
    return min(strategy.epochs, max(fewest, _ENOUGH_TOKENS / max(1, tokens)))


def train_config(strategy: Strategy, text: TargetText, seed: int = 1) -> TrainConfig:
    """Batch and budget for a target of this size."""
    tokens = max(1, round(text.tokens * epochs_for(strategy, text.tokens)))
    # Many small steps over little text learn it by heart; few large ones learn nothing.
    batch_size = min(32, max(_SMALLEST_BATCH, round(text.tokens / (40 * _BPTT))))
    batch_size = max(1, min(batch_size, text.tokens // (4 * _BPTT)))
    steps = max(1, tokens // (batch_size * _BPTT))
    return TrainConfig(
        tokens=tokens,
        batch_size=batch_size,
        bptt=_BPTT,
        negatives=min(2048, len(text.counts)),
        learning_rate=strategy.learning_rate,
        warmup=0.1,
        validate_steps=math.ceil(1.1 * steps / _VALIDATIONS),  # the end is validated anyway
        patience=3,
        checkpoint_minutes=1.0,
        seed=seed,
    )


def train(
    strategy: Strategy,
    base: LanguageModel,
    base_size: int,
    text: TargetText,
    directory: Path,
    report: Reporter,
    config: TrainConfig | None = None,
) -> Outcome:
    """Run one strategy in ``directory``, or go on where it was interrupted there.

    ``base``: the base with rows for new words behind the first ``base_size`` ones.

    Raises:
        StoppedError: somebody asked for an end before it was reached.
    """
    config = config or train_config(strategy, text)
    model = build(strategy, base, config.seed)
    result, alpha = _finished(directory)
    if result is None:
        start = {name: tensor.clone() for name, tensor in model.state_dict().items()}
        result = _run(strategy, model, base_size, text, directory, report, config)
        model.load_state_dict(load_tensors(directory / BEST)[0])
        alpha, loss = (1.0, result.best) if strategy.fresh else shorten(model, start, text)
        result = replace(result, best=loss)
        save_atomically(model.state_dict(), directory / _RESULT)
        write_text(directory / _FINISHED, json.dumps({"result": asdict(result), "alpha": alpha}))
        report(Event("averaged", {"strategy": strategy.name, "alpha": alpha, "loss": loss}))
    model.load_state_dict(load_tensors(directory / _RESULT)[0])
    trained = _moving(strategy, model, base_size)
    return Outcome(strategy.name, model, result.best, trained, result, alpha)


def _moving(strategy: Strategy, model: LanguageModel, base_size: int) -> int:
    """How many numbers were free to move."""
    total = parameter_count([p for p in model.parameters() if p.requires_grad])
    if strategy.strict:
        return total - parameter_count([model.words, model.bias])
    if strategy.known_words or strategy.fresh:
        return total
    return total - base_size * model.config.embedding


def _run(
    strategy: Strategy,
    model: LanguageModel,
    base_size: int,
    text: TargetText,
    directory: Path,
    report: Reporter,
    config: TrainConfig,
) -> Result:
    trainer = MixtureTrainer(
        model,
        text,
        directory,
        config,
        report,
        scales=scales_of(strategy),
        optimisers=optimisers_of(strategy, model, config, base_size),
    )
    resumed = trainer.resume()
    report(Event("strategy", {"strategy": strategy.name, "resumed": resumed}))
    if not resumed and not strategy.fresh:
        trainer.validate()  # the base itself is the first candidate
    result = trainer.run()
    if not result.finished:
        raise StoppedError("stopped; the same command goes on from here")
    return result


def _finished(directory: Path) -> tuple[Result | None, float]:
    """What the run in ``directory`` came to, if it came to its end, and its alpha."""
    try:
        values = json.loads((directory / _FINISHED).read_text("utf-8"))
        return Result(**values["result"]), float(values["alpha"])
    except (OSError, ValueError, TypeError, KeyError):
        return None, 1.0


AUTO = "auto"
TRIED = ("full", "linear", "features")
"""The strategies that short trials choose from."""
_TRIAL_SHARE, _TRIAL_TOKENS = 0.2, 24_000
"""Of the whole run, and at least. Warm-up, unfreezing and the falling rate are shares of a run, so
that a trial has all of them; over a few dozen steps it would find out how fast a strategy starts,
not where it comes to."""


def trial_config(strategy: Strategy, text: TargetText) -> TrainConfig:
    """As for the whole, over part of the tokens and validated at the end alone."""
    config = train_config(strategy, text)
    tokens = min(config.tokens, max(_TRIAL_TOKENS, round(_TRIAL_SHARE * config.tokens)))
    steps = max(1, tokens // (config.batch_size * config.bptt))
    return replace(config, tokens=tokens, validate_steps=2 * steps)


def choose(
    base: LanguageModel, base_size: int, text: TargetText, directory: Path, report: Reporter
) -> str:
    """The strategy that does best in short trials on part of the text, by validation loss.

    The events of each trial are marked with its place among ``TRIED``.
    """
    losses: dict[str, float] = {}
    for leg, name in enumerate(TRIED):
        strategy, place, tell = STRATEGIES[name], directory / name, marked(report, leg)
        config = trial_config(strategy, text)
        losses[name] = train(strategy, base, base_size, text, place, tell, config).loss
    report(Event("trials", {"loss": losses}))
    return min(losses, key=losses.__getitem__)
