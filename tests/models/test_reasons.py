"""Remarks on documents travel as codes and are said in whole sentences."""

import json

import pytest

from models.reasons import DROPPED, Reason, Remark, remark_of


def remark(reason: Reason) -> Remark:
    """``reason`` with as many values as it wants."""
    return Remark(reason, (7, 30)[: reason.value.count("{}")])


@pytest.mark.parametrize("reason", Reason)
def test_what_is_written_is_read_again_and_said(reason: Reason) -> None:
    sent = json.loads(json.dumps(remark(reason).as_json()))
    assert remark_of(sent) == remark(reason)
    assert "{" not in remark(reason).say()


def test_it_is_said_in_another_language() -> None:
    german = {"larger than {} MB": "gr\u00f6\u00dfer als {} MB"}
    assert Remark(Reason.TOO_LARGE, (256,)).say(german.__getitem__) == "gr\u00f6\u00dfer als 256 MB"


@pytest.mark.parametrize(
    "data", [None, "", "HIDDEN", [], ["NO_SUCH"], [1], ["TOO_LARGE"], ["HIDDEN", 1], [None], {}]
)
def test_what_is_no_remark_is_none(data: object) -> None:
    assert remark_of(data) is None


def test_a_sentence_gets_all_its_values() -> None:
    with pytest.raises(ValueError, match="FIRST_PAGES"):
        Remark(Reason.FIRST_PAGES, (1,))


def test_a_file_of_nothing_but_one_thing_can_be_said() -> None:
    own = {"language": Reason.OTHER_LANGUAGE, "repeated": Reason.REPEATS}
    assert all(what in own or f"ONLY_{what.upper()}" in Reason.__members__ for what in DROPPED)
