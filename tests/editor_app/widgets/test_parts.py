"""The pieces that dialogs are put together from."""

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from editor_app.widgets.parts import asker


def test_enter_in_a_question_takes_nothing_away(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    usual: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: usual.append(box.defaultButton().text()))
    assert not asker(parent)("Delete the profile?", "Its counts are removed.", "Delete")
    assert [text.replace("&", "") for text in usual] == ["Cancel"]
