"""What may have been a slip of the finger, and what was meant."""

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
    slips = list(slips_of("recieve"))
    assert "receive" in slips and all(slip[0] == "r" for slip in slips)
