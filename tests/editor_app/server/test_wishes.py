"""The configuration: the client's over the person's own, and nothing impossible."""

from editor_app.server.wishes import Wishes, wishes
from editor_app.settings import Settings


def test_the_persons_settings_hold_where_the_client_says_nothing() -> None:
    settings = Settings()
    settings.set("ghost.words", 6)
    settings.set("spelling.on", False)
    found = wishes(settings, None)
    assert (found.words, found.spelling, found.learn) == (6, False, False)


def test_what_is_impossible_is_left_out() -> None:
    asked = {"words": "many", "alternatives": True, "completion": "perhaps", "eagerness": 3}
    assert wishes(Settings(), asked) == Wishes()
    assert wishes(Settings(), {"words": 99, "alternatives": 99}).words == 8


def test_learning_needs_both_sides_to_say_yes() -> None:
    settings = Settings()
    assert wishes(settings, {"learn": True}).learn
    assert not wishes(settings, {"learn": 1}).learn
    settings.set("learning.on", False)
    assert not wishes(settings, {"learn": True}).learn
