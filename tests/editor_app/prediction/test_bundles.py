"""Bundles that are open are shared for as long as their files stay as they are."""

import os
from pathlib import Path

import pytest

from editor_app.prediction.bundles import open_shared
from models.bundle import BundleError
from tests.tiny_bundle import make


def test_the_same_files_are_opened_once(tmp_path: Path) -> None:
    bundle = make(tmp_path / "tiny")
    first = open_shared(bundle)
    assert open_shared(bundle) is first


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    bundle = make(tmp_path / "tiny")
    first = open_shared(bundle)
    model = bundle / "model.onnx"
    content = model.read_bytes()
    os.utime(model, ns=(1, 1))
    again = open_shared(bundle)
    assert again is not first
    model.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(BundleError):
        open_shared(bundle)


def test_what_is_no_bundle_is_said(tmp_path: Path) -> None:
    with pytest.raises(BundleError):
        open_shared(tmp_path / "nowhere")
