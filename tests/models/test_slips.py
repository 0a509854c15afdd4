"""What may have been a slip of the finger, and what was meant."""

from models.language import Language, known
from models.slips import Probation, slips_of
from models.vocabulary import SPECIAL, Vocabulary


def test_probation() -> None:
    ordinary = ["the", "matter", "John", "weather", "barlow"]
    probation = Probation(Vocabulary((*SPECIAL, *ordinary)))
    for slip in ("teh", "mattr", "mattter", "mstter", "Jhon"):
        assert probation.looks_like_slip(slip), slip
    for word in ("matter", "Marlow", "Quillfeather", "xy"):
        assert not probation.looks_like_slip(word), word


def test_what_may_have_been_meant_begins_alike() -> None:
    slips = list(slips_of("recieve", known("en")))
    assert "receive" in slips and all(slip[0] == "r" for slip in slips)


def test_keys_lie_beside_one_another_as_on_the_languages_keyboard() -> None:
    assert "wezter" in set(slips_of("wetter", known("de"))) and "wezter" not in set(
        slips_of("wetter", known("en"))
    )
    assert "haöö" not in set(slips_of("hall", known("en")))
    assert set(slips_of("abc", Language("xx"))) < set(slips_of("abc", known("en")))
