"""What suggestions saved: counted privately, drawn, and said in words."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.places import data_dir
from editor_app.services.bookkeeper import Insights
from editor_app.statistics import FILE, GhostPlace, Statistics, StripUse, Usage
from editor_app.widgets.page.choices import Choice
from editor_app.widgets.page.manners import kind_of_line
from editor_app.widgets.sheets.insights_window import InsightsWindow, finding, with_the_strip
from tests.editor_app.conftest import House


def test_ghosts_are_counted_where_they_were_seen(house: House) -> None:
    house.open()
    assert house.built is not None
    house.type("- con")
    QTest.keyClick(house.document.editor, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(house.document.editor, Qt.Key.Key_Tab)
    house.settle()
    house.type("xy")
    house.built.bookkeeper.write()
    house.settle()
    window = house.sheet("insights")
    assert isinstance(window, InsightsWindow)
    house.settle()
    assert "lists: 1 of 1 taken" in window.kinds.describe()
    assert "1 of 1 taken" in window.letters.describe()
    assert "keystrokes saved" in window.here.accessibleName()
    assert "Of 1 ghosts shown you took 100\u2009%" in window.finding.text()
    with sqlite3.connect(data_dir() / FILE) as book:
        saved = book.execute("SELECT SUM(saved) FROM used").fetchone()
        assert saved == book.execute("SELECT SUM(saved) FROM ghosts").fetchone()
        assert saved[0] > 0
    book.close()
    for file in data_dir().glob(FILE + "*"):
        assert b"consider" not in file.read_bytes()


def test_a_word_of_the_strip_is_no_ghost_that_was_taken(house: House) -> None:
    house.open()
    assert house.built is not None
    house.type("con")
    house.document.editor.ahead.take_choice(Choice("sider", ("sider",), "consider"))
    house.built.bookkeeper.write()
    house.settle()
    book = Statistics(data_dir() / FILE)
    assert book.everything().saved > 0
    assert book.everything().taken == 0
    assert [usage.taken for usage in book.by_place("kind")] == [0]
    book.close()


def test_keys_are_counted_under_the_document_s_title(house: House, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("We went.\n")
    house.open(str(path))
    house.settle()
    house.type("xy")
    house.window.workspace.new()
    house.type("z")
    assert house.built is not None
    house.built.bookkeeper.write()
    house.settle()
    book = Statistics(data_dir() / FILE)
    typed = {usage.name: usage.typed for usage in book.documents()}
    book.close()
    assert typed.pop("letter.txt") == 2
    ((name, keys),) = typed.items()
    assert name.startswith("Untitled") and keys == 1


def test_forgetting_the_counts(house: House) -> None:
    house.open()
    house.type("con")
    QTest.keyClick(house.document.editor, Qt.Key.Key_Tab)
    assert house.built is not None
    window = InsightsWindow(house.built.bookkeeper, "x", house.window, lambda *_: True)
    window.open_up()
    house.settle()
    assert "Of 1" in window.finding.text()
    window._clear()
    house.settle()
    assert window.finding.text().startswith("Nothing yet")
    assert window.days.describe() == "Nothing counted yet"


def test_the_total_in_the_status_line_is_the_book_s(house: House) -> None:
    house.open()
    house.type("con")
    QTest.keyClick(house.document.editor, Qt.Key.Key_Tab)
    assert house.built is not None
    book, total = house.built.bookkeeper, house.window.status.saved
    book.write()
    house.settle()
    everything = Statistics(data_dir() / FILE)
    assert total.toolTip() == f"{everything.everything().saved} in all"
    everything.close()
    book.clear()
    house.settle()
    assert total.toolTip() == "", "what was forgotten is counted nowhere else"


def test_old_books_are_read_and_grow(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as old:
        old.execute(
            "CREATE TABLE used (day TEXT NOT NULL, document TEXT NOT NULL, typed INTEGER NOT NULL,"
            " shown INTEGER NOT NULL, taken INTEGER NOT NULL, saved INTEGER NOT NULL,"
            " PRIMARY KEY (day, document)) WITHOUT ROWID"
        )
        old.execute("INSERT INTO used VALUES ('2026-01-02', 'a', 10, 2, 1, 5)")
    old.close()
    book = Statistics(tmp_path / FILE, lambda: date(2026, 1, 3))
    book.record_ghosts(GhostPlace(9, 2, "prose"), shown=2, taken=1, saved=4)
    book.record_ghosts(GhostPlace(9, 3, "prose"), shown=1)
    book.record_pace(10, 1500)
    assert book.everything().saved == 5
    assert book.by_place("hour") == [Usage("9", 0, 3, 1, 4)]
    assert [usage.name for usage in book.by_place("letters")] == ["2", "3"]
    assert book.pace() == (10, 1500)
    assert book.today() == Usage("2026-01-03", 0, 0, 0, 0)
    book.clear()
    assert book.by_place("kind") == []
    book.close()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("# One", "heading"),
        ("- x", "list"),
        ("3. x", "list"),
        ("> x", "quotation"),
        ("x", "prose"),
    ],
)
def test_kinds_of_text(line: str, kind: str) -> None:
    assert kind_of_line(line) == kind


def test_the_finding_names_the_best_and_the_worst_place() -> None:
    usage = Usage("all", 1000, 400, 60, 300)
    letters = [Usage("0", 0, 100, 5, 9), Usage("2", 0, 100, 40, 9), Usage("5", 0, 3, 3, 9)]
    told = finding(Insights(usage, usage, usage, [], [], letters, [], 0.0))
    assert "after 2 letters (40\u2009%)" in told
    assert "before the first letter (5\u2009%)" in told
    assert "Calm" in told


def test_what_the_strip_would_save_is_counted_and_said(house: House) -> None:
    house.open()
    assert house.built is not None
    for _ in range(3):
        house.type("con")
        house.settle()
        house.type("sider ")
        house.settle()
    house.built.bookkeeper.write()
    house.settle()
    book = Statistics(data_dir() / FILE)
    use = book.strip()
    book.clear()
    assert use.keys == 3 * len("consider ") and 0 < use.one <= use.three <= use.five < use.keys
    assert book.strip() == StripUse()
    book.close()
    said = with_the_strip(StripUse(2000, 800, 1000, 1100))
    assert said.startswith("With the strip") and "50" in said and "55" in said and "40" in said
    assert with_the_strip(StripUse(999, 1, 1, 1)) == ""
