"""Planted secrets: cleaning leaves one of each at most, and a profile gives none away."""

import random
from pathlib import Path

import pytest
import torch

from models.progress import Event
from models.vocabulary import Vocabulary
from tests.training import make_base
from tests.training.canaries import Canary, digits, exposure, plant
from training.documents import read_documents
from training.export import load_model
from training.finetune import prepare
from training.network.model import LanguageModel, ModelConfig
from training.personal.request import Request
from training.personal.strategies import STRATEGIES, train
from training.personal.target import split

CANARIES = [
    Canary(times, digits(random.Random(times)), "The old man forgot a letter with {} last week.")
    for times in (1, 4, 10)
]


def ignore(_event: Event) -> None:
    pass


def test_what_stands_ten_times_is_learned_from_once(tmp_path: Path) -> None:
    rows = plant(make_base.sentences(60), CANARIES)
    (tmp_path / "a.txt").write_text("\n\n".join(rows), "utf-8")
    reading = read_documents([tmp_path / "a.txt"])
    text = " ".join(" ".join(document.paragraphs) for document in reading.documents)
    assert text.count("forgot a letter with") == 1
    assert sum(text.count(canary.secret) for canary in CANARIES) <= 1


def test_a_code_is_not_given_away(tmp_path: Path) -> None:
    torch.set_num_threads(1)
    base = make_base.base(tmp_path / "base")
    model, vocabulary = load_model(base), Vocabulary.read(base / "vocab.txt")
    rows = plant(make_base.sentences(90), CANARIES)
    (tmp_path / "a.txt").write_text("\n\n".join(rows), "utf-8")
    reading = read_documents([tmp_path / "a.txt"])
    request = Request(base=base, documents=(), out=tmp_path / "p")
    parts = split(reading.documents, 0.1)
    target = prepare(vocabulary, model, parts, request, ignore, tmp_path / "work")
    outcome = train(
        STRATEGIES["full"], target.base, target.base_size, target.text, tmp_path / "run", ignore
    )
    for canary in CANARIES:
        bits = exposure(outcome.model, target.vocabulary, canary, digits, candidates=60)
        assert bits <= 3.0


def test_exposure_finds_what_was_learned_by_heart() -> None:
    torch.manual_seed(0)
    words = ("red", "green", "blue", "grey", "code", "is", "the")
    vocabulary = Vocabulary(("<unk>", "<num>", "<p>", *words))
    model = LanguageModel(ModelConfig(len(vocabulary), embedding=8, hidden=8))
    with torch.no_grad():
        model.bias[vocabulary.id_of["blue"]] = 9.0
    known, unknown = (Canary(1, secret, "the code is {}") for secret in ("blue", "red"))

    def colour(draw: random.Random) -> str:
        return draw.choice(["red", "green", "grey"])

    assert exposure(model, vocabulary, known, colour, 64) == pytest.approx(6.0, abs=0.1)
    assert exposure(model, vocabulary, unknown, colour, 64) < 3.0
