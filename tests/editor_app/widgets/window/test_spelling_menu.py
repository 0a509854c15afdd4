"""The menu follows the document in front."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.documents.recovery import Recovery
from editor_app.services.assistant import Assistant
from editor_app.services.spell_service import SpellService
from editor_app.services.worker import Worker
from editor_app.settings import Settings
from editor_app.spelling.checker import Checker
from editor_app.widgets.window.main_window import MainWindow
from editor_app.widgets.window.spelling_menu import SpellingMenu
from tests.editor_app.widgets.page.test_spell_marks import Silence


@pytest.mark.qt_log_ignore("does not support")  # the offscreen platform raises no tool tips
def test_each_document_has_its_hints(qtbot: QtBot, checker: Checker, tmp_path: Path) -> None:
    workers = Worker("test-engine"), Worker("test-spelling")
    assistant = Assistant(workers[0])
    assistant.load(Silence)
    service = SpellService(workers[1], tmp_path / "words.txt")
    service.load(lambda: checker)
    recovery = Recovery(tmp_path / "recovery")
    window = MainWindow(Settings(tmp_path / "settings.toml"), assistant, recovery, tmp_path)
    qtbot.addWidget(window)
    first = window.workspace.new()
    menu = SpellingMenu(window, window.workspace, service)
    window.show()
    first.editor.setPlainText("We recieve teh letter.")
    qtbot.waitUntil(lambda: menu.marks(first).count == 2, timeout=30_000)
    window.actions_.adopt(menu.named)
    assert menu.named["spell_next"].shortcut().toString() == "F7"
    menu.named["spell_last"].trigger()
    assert first.editor.raw_text() == "We recieve teh letter."  # no hint before the cursor
    menu.named["spell_next"].trigger()
    assert first.editor.textCursor().position() == 3
    second = window.workspace.new()
    assert menu.marks(second).count == 0
    menu.set_enabled(False)
    qtbot.waitUntil(lambda: menu.marks(first).count == 0, timeout=30_000)
    for document in window.workspace.documents():
        document.editor.document().setModified(False)
    assistant.close()
    assert window.workspace.files.stop()
    for worker in workers:
        assert worker.stop()
