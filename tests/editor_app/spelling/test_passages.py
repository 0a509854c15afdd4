from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from editor_app.prediction.session import StepModel
from editor_app.spelling.passages import Paragraph, PassageReader, Reading
from editor_app.spelling.sentence import SentenceModel
from models.bundle import open_bundle
from models.vocabulary import PARAGRAPH
from tests.tiny_bundle import make

WORDS = ["the", "cat", "sat", "on", "the", "mat", "and", "the", "dog", "went", "on", "and", "on"]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("bundle") / "tiny")


@pytest.fixture
def model(bundle: Path) -> Iterator[SentenceModel]:
    yield SentenceModel(open_bundle(bundle).vocabulary, StepModel(bundle / "model.onnx"))


def paragraph(model: SentenceModel, times: int) -> Paragraph:
    """The words so often, and a wish at the places around the ends of what is read in one run."""
    id_of = model.vocabulary.id_of
    ids = [PARAGRAPH, *(id_of[word] for word in WORDS * times)]
    at = np.array([1, 3, 3, *(n for n in (7, 8, 9, 31, 32, 33) if n < len(ids)), len(ids) - 1])
    return Paragraph(ids, np.sort(at), np.arange(len(at)) + 5)


# One paragraph is read in long runs; many are read side by side, and a lane takes the next.
@pytest.mark.parametrize("times", [[4], [1, 3, 1], [2, 1, 3, 1, 1, 2, 1, 4, 1, 1, 2]])
def test_paragraphs_are_read_as_word_by_word(model: SentenceModel, times: list[int]) -> None:
    paragraphs = [paragraph(model, n) for n in times]
    for wish, (passage, scores) in zip(paragraphs, model.passages.read(paragraphs), strict=True):
        assert passage.ids == tuple(wish.ids)
        for place in range(1, len(wish.ids)):
            expected = model.place(wish.ids[:place]).expected
            assert passage.highest[place] == pytest.approx(expected.max(), abs=1e-4)
            assert passage.log_probs[place] == pytest.approx(expected[wish.ids[place]], abs=1e-4)
        rows = zip(wish.at.tolist(), wish.wanted.tolist(), scores.tolist(), strict=True)
        for place, wanted, score in rows:
            assert score == pytest.approx(model.place(wish.ids[:place]).expected[wanted], abs=1e-4)


@pytest.mark.parametrize("others", [0, 9])
def test_another_reading_is_followed_from_any_place(model: SentenceModel, others: int) -> None:
    id_of = model.vocabulary.id_of
    read = model.passages.read([paragraph(model, 3)] * (1 + others))
    passage = read[0][0]
    ids = (id_of["dog"],), (id_of["cat"], id_of["sat"])
    after = id_of["went"], id_of["on"]
    readings = [
        Reading(passage, place, words, after[:length])
        for place in (2, 8, 17, 32, 35)
        for words in ids
        for length in (0, 1, 2)
    ]
    for reading, found in zip(readings, model.passages.follow(readings), strict=True):
        assert len(found) == len(reading.after)
        place = model.place(passage.ids[: reading.at])
        expected = model.right(place, [reading.ids], reading.after)
        assert found.sum() == pytest.approx(expected[0], abs=1e-4)


def test_nothing_is_read_of_nothing(model: SentenceModel) -> None:
    assert PassageReader(model._steps).read([]) == []
    assert PassageReader(model._steps).follow([]) == []
