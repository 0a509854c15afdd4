"""What is not prose is left alone."""

import pytest

from editor_app.spelling.skip import NotProse, fence_after, is_checkable


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
    ],
)
def test_prose_is_prose(text: str) -> None:
    assert text.index("recieve") not in NotProse(text)


def test_a_fence_is_closed_by_its_own_kind() -> None:
    assert fence_after("```python", "") == "```"
    assert fence_after("~~~", "```") == "```"
    assert fence_after("````", "```") == ""
    assert fence_after("plain", "") == ""


@pytest.mark.parametrize(
    ("word", "expected"),
    [("NASA", False), ("слово", False), ("déjà", True), ("q", False), ("x" * 100, False)],
)
def test_kinds_of_words(word: str, expected: bool) -> None:
    assert is_checkable(word) is expected
