"""The blend's parameters and their file."""

from pathlib import Path

import numpy as np
import pytest

from editor_app.prediction.blend import OWN, SOURCES, BlendParameters, BlendSource, Evidence
from editor_app.prediction.cache import Sparse
from models.language import known
from models.profile import BLEND, shipped


def test_parameters_survive_their_file(tmp_path: Path) -> None:
    parameters = BlendParameters(sharpness=3.5, calibration=((0.9, 0.1), (1.1, -0.2)))
    parameters.write(tmp_path / "blend.json")
    again = BlendParameters.read(tmp_path / "blend.json")
    assert np.allclose(again.own, parameters.own, atol=1e-3)
    assert again.sharpness == 3.5 and again.calibration == parameters.calibration
    (tmp_path / "blend.json").write_text('{"sources": ["other"]}')
    with pytest.raises(ValueError, match="other sources"):
        BlendParameters.read(tmp_path / "blend.json")


def test_the_shipped_base_brings_its_blend() -> None:
    assert BlendParameters.read(shipped() / BLEND).own.shape == (len(SOURCES), OWN)


def test_what_was_fitted_on_english_is_not_used_for_another_language(tmp_path: Path) -> None:
    fitted = BlendParameters.read(shipped() / BLEND)
    assert (BlendParameters.of(known("en"), tmp_path).own == fitted.own).all()
    careful = BlendParameters.of(known("de"), tmp_path)
    assert (careful.own == BlendParameters().own).all() and (careful.own != fitted.own).any()
    fitted.write(tmp_path / BLEND)  # the base's own, whatever it is
    assert (BlendParameters.of(known("de"), None, tmp_path).own == fitted.own).all()


def test_the_mass_of_words_is_the_sum_of_their_probabilities() -> None:
    dense = {BlendSource.MODEL: np.array([0.1, 0.2, 0.3, 0.4], np.float32)}
    few = Sparse(np.array([2, 7], np.int64), np.array([0.75, 0.25], np.float32), 4.0)
    sparse = {BlendSource.PERSON_AFTER_1: few}
    own = np.zeros((len(SOURCES), OWN), np.float32)
    evidence = Evidence(dense, sparse, own, np.zeros(4, np.float32))
    for words in ([], [2], [7], [0, 2, 7, 9], [1, 3]):
        expected = sum((evidence.probability(word) for word in words), np.zeros(len(SOURCES)))
        assert np.allclose(evidence.mass(np.array(words, np.int64)), expected)
