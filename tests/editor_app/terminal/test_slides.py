"""Windows are found again in the document that they slide over."""

import random

from editor_app.terminal.slides import Slides


def text_of(words: int, seed: int) -> str:
    """A text that repeats itself a little."""
    return " ".join(random.Random(seed).choices(["the", "cat", "sat", "on", "a", "mat"], k=words))


def test_a_sliding_window_is_found_again() -> None:
    text, slides = text_of(3000, 1), Slides()
    for end in range(400, len(text), 7):
        assert slides.start_of("d", text[end - 400 : end]) == end - 400


def test_another_text_stands_behind_everything_seen() -> None:
    slides = Slides()
    one, other = text_of(200, 1), text_of(200, 2).upper()
    assert slides.start_of("d", one) == 0
    assert slides.start_of("d", one + " more") == 0
    assert slides.start_of("d", other) > len(one + " more")
    assert slides.start_of("another", other) == 0


def test_what_is_remembered_has_an_end() -> None:
    text, slides = text_of(60_000, 3), Slides()
    for end in range(4000, len(text), 1000):
        assert slides.start_of("d", text[end - 4000 : end]) == end - 4000
    assert len(slides._seen["d"].text) <= 120_000
