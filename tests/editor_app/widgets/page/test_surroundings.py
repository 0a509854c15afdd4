"""What the engine is given of a long text: windows that say where they stand."""

from PySide6.QtGui import QTextCursor, QTextDocument

from editor_app.widgets.page.surroundings import WINDOW, Surroundings

LINE = "We went \U0001f600 to the sea and saw it.\n"


def at_end(document: QTextDocument) -> QTextCursor:
    """A cursor behind everything."""
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return cursor


def test_windows_that_slide_say_how_far(qapp: object) -> None:
    document = QTextDocument()
    around, cursor = Surroundings(document), at_end(document)
    known, starts = "", set()
    for _ in range(1200):
        cursor.insertText(LINE)
        context, start = around.context(cursor)
        known = known[:start] + context
        starts.add(start)
    assert known == LINE * 1200, "each stands where it says, in characters"
    assert 1 < len(starts) < 10, "and slides seldom"


def test_going_back_slides_back_and_typing_before_a_window_does_not(qapp: object) -> None:
    document = QTextDocument(LINE * 1200)
    around = Surroundings(document)
    context, start = around.context(at_end(document))
    assert start == 0 and len(context) <= WINDOW + len(LINE)
    first = QTextCursor(document)
    first.insertText("More. ")
    assert around.context(at_end(document)) == (context, 0)
    begin = len(LINE) * 1200 + len("More. ") - len(context)
    assert around.context(first) == ("More. ", -begin)
    assert around.context(at_end(document)) == (context, 0)
