"""Published corpora: their tokens as they stand, their splits, their perplexity, the cache."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
import torch

from models.progress import Event
from models.vocabulary import NUMBER, PARAGRAPH, UNKNOWN
from training.corpora.corpus import Corpus, CorpusError
from training.corpora.published import prepare_published
from training.measure.benchmark import (
    Pass,
    cache_probabilities,
    main,
    mixed_losses,
    read_through,
    split_ids,
    tune_cache,
)
from training.network.model import LanguageModel, ModelConfig
from training.pretrain import pretrain
from training.runs.config import TrainConfig
from training.runs.recipe import Recipe, load
from training.runs.run import RunError

TRAIN = " the <unk> of N shares rose N \n no it was n't \n" * 40
VALID = " the shares rose \n" * 10
TEST = " the bank of N rose \n"


def silent(_event: Event) -> None:
    pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "text"
    path.mkdir()
    for split, text in (("train", TRAIN), ("valid", VALID), ("test", TEST)):
        (path / f"little.{split}.txt").write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def run(folder: Path, tmp_path: Path) -> Path:
    train = TrainConfig(
        tokens=3000, batch_size=4, bptt=8, negatives=8, validate_steps=40, learning_rate=1e-2
    )
    recipe = Recipe(published=True, model={"embedding": 8, "hidden": 12}, train=train)
    pretrain([folder], tmp_path / "run", recipe, silent)
    return tmp_path / "run"


def test_every_token_counts_and_every_line_ends(folder: Path, tmp_path: Path) -> None:
    corpus = prepare_published(folder, tmp_path / "out", silent)
    assert set(corpus.vocabulary.words) == {
        *("<unk>", "<num>", "<p>", "the", "of", "shares", "rose", "no", "it", "was", "n't")
    }
    ids = split_ids(corpus, "train")
    words = [corpus.vocabulary.words[i] for i in ids[:9]]
    assert words == ["the", "<unk>", "of", "<num>", "shares", "rose", "<num>", "<p>", "no"]
    assert len(ids) == 40 * (8 + 5)
    assert list(corpus.vocabulary.counts) == np.bincount(ids).tolist()
    assert corpus.vocabulary.counts[NUMBER] == 80
    assert corpus.unknown_share == pytest.approx(1 / 13)
    # "bank" was never seen in training: the vocabulary is the training file's.
    the, of, rose = (corpus.vocabulary.id_of[w] for w in ("the", "of", "rose"))
    assert split_ids(corpus, "test").tolist() == [the, UNKNOWN, of, NUMBER, rose, PARAGRAPH]
    assert Corpus.open(tmp_path / "out").sources == corpus.sources


def test_a_missing_split_is_told(folder: Path, tmp_path: Path) -> None:
    (folder / "little.test.txt").unlink()
    with pytest.raises(CorpusError, match="test"):
        prepare_published(folder, tmp_path / "out", silent)


def test_reading_in_steps_is_reading_at_once() -> None:
    torch.manual_seed(0)
    model = LanguageModel(ModelConfig(30, 8, 12, 2, drop_input=0.5)).eval()
    ids = np.random.default_rng(0).integers(0, 30, 700)
    read = read_through(model, ids)
    with torch.no_grad():
        inputs = torch.from_numpy(np.concatenate(([PARAGRAPH], ids[:-1])))[:, None]
        hidden, _ = model(inputs, model.initial_state(1))
        logs = model.log_probabilities(hidden[:, 0])
    want = -logs[torch.arange(700), torch.from_numpy(ids)]
    assert torch.allclose(read.losses, want, atol=1e-5)
    assert read.hidden.shape == (700, 8)


def test_the_cache_is_its_formula() -> None:
    random = np.random.default_rng(1)
    count, window, theta, share = 600, 50, 0.7, 0.2
    targets = torch.from_numpy(random.integers(0, 9, count))
    hidden = torch.from_numpy(random.normal(size=(count, 5)).astype(np.float32))
    losses = torch.full((count,), math.log(9))
    read = Pass(targets, losses, hidden)
    got = mixed_losses(read, cache_probabilities(read, [theta], window)[0], share)
    assert got[0] == pytest.approx(math.log(9))
    for now in (1, 2, 49, 50, 51, 255, 256, 257, 300, 599):
        past = range(max(0, now - window), now)
        weights = {i: math.exp(theta * float(hidden[now] @ hidden[i])) for i in past}
        right = sum(w for i, w in weights.items() if targets[i] == targets[now])
        want = 0.8 / 9 + 0.2 * right / sum(weights.values())
        assert got[now] == pytest.approx(-math.log(want), rel=1e-4), now


def test_the_cache_is_tuned_to_what_repeats() -> None:
    random = np.random.default_rng(2)
    count = 900
    phrases = random.integers(0, 40, 30)
    targets = torch.from_numpy(np.tile(phrases, count // 30))
    vectors = random.normal(size=(40, 6)).astype(np.float32)
    hidden = torch.from_numpy(vectors[np.roll(targets.numpy(), 1)])
    read = Pass(targets, torch.full((count,), math.log(40)), hidden)
    cache = tune_cache(read, 100)
    assert cache.share == 0.3  # the most there is
    cached = cache_probabilities(read, [cache.theta], 100)[0]
    assert mixed_losses(read, cached, cache.share).mean() < 0.6 * math.log(40)


def test_the_command_measures_a_run(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--run", str(run), "--cache", "20", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["tokens"] == 6 and report["vocabulary"] == 11
    assert 1 < report["perplexity"]["mean"] < 40
    assert report["cache"]["window"] == 20
    assert main(["--run", str(run), "--split", "validation"]) == 0
    assert "40 tokens of 11 kinds" in capsys.readouterr().out
    with pytest.raises(CorpusError, match="heldout"):
        main(["--run", str(run), "--split", "heldout"])


def test_no_run_no_figure(tmp_path: Path) -> None:
    with pytest.raises(RunError):
        main(["--run", str(tmp_path)])


def test_the_shipped_recipe_asks_for_the_published_form() -> None:
    recipe = load("ptb")
    assert recipe.published
    assert recipe.train.validation_tokens > 73_760
