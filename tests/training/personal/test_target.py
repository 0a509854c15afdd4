"""The person's text is split before anything is counted, and its new words are found."""

import math

import numpy as np
import pytest
import torch

from models.language import known
from models.text import tokenise
from models.vocabulary import PARAGRAPH, SPECIAL, UNKNOWN, Vocabulary
from models.writing import Writing
from tests.training import make_base
from training.documents import Document
from training.measure.score import Completer, score
from training.network.model import LanguageModel, ModelConfig
from training.personal.rehearsal import rehearse
from training.personal.target import (
    count_words,
    encode,
    excerpts,
    foreign_words,
    new_words,
    newest_part,
    split,
)


def document(number: int, paragraphs: int = 10) -> Document:
    rows = make_base.sentences(paragraphs, seed=number)
    return Document(f"{number}.txt", float(number), tuple(rows))


def test_the_newest_documents_are_held_out_whole() -> None:
    parts = split([document(n) for n in (3, 1, 9, 4, 7, 2, 8, 5, 6, 0)], share=0.1, least_words=0)
    assert parts.test == document(9).paragraphs
    assert parts.validation == document(8).paragraphs
    assert parts.train[0] == document(0).paragraphs
    assert len(parts.train) == 8


def test_of_one_document_the_end_is_held_out() -> None:
    whole = document(1, 100)
    parts = split([whole], share=0.1, least_words=0)
    assert (*parts.train[0], *parts.validation, *parts.test) == whole.paragraphs
    assert count_words(parts.test) == pytest.approx(0.1 * whole.words, abs=20)
    assert count_words(parts.validation) == pytest.approx(0.1 * whole.words, abs=20)


def test_of_little_text_more_is_held_out_to_judge_by() -> None:
    whole = document(1, 100)
    parts = split([whole], share=0.1)
    assert count_words(parts.test) == pytest.approx(0.2 * whole.words, abs=20)
    assert count_words(parts.validation) == pytest.approx(0.1 * whole.words, abs=20)


def test_without_a_test_only_validation_is_held_out() -> None:
    parts = split([document(1, 100)], share=0.0)
    assert parts.test == ()
    assert 0 < count_words(parts.validation) < 0.08 * parts.train_words


def test_the_newest_part_is_the_end() -> None:
    rows = (document(1).paragraphs, document(2).paragraphs)
    part = newest_part(rows, 0.25)
    assert part == (rows[1][-len(part[0]) :],)
    assert newest_part(rows, 1.0) == rows


@pytest.fixture
def vocabulary() -> Vocabulary:
    words = ("the", "captain", "saw", "boat", "-", "'s", ".", "said", "to", "harbour")
    counts = (5, 0, 0, *range(100, 0, -10))
    return Vocabulary((*SPECIAL, *words), counts, Writing.of(known("en")))


def test_new_words_are_those_used_often_enough(vocabulary: Vocabulary) -> None:
    text = ["The captain saw Zorblax.", "Zorblax saw Quux.", "Quux said Zorblax's boat."]
    assert new_words(vocabulary, [text]) == [("Zorblax", 3)]


def test_a_probable_typing_error_waits_longer(vocabulary: Vocabulary) -> None:
    assert new_words(vocabulary, [["the captian saw"] * 5]) == []
    assert new_words(vocabulary, [["the captian saw"] * 6]) == [("captian", 6)]


def test_new_words_change_no_other_id(vocabulary: Vocabulary) -> None:
    text = ["Zorblax's boat saw the sea-zorblax. Zorblax said ZORBLAX!"] * 3
    words = new_words(vocabulary, [text])
    grown = vocabulary.grown((w for w, _ in words), (n for _, n in words))
    before, after = encode(vocabulary, text), encode(grown, text)
    assert len(before) == len(after)
    changed = before != after
    assert changed.any()
    assert (before[changed] == UNKNOWN).all()
    assert (after[changed] >= len(vocabulary)).all()
    assert before[-1] == PARAGRAPH


def test_the_completer_types_like_the_perfect_user() -> None:
    vocabulary = Vocabulary((*SPECIAL, "con", "consider", "cat", "Catherine", "dog"))
    logs = np.log(np.array([0.3, 0.1, 0.1, 0.02, 0.05, 0.08, 0.01, 0.2], np.float32))
    completer = Completer(vocabulary)
    assert completer.keys(logs, "dog") == (True, True, 0)
    assert completer.keys(logs, "Cat") == (False, True, 1)
    assert completer.keys(logs, "consider") == (False, True, 2)
    assert completer.keys(logs, "con") == (False, False, 3)
    assert completer.keys(logs, "zebra") == (False, False, 5)


def test_a_uniform_model_scores_as_it_must() -> None:
    rows = make_base.sentences(20)
    words = sorted({token.text for row in rows for token in tokenise(row)})
    vocabulary = Vocabulary((*SPECIAL, *words))
    model = LanguageModel(ModelConfig(len(vocabulary), embedding=4, hidden=4))
    with torch.no_grad():
        model.words.zero_()
    size = len(vocabulary)
    reached = score(model, vocabulary, rows, size, foreign=0)
    assert reached.perplexity.mean == pytest.approx(size, rel=1e-4)
    assert reached.own_perplexity == pytest.approx(size, rel=1e-4)
    assert reached.words == sum(len(row.split()) for row in rows)
    assert reached.foreign_share == 0


def test_base_and_profile_share_one_list_of_words() -> None:
    """A model that knows nothing of any word is as good whatever its vocabulary."""
    rows = make_base.sentences(20)
    words = sorted({token.text for row in rows for token in tokenise(row)})
    small = Vocabulary((*SPECIAL, *words[:-6]))
    large = small.grown(words[-6:-2], [1] * 4)
    foreign = foreign_words(small, [rows])
    assert foreign == 6
    reached = []
    for vocabulary, missing in ((small, 6), (large, 2)):
        model = LanguageModel(ModelConfig(len(vocabulary), embedding=4, hidden=4))
        with torch.no_grad():
            model.words.zero_()
            model.bias[UNKNOWN] = math.log(missing)
        reached.append(score(model, vocabulary, rows, len(small), foreign))
    for one in reached:
        assert one.perplexity.mean == pytest.approx(len(words) + len(SPECIAL) - 1, rel=1e-4)
        assert one.foreign_perplexity == pytest.approx(one.known_perplexity, rel=1e-4)
        assert one.foreign_share == pytest.approx(reached[0].foreign_share)


def test_excerpts_are_spread_over_the_text() -> None:
    rows = [f"{n} word word word word" for n in range(1000)]
    kept = excerpts(rows, 300, pieces=3)
    assert len(" ".join(kept).split()) == pytest.approx(300, abs=15)
    numbers = np.array([int(row.split()[0]) for row in kept])
    assert sorted(set(numbers // 100)) == [0, 3, 6]
    assert (np.diff(numbers) > 0).all()
    assert excerpts(rows[:20], 300) == rows[:20]


def test_rehearsal_writes_words_of_the_vocabulary() -> None:
    torch.manual_seed(0)
    model = LanguageModel(ModelConfig(30, embedding=4, hidden=4))
    ids = rehearse(model, 500)
    assert 500 <= len(ids) < 600
    assert ids.min() > UNKNOWN
    assert ids.max() < 30
    assert np.array_equal(ids, rehearse(model, 500))
