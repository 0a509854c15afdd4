"""A training's plan survives the pipe; strange ones are none."""

import json

import pytest

from models.plan import Leg, Purpose, as_event, leg_of, legs_of, marked
from models.progress import Event

PLAN = (Leg(Purpose.TRIAL, 100), Leg(Purpose.LEARNING, 3000), Leg(Purpose.CONTROL, 3000))


def test_what_is_told_is_understood() -> None:
    assert legs_of(json.loads(as_event(PLAN).to_line())) == PLAN


@pytest.mark.parametrize(
    "legs", [None, 3, "trial", [1], [["trial"]], [["nap", 3]], [["trial", None]], [["trial", "x"]]]
)
def test_what_is_no_plan_has_no_legs(legs: object) -> None:
    assert legs_of({"legs": legs}) == ()


def test_events_say_where_they_belong() -> None:
    told: list[Event] = []
    marked(told.append, 1)(Event("step", {"tokens": 5}))
    assert told == [Event("step", {"tokens": 5, "leg": 1})]
    assert leg_of(told[0].values, PLAN) == 1


@pytest.mark.parametrize("leg", [None, -1, 3, "1", 1.0])
def test_what_belongs_nowhere_is_said_so(leg: object) -> None:
    assert leg_of({"leg": leg}, PLAN) is None
