"""What more words on show would have saved is counted as KSR@k is."""

from editor_app.widgets.page.strip_gain import Gain, StripGain


def test_each_size_saves_from_where_it_first_has_the_word() -> None:
    gain = StripGain()
    gain.find(0, ["the", "a", "in", "of", "Because"])
    gain.find(1, ["but", "be", "because"])
    gain.find(2, ["because", "been"])
    assert gain.finish("because") == Gain(8, (5, 6, 7))
    assert gain.finish("because") is None  # another word begins


def test_a_word_never_found_saves_nothing_and_one_never_looked_for_does_not_count() -> None:
    gain = StripGain()
    gain.find(0, ["the"])
    assert gain.finish("zebra") == Gain(6, (0, 0, 0))
    gain.find(0, ["the"])
    gain.forget()
    assert gain.finish("the") is None
