"""What is not prose is left alone."""

import time

import pytest

from editor_app.spelling.fences import fence_after
from editor_app.spelling.skip import NotProse, is_checkable


@pytest.mark.parametrize(
    "text",
    [
        "see https://exmaple.com/recieve?x=1 now",
        "mail to recieve@exmaple.org now",
        "the `recieve` call",
        "in /usr/recieve/lib there",
        r"in C:\recieve\lib there",
        "run main.recieve now",
        "the recieve_all function",
        "the recieveAll function",
        "a [link](recieve.html) here",
        "an <recieve attr> tag",
        "with #recieve and",
        "with @recieve and",
        "option --recieve is",
        "std::recieve is",
        "call recieve() now",
        "```\nrecieve\n```\n",
        "~~~ python\nx = recieve\n~~~",
        "a [text][recieve] there",
        "[recieve]: https://example.org",
        "[label]: recieve.html 'recieve'",
        'a [link](there.html "recieve it") here',
        "a note[^recieve] here",
        "---\ntitle: recieve\n---\nText.",
        "a <!-- recieve\nit --> there",
        "<a href='x'\n title='recieve'>there</a>",
        "a {{ recieve }} here",
        "a {% recieve %} here",
        "it is $recieve + x$ here",
        "$$\nrecieve\n$$",
        "Code:\n\n    x = recieve;\n\nEnd.",
        "> quoted `recieve`",
        "- a\n  list `of\n  recieve` here",
    ],
)
def test_code_and_addresses_are_no_prose(text: str) -> None:
    assert text.index("recieve") in NotProse(text)


@pytest.mark.parametrize(
    "text",
    [
        "We recieve it.",
        "He said: recieve!",
        "either/recieve it",
        "the end.recieve"[:4] + "recieve",
        "```\ncode\n```\nrecieve",
        "a `code` recieve `code`",
        "(recieve)",
        "*recieve* and _this_",
        "a [recieve](there) here",
        "a [recieve][there] here",
        "\n    We recieve it, said the letter.",
        "costs $5 to recieve and $6",
        "# We recieve",
        "> we `do` recieve",
        "a < b and recieve > c",
    ],
)
def test_prose_is_prose(text: str) -> None:
    assert text.index("recieve") not in NotProse(text)


def test_a_fence_is_closed_by_its_own_kind() -> None:
    assert fence_after("```python", "") == "```"
    assert fence_after("~~~", "```") == "```"
    assert fence_after("````", "```") == ""
    assert fence_after("plain", "") == ""


def test_comments_formulas_and_front_matter_run_over_lines() -> None:
    assert fence_after("so <!-- it", "") == "<!--"
    assert fence_after("goes --> on", "<!--") == ""
    assert fence_after("one <!-- line -->", "") == ""
    assert fence_after("$$", "") == "$$"
    assert fence_after("$$", "$$") == ""
    assert fence_after("---", "", first=True) == "---"
    assert fence_after("---", "---") == ""
    assert fence_after("---", "") == ""


@pytest.mark.parametrize(
    ("word", "expected"),
    [("NASA", False), ("слово", False), ("déjà", True), ("q", False), ("x" * 100, False)],
)
def test_kinds_of_words(word: str, expected: bool) -> None:
    assert is_checkable(word) is expected


@pytest.mark.parametrize(
    "text",
    ["[^" * 20_000, "[" * 20_000, "<!-- " * 20_000, "{{ " * 20_000, "`` ` " * 10_000,
     "---\n" * 9_000, "![a](" * 8_000, "$a " * 20_000, "> " * 5_000 + "<a"],
)  # fmt: skip
def test_no_marks_take_longer_than_they_are_long(text: str) -> None:
    begin = time.process_time()
    NotProse(text)
    assert time.process_time() - begin < 3
