"""Ways to look at a text: full screen, typewriter, themes, right to left, dropped files."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.widgets import theme
from editor_app.widgets.page.markdown import MarkdownStyle
from tests.editor_app.conftest import Desk, House


def test_full_screen_shows_only_the_text_and_comes_back(house: House) -> None:
    house.open()
    window = house.window
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert not window.menuBar().isVisible()
    assert not window.status.isVisible()
    assert "F11" in window.notice.text
    window.actions_["new"].trigger()  # keys work without their menus
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    assert window.menuBar().isVisible()
    assert window.notice.text == ""


def test_the_next_start_after_full_screen_is_a_window(house: House) -> None:
    house.open()
    house.window.toggle_full_screen()
    house.close()
    house.open()
    assert not house.window.isFullScreen()
    assert house.window.menuBar().isVisible()


def test_typewriter_keeps_the_last_line_in_the_middle(house: House, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("line\n" * 300)
    house.open(str(path))
    editor = house.document.editor
    house.window.actions_["typewriter"].trigger()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    house.type("xy")
    middle = editor.viewport().height() / 2
    assert abs(editor.cursorRect().center().y() - middle) < 3 * editor.cursorRect().height()
    house.window.actions_["typewriter"].trigger()
    assert not editor.typewriter


def test_dropped_files_open_and_dropped_text_is_text(house: House, tmp_path: Path) -> None:
    path = tmp_path / "dropped.md"
    path.write_text("from a file")
    house.open()
    house.type("here ")

    def drop(data: QMimeData) -> None:
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        no_key, view = Qt.KeyboardModifier.NoModifier, house.document.editor.viewport()
        enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, no_key)
        QApplication.sendEvent(view, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(view, QDropEvent(QPointF(9, 9), copy, data, left, no_key))
        house.settle()

    text = QMimeData()
    text.setText("a word")
    drop(text)
    assert "a word" in house.document.editor.raw_text()
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    drop(files)
    assert house.document.path == path
    assert house.window.workspace.count() == 2


def test_right_to_left_text_stands_right_and_its_ghost_follows(desk: Desk) -> None:
    desk.engine.follow["\u05dc\u05db\u05dd"] = "\u05d7\u05d1\u05e8\u05d9\u05dd"
    desk.type("\u05e9\u05dc\u05d5\u05dd \u05dc\u05db\u05dd ")
    assert desk.ghost == "\u05d7\u05d1\u05e8\u05d9\u05dd"
    option = desk.editor.document().defaultTextOption()
    assert option.alignment() == Qt.AlignmentFlag.AlignRight
    QTest.keyClick(desk.editor, Qt.Key.Key_Tab)
    assert desk.text.endswith("\u05d7\u05d1\u05e8\u05d9\u05dd ")


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_a_theme_reaches_text_ghost_and_markdown(house: House, name: str) -> None:
    house.open()
    house.type("# con")
    house.window._settings.set("look.theme", name)
    inks = theme.THEMES[name]
    editor = house.document.editor
    assert editor.ahead.ghost.colour.name() == inks.ghost
    assert isinstance(editor.property("style"), MarkdownStyle)
    formats = editor.document().firstBlock().layout().formats()
    assert inks.quiet in {piece.format.foreground().color().name() for piece in formats}
    assert inks.paper in QApplication.instance().styleSheet()  # type: ignore[union-attr]


@dataclass
class Hints:
    """What a desktop says of itself."""

    scheme: Qt.ColorScheme
    contrast: Qt.ContrastPreference = Qt.ContrastPreference.NoPreference

    def styleHints(self) -> "Hints":
        return self

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def accessibility(self) -> "Hints":
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.contrast


def test_the_system_s_wishes_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    high = Qt.ContrastPreference.HighContrast
    for hints, wanted in (
        (Hints(Qt.ColorScheme.Dark), theme.DARK),
        (Hints(Qt.ColorScheme.Light), theme.LIGHT),
        (Hints(Qt.ColorScheme.Unknown), theme.LIGHT),
        (Hints(Qt.ColorScheme.Light, high), theme.CONTRAST),
    ):
        monkeypatch.setattr(theme, "QGuiApplication", hints)
        assert theme.choose("system") is wanted
        assert theme.choose("dark") is theme.DARK


def test_zoom_reaches_all_documents(house: House) -> None:
    """The wheel with Ctrl zooms through the settings, so that all documents follow."""
    house.open()
    house.window.workspace.new()
    sizes = [d.editor.font().pointSize() for d in house.window.workspace.documents()]
    house.document.editor.zoom_wanted.emit(2)
    again = [d.editor.font().pointSize() for d in house.window.workspace.documents()]
    assert again == [size + 2 for size in sizes]


SHARP = """
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from editor_app.widgets.page.editor import Editor
class Nobody:
    def ask(self, snapshot): ...
    def forget_request(self): ...
app = QApplication([])
editor = Editor(Nobody(), "a")
editor.resize(400, 200)
editor.show()
editor.insertPlainText("qu")
app.processEvents()
before = editor.grab().toImage()
editor.ahead.ghost.show(2, "estions")
app.processEvents()
after = editor.grab().toImage()
print(after.devicePixelRatio(), after.width(), before != after)
"""


def test_on_a_dense_screen_text_and_ghost_are_drawn_in_its_pixels() -> None:
    told = subprocess.run(
        [sys.executable, "-c", SHARP],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
    )
    assert told.stdout.split() == ["2.0", "800", "True"]
