"""The window as a whole: open, edit, save, find, recover, with the person's answers scripted."""

import itertools
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from editor_app.documents.recovery import Copy, Recovery
from editor_app.places import config_file
from editor_app.prediction.errors import EngineError
from editor_app.settings import Settings
from editor_app.settings_table import TABLE
from editor_app.widgets import theme
from editor_app.widgets.parts import rows_below
from editor_app.widgets.window import paper
from editor_app.widgets.window.kept_texts import KeptTexts
from editor_app.widgets.window.outline import Outline
from tests.editor_app.conftest import House, TableEngine


def test_open_edit_save(house: House, tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\xc2\xa0three\r\n")
    house.open(str(path))
    assert house.document.editor.raw_text() == "one\ntwo\u00a0three\n"
    assert not house.window.isWindowModified()
    house.type("x ")
    assert house.window.isWindowModified()
    house.window.actions_["save"].trigger()
    house.settle()
    assert path.read_bytes() == b"\xef\xbb\xbfx one\r\ntwo\xc2\xa0three\r\n"
    assert not house.document.modified


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"no end", b"a\r\nb\nc\r", b"\xff\xfe\0\0\xff", b"x\0y",
     "\u2028\u2029 \ufeff".encode(), b"\xe9\xff\xfe bad \x80", "h\u00e9".encode("utf-16"),
     b"z" * 50_000 + b"\nshort"],
)  # fmt: skip
def test_opened_and_saved_without_an_edit_nothing_changes(
    house: House, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "bytes.bin"
    path.write_bytes(data)
    house.open(str(path))
    assert house.document.path == path
    house.window.workspace.save(house.document)
    house.settle()
    assert path.read_bytes() == data


def test_ghost_in_the_window_and_not_in_the_file(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("")
    house.open(str(path))
    house.type("con")
    assert house.document.editor.ahead.ghost.text == "sider the matter"
    assert house.document.lines.words == 1
    house.window.workspace.save(house.document)
    house.settle()
    assert path.read_text() == "con"
    QTest.keyClick(house.document.editor, Qt.Key.Key_Tab)
    assert house.document.editor.raw_text() == "consider the matter "
    assert house.document.lines.words == 3


def test_without_a_bundle_the_editor_goes_on(house: House) -> None:
    def broken() -> TableEngine:
        raise EngineError("The bundle is damaged: its model has the wrong hash")

    house.open(factory=broken)
    house.type("con")
    assert house.document.editor.raw_text() == "con"
    assert "wrong hash" in house.window.status.engine.text()


def test_closing_asks_about_unsaved_text(house: House, tmp_path: Path) -> None:
    house.open()
    house.type("text")
    house.person.unsaved = "cancel"
    assert not house.window.close()
    house.person.unsaved = "save"
    house.person.path = str(tmp_path / "kept.txt")
    assert house.window.close()
    assert (tmp_path / "kept.txt").read_text() == "text"


def test_save_that_fails_keeps_the_text_and_says_why(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    house.open(str(path))
    house.type("new ")
    path.chmod(0o444)
    house.window.workspace.save(house.document)
    house.settle()
    assert "read-only" in house.window.notice.text
    assert house.document.modified
    assert path.read_text() == "old"
    house.person.unsaved = "save"
    assert not house.window.close()


def test_a_file_that_cannot_be_opened_is_said(house: House, tmp_path: Path) -> None:
    house.open(str(tmp_path))
    assert "folder" in house.window.notice.text
    assert house.document.pristine


def test_binary_is_asked_about(house: House, tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"\x7fELF\0\0\0" * 50)
    house.person.yes = False
    house.open(str(tmp_path / "b"))
    assert house.person.asked == ["binary b"]
    assert house.document.pristine


def test_somebody_else_changed_the_file(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    house.open(str(path))
    house.type("x")
    for text in ("two!", "three!!"):  # twice, by replacing it
        (tmp_path / "new").write_text(text)
        (tmp_path / "new").replace(path)
        house.window.notice.say("")
        house.bot.waitUntil(lambda: "Another program" in house.window.notice.text, timeout=3000)
    house.person.yes = False
    house.window.workspace.save(house.document)
    house.settle()
    assert path.read_text() == "three!!"
    assert house.person.asked == ["overwrite a.txt"]
    path.unlink()
    house.bot.waitUntil(lambda: "gone" in house.window.notice.text, timeout=3000)


def test_western_file_with_a_new_letter_asks_for_unicode(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"caf\xe9")
    house.open(str(path))
    house.document.editor.textCursor().insertText("\u4e2d")
    house.window.workspace.save(house.document)
    house.settle()
    assert house.person.asked == ["unicode"]
    assert path.read_text("utf-8") == "\u4e2dcaf\u00e9"


def test_find_counts_steps_and_replaces(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The cat, the \U0001f600 THE end\nthe\n")
    house.open(str(path))
    bar, editor = house.window.find_bar, house.document.editor
    bar.open_bar(replacing=True)
    bar.sought.setText("the")
    bar.search()
    assert bar.count.text() == "4 found"
    bar.step(1)
    bar.step(1)
    assert bar.count.text() == "2 of 4"
    bar.step(1)
    assert editor.textCursor().selectedText() == "THE"
    bar.case.setChecked(True)
    assert bar.count.text() == "2 found"
    bar.regular.setChecked(True)
    bar.sought.setText(r"(c)(at)")
    bar.replacement.setText(r"\2\1")
    bar.search()
    house.bot.waitUntil(lambda: bar.count.text() == "1 found")
    bar.replace_all()
    assert editor.raw_text().startswith("The atc, the")
    editor.undo()
    assert editor.raw_text().startswith("The cat, the")
    bar.sought.setText("(")
    bar.search()
    assert "ncomplete" in bar.count.text()
    bar.close_bar()
    assert editor.layer("find") == []


def test_find_shows_the_first_hit_while_typing_and_goes_through_all_tabs(
    house: House, tmp_path: Path
) -> None:
    for name, text in (("a.txt", "cat and cats\n"), ("b.txt", "no hit\n"), ("c.txt", "a cat\n")):
        (tmp_path / name).write_text(text)
    house.open(*(str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")))
    house.window.workspace.setCurrentIndex(0)
    bar = house.window.find_bar
    house.window.actions_["find"].trigger()
    QTest.keyClicks(bar.sought, "cat")
    house.bot.waitUntil(lambda: bar.count.text() == "1 of 2")
    bar.words.setChecked(True)
    assert bar.count.text() == "1 of 1"
    bar.everywhere.setChecked(True)
    bar.step(1)
    house.settle()
    assert house.document.title == "c.txt" and bar.count.text() == "1 of 1"
    bar.step(1)
    house.settle()
    assert house.document.title == "a.txt"


def test_escape_closes_the_find_bar_from_whatever_has_the_focus(house: House) -> None:
    house.open()
    bar = house.window.find_bar
    for widget in (bar.sought, bar.replacement, bar.all, bar.case):
        house.window.actions_["replace"].trigger()
        assert bar.isVisible()
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Escape)
        assert not bar.isVisible()
        assert house.document.editor.hasFocus()


def test_go_to_line_and_zoom_and_tabs(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n".join("abcdefgh"))
    house.open(str(path))
    house.window.commands.go_to_line(3)
    assert house.document.editor.textCursor().blockNumber() == 2
    size = house.document.editor.font().pointSize()
    house.window.actions_["zoom_in"].trigger()
    assert house.document.editor.font().pointSize() == size + 1
    house.window.actions_["new"].trigger()
    assert house.window.workspace.count() == 2
    house.window.actions_["next_tab"].trigger()
    assert house.document.path == path
    house.window.actions_["close"].trigger()
    assert house.window.workspace.count() == 1


def test_session_and_recent_files_come_back(qtbot: QtBot, house: House, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("some text")
    house.open(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    house.document.editor.moveCursor(house.document.editor.textCursor().MoveOperation.End)
    house.close()
    house.open()
    names = [d.title for d in house.window.workspace.documents()]
    assert names == ["a.txt", "b.txt"]
    assert house.document.editor.textCursor().position() == 9
    house.window.workspace.setCurrentIndex(0)
    house.close()
    house.open()
    names = [d.title for d in house.window.workspace.documents()]
    assert (names, house.document.title) == (["a.txt", "b.txt"], "a.txt")
    recent = Settings(config_file()).items("window.recent")
    assert {Path(name).name for name in recent} == {"a.txt", "b.txt"}


def test_what_is_open_is_remembered_before_the_end(
    house: House, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("some text")
    house.open(str(path))
    session = home / "state" / "foretype" / "session.json"
    house.bot.waitUntil(lambda: session.exists() and "a.txt" in session.read_text(), timeout=9_000)
    house.bot.waitUntil(lambda: "a.txt" in config_file().read_text(), timeout=9_000)


def test_text_of_a_crash_is_offered_and_recovered(house: House, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"on disk\r\n")
    dead = Recovery(home / "state" / "foretype" / "recovery")
    dead.keep(Copy("d", str(path), "a.txt", "not saved\n", "utf-8", "", "\r\n", 0, 3, 1e9))
    assert dead._lock is not None
    dead._lock.close()
    (tmp_path / "b.txt").write_text("in front")
    house.open(str(path), str(tmp_path / "b.txt"))
    house.bot.waitUntil(lambda: "a.txt" in house.window.notice.text)
    assert house.document.title == "b.txt"
    buttons = {b.text(): b for b in house.window.notice._buttons}
    QTest.mouseClick(buttons["Recover"], Qt.MouseButton.LeftButton)
    house.settle()
    assert house.document.title == "a.txt"
    assert house.document.editor.hasFocus()
    assert house.document.editor.raw_text() == "not saved\n"
    assert house.document.modified
    assert Recovery(dead.root).left() == []
    house.window.workspace.save(house.document)
    house.settle()
    assert path.read_bytes() == b"not saved\r\n"


def test_a_notice_left_by_the_keyboard_gives_the_focus_back(house: House) -> None:
    house.open()
    notice = house.window.notice
    notice.say("First.", (("Go on", lambda: notice.say("Second.")),))
    house.settle()
    notice._buttons[0].setFocus()
    QTest.keyClick(notice._buttons[0], Qt.Key.Key_Space)
    assert notice.text == "Second." and notice._buttons[0].hasFocus()
    QTest.keyClick(notice._buttons[0], Qt.Key.Key_Space)
    assert house.document.editor.hasFocus()


def test_an_offer_that_another_notice_covers_comes_back(house: House) -> None:
    house.open()
    notice, done = house.window.notice, []
    notice.say("Kept text.", (("Recover", lambda: done.append(1)),))
    notice.say("Learning is finished.", (("Look", lambda: None),))
    notice.say("Just so you know.")
    notice.hide_text()
    assert notice.text == "Learning is finished."
    _press_notice(house, "Close")
    assert notice.text == "Kept text."
    notice.say("Other text.", (("Recover", lambda: None),))
    notice.say("Kept text.", (("Recover", lambda: done.append(2)),))  # told anew: once
    _press_notice(house, "Recover")
    _press_notice(house, "Close")
    assert notice.text == "" and done == [2]


def _leave_copies(root: Path, *texts: str) -> None:
    """What an editor leaves that is killed over so many unsaved texts."""
    dead = Recovery(root)
    for number, text in enumerate(texts):
        title = f"Untitled {number}"
        dead.keep(Copy(f"d{number}", "", title, text, "utf-8", "", "\n", 0, 0, 1e9 + number))
    assert dead._lock is not None
    dead._lock.close()


def _press_notice(house: House, label: str) -> None:
    buttons = {b.text(): b for b in house.window.notice._buttons}
    QTest.mouseClick(buttons[label], Qt.MouseButton.LeftButton)
    house.settle()


def test_many_kept_texts_are_one_list(house: House, home: Path) -> None:
    root = home / "state" / "foretype" / "recovery"
    _leave_copies(root, "\n  Dear Anna,\nnew", "second text", "third text")
    house.open()
    house.bot.waitUntil(lambda: "3 unsaved texts" in house.window.notice.text)
    _press_notice(house, "Look\u2026")
    (sheet,) = house.window.findChildren(KeptTexts)
    sheet.close()  # nothing was decided: the offer stands again
    house.bot.waitUntil(lambda: not house.window.findChildren(KeptTexts))
    _press_notice(house, "Look\u2026")
    (sheet,) = house.window.findChildren(KeptTexts)
    rows = rows_below(sheet.list.invisibleRootItem())
    assert [row.text(0) for row in rows] == ["third text", "second text", "Dear Anna,"]
    assert rows[2].text(2) == "3"
    sheet.discard_button.click()
    assert sheet.list.topLevelItemCount() == 2 and len(Recovery(root).left()) == 3
    sheet.undo_button.click()
    assert sheet.list.topLevelItemCount() == 3
    sheet.list.setCurrentItem(rows[1])
    sheet.discard_button.click()
    sheet.all_button.click()
    sheet.close()
    house.settle()
    texts = {d.editor.raw_text() for d in house.window.workspace.documents()}
    assert texts == {"\n  Dear Anna,\nnew", "third text"}
    house.person.unsaved = "discard"
    house.window.close()
    assert Recovery(root).left() == []


def test_a_discarded_text_can_be_taken_back(house: House, home: Path) -> None:
    root = home / "state" / "foretype" / "recovery"
    _leave_copies(root, "only this")
    house.open()
    house.bot.waitUntil(lambda: "only this" in house.window.notice.text)
    _press_notice(house, "Discard")
    _press_notice(house, "Take back")
    _press_notice(house, "Recover")
    assert house.document.editor.raw_text() == "only this"


def test_preferences_show_and_apply_every_setting(house: House) -> None:
    house.open()
    sheet = house.window.show_preferences()
    shown = [s.key for s in TABLE if s.shown]
    for key in shown:
        assert sheet.findChild(object, key) is not None
    box = sheet.findChild(QCheckBox, "look.words")
    box.setChecked(False)
    assert not house.window._settings.flag("look.words")
    sheet.search.setText("theme")
    visible = [row for row in shown if sheet.findChild(object, row).isVisible()]
    assert visible == ["look.theme"]
    sheet.close()


def test_keys_are_settings(house: House) -> None:
    house.open()
    house.window._settings.set("keys.take", "Ctrl+T")
    house.window._settings.set("keys.find", "Ctrl+Shift+F")
    assert house.window.actions_["find"].shortcut() == QKeySequence("Ctrl+Shift+F")
    house.type("con")
    QTest.keyClick(house.document.editor, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert house.document.editor.raw_text() == "consider the matter "


@pytest.mark.parametrize("name", sorted(theme.THEMES))
def test_ghost_and_chrome_are_readable_in_every_theme(name: str) -> None:
    inks = theme.THEMES[name]
    for ink, ground in itertools.product(
        (inks.ghost, inks.quiet), (inks.paper, inks.code, inks.chrome)
    ):
        assert theme.contrast(ink, ground) >= 4.5
    assert theme.contrast(inks.on_accent, inks.accent) >= 4.5
    assert theme.contrast(inks.wrong, inks.paper) >= 4.5
    assert theme.contrast(inks.doubtful, inks.paper) >= 4.5
    assert theme.contrast(inks.ink, inks.paper) >= 7
    assert theme.contrast(inks.chrome_ink, inks.chrome) >= 4.5
    assert theme.contrast(inks.ink, inks.selection) >= 4.5
    assert theme.contrast(inks.ink, inks.found_now) >= 4.5


def test_lists_continue(house: House, tmp_path: Path) -> None:
    house.open(str(tmp_path / "new.md"))
    house.type("- one")
    QTest.keyClick(house.document.editor, Qt.Key.Key_Return)
    house.type("two")
    QTest.keyClick(house.document.editor, Qt.Key.Key_Return)
    QTest.keyClick(house.document.editor, Qt.Key.Key_Return)
    assert house.document.editor.raw_text() == "- one\n- two\n"
    house.type("> so")
    QTest.keyClick(house.document.editor, Qt.Key.Key_Return)
    house.type("it is")
    for _ in range(3):
        QTest.keyClick(house.document.editor, Qt.Key.Key_Left)
    QTest.keyClick(house.document.editor, Qt.Key.Key_Return)  # in the middle of the line
    assert house.document.editor.raw_text() == "- one\n- two\n> so\n> it\n> is"
    QTest.keyClick(house.document.editor, Qt.Key.Key_End)
    QTest.keyClick(house.document.editor, Qt.Key.Key_Return)
    QTest.keyClick(house.document.editor, Qt.Key.Key_Return)
    assert house.document.editor.raw_text().endswith("> is\n")


def test_a_large_document_opens_in_plain_mode(house: House, tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text("A line of some words that go on.\n" * 280_000)
    house.open(str(path))
    house.bot.waitUntil(lambda: not house.document.loading, timeout=30_000)
    assert "Plain mode" in house.window.notice.text
    assert house.document.lines.words == 8 * 280_000
    assert house.document.editor.property("style") is None
    house.document.editor.moveCursor(QTextCursor.MoveOperation.End)
    house.type("con")
    assert house.document.editor.ahead.ghost.text


def test_word_count_follows_every_edit(house: House) -> None:
    house.open()
    editor = house.document.editor
    for act in (
        lambda: editor.insertPlainText("one two\nthree\n\nfour"),
        editor.undo,
        editor.redo,
        lambda: house.window.commands.go_to_line(2),
        lambda: editor.insertPlainText("x y\nz "),
        editor.selectAll,
        lambda: editor.insertPlainText("all gone"),
        editor.undo,
        editor.clear,
    ):
        act()
        assert house.document.lines.words == len(editor.raw_text().split())
        assert "\n".join(house.document.lines.snapshot()) == editor.raw_text()


def test_a_private_document_is_not_learned_from(house: House, tmp_path: Path) -> None:
    path = tmp_path / "diary.txt"
    path.write_text("secret")
    house.open(str(path))
    learned: list[str] = []
    house.window.workspace.written.connect(lambda name, text: learned.append(text))
    house.window.actions_["private"].trigger()
    house.window.workspace.save(house.document)
    house.settle()
    assert learned == []
    house.close()
    house.open(str(path))
    assert house.document.private
    house.window.workspace.written.connect(lambda name, text: learned.append(text))
    house.window.actions_["private"].trigger()
    house.window.workspace.save(house.document)
    house.settle()
    assert learned == ["secret"]


def test_learning_is_switched_off_from_the_menu(house: House, tmp_path: Path) -> None:
    house.open(str(tmp_path / "a.txt"))
    action = house.window.actions_["learning"]
    assert action.isChecked()
    action.trigger()
    assert not action.isChecked()
    assert not Settings(config_file()).flag("learning.on")


def test_outline_and_pdf(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# One\ntext\n```\n# no\n```\n## Two things\nend\n")
    house.open(str(path))
    outline = Outline(house.document.editor, house.window)
    assert [outline.list.item(i).text().strip() for i in range(outline.list.count())] == [
        "One",
        "Two things",
    ]
    QTest.keyClick(outline.search, Qt.Key.Key_Down)
    assert outline.list.currentItem().text().strip() == "Two things"
    QTest.keyClick(outline.search, Qt.Key.Key_Up)
    assert outline.list.currentItem().text().strip() == "One"
    outline.search.setText("two")
    outline.go()
    assert house.document.editor.textCursor().blockNumber() == 5
    sheet = paper.Printout.of(house.document)
    paper.export(sheet, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    laid = sheet.lay_out()
    assert laid.toPlainText().split("\n")[0] == "One"
    assert laid.firstBlock().blockFormat().headingLevel() == 1
    plain = paper.Printout("# One\n", house.document.editor.font())
    assert plain.lay_out().toPlainText() == "# One\n"
    assert not house.document.modified


def test_environment_stays_in_the_test_s_home(home: Path) -> None:
    assert os.environ["HOME"] == str(home)
