"""Hints for pages: blocks, places, and what is not checked twice."""

from editor_app.server.hints import HintBook, blocks
from editor_app.server.page import Spot
from editor_app.spelling.hints import NOTHING_IGNORED, Checked, Hint, Ignored


class Finds:
    """Questions the word "wrng", and says what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def check(self, text: str, ignored: Ignored = NOTHING_IGNORED) -> Checked:
        self.given.append(text)
        at = text.find("wrng")
        hint = Hint(at, at + 4, "wrng", "misspelling", ("wrong",))
        return Checked((hint,), unknown=("wrng",)) if at >= 0 else Checked()


def test_blank_lines_part_blocks_but_not_inside_a_fence() -> None:
    lines = ["one\n", "two\n", "\n", "~~~\n", "code\n", "\n", "more\n", "~~~\n", "end"]
    assert [(first, len(block)) for first, block in blocks(lines)] == [(0, 2), (3, 6)]


def test_a_hint_stands_at_its_line_and_column() -> None:
    (marked,) = HintBook(Finds()).check(["first\n", "\n", "second\n", "is wrng\n", ""])
    assert (marked.start, marked.end) == (Spot(3, 3), Spot(3, 7))


def test_a_block_is_checked_once_for_as_long_as_it_is_the_same() -> None:
    finds = Finds()
    book = HintBook(finds)
    book.check(["one wrng\n", "\n", "two\n"])
    (marked,) = book.check(["new\n", "\n", "one wrng\n", "\n", "two\n"])
    assert marked.start == Spot(2, 4)
    assert finds.given == ["one wrng\n", "two\n", "new\n"]


def test_a_word_that_the_page_uses_often_is_its_own() -> None:
    book = HintBook(Finds())
    page = ["a wrng\n", "\n", "b wrng\n", "\n", "c wrng\n", "\n"]
    assert len(book.check(page)) == 3
    assert book.check([*page, "d wrng\n"]) == []


def test_a_page_that_is_no_more_wanted_is_left() -> None:
    book = HintBook(Finds())
    lines = ["one wrng\n", "\n", "two wrng\n", "\n", "three wrng\n"]
    asked = iter([True, True, False])
    assert len(book.check(lines, wanted=lambda: next(asked))) == 2
    assert len(book.check(lines)) == 3
