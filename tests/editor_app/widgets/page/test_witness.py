"""What counts as seen, key by key, on a clock of our own; then in a real editor."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.widgets.page.witness import Witness
from tests.editor_app.conftest import Desk


class Hands:
    """Types under ghosts at chosen times."""

    def __init__(self) -> None:
        self.now = 100.0
        self.witness = Witness(lambda: self.now)

    def key(self, ghost: str, after: float) -> None:
        """A ghost for a word stands from now on; the next letter comes after so many seconds."""
        self.witness.look(ghost)
        self.now += after
        self.witness.press()
        self.witness.letter()


def test_a_ghost_that_stood_is_typed_past_once_a_letter() -> None:
    hands = Hands()
    hands.key("application", 0.3)
    hands.key("application", 0.12)
    hands.key("apple", 0.12)  # a new one has not stood long enough
    assert hands.witness.passed == ("application", "application")


def test_a_burst_and_a_hidden_ghost_are_no_refusal() -> None:
    hands = Hands()
    hands.key("application", 0.1)
    for _ in range(8):
        hands.key("application", 0.05)
    hands.key("", 0.5)
    assert hands.witness.passed == ()


def test_a_right_ghost_typed_past_is_counted_when_the_word_is_finished() -> None:
    hands = Hands()
    for word in ("apple", "apple", "application"):
        hands.key(word, 0.4)
    assert hands.witness.finish("Apple") == 2
    assert hands.witness.passed == () and hands.witness.finish("Apple") == 0


def _stand(desk: Desk) -> None:
    """Let what stands count as having stood for long."""
    desk.editor.ahead._witness._since -= 1.0
    desk.editor.ahead._witness._key_at -= 1.0


def test_the_query_says_what_was_typed_past_in_this_word_alone(desk: Desk) -> None:
    judged: list[tuple[int, int]] = []
    desk.editor.ahead.judged.connect(lambda taken, missed: judged.append((taken, missed)))
    desk.type("con")
    _stand(desk)
    desk.type("d")  # another word than "consider"
    assert desk.engine.queries[-1].passed == ("consider",)
    _stand(desk)
    desk.type("uct")
    assert desk.engine.queries[-1].passed[:2] == ("consider", "conduct")
    desk.type(" ")
    assert desk.engine.queries[-1].passed == ()
    assert judged == [(0, 1)]


def test_a_ghost_taken_is_a_right_one(desk: Desk) -> None:
    judged: list[tuple[int, int]] = []
    desk.editor.ahead.judged.connect(lambda taken, missed: judged.append((taken, missed)))
    desk.type("con")
    QTest.keyClick(desk.editor, Qt.Key.Key_Tab)
    assert judged == [(1, 0)]


def test_undo_and_deletion_begin_the_word_anew(desk: Desk) -> None:
    desk.type("con")
    _stand(desk)
    desk.type("d")
    QTest.keyClick(desk.editor, Qt.Key.Key_Backspace)
    desk.type("t")
    assert desk.engine.queries[-1].passed == ()
