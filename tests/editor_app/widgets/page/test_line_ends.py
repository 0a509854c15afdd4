"""Line ends go where their lines go, through any edit, undo and redo."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from editor_app.documents.text_format import Decoded, Format, decode_lines, encode_lines
from editor_app.widgets.page.lines import Lines, count_words

ENDS = ("\n", "\r\n", "\r", "")


class Shadow:
    """The text as characters; a break is the end that it stands for."""

    def __init__(self, lines: list[str], ends: list[str], usual: str) -> None:
        self.usual = usual
        self.marks: list[str] = []
        for line, end in zip(lines, ends, strict=True):
            self.marks += [*line, f"|{end}"]
        del self.marks[-1]

    def replace(self, first: int, last: int, text: str) -> None:
        new = [f"|{self.usual}" if c == "\n" else c for c in text]
        self.marks[first:last] = new

    def saved(self) -> str:
        return "".join(mark[1:] if mark[0] == "|" else mark for mark in self.marks)


def opened(lines: list[str], ends: list[str]) -> tuple[QPlainTextEdit, Lines]:
    editor = QPlainTextEdit()
    kept = Lines(editor.document())
    kept.prime(list(lines), count_words(lines), list(ends), "\r\n")
    editor.setPlainText("\n".join(lines))
    kept.arrive(0, len(lines))
    return editor, kept


def saved(kept: Lines) -> str:
    return encode_lines(kept.snapshot(), Format(end="\r\n", mixed=True), kept.ends()).decode()


_EDIT = st.tuples(
    st.floats(0, 1), st.floats(0, 0.4), st.sampled_from(["", "x", "\n", "a\nb", "\n\n", "yy\n"])
)


@given(
    st.lists(st.tuples(st.text("abc", max_size=3), st.sampled_from(ENDS)), min_size=1, max_size=8),
    st.lists(st.one_of(_EDIT, st.sampled_from(["undo", "redo"])), max_size=12),
)
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_ends_go_with_their_lines(qapp, lines, edits) -> None:  # type: ignore[no-untyped-def]
    texts, ends = [f"{n}{text}" for n, (text, _) in enumerate(lines)], [end for _, end in lines]
    editor, kept = opened(texts, ends)
    document = editor.document()
    shadow = Shadow(texts, ends, "\r\n")
    states = {0: list(shadow.marks)}
    for edit in edits:
        if isinstance(edit, str):
            editor.undo() if edit == "undo" else editor.redo()
            shadow.marks = list(states[document.availableUndoSteps()])
        else:
            size = document.characterCount() - 1
            first = round(edit[0] * size)
            last = min(size, first + round(edit[1] * size))
            cursor = QTextCursor(document)
            cursor.setPosition(first)
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(edit[2])
            shadow.replace(first, last, edit[2])
            states[document.availableUndoSteps()] = list(shadow.marks)
        assert saved(kept) == shadow.saved()


def test_one_edit_in_many_equal_lines_changes_one_end(qapp) -> None:  # type: ignore[no-untyped-def]
    """A log: five kinds of line thousands of times, with ends of two kinds."""
    lines = [f"kind {n % 5}" for n in range(3000)]
    data = "".join(line + ("\n" if n % 7 else "\r\n") for n, line in enumerate(lines)).encode()
    found: Decoded = decode_lines(data)
    assert found.ends is not None
    editor, kept = opened(found.lines, found.ends)
    cursor = QTextCursor(editor.document())
    cursor.setPosition(10_000)
    cursor.insertText("here")
    cursor.setPosition(20_004)
    cursor.insertText("\n")
    made = encode_lines(kept.snapshot(), found.format, kept.ends())
    assert made.replace(b"here", b"").replace(b"\r\n", b"\n").count(b"\n") == 3001
    editor.undo()
    editor.undo()
    assert encode_lines(kept.snapshot(), found.format, kept.ends()) == data
