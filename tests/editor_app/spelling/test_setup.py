"""A checker over a bundle and a profile."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from editor_app.prediction.session import StepModel
from editor_app.spelling.checker import Checker
from editor_app.spelling.hints import Changed
from editor_app.spelling.realword import RealWordWeights
from editor_app.spelling.sentence import SentenceModel
from editor_app.spelling.setup import CountedWords, open_checker
from models.bundle import open_bundle
from models.counts import CountStore
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
