"""What slips cost."""

import math
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from editor_app.spelling.error_model import ErrorModel, edits, fit

MODEL = ErrorModel.load()
LETTERS = st.text("abeiorst'", max_size=8)


@given(LETTERS, LETTERS)
def test_costs_are_never_negative_and_nothing_costs_nothing(meant: str, written: str) -> None:
    cost = MODEL.cost(meant, written)
    assert cost >= 0 if meant != written else cost == 0


@given(LETTERS, LETTERS)
def test_a_limit_only_cuts_off(meant: str, written: str) -> None:
    cost = MODEL.cost(meant, written)
    assert MODEL.cost(meant, written, 9.0) == (cost if cost < 9.0 or cost == 0 else math.inf)


@pytest.mark.parametrize(
    ("meant", "likely", "unlikely"),
    [
        ("receive", "recieve", "reczive"),
        ("the", "teh", "tje"),
        ("accommodate", "accomodate", "accommodfate"),
        ("independent", "independant", "indepenxent"),
    ],
)
def test_frequent_slips_cost_less(meant: str, likely: str, unlikely: str) -> None:
    assert MODEL.cost(meant, likely) + 2 < MODEL.cost(meant, unlikely)


def test_a_neighbouring_key_costs_less_than_a_distant_one() -> None:
    assert MODEL.singles["change neighbour"] < MODEL.singles["change"]


@given(LETTERS, LETTERS)
def test_an_alignment_covers_both_words(meant: str, written: str) -> None:
    spans = edits(meant, written)
    assert "".join(meant[i:i_end] for i, i_end, _, _ in spans) == meant
    assert "".join(written[j:j_end] for _, _, j, j_end in spans) == written


def test_what_was_seen_often_becomes_cheap(tmp_path: Path) -> None:
    pairs = [("phisics", "physics"), ("phisical", "physical"), ("phisician", "physician")]
    pairs += [("sistem", "system"), ("tipe", "type"), ("mith", "myth")]
    model = fit(pairs, least=2, caution=0.5)
    assert model.cost("hymn", "himn") < model.cost("hymn", "hamn")
    model.save(tmp_path / "model.json", "a test")
    again = ErrorModel.load(tmp_path / "model.json")
    assert again.cost("hymn", "himn") == pytest.approx(model.cost("hymn", "himn"), abs=0.02)
