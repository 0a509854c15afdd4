"""The blend's parameters and their file."""

from pathlib import Path

import numpy as np
import pytest

from editor_app.prediction.blend import OWN, SOURCES, BlendParameters


def test_parameters_survive_their_file(tmp_path: Path) -> None:
    parameters = BlendParameters(sharpness=3.5, calibration=((0.9, 0.1), (1.1, -0.2)))
    parameters.write(tmp_path / "blend.json")
    again = BlendParameters.read(tmp_path / "blend.json")
    assert np.allclose(again.own, parameters.own, atol=1e-3)
    assert again.sharpness == 3.5 and again.calibration == parameters.calibration
    (tmp_path / "blend.json").write_text('{"sources": ["other"]}')
    with pytest.raises(ValueError, match="other sources"):
        BlendParameters.read(tmp_path / "blend.json")


def test_the_shipped_parameters_can_be_read() -> None:
    assert BlendParameters.read().own.shape == (len(SOURCES), OWN)
