"""The rules of the ghost, one by one, with real key events in a real editor."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QColor, QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from editor_app.prediction.types import Answer, Query, Suggestion
from editor_app.widgets.page.choices import Choice, brings_space, choice_of
from tests.editor_app.conftest import Desk

K, M = Qt.Key, Qt.KeyboardModifier

_ACTS = ["con", " ", ".", "tab", "word", "enter", "back", "left", "home", "undo", "redo", "esc",
         "next", "paste", "delete", "up", "select", "cut"]  # fmt: skip


def _do(desk: Desk, act: str) -> None:
    keys = {
        "tab": K.Key_Tab,
        "enter": K.Key_Return,
        "back": K.Key_Backspace,
        "left": K.Key_Left,
        "home": K.Key_Home,
        "esc": K.Key_Escape,
        "delete": K.Key_Delete,
        "up": K.Key_Up,
    }
    calls = {"undo": desk.editor.undo, "redo": desk.editor.redo, "cut": desk.editor.cut,
             "select": desk.editor.selectAll}  # fmt: skip
    if act in keys:
        press(desk, keys[act])
    elif act in calls:
        calls[act]()
    elif act == "word":
        press(desk, K.Key_Right, M.ControlModifier)
    elif act == "next":
        press(desk, K.Key_BracketRight, M.AltModifier)
    elif act == "paste":
        desk.editor.insertFromMimeData(_mime("one\ntwo con"))
    else:
        desk.type(act)
    desk.settle()


def press(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier = M.NoModifier) -> None:
    QTest.keyClick(desk.editor, key, modifiers)


def test_ghost_is_only_paint(desk: Desk) -> None:
    desk.type("con")
    document = desk.editor.document()
    revision, steps = document.revision(), document.availableUndoSteps()
    assert desk.ghost == "sider the matter"
    assert desk.text == "con"
    desk.editor.selectAll()
    desk.editor.copy()
    assert QApplication.clipboard().text() == "con"
    assert (document.revision(), document.availableUndoSteps()) == (revision, steps)


def test_modified_flag_untouched_by_a_ghost(desk: Desk) -> None:
    desk.type("con")
    desk.editor.document().setModified(False)
    desk.editor.ahead.request(asked=True)
    desk.settle()
    assert desk.ghost
    assert not desk.editor.document().isModified()


def test_tab_takes_the_whole_ghost_with_its_space(desk: Desk) -> None:
    desk.type("con")
    press(desk, K.Key_Tab)
    assert desk.text == "consider the matter "


def test_taking_is_an_undo_step_of_its_own(desk: Desk) -> None:
    desk.type("I con")
    press(desk, K.Key_Tab)
    desk.type("x")
    desk.editor.undo()
    desk.editor.undo()
    assert desk.text == "I con"


def test_tab_without_ghost_is_a_tab(desk: Desk) -> None:
    desk.type("xyz")
    press(desk, K.Key_Tab)
    assert desk.text == "xyz\t"


def test_second_quick_tab_takes_the_next_ghost(desk: Desk) -> None:
    desk.engine.follow["matter"] = "was settled"
    desk.type("con")
    press(desk, K.Key_Tab)
    press(desk, K.Key_Tab)  # before the answer is there
    assert desk.editor.hasFocus()
    desk.settle()
    assert desk.text == "consider the matter was settled "


def test_second_tab_without_a_next_ghost_is_a_tab(desk: Desk) -> None:
    desk.type("con")
    press(desk, K.Key_Tab)
    press(desk, K.Key_Tab)
    desk.settle()
    assert desk.text == "consider the matter \t"


def test_ctrl_right_takes_one_word(desk: Desk) -> None:
    desk.type("con")
    press(desk, K.Key_Right, M.ControlModifier)
    assert (desk.text, desk.ghost) == ("consider ", "the matter")
    press(desk, K.Key_Right, M.ControlModifier)
    assert (desk.text, desk.ghost) == ("consider the ", "matter")
    press(desk, K.Key_Right, M.ControlModifier)
    assert (desk.text, desk.ghost) == ("consider the matter ", "")


def test_ctrl_right_without_ghost_moves(desk: Desk) -> None:
    desk.editor.setPlainText("one two")
    press(desk, K.Key_Right, M.ControlModifier)
    assert desk.editor.textCursor().position() == 4


@pytest.mark.parametrize(
    ("next_", "previous"), [(K.Key_BracketRight, K.Key_BracketLeft), (K.Key_Down, K.Key_Up)]
)
def test_alternatives_go_round(desk: Desk, next_: Qt.Key, previous: Qt.Key) -> None:
    desk.type("con")
    seen = [desk.ghost]
    for _ in range(3):
        press(desk, next_, M.AltModifier)
        seen.append(desk.ghost)
    assert seen == ["sider the matter", "tain", "duct", "sider the matter"]
    press(desk, previous, M.AltModifier)
    assert desk.ghost == "duct"
    assert desk.text == "con"


def test_escape_is_quiet_until_the_next_word(desk: Desk) -> None:
    desk.type("co")
    press(desk, K.Key_Escape)
    assert desk.ghost == ""
    desk.type("n")
    assert desk.ghost == ""
    desk.type(" con")
    assert desk.ghost == "sider the matter"


def test_a_key_asks_for_a_ghost(desk: Desk) -> None:
    desk.engine.show = False
    desk.type("con")
    assert desk.ghost == ""
    press(desk, K.Key_Space, M.ControlModifier)
    desk.settle()
    assert desk.engine.queries[-1].asked
    assert desk.ghost == "sider the matter"
    assert desk.text == "con"


def test_typing_the_letters_consumes_without_a_blank_moment(desk: Desk) -> None:
    desk.type("con")
    for letter, left in (("s", "ider the matter"), ("i", "der the matter"), ("d", "er the matter")):
        desk.bot.keyClicks(desk.editor, letter)
        assert desk.ghost == left  # before any answer has come
    desk.settle()
    assert desk.ghost == "er the matter"


def test_another_letter_takes_the_ghost_away_and_the_answer_brings_the_next(desk: Desk) -> None:
    desk.type("con")
    desk.bot.keyClicks(desk.editor, "t")
    assert desk.ghost == ""
    desk.settle()
    assert desk.ghost == "ain"
    desk.bot.keyClicks(desk.editor, "x")
    assert desk.ghost == ""


def test_no_alternative_flashes_up_that_is_not_worth_a_look(desk: Desk) -> None:
    painted: list[str] = []
    desk.type("con")
    desk.editor.ahead.painted.connect(lambda: painted.append(desk.ghost))
    desk.engine.show = False  # "contain" is known, and not worth a look
    desk.type("t")
    assert not any(painted)


def test_case_counts_when_typing_through(desk: Desk) -> None:
    desk.type("con")
    desk.bot.keyClicks(desk.editor, "S")
    assert desk.ghost == ""


@pytest.mark.parametrize(
    "act",
    [
        lambda d: d.editor.undo(),
        lambda d: press(d, K.Key_Backspace),
        lambda d: press(d, K.Key_Delete),
        lambda d: press(d, K.Key_Left),
        lambda d: press(d, K.Key_Home),
        lambda d: press(d, K.Key_Up),
        lambda d: d.editor.paste(),
        lambda d: d.editor.insertFromMimeData(_mime("pasted")),
        lambda d: d.editor.selectAll(),
        lambda d: d.editor.clearFocus(),
        lambda d: d.editor.moveCursor(QTextCursor.MoveOperation.Start),
        lambda d: QTest.mouseClick(d.editor.viewport(), Qt.MouseButton.LeftButton),
        lambda d: d.editor.setPlainText("other"),
        lambda d: d.editor.clear(),
    ],
)
def test_no_stale_ghost(desk: Desk, act) -> None:  # type: ignore[no-untyped-def]
    QApplication.clipboard().setText("clip")
    desk.type("one con")
    assert desk.ghost
    act(desk)
    assert desk.ghost == ""
    desk.settle()
    assert desk.ghost == ""
    layout = desk.editor.document().firstBlock().layout()
    assert layout.preeditAreaText() == ""


def _mime(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime


def test_an_answer_that_comes_late_is_dropped(desk: Desk) -> None:
    desk.bot.keyClicks(desk.editor, "con")
    press(desk, K.Key_Left)
    desk.settle()
    assert desk.ghost == ""


def test_none_with_a_selection(desk: Desk) -> None:
    desk.type("xx con")
    press(desk, K.Key_Left, M.ShiftModifier)
    desk.editor.ahead.request(asked=True)
    desk.settle()
    assert desk.ghost == ""


def test_none_inside_a_word(desk: Desk) -> None:
    desk.editor.setPlainText("xcond")
    desk.editor.moveCursor(QTextCursor.MoveOperation.Start)
    desk.type("con")
    assert desk.ghost == ""


def test_none_while_an_input_method_composes(desk: Desk) -> None:
    desk.type("con")
    QApplication.sendEvent(desk.editor, QInputMethodEvent("\u304b", []))
    desk.settle()
    assert desk.ghost == ""
    desk.editor.ahead.request(asked=True)  # not even then: it would overwrite the composition
    desk.settle()
    assert desk.ghost == ""
    assert desk.editor.document().firstBlock().layout().preeditAreaText() == "\u304b"
    commit = QInputMethodEvent()
    commit.setCommitString(" con")
    QApplication.sendEvent(desk.editor, commit)
    desk.settle()
    assert desk.text == "con con"
    assert desk.ghost == "sider the matter"


@pytest.mark.parametrize("mark", [",", ".", ";", "?", ")", "\u2019", "-"])
def test_punctuation_swallows_the_brought_space(desk: Desk, mark: str) -> None:
    desk.type("con")
    press(desk, K.Key_Tab)
    desk.type(mark)
    assert desk.text == f"consider the matter{mark}"
    desk.editor.undo()
    assert desk.text == "consider the matter "


def test_the_habitual_space_is_not_doubled(desk: Desk) -> None:
    desk.type("con")
    press(desk, K.Key_Tab)
    desk.type(" x")
    assert desk.text == "consider the matter x"


def test_a_typed_space_is_never_swallowed(desk: Desk) -> None:
    desk.type("x ,")
    assert desk.text == "x ,"
    desk.type(" con")
    press(desk, K.Key_Tab)
    press(desk, K.Key_Left)
    press(desk, K.Key_Right)
    desk.type(",")
    assert desk.text == "x , consider the matter ,"


def test_a_ghost_that_goes_leaves_the_brought_space_to_be_swallowed(desk: Desk) -> None:
    desk.type("con")
    press(desk, K.Key_Tab)
    desk.editor.ahead.dismiss()  # Ctrl is let go, Esc, or it faded
    desk.type(".")
    assert desk.text == "consider the matter."
    desk.editor.ahead.dismiss()
    desk.type(" ,")
    assert desk.text == "consider the matter. ,"


def test_opening_quote_keeps_the_space_and_closing_one_takes_it(desk: Desk) -> None:
    desk.type("con")
    press(desk, K.Key_Tab)
    desk.type('"con')
    press(desk, K.Key_Tab)
    desk.type('"')
    assert desk.text == 'consider the matter "consider the matter"'


def test_no_space_before_what_stands_after_the_cursor(desk: Desk) -> None:
    desk.editor.setPlainText(", and more")
    desk.editor.moveCursor(QTextCursor.MoveOperation.Start)
    desk.type("con")
    press(desk, K.Key_Tab)
    assert desk.text == "consider the matter, and more"


def test_space_after_words_but_not_after_han() -> None:
    assert brings_space("word", "")
    assert brings_space("word", "next")
    assert not brings_space("word", " next")
    assert not brings_space("word", ".")
    assert not brings_space("\u6f22", "")


def test_choice_keeps_its_parts_together() -> None:
    choice = choice_of(Suggestion("sider the ", "consider", 0.5, ("sider", " the", " ")))
    assert choice == Choice("sider the", ("sider", " the"), "consider", probability=0.5)
    left = choice.after("sider t")
    assert left is not None
    assert (left.text, left.parts) == ("he", ("he",))
    assert choice.after("x") is None


def test_enter_and_arrows_keep_their_meaning(desk: Desk) -> None:
    desk.type("con")
    press(desk, K.Key_Return)
    assert (desk.text, desk.ghost) == ("con\n", "")


def test_ghost_moves_decorations_aside_and_back(desk: Desk) -> None:
    desk.editor.setPlainText(" and wrng here")
    mark = QTextEdit.ExtraSelection()
    mark.cursor = QTextCursor(desk.editor.document())
    mark.cursor.setPosition(5)
    mark.cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    look.setUnderlineColor(QColor("red"))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    mark.format = look
    desk.editor.set_layer("spelling", [mark])
    desk.editor.moveCursor(QTextCursor.MoveOperation.Start)
    desk.type("con")
    layout = desk.editor.document().firstBlock().layout()
    waves = [
        (f.start, f.length)
        for f in layout.formats()
        if f.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    ]
    assert waves == [(5 + 3 + len("sider the matter"), 4)]
    assert desk.editor.extraSelections() == []
    press(desk, K.Key_Escape)
    assert layout.formats() == []
    assert len(desk.editor.extraSelections()) == 1


def test_click_behind_a_ghost_lands_on_the_letter_that_was_clicked(desk: Desk) -> None:
    desk.editor.setPlainText(" and the rest")
    desk.editor.moveCursor(QTextCursor.MoveOperation.Start)
    desk.type("con")
    layout = desk.editor.document().firstBlock().layout()
    line = layout.lineAt(0)
    x = line.cursorToX(8 + len("sider the matter"))[0] + desk.editor.contentOffset().x()
    point = desk.editor.cursorRect().center()
    point.setX(int(x) + 1)
    QTest.mouseClick(desk.editor.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert desk.editor.textCursor().position() == 8


def test_context_is_a_window_that_begins_at_a_block(desk: Desk) -> None:
    desk.editor.setPlainText("\n".join(f"paragraph {n} of many words" for n in range(1000)))
    desk.editor.moveCursor(QTextCursor.MoveOperation.End)
    desk.type(" a")
    first = desk.engine.queries[-1].context
    assert 3000 < len(first) < 5000
    assert first.startswith("paragraph ")
    desk.type("bc")
    assert desk.engine.queries[-1].context == first + "bc"  # the start stays where it is


def test_emoji_and_marks_do_not_shift_the_ghost(desk: Desk) -> None:
    desk.editor.setPlainText("\U0001f600\U0001f600 ")
    desk.editor.moveCursor(QTextCursor.MoveOperation.End)
    desk.type("con")
    assert desk.engine.queries[-1].context == "\U0001f600\U0001f600 con"
    assert desk.editor.document().firstBlock().layout().preeditAreaPosition() == 8


def test_a_slow_engine_is_not_noticed(desk: Desk) -> None:
    import threading

    release = threading.Event()
    desk.engine.gate = lambda: release.wait(5) and None
    desk.bot.keyClicks(desk.editor, "con and")
    assert desk.text == "con and"
    assert desk.ghost == ""
    release.set()
    desk.settle()
    assert len(desk.engine.queries) <= 3  # what waited was dropped for the newest


def test_off_means_off(desk: Desk) -> None:
    desk.editor.ahead.enabled = False
    desk.type("con")
    assert desk.engine.queries == []


@given(st.lists(st.sampled_from(_ACTS), max_size=14))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_done_only_typed_and_taken_text_stands_there(
    desk: Desk, acts: list[str]
) -> None:
    """The layouts never hold a ghost but the one that is showing, at the cursor."""
    desk.editor.clear()
    for act in acts:
        _do(desk, act)
        shown = [
            (block.position() + block.layout().preeditAreaPosition(), text)
            for number in range(desk.editor.blockCount())
            if (block := desk.editor.document().findBlockByNumber(number))
            and (text := block.layout().preeditAreaText())
        ]
        expected = [(desk.editor.textCursor().position(), desk.ghost)] if desk.ghost else []
        assert shown == expected


def test_screen_readers_are_told(desk: Desk) -> None:
    QAccessible.setActive(True)
    try:
        desk.type("con")
        assert desk.ghost
    finally:
        QAccessible.setActive(False)


def test_a_mistyped_beginning_gives_way_to_the_word(desk: Desk) -> None:
    desk.engine.fixes["recie"] = "receive"
    desk.type("We 😀 recie")
    assert desk.ghost == " \u2192 receive"
    assert desk.text == "We 😀 recie"
    press(desk, K.Key_Tab)
    assert desk.text == "We 😀 receive "
    desk.editor.undo()
    assert desk.text == "We 😀 recie"


def test_typing_on_leaves_a_mistyped_beginning_alone(desk: Desk) -> None:
    desk.engine.fixes["recie"] = "receive"
    desk.type("recier")
    assert desk.ghost == ""
    assert desk.text == "recier"


def test_a_ghost_typed_through_gives_way_only_to_a_clearly_likelier_word(desk: Desk) -> None:
    chances = {"consider": 0.5, "constant": 0.3}

    def suggest(query: Query) -> Answer:
        row = sorted(chances, key=lambda word: -chances[word])
        prefix = query.context.split()[-1]
        fits = [w for w in row if w.startswith(prefix)]
        made = tuple(Suggestion(w[len(prefix) :], w, chances[w], (w[len(prefix) :],)) for w in fits)
        return Answer(made, prefix, 0.1)

    desk.engine.suggest = suggest  # type: ignore[method-assign]
    desk.type("co")
    assert desk.ghost == "nsider"
    chances["constant"] = 0.8
    desk.type("n")
    assert desk.ghost == "sider"
    chances["constant"], chances["consider"] = 0.8, 0.2
    desk.type("s")
    assert desk.ghost == "tant"


def test_a_ghost_grows_word_by_word_and_is_not_cut_again(desk: Desk) -> None:
    seen: list[str] = []

    def suggest(query: Query) -> Answer:
        prefix = query.context.split()[-1]
        words = ["consider", "the", "matter", "settled"][: query.words]
        parts = (words[0][len(prefix) :], *(" " + word for word in words[1:]))
        chance = 0.9 / 2 ** len(words)
        made = (
            Suggestion("".join(parts), "consider", chance, parts),
            Suggestion("tain"[len(prefix) - 3 :], "contain", 0.1, ("tain"[len(prefix) - 3 :],)),
        )
        return Answer(made, prefix, 0.1, grows=query.words < 3)

    desk.engine.suggest = suggest  # type: ignore[method-assign]
    desk.type("co")
    desk.editor.ahead.dismiss()
    desk.editor.ahead.painted.connect(lambda: seen.append(desk.ghost))
    desk.type("n")
    assert desk.ghost == "sider the matter"
    assert [text for text in dict.fromkeys(seen) if text] == [
        "sider",
        "sider the",
        "sider the matter",
    ]
    seen.clear()
    desk.type("s")
    assert {text for text in seen if text} == {"ider the matter"}


def test_a_phrase_may_come_where_its_first_word_alone_is_not_worth_a_look(desk: Desk) -> None:
    def suggest(query: Query) -> Answer:
        made = (Suggestion("n", "on", 0.9, ("n",)),)
        if query.words > 1:
            made = (Suggestion("n the other hand", "on", 0.6, ("n", " the", " other", " hand")),)
        return Answer(made, "o", 0.1, show=query.words > 1, grows=query.words == 1)

    desk.engine.suggest = suggest  # type: ignore[method-assign]
    desk.type("o")
    assert desk.ghost == "n the other hand"


def test_a_phrase_behind_a_finished_word_is_typed_into_and_taken(desk: Desk) -> None:
    phrase = Suggestion(" forward to", "look", 0.6, (" forward", " to"))

    def suggest(query: Query) -> Answer:
        here = query.context.endswith("look")
        made = (phrase,) if here and query.words > 2 else ()
        return Answer(made, "look", 0.1, show=bool(made), grows=here and query.words < 4)

    desk.engine.suggest = suggest  # type: ignore[method-assign]
    desk.type("look")
    assert desk.ghost == " forward to"
    press(desk, K.Key_Right, M.ControlModifier)
    assert (desk.text, desk.ghost) == ("look forward ", "to")
    desk.editor.undo()
    desk.type(" look")
    desk.type(" f")
    assert (desk.text, desk.ghost) == ("look look f", "orward to")
    press(desk, K.Key_Tab)
    assert desk.text == "look look forward to "
