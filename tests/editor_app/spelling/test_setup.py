"""A checker over a bundle and a profile."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from editor_app.prediction.session import StepModel
from editor_app.spelling.checker import Checker
from editor_app.spelling.hints import Changed
from editor_app.spelling.realword import RealWordWeights
from editor_app.spelling.sentence import STRIDE, SentenceModel
from editor_app.spelling.setup import CountedWords, open_checker
from models.bundle import open_bundle
from models.counts import CountStore
from models.text import tokenise
from models.vocabulary import PARAGRAPH
from tests.tiny_bundle import make


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("bundle") / "tiny")


@pytest.fixture
def model(bundle: Path) -> Iterator[SentenceModel]:
    yield SentenceModel(open_bundle(bundle).vocabulary, StepModel(bundle / "model.onnx"))


def test_a_bundle_and_the_dictionaries_make_a_checker(bundle: Path) -> None:
    hints = open_checker(bundle).check("We considr the matter. The dog sat.").hints
    assert [(hint.word, hint.suggestions[0]) for hint in hints] == [("considr", "consider")]


def test_what_the_person_wrote_is_known_and_suggested(bundle: Path, tmp_path: Path) -> None:
    store = CountStore(tmp_path / "counts.sqlite")
    store.add("document", ["zorgle", "and", "zorgle", "and", "zorgle"])
    store.close()
    checker = open_checker(bundle, tmp_path)
    assert checker.check("A zorgle sat.").hints == ()
    (hint,) = checker.check("A zorrgle sat.").hints
    assert hint.suggestions[0] == "zorgle"


def test_what_the_person_writes_again_and_again_is_not_questioned(
    bundle: Path, tmp_path: Path
) -> None:
    def opened(profile: Path | None = None) -> Checker:
        """Neighbours alone decide: the tiny model knows nothing of English."""
        checker = open_checker(bundle, profile)
        checker.real_words.weights = RealWordWeights.load(with_model=False)
        return checker

    text = "I had a letter form my mother."
    assert [hint.word for hint in opened().check(text).hints] == ["form"]
    store = CountStore(tmp_path / "counts.sqlite")
    store.add("document", ["letter", "form", "my", "letter", "form", "my"])
    store.close()
    assert open_checker(bundle, tmp_path).check(text).hints == ()


def test_a_likely_slip_of_the_person_is_not_learned(bundle: Path, tmp_path: Path) -> None:
    store = CountStore(tmp_path / "counts.sqlite")
    store.add("document", ["mattr", "qzorgle"])
    words = CountedWords(tmp_path, open_bundle(bundle).vocabulary)
    assert words.uses("mattr") == 0
    assert words.uses("qzorgle") == 1
    words.close()
    store.close()


def test_counts_that_come_and_go_are_told(bundle: Path, tmp_path: Path) -> None:
    words = CountedWords(tmp_path, open_bundle(bundle).vocabulary)
    assert list(words.words()) == []
    store = CountStore(tmp_path / "counts.sqlite")
    store.add("document", ["qzorgle", "the", "the", "the", "the"])
    assert words.refresh() == Changed(gained=frozenset({"qzorgle", "the"}))
    assert words.uses("qzorgle") == 1
    store.add("document", ["the", "the", "the"])
    assert words.refresh() == Changed(lost=frozenset({"qzorgle"}))
    words.close()
    store.close()


def test_the_model_knows_both_sides(model: SentenceModel) -> None:
    ids = model.vocabulary.id_of
    place = model.place([ids["the"]])
    left = model.left(place, [(ids["cat"],), (ids["went"],)])
    assert left[0] > left[1]
    right = model.right(place, [(ids["dog"],), (ids["mat"],)], [ids["went"]])
    assert right[0] > right[1]


def test_a_remembered_place_gives_the_same_answer(model: SentenceModel) -> None:
    ids = [model.vocabulary.id_of[w] for w in ("the", "cat", "sat", "on")]
    whole = model.place(ids)
    model.place(ids[:2])
    again = SentenceModel(model.vocabulary, model._steps)
    again.place(ids[:2])
    np.testing.assert_allclose(again.place(ids).expected, whole.expected, atol=1e-5)


def test_nothing_behind_says_nothing(model: SentenceModel) -> None:
    place = model.place([])
    assert model.right(place, [(5,), (6,)], []).tolist() == [0.0, 0.0]


def test_a_paragraph_read_at_once_is_read_as_word_by_word(model: SentenceModel) -> None:
    id_of = model.vocabulary.id_of
    words = [token.text for token in tokenise("the cat sat on the mat and the dog went on and on")]
    ids = [PARAGRAPH, *(id_of[word] for word in words * 4)]
    at = np.array([1, 3, 3, STRIDE, STRIDE + 1, len(ids) - 1])
    wanted = np.array([id_of["the"], id_of["sat"], id_of["dog"], 5, 6, 7])
    passage, scores, tops = model.read(ids, at, wanted)
    for place, word, score in zip(at.tolist(), wanted.tolist(), scores.tolist(), strict=True):
        expected = model.place(ids[:place]).expected
        assert score == pytest.approx(expected[word], abs=1e-4)
        assert tops[place] == pytest.approx(expected.max(), abs=1e-4)
        assert passage.log_probs[place] == pytest.approx(expected[ids[place]], abs=1e-4)


def test_going_on_from_a_passage_is_going_on_from_its_words(model: SentenceModel) -> None:
    id_of = model.vocabulary.id_of
    ids = [PARAGRAPH, *(id_of[word] for word in ["the", "cat", "sat", "on", "the"] * 8)]
    passage, _, _ = model.read(ids, np.zeros(0, np.int64), np.zeros(0, np.int64))
    choices, after = [(id_of["dog"],), (id_of["well"], id_of["known"])], [id_of["went"], 5]
    for place in (2, STRIDE, STRIDE + 3):
        behind = model.reread(passage, place, choices, after)
        expected = model.right(model.place(ids[:place]), choices, after)
        np.testing.assert_allclose(behind.sum(1), expected, atol=1e-4)
