"""Whose work is inside, under which terms, and what the model's card says."""

import tomllib
from pathlib import Path

from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QTextBrowser

import editor_app
from editor_app.licences import licences, model_card
from tests.editor_app.conftest import House

ROOT = Path(editor_app.__file__).parents[1]


def test_everything_inside_has_its_terms() -> None:
    found = {licence.name: licence.text for licence in licences()}
    assert found["Foretype"] == (ROOT / "LICENSE").read_text("utf-8")
    assert "Lesser General Public License" in found["Qt"]
    for name, words in (("numpy", "BSD"), ("onnxruntime", "MIT"), ("platformdirs", "MIT")):
        assert words in found[name]
    assert {"Hunspell en_US", "Hunspell en_GB", "PySide6_Essentials"} <= set(found)


def test_the_version_is_the_project_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert editor_app.__version__ == project["version"]


def test_a_bundle_without_a_card_has_none(tmp_path: Path) -> None:
    assert model_card(tmp_path) == ""


def test_the_window_shows_licences_and_card(house: House, tmp_path: Path) -> None:
    (tmp_path / "CARD.md").write_text("# A card\n\nOf a *model*.\n")
    house.open("--bundle", str(tmp_path))
    sheet = house.sheet("about")
    names, text = sheet.findChild(QListWidget), sheet.findChild(QPlainTextEdit)
    names.setCurrentRow(1)
    assert "Lesser General Public License" in text.toPlainText()
    assert "A card" in sheet.findChild(QTextBrowser).toPlainText()
    sheet.close()
