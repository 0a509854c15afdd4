"""The weights learn from the document, and unlearn exactly."""

import random
from pathlib import Path

import numpy as np
import pytest

from editor_app.prediction.blend import SOURCES, BlendSource
from editor_app.prediction.engine import Engine
from editor_app.prediction.online import moved
from editor_app.prediction.types import Query
from tests.tiny_bundle import make


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return Engine.open(make(tmp_path / "tiny"), tmp_path / "profile")


def type_words(engine: Engine, text: str, document: str) -> None:
    words = text.split()
    for end in range(len(words) + 1):
        start = " ".join(words[:end])
        engine.suggest(Query(start + " " if start else "", document=document))


def test_who_was_right_is_believed_more() -> None:
    weights = np.full(len(SOURCES), 1 / len(SOURCES), np.float32)
    said = np.zeros(len(SOURCES), np.float32)
    said[BlendSource.MODEL] = 0.5
    bias = np.zeros(len(SOURCES), np.float32)
    for _ in range(500):
        bias = moved(bias, weights, said, [])
    assert bias[BlendSource.MODEL] == bias.max() == 4.0  # and never without an end
    assert bias[BlendSource.PERSON_AFTER_2] < 0
    nobody = moved(bias, weights, np.zeros(len(SOURCES), np.float32), [])
    assert (nobody == bias).all()


def test_who_knows_what_begins_alike_is_believed_more() -> None:
    weights = np.full(len(SOURCES), 1 / len(SOURCES), np.float32)
    word = np.full(len(SOURCES), 0.1, np.float32)
    alike = np.full(len(SOURCES), 0.5, np.float32)
    alike[BlendSource.ADAPTED] = 0.1
    bias = moved(np.zeros(len(SOURCES), np.float32), weights, word, [alike])
    assert bias.argmax() == BlendSource.ADAPTED


def test_a_history_that_does_not_fit_is_believed_less(engine: Engine) -> None:
    engine.memory.learn("other", "the sea sea went well went sea the sea knows. " * 60)
    type_words(engine, "We consider the matter and the weather in London " * 4, "d")
    bias = engine.trail("d").bias
    person = slice(BlendSource.PERSON_WORDS, BlendSource.PERSON_AFTER_3 + 1)
    assert bias[person].mean() < 0 < bias.max()


def test_taking_words_back_takes_back_what_they_taught(engine: Engine) -> None:
    engine.memory.learn("own", "the cat sat on the mat and the dog went on. " * 20)
    chance = random.Random(1)
    said = [chance.choice(["the", "cat", "sat", "on", "mat", "dog"]) for _ in range(30)]
    biases = []
    for end in range(len(said) + 1):
        engine.suggest(Query("".join(word + " " for word in said[:end]), document="d"))
        biases.append(engine.trail("d").bias)
    assert not np.allclose(biases[5], biases[25])
    for end in (25, 12, 5, 0):
        engine.suggest(Query("".join(word + " " for word in said[:end]), document="d"))
        assert np.array_equal(engine.trail("d").bias, biases[end])
    for end in range(len(said) + 1):  # and typing it again teaches the same again
        engine.suggest(Query("".join(word + " " for word in said[:end]), document="d"))
    assert np.allclose(engine.trail("d").bias, biases[-1])


def test_letters_change_nothing(engine: Engine) -> None:
    type_words(engine, "the cat sat on the mat", "words")
    text = "the cat sat on the mat "
    for end in range(len(text) + 1):
        engine.suggest(Query(text[:end], document="letters"))
    assert np.array_equal(engine.trail("words").bias, engine.trail("letters").bias)


def test_the_next_document_begins_where_the_last_one_led(engine: Engine) -> None:
    engine.memory.learn("other", "the sea sea went well went sea the sea knows. " * 60)
    assert not engine.trail("first").bias.any()
    engine.memory.learn("first", "We consider the matter.")
    type_words(engine, "We consider the matter and the weather in London " * 4, "first")
    ended = engine.trail("first").bias
    engine.close_document("first")
    began = engine.trail("second").bias
    assert np.abs(began).max() > 0.02
    assert (np.abs(began) <= np.abs(ended) + 1e-3).all()  # thirty words say less than four hundred
    assert (np.sign(began[ended < -0.1]) < 0).all()


def test_what_is_not_counted_says_nothing_of_the_next_document(engine: Engine) -> None:
    engine.memory.learn("other", "the sea sea went well went sea the sea knows. " * 60)
    type_words(engine, "We consider the matter and the weather in London " * 4, "private")
    engine.close_document("private")
    assert not engine.trail("second").bias.any()


def test_forgetting_a_document_forgets_where_it_led(engine: Engine) -> None:
    engine.memory.learn("other", "the sea sea went well went sea the sea knows. " * 60)
    engine.memory.learn("first", "We consider the matter.")
    type_words(engine, "We consider the matter and the weather in London " * 4, "first")
    engine.close_document("first")
    assert engine.memory.trust
    engine.memory.forget("first")
    assert not engine.memory.trust
    assert not engine.trail("second").bias.any()
