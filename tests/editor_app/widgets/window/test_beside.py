"""What writers expect beside the text: one window, focus, panels, goals, exports, typography."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFileDialog

from editor_app import handover
from editor_app.documents.files import FileError
from editor_app.widgets.page.focus import sentence_around
from editor_app.widgets.page.punctuation import typographic
from editor_app.widgets.window import paper
from editor_app.widgets.window.door import Door
from tests.editor_app.conftest import Desk, House


def test_a_second_start_opens_its_files_here(house: House, tmp_path: Path) -> None:
    place = tmp_path / "s"
    assert not handover.hand_over(["a.txt"], place)
    house.open()
    door = Door(house.window, place)
    assert place.stat().st_mode & 0o77 == 0
    (tmp_path / "a.txt").write_text("from elsewhere\n")
    asked: list[bool] = []
    files = [str(tmp_path / "a.txt")]
    house.window.workspace.reader.post(lambda: asked.append(handover.hand_over(files, place)))
    house.bot.waitUntil(lambda: house.document.title == "a.txt" and asked == [True])
    assert not Door(house.window, place).is_open  # there is one already
    door.close()
    assert not handover.hand_over(files, place)


def test_a_dead_socket_is_taken_over(tmp_path: Path) -> None:
    left = handover.listen(tmp_path / "s")
    assert left is not None
    left.line.close()  # as the system does when a process dies
    again = handover.listen(tmp_path / "s")
    assert again is not None
    again.close()


def test_focus_fades_all_but_the_paragraph_or_sentence(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("First one. Second one.\nNext paragraph.\n")
    house.open(str(path))
    house.window.actions_["focus"].trigger()
    house.settle()
    spans = [
        (mark.cursor.selectionStart(), mark.cursor.selectionEnd())
        for mark in house.document.editor.layer("focus")
    ]
    assert spans == [(0, 0), (22, 39)]
    house.window.actions_["focus"].trigger()
    house.settle()
    assert house.document.editor.layer("focus")[1].cursor.selectionStart() == 11
    house.window.actions_["focus"].trigger()
    house.settle()
    assert house.document.editor.layer("focus") == []
    assert sentence_around("One. Two! Three", 6) == (5, 10)


def test_panels_follow_the_text(house: House) -> None:
    house.open()
    house.window.actions_["outline_panel"].trigger()
    house.window.actions_["preview"].trigger()
    house.document.editor.insertPlainText("# Title\n\nSome *words*.\n\n## Part\n")
    panel, preview = house.window.outline_panel, house.window.preview_panel
    house.bot.waitUntil(lambda: panel.list.count() == 2)
    house.bot.waitUntil(lambda: "Some words." in preview.view.toPlainText())
    panel.list.itemClicked.emit(panel.list.item(1))
    assert house.document.editor.textCursor().blockNumber() == 4
    assert panel.list.currentRow() == 1  # the heading that the cursor stands under
    house.document.editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert panel.list.currentRow() == 0
    house.document.editor.insertPlainText("line\n\n" * 200)
    house.bot.waitUntil(lambda: preview.view.verticalScrollBar().maximum() > 0)
    bar = house.document.editor.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert preview.view.verticalScrollBar().value() == preview.view.verticalScrollBar().maximum()
    panel.close()
    assert not house.window._settings.flag("look.outline")


def test_an_outline_without_headings_says_how_one_is_made(house: House) -> None:
    house.open()
    house.window.actions_["outline_panel"].trigger()
    panel = house.window.outline_panel
    assert "#" in panel.list.item(0).text()
    panel.list.itemClicked.emit(panel.list.item(0))  # leads nowhere


def test_a_goal_and_the_time_to_read(house: House) -> None:
    house.open()
    house.window._settings.set("text.goal", 3)
    house.window._settings.set("look.reading", True)
    house.document.editor.insertPlainText("one two three four")
    words = house.window.status.words
    house.bot.waitUntil(lambda: words.text() == "4 of 3 words \u2713 \u00b7 1 minute to read")


def test_exported_as_page_and_document(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = paper.Printout("# Title\n\nSome *words*.\n", house_font(), markdown=True)
    paper.export(sheet, tmp_path / "a.html")
    assert "<h1" in (tmp_path / "a.html").read_text()
    paper.export(sheet, tmp_path / "a.odt")
    assert b"Title" in zipfile.ZipFile(tmp_path / "a.odt").read("content.xml")
    with pytest.raises(FileError):
        paper.export(sheet, tmp_path / "no" / "a.html")
    house.open()
    house.type("Words")
    chosen = (str(tmp_path / "b"), "OpenDocument text (*.odt)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    house.window.actions_["export_as"].trigger()
    assert (tmp_path / "b.odt").is_file() and "b.odt" in house.window.notice.text


def house_font():  # type: ignore[no-untyped-def]
    from PySide6.QtGui import QFont

    return QFont()


@pytest.mark.parametrize(
    ("typed", "before", "made"),
    [
        ('"', "He said ", (0, "\u201c")),
        ('"', "He said \u201cyes", (0, "\u201d")),
        ("'", "don", (0, "\u2019")),
        ("-", "1914-", (1, "\u2013")),
        ("-", "so\u2013", (1, "\u2014")),
        ("-", "--", (0, "-")),
        (".", "well..", (2, "\u2026")),
        (".", "well", (0, ".")),
    ],
)
def test_typographic_signs(typed: str, before: str, made: tuple[int, str]) -> None:
    assert typographic(typed, before) == made


def test_a_typographic_sign_is_undone_to_the_plain_one(desk: Desk) -> None:
    desk.editor.smart = True
    desk.type('"zoo" it')
    assert desk.text == "\u201czoo\u201d it"
    desk.editor.clear()
    desk.type('"')
    desk.editor.undo()
    assert desk.text == '"'
    desk.editor.clear()
    desk.editor.smart = False
    desk.type('"zoo"')
    assert desk.text == '"zoo"'
