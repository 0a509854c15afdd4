"""Words that nobody wants to be offered."""

from editor_app.prediction.offensive import is_offensive


def test_offensive_words_in_any_case_and_number() -> None:
    assert is_offensive("Shit") and is_offensive("bitches") and is_offensive("fucker's")
    assert not any(map(is_offensive, ("consider", "class", "Scunthorpe", "assess", "hell", "cats")))
