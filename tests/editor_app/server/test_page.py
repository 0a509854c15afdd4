"""Pages: the protocol's lines and columns, whatever the changes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.server.page import Page, Spot

TEXTS = st.text(st.sampled_from("ab \u00e4\u4e16\U0001f600\r\n\x0c\u2028\x85"), max_size=30)
ENCODINGS = ("utf-8", "utf-16", "utf-32")


def _units(text: str, encoding: str) -> int:
    name = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
    return len(text.encode(name)) // {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 10), ("utf-16", 5), ("utf-32", 4)])
def test_columns_are_counted_in_the_units_agreed_upon(encoding: str, column: int) -> None:
    page = Page("u", "one\n\u00e4\u4e16\U0001f600ab", encoding=encoding)
    assert page.spot(1, column) == Spot(1, 4)
    assert page.units(Spot(1, 4)) == column


@settings(max_examples=40)
@given(TEXTS, st.sampled_from(ENCODINGS))
def test_every_place_comes_back_from_its_units(text: str, encoding: str) -> None:
    page = Page("u", text, encoding=encoding)
    assert page.text == text
    for number, line in enumerate(page.lines):
        content = line.rstrip("\r\n")
        for column in range(len(content) + 1):
            spot = Spot(number, column)
            assert page.units(spot) == _units(content[:column], encoding)
            assert page.spot(number, page.units(spot)) == spot
        assert page.spot(number, 10_000) == Spot(number, len(content))


@settings(max_examples=40)
@given(TEXTS, TEXTS, st.data())
def test_a_change_gives_the_text_that_was_meant(text: str, put: str, data: st.DataObject) -> None:
    page = Page("u", text)
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    # A client counts lines as the protocol does; no place lies inside a line's end.
    first, last = (_place(text, at) for at in ends)
    start, stop = (_offset(text, place) for place in (first, last))
    page.change(first, last, put)
    expected = text[:start] + put + text[stop:]
    assert page.text == expected
    assert page.lines == Page("u", expected).lines


def _rows(text: str) -> list[str]:
    return re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)


def _place(text: str, at: int) -> tuple[int, int]:
    for number, row in enumerate(_rows(text)):
        content = row.rstrip("\r\n")
        if at <= len(content):
            return number, _units(content[:at], "utf-16")
        if at < len(row):
            return number, _units(content, "utf-16")
        at -= len(row)
    raise AssertionError


def _offset(text: str, place: tuple[int, int]) -> int:
    rows = _rows(text)
    row = rows[place[0]].encode("utf-16-le")[: 2 * place[1]].decode("utf-16-le")
    return sum(map(len, rows[: place[0]])) + len(row)


def test_the_place_of_typing_is_the_end_of_the_change() -> None:
    page = Page("u", "one\ntwo\n")
    page.change((0, 3), (0, 3), " more\nand")
    assert page.edited == Spot(1, 3)


def test_the_window_begins_where_it_began_until_it_has_grown_long() -> None:
    page = Page("u", "a line of text\n" * 1_000)
    first = page.before(Spot(900, 5))
    assert 3_900 < len(first) <= 4_100 and first.startswith("a line")
    page.change((900, 5), (900, 5), "x")
    assert page.before(Spot(900, 6)) == first + "x"
    assert page.before(Spot(5, 0)) == "a line of text\n" * 5
    assert page.before(Spot(950, 0)).endswith("a line of text\n")
    assert len(Page("u", "x" * 50_000).before(Spot(0, 50_000))) <= 12_000


def test_nothing_of_the_next_line_stands_behind_the_cursor() -> None:
    page = Page("u", "one two\r\nthree")
    assert page.behind(Spot(0, 4)) == "two"
    assert page.behind(Spot(0, 7)) == ""
