"""Heads pool what they should, strategies move what they should, the best state is what remains."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from tests.training.make_reviews import part
from tests.training.small import silent
from training.imdb.classifier import (
    CLASSIFIER,
    ClassifierTrainer,
    Head,
    accuracy,
    accuracy_of,
    features,
    fit_head,
    head_of,
    train_classifier,
)
from training.imdb.task import ReviewPart
from training.network.model import LanguageModel, ModelConfig
from training.personal.strategies import build
from training.runs.config import TrainConfig

WORDS = 40


def encoder(seed: int = 0) -> LanguageModel:
    torch.manual_seed(seed)
    return LanguageModel(ModelConfig(WORDS, 12, 16))


def test_pooling_leaves_padding_out() -> None:
    head = Head(2)
    y = torch.tensor([[[1.0, -1.0], [5.0, 0.0]], [[3.0, -5.0], [9.0, 9.0]]])  # (T, B, H)
    pooled = head.pool(y, torch.tensor([2, 1]))
    assert pooled.tolist() == [[2, -3, 3, -1, 3, -5], [5, 0, 5, 0, 5, 0]]


def test_features_do_not_depend_on_the_company() -> None:
    model, reviews = encoder(), part(12)
    head = Head(16)
    together = features(model, head, reviews)
    for number in (0, 7):
        alone = features(model, head, reviews.take([number]))
        assert torch.allclose(together[number], alone[0], atol=2e-2)


def test_a_head_is_fitted_and_its_penalty_chosen_by_validation() -> None:
    random = np.random.default_rng(0)
    labels = random.random(80) < 0.5
    x = torch.from_numpy(random.normal(size=(80, 6)) + labels[:, None] * [3, 0, 0, 0, 0, 0])
    x = x.float()
    head = Head(2)
    reached = fit_head(head, (x[:40], labels[:40]), (x[40:], labels[40:]))
    assert reached == accuracy_of(head, x[40:], labels[40:])
    assert reached > 0.85


@pytest.mark.parametrize("name", ["full", "linear", "scratch", "seed"])
def test_what_moves(tmp_path: Path, name: str) -> None:
    base = encoder()
    strategy = replace(CLASSIFIER[name], epochs=3, unfreeze={})
    model = build(strategy, base, seed=1)
    model.add_module("head", Head(16))
    before = {n: p.detach().clone() for n, p in model.named_parameters()}
    train_classifier(model, part(24), part(12, seed=1), strategy, tmp_path, silent, 1)
    final = dict(model.named_parameters())
    moved = {n for n, old in before.items() if not torch.equal(old, final[n])}
    if not moved:  # the state that it came in with was as good as any
        pytest.fail("nothing was learned at all")
    maps = {n for n in moved if n.startswith("word_map") or "parametrizations" in n}
    if name == "linear":
        assert "words" not in moved
        assert moved == maps | {"head.linear.weight", "head.linear.bias"}
        assert not any(n.endswith("original") for n in moved)
    else:
        assert "words" in moved
        assert "lstm.weight_hh_l0" in moved
    assert "project.weight" not in moved


def test_it_learns_and_reloads_the_best(tmp_path: Path) -> None:
    strategy = replace(CLASSIFIER["scratch"], learning_rate=1e-2, epochs=40, dropout={})
    model = build(strategy, encoder(), seed=1)
    model.add_module("head", Head(16))
    train, validation, test = part(96), part(40, seed=1), part(60, seed=2)
    trained = train_classifier(model, train, validation, strategy, tmp_path, silent, 1)
    assert trained.validation == pytest.approx(accuracy(model, validation))
    assert accuracy(model, test) > 0.9


def test_a_gradual_unfreezing_begins_with_the_head(tmp_path: Path) -> None:
    strategy = replace(CLASSIFIER["full"], epochs=1, unfreeze={"lstm": 1.1, "words": 1.1})
    model = build(strategy, encoder(), seed=1)
    model.add_module("head", Head(16))
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    train_classifier(model, part(40), part(20, seed=1), strategy, tmp_path, silent, 1)
    after = model.state_dict()
    for name in ("words", "lstm.weight_ih_l0", "lstm.weight_hh_l0"):
        assert torch.equal(before[name], after[name])
    assert head_of(model).linear.weight.abs().sum() > 0


def test_every_word_of_a_review_is_learned_from(tmp_path: Path) -> None:
    reviews = ReviewPart((np.arange(4, 12, dtype=np.uint16),) * 4, np.array([True, False] * 2))
    strategy = replace(CLASSIFIER["seed"], epochs=1)
    model = build(strategy, encoder(), seed=1)
    head = Head(16, ("last",))
    nn.init.ones_(head.linear.weight)
    model.add_module("head", head)
    config = TrainConfig(batch_size=4, negatives=1, precision="fp32")
    trainer = ClassifierTrainer(model, reviews, reviews, strategy, tmp_path, config, silent)
    loss = trainer.loss(trainer.stream.next(), np.empty(0, np.int64))
    loss.value.backward()  # type: ignore[no-untyped-call]
    assert loss.rows.grad is not None
    assert set(loss.used[loss.rows.grad.abs().sum(1) > 0].tolist()) == set(range(4, 12))


def test_reviews_keep_their_ends() -> None:
    reviews = ReviewPart(
        (np.arange(10, dtype=np.uint16), np.arange(3, dtype=np.uint16)), np.array([True, False])
    )
    assert [row.tolist() for row in reviews.last(4).rows] == [[6, 7, 8, 9], [0, 1, 2]]
