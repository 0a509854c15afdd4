"""The figures of a bundle: what is computed is what the definition says."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
import torch

from models.bundle import open_bundle
from models.text import tokenise
from models.vocabulary import PARAGRAPH
from tests.training.test_export import VOCABULARY, model
from training.corpora.corpus import Plan, prepare
from training.corpora.reading import Shape
from training.evaluate import EvaluateError, Reader, main
from training.export import BundleFacts, export_bundle
from training.measure.intervals import ratio
from training.measure.registers import held_out
from training.runs.recipe import RecipeError, load

TEXT = "The fox jumps over you. Do you not know?"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    export_bundle(model(), VOCABULARY, tmp_path / "b", BundleFacts("b"))
    return tmp_path / "b"


def test_perplexity_is_that_of_the_model(bundle: Path) -> None:
    reading = Reader(open_bundle(bundle), full_precision=True).read([TEXT])
    ids = [*VOCABULARY.encode(tokenise(TEXT)), PARAGRAPH]
    made = model()
    with torch.no_grad():
        inputs = torch.tensor([PARAGRAPH, *ids[:-1]])[:, None]
        hidden, _ = made(inputs, made.initial_state(1))
        logs = made.log_probabilities(hidden[:, 0])
    loss = -logs[torch.arange(len(ids)), torch.tensor(ids)].mean().item()
    assert reading.tokens == len(ids)
    assert reading.perplexity.mean == pytest.approx(math.exp(loss), rel=1e-2)  # float16 weights
    bits = loss / math.log(2) * len(ids) / (len(TEXT) + 1)
    assert reading.bits_per_character.mean == pytest.approx(bits, rel=1e-2)
    assert reading.unknown_share == 0.0


def test_int8_is_near_float32(bundle: Path) -> None:
    opened = open_bundle(bundle)
    small, full = Reader(opened).read([TEXT]), Reader(opened, True).read([TEXT])
    assert small.perplexity.mean == pytest.approx(full.perplexity.mean, rel=0.05)


def test_unknown_words_are_charged_for_their_letters(bundle: Path) -> None:
    reader = Reader(open_bundle(bundle))
    short, long = reader.read(["the zz"]), reader.read(["the zzzzzzzzzz"])
    assert short.unknown_share > 0
    assert long.bits_per_character.mean * 15 > short.bits_per_character.mean * 7 + 8 * 5


def test_the_command_prints_json(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_text(TEXT)
    main(["--bundle", str(bundle), str(text), "--words", "0", "--json"])
    report = json.loads(capsys.readouterr().out)
    assert report["texts"]["text"]["model"]["tokens"] > 10
    assert report["step_ms"]["p50"] > 0


def test_a_text_without_words_is_refused(bundle: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("\n")
    with pytest.raises(EvaluateError):
        main(["--bundle", str(bundle), str(text)])
    with pytest.raises(EvaluateError, match="name a"):
        main([str(text)])


def test_intervals_hold_the_mean_and_narrow_with_text() -> None:
    random = np.random.default_rng(0)
    values = random.normal(5, 1, 40_000)
    wide, narrow = ratio(values[:2000], np.ones(2000), 100), ratio(values, np.ones(40_000), 100)
    assert wide.low < 5 < wide.high
    assert narrow.high - narrow.low < wide.high - wide.low
    assert math.isnan(ratio(np.empty(0), np.empty(0)).mean)


@pytest.mark.parametrize("name", [p.stem for p in (Path("training/recipes")).glob("*.toml")])
def test_shipped_recipes_load(name: str) -> None:
    size = load(name).corpus.vocabulary
    assert isinstance(size, int) and size > 1000


@pytest.mark.parametrize("content", ["[train]\nsurprise = 1\n", "no toml ["])
def test_recipes_with_mistakes_are_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_text(content)
    with pytest.raises(RecipeError):
        load(str(path))
    with pytest.raises(RecipeError, match="known"):
        load("there-is-none")


def test_registers_are_measured_each_for_itself(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {"mail": "The fox jumps.", "talk": "Do you not know it?"}
    for name, text in texts.items():
        mails = "\n\n".join(f"{text} {'not ' * n}fox." for n in range(60))
        (tmp_path / f"{name}.txt").write_text(mails)
    shapes = dict.fromkeys(texts, Shape.DOCUMENTS)
    plan = Plan(60, registers={n: n for n in texts}, shapes=shapes, held_out={"mail": 8, "talk": 8})
    paths = [tmp_path / "mail.txt", tmp_path / "talk.txt"]
    corpus = prepare(paths, tmp_path / "corpus", plan, lambda _event: None)
    mail, talk = held_out(corpus, 40)
    assert all(document[0].startswith("The fox") for document in mail.documents)
    assert sum(len(document[0].split()) for document in talk.documents) < 40 + 70
    reader = Reader(open_bundle(bundle))
    together = reader.read_documents(mail.documents)
    alone = [reader.read(document) for document in mail.documents]
    assert together.tokens == sum(reading.tokens for reading in alone)
    assert min(r.perplexity.mean for r in alone) <= together.perplexity.mean
    command = ["--bundle", str(bundle), "--corpus", str(tmp_path / "corpus"), "--words", "0"]
    assert main([*command, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert list(report["texts"]) == ["mail", "talk"]
