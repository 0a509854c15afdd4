"""Cleaning keeps prose and drops the rest for a stated reason."""

from collections import Counter

import pytest

from training.documents.clean import Cleaner, is_code, is_numbers, tidy
from training.documents.language import LanguageTest
from training.documents.records import Part

PROSE = "There was a time when all of this would have been done by hand, and it was not long ago."


def clean(*paragraphs: str) -> tuple[list[str], Counter[str]]:
    return Cleaner(LanguageTest()).clean(Part("", list(paragraphs)))


def test_prose_passes_unchanged() -> None:
    assert clean(PROSE) == ([PROSE], Counter())


@pytest.mark.parametrize(
    "paragraph",
    [
        "if (x[0] == y) { return foo(&bar, 3); }",
        "for i in range(10): print(a[i], end='')  # (x_1, x_2)",
        "<p class='x'><b>bold</b></p>",
    ],
)
def test_code_is_dropped(paragraph: str) -> None:
    assert is_code(paragraph)
    assert clean(PROSE, paragraph)[0] == [PROSE]


@pytest.mark.parametrize(
    "paragraph",
    [PROSE, "He said (as he always did): “No; not now.”", "Tom & Ann went on; so did I."],
)
def test_prose_is_neither_code_nor_numbers(paragraph: str) -> None:
    assert not is_code(paragraph)
    assert not is_numbers(paragraph)


@pytest.mark.parametrize(
    "row", ["1999 12.5 13.0 14.25", "Total 3 4,000 12 19", "Chapter One .... 17"]
)
def test_tables_of_numbers_are_dropped(row: str) -> None:
    assert is_numbers(row)


def test_what_was_said_before_is_dropped() -> None:
    cleaner = Cleaner(LanguageTest())
    first, _ = cleaner.clean(
        Part("", [PROSE + " And this is the end of what we have to say of it."])
    )
    again, dropped = cleaner.clean(Part("", ["It begins in another way. " + PROSE]))
    assert len(first) == 1
    assert again == ["It begins in another way."]
    assert dropped["repeated"] == len(PROSE.split())


def test_a_template_with_other_numbers_is_a_repetition() -> None:
    kept, _ = clean(*(f"Invoice number {n} was paid on the day after." for n in range(5)))
    assert len(kept) == 1


def test_another_language_is_left_out() -> None:
    german = (
        "Es war einmal ein König, der hatte eine Tochter, die war über alle Maßen schön, aber so "
        "dabei stolz und übermütig, dass ihr kein Freier gut genug war. Sie wies einen nach dem "
        "andern ab, und trieb noch dazu Spott mit ihnen, so dass bald keiner mehr zu kommen wagte."
    )
    kept, dropped = clean(german)
    assert kept == []
    assert dropped["language"] > 40
    assert clean(*[PROSE + f" {c * 3}" for c in "abcdefgh"], german)[0][0].startswith(PROSE)
    assert german not in clean(*[PROSE + f" {c * 3}" for c in "abcdefgh"], german)[0]


@pytest.mark.parametrize(
    "secret",
    [
        "4111 1111 1111 1111",
        "DE89 3704 0044 0532 0130 00",
        "ada@example.org",
        "+44 20 7946 0958",
        "sk-live-a8F3kd93JJd8s7Kd92hD",
        "the password: hunter2",
    ],
)
def test_secrets_are_scrubbed(secret: str) -> None:
    kept, dropped = clean(f"{PROSE[:-1]}, and so I wrote down {secret} for the next time.")
    assert dropped["secret"] >= 1
    assert secret.split(": ")[-1] not in " ".join(kept)
    assert kept[0].startswith(PROSE[:40])


def test_tidy_removes_what_cannot_be_seen() -> None:
    assert tidy(" a\u200bb\x00 c\ud800\n\td see https://example.org/x?y=z now ") == "ab c d see now"


def test_what_is_wanted_is_judged_by_nothing_but_secrets() -> None:
    code = "if (x[0] == y) { return foo(&bar, 3); }"
    french = "Les feuilles mortes se ramassent à la pelle et nous marchons sans rien dire encore."
    part = Part("", [PROSE, code, french])
    paragraphs, dropped = Cleaner(LanguageTest()).clean(part, {"code", "language"})
    assert paragraphs == [PROSE, code, french]
    assert not dropped and not part.left
