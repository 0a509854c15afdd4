"""The strategies move what they say, the linear map is exact, and growing keeps the old."""

import math
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from models.problem import Problem
from models.progress import Event
from models.vocabulary import SPECIAL, Vocabulary
from training.network.adapter import AdaptedModel, adapt, load_adapter, merged, save_adapter
from training.network.checkpoint import load_tensors
from training.network.model import LanguageModel, ModelConfig
from training.personal.growth import grow, with_habits, with_usage
from training.personal.strategies import (
    STRATEGIES,
    StoppedError,
    build,
    choose,
    epochs_for,
    named,
    scales_of,
    train,
)
from training.personal.target import TargetText
from training.runs.config import TrainConfig
from training.runs.loop import BEST
from training.runs.validation import full_loss

SIZE, NEW = 40, 4
CONFIG = ModelConfig(SIZE + NEW, embedding=8, hidden=12, layers=2)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Matrices this small only lose by being shared out."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def ignore(_event: Event) -> None:
    pass


def base_model(config: ModelConfig = CONFIG) -> LanguageModel:
    torch.manual_seed(3)
    return LanguageModel(config)


def text(tokens: int = 3000) -> TargetText:
    """Ids in which each word is followed by one of two."""
    random = np.random.default_rng(1)
    ids = np.empty(tokens, np.int64)
    ids[0] = 5
    for i in range(1, tokens):
        ids[i] = 3 + (ids[i - 1] * 2 + random.integers(2)) % (SIZE + NEW - 3)
    return TargetText((ids[:-500],), (1.0,), ids[-500:], np.ones(SIZE + NEW))


SHORT = TrainConfig(
    tokens=6000, batch_size=8, bptt=16, negatives=20, learning_rate=1e-2, validate_steps=10
)


@pytest.mark.parametrize("name", sorted(STRATEGIES))
def test_every_strategy_learns(name: str, tmp_path: Path) -> None:
    base = base_model()
    before = full_loss(base, text().validation)
    outcome = train(STRATEGIES[name], base, SIZE, text(), tmp_path, ignore, SHORT)
    assert outcome.loss < before - 0.02
    assert outcome.loss == pytest.approx(full_loss(outcome.model, text().validation), abs=1e-4)


def test_the_result_lies_between_the_base_and_what_was_trained(tmp_path: Path) -> None:
    base = base_model()
    wild = TrainConfig(**{**vars(SHORT), "learning_rate": 0.1, "tokens": 3000})
    outcome = train(STRATEGIES["full"], base, SIZE, text(), tmp_path, ignore, wild)
    trained = load_tensors(tmp_path / BEST)[0]
    assert 0 < outcome.alpha <= 1
    for name, tensor in outcome.model.state_dict().items():
        between = torch.lerp(base.state_dict()[name], trained[name], outcome.alpha)
        torch.testing.assert_close(tensor, between)
    assert outcome.loss == pytest.approx(full_loss(outcome.model, text().validation), abs=1e-5)


def test_maps_have_the_rank_that_their_name_says() -> None:
    assert named("full") is STRATEGIES["full"]
    assert named("linear-3") == replace(STRATEGIES["linear"], name="linear-3", rank=3)
    for wrong in ("full-3", "linear-0", "linear-", "linear-x", "other"):
        with pytest.raises(Problem):
            named(wrong)


def test_much_text_is_read_less_often() -> None:
    full = STRATEGIES["full"]
    epochs = [epochs_for(full, tokens) for tokens in (5_000, 50_000, 150_000, 2_000_000)]
    assert epochs[0] == full.epochs
    assert epochs == sorted(epochs, reverse=True)
    assert epochs[-1] == 2


def test_features_keeps_the_recurrent_part_and_the_known_words(tmp_path: Path) -> None:
    base = base_model()
    model = train(STRATEGIES["features"], base, SIZE, text(), tmp_path, ignore, SHORT).model
    for (name, old), new in zip(base.named_parameters(), model.parameters(), strict=True):
        if name.startswith("lstm"):
            assert torch.equal(old, new)
    assert torch.equal(base.words[:SIZE], model.words[:SIZE])
    assert not torch.equal(base.words[SIZE:], model.words[SIZE:])
    assert not torch.equal(base.project.weight, model.project.weight)


def test_frozen_parts_get_no_gradients() -> None:
    model = build(STRATEGIES["features"], base_model())
    rows = model.words.detach().clone().requires_grad_()
    ids = torch.randint(SIZE, (7, 2))
    hidden, _ = model(ids, model.initial_state(2), rows)
    (hidden.sum() + (hidden[0, 0] * rows[3]).sum()).backward()
    assert all(p.grad is None for p in model.lstm.parameters())
    assert model.project.weight.grad is not None
    assert rows.grad is not None and rows.grad[3].any() and not rows.grad[4].any()


def test_strict_moves_nothing_beside_the_maps(tmp_path: Path) -> None:
    base = base_model()
    outcome = train(STRATEGIES["strict"], base, SIZE, text(), tmp_path, ignore, SHORT)
    model = outcome.model
    assert torch.equal(base.words, model.words) and torch.equal(base.bias, model.bias)
    free = train(STRATEGIES["linear"], base, SIZE, text(), tmp_path / "free", ignore, SHORT)
    assert not torch.equal(base.words[SIZE:], free.model.words[SIZE:])
    assert outcome.trained == free.trained - NEW * 8 - len(base.bias)
    assert not torch.equal(base.project.bias, merged(model).project.bias), "biases are mapped"
    assert not torch.equal(base.lstm.bias_hh_l0, merged(model).lstm.bias_hh_l0)


def test_the_way_of_a_linear_map_is_straight_in_the_weights(tmp_path: Path) -> None:
    base = base_model()
    outcome = train(STRATEGIES["linear"], base, SIZE, text(), tmp_path, ignore, SHORT)
    end = build(STRATEGIES["linear"], base)
    end.load_state_dict(load_tensors(tmp_path / BEST)[0])
    start, whole, found = (m.state_dict() for m in (base, merged(end), merged(outcome.model)))
    for name, tensor in found.items():
        between = torch.lerp(start[name], whole[name], outcome.alpha)
        torch.testing.assert_close(tensor, between, atol=1e-5, rtol=1e-4)


def test_linear_trains_few_numbers_and_keeps_the_base(tmp_path: Path) -> None:
    base = base_model()
    outcome = train(STRATEGIES["linear"], base, SIZE, text(), tmp_path, ignore, SHORT)
    model = outcome.model
    assert isinstance(model, AdaptedModel)
    assert torch.equal(base.words[:SIZE], model.words[:SIZE])
    assert torch.equal(base.lstm.weight_hh_l1, model.lstm.parametrizations.weight_hh_l1.original)


def test_scratch_takes_nothing_over() -> None:
    base = base_model()
    assert not torch.equal(build(STRATEGIES["scratch"], base).words, base.words)
    assert torch.equal(build(STRATEGIES["full"], base).words, base.words)


def test_gradual_unfreezing_and_discriminative_rates() -> None:
    scales = scales_of(STRATEGIES["full"])
    assert scales(0.0)["lstm"] == 0.0
    assert scales(0.5).get("lstm", 1.0) > 0.0


def test_an_adapter_that_learned_nothing_changes_nothing() -> None:
    base = base_model()
    model = adapt(base, CONFIG, 3)
    ids = torch.randint(SIZE, (7, 2))
    model.eval()
    plain, _ = base(ids, base.initial_state(2))
    mapped, _ = model(ids, model.initial_state(2))
    torch.testing.assert_close(plain, mapped)


def test_merging_gives_the_same_answers(tmp_path: Path) -> None:
    base = base_model()
    model = adapt(base, CONFIG, 3)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name != "words":
                parameter.add_(0.1 * torch.randn_like(parameter))
    model.eval()
    plain = merged(model).eval()
    assert type(plain) is LanguageModel
    ids = torch.randint(SIZE, (7, 2))
    with torch.inference_mode():
        one = model.log_probabilities(model(ids, model.initial_state(2))[0])
        two = plain.log_probabilities(plain(ids, plain.initial_state(2))[0])
    torch.testing.assert_close(one, two, atol=1e-5, rtol=1e-5)


def test_a_stored_adapter_gives_the_model_back(tmp_path: Path) -> None:
    base = base_model()
    model = train(STRATEGIES["linear"], base, SIZE, text(), tmp_path, ignore, SHORT).model
    assert isinstance(model, AdaptedModel)
    save_adapter(model, tmp_path / "adapter.safetensors", SIZE)
    tensors = base.state_dict()
    old = LanguageModel(ModelConfig(SIZE, embedding=8, hidden=12, layers=2))
    old.load_state_dict({**tensors, "words": base.words[:SIZE], "bias": base.bias[:SIZE]})
    again = load_adapter(old, tmp_path / "adapter.safetensors")
    one, two = (full_loss(merged(m), text().validation) for m in (model, again))
    assert one == pytest.approx(two, abs=5e-3)


def test_an_interrupted_run_ends_as_an_uninterrupted_one(tmp_path: Path) -> None:
    class KilledError(Exception):
        pass

    def kill(event: Event) -> None:
        if event.name == "validated" and event.values["step"] == 20:
            raise KilledError

    often = TrainConfig(**{**vars(SHORT), "checkpoint_minutes": 0.0})
    whole = train(STRATEGIES["full"], base_model(), SIZE, text(), tmp_path / "a", ignore, often)
    with pytest.raises(KilledError):
        train(STRATEGIES["full"], base_model(), SIZE, text(), tmp_path / "b", kill, often)
    again = train(STRATEGIES["full"], base_model(), SIZE, text(), tmp_path / "b", ignore, often)
    assert again.loss == whole.loss
    for one, two in zip(whole.model.parameters(), again.model.parameters(), strict=True):
        assert torch.equal(one, two)


def test_a_finished_run_is_not_run_again(tmp_path: Path) -> None:
    events: list[str] = []
    first = train(STRATEGIES["linear"], base_model(), SIZE, text(), tmp_path, ignore, SHORT)
    again = train(
        STRATEGIES["linear"],
        base_model(),
        SIZE,
        text(),
        tmp_path,
        lambda event: events.append(event.name),
        SHORT,
    )
    assert events == []
    assert again.loss == first.loss
    for one, two in zip(first.model.parameters(), again.model.parameters(), strict=True):
        assert torch.equal(one, two)


def test_a_stopped_run_is_no_result(tmp_path: Path) -> None:
    def stop(event: Event) -> None:
        if event.name == "validated" and event.values["step"] == 10:
            signal.raise_signal(signal.SIGTERM)

    with pytest.raises(StoppedError):
        train(STRATEGIES["full"], base_model(), SIZE, text(), tmp_path, stop, SHORT)
    outcome = train(STRATEGIES["full"], base_model(), SIZE, text(), tmp_path, ignore, SHORT)
    whole = train(STRATEGIES["full"], base_model(), SIZE, text(), tmp_path / "a", ignore, SHORT)
    assert outcome.loss == whole.loss


def test_auto_takes_the_best_of_its_trials(tmp_path: Path) -> None:
    events: list[Event] = []
    chosen = choose(base_model(), SIZE, text(1500), tmp_path, events.append)
    (losses,) = (event.values["loss"] for event in events if event.name == "trials")
    assert isinstance(losses, dict)
    assert set(losses) <= set(STRATEGIES) - {"scratch"} and len(losses) > 1
    assert chosen == min(losses, key=losses.__getitem__)
    begun = sum(event.name == "strategy" for event in events)
    legs = [event.values["leg"] for event in events if event.name == "strategy"]
    assert legs == list(range(len(losses)))
    assert choose(base_model(), SIZE, text(1500), tmp_path, events.append) == chosen
    assert sum(event.name == "strategy" for event in events) == begun, "trials are kept"


def test_growing_keeps_old_rows_and_composes_new_ones() -> None:
    words = ("harbour", "harbours", "light", "lighthouse", "night", "boat", "boats", "sea")
    vocabulary = Vocabulary((*SPECIAL, *words), (9, 0, 0, *range(100, 20, -10)))
    grown = vocabulary.grown(("harbouring", "xqz"), (5, 4))
    model = base_model(ModelConfig(len(vocabulary), embedding=8, hidden=12))
    ids = np.array([3, 4, 0, 5, 0, 6] * 100)
    targets = np.array([3, 4, 11, 5, 12, 6] * 100)
    larger = grow(model, vocabulary, grown, ids, targets, 600)
    assert torch.equal(larger.words[:11], model.words)
    assert torch.isfinite(larger.words).all()
    spelt_like = torch.cosine_similarity(
        larger.words[11], larger.words[3:5].mean(0), dim=0
    ).detach()
    assert float(spelt_like) > 0.1
    assert grow(model, vocabulary, vocabulary, ids, ids, 600) is model
    assert math.isfinite(full_loss(larger, targets))


def test_habits_move_biases_by_how_much_more_often_a_word_is_used() -> None:
    vocabulary = Vocabulary((*SPECIAL, "sea", "boat", "new"), (0, 0, 0, 500, 500, 3))
    model = base_model(ModelConfig(len(vocabulary), embedding=8, hidden=12))
    counts = np.array([40, 0, 0, 9_000, 1_000, 3], np.float64)
    moved = with_habits(model, vocabulary, counts, 5)
    change = (moved.bias - model.bias).detach()
    # General: one half each, of what 12,000 words of doubt are added to the person's.
    wanted = 0.5 * math.log((9_000 + 6_000) / (1_000 + 6_000))
    assert float(change[3] - change[4]) == pytest.approx(wanted, rel=0.01)
    assert change[[0, 1, 2, 5]].abs().max() == 0
    assert torch.equal(moved.words, model.words)


def test_the_usual_frequencies_of_a_profile_are_the_persons() -> None:
    vocabulary = Vocabulary((*SPECIAL, "sea", "boat", "new"), (0, 0, 0, 5_000, 5_000, 30))
    counts = np.array([10, 0, 0, 9_000_000, 980_000, 20_000], np.float64)
    usual = with_usage(vocabulary, counts, 5)
    assert usual.words == vocabulary.words
    assert usual.counts[:3] == (0, 0, 0)
    assert usual.counts[3:] == pytest.approx((9_000, 985, 20), abs=10)
    rarely = with_usage(vocabulary, np.array([0, 0, 0, 90, 10, 1], np.float64), 5)
    assert rarely.counts[3:] == pytest.approx((5_000, 5_000, 1), abs=50)
