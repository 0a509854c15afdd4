"""What is shown of a training: its progress, its report in words, the curve, the battery."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from editor_app.profiles import worth
from editor_app.profiles.progress import Point, Stage, TrainingProgress
from editor_app.profiles.wording import (
    STAGES,
    examples,
    explanation,
    headline,
    is_measurable,
    rows,
    time_left,
)
from editor_app.profiles.worth import Worth, read_curve, worth_of
from editor_app.services.power import on_battery
from editor_app.widgets.personalise.curve import CurveView, Line
from models.plan import Leg, Purpose, as_event
from models.progress import Event
from tests.editor_app.fake_training import REPORT


def told(*events: tuple[str, dict[str, object]]) -> TrainingProgress:
    """Progress after these events."""
    progress = TrainingProgress()
    for name, values in events:
        progress.take(Event(name, values))
    return progress


PLAN = [
    *[Leg(Purpose.TRIAL, 24000)] * 3,
    Leg(Purpose.LEARNING, 48000),
    Leg(Purpose.CONTROL, 48000),
]
WHOLE: tuple[tuple[str, dict[str, object]], ...] = (
    ("file", {"words": 9000}),
    ("read", {"documents": 1, "words": 10000}),
    ("grown", {"new_words": 4}),
    ("plan", dict(as_event(PLAN).values)),
    *(
        event
        for leg, name in enumerate(("full", "linear", "features"))
        for event in (
            ("strategy", {"strategy": name, "leg": leg}),
            ("validated", {"tokens": 0, "perplexity": 200.0, "leg": leg}),
            ("validated", {"tokens": 24000, "perplexity": 190.0, "leg": leg}),
        )
    ),
    ("trials", {"loss": {}}),
    ("strategy", {"strategy": "linear", "leg": 3}),
    ("validated", {"tokens": 0, "perplexity": 200.0, "leg": 3}),
    ("step", {"tokens": 24000, "tokens_per_second": 1000.0, "seconds_left": 24.0, "leg": 3}),
    ("validated", {"tokens": 48000, "perplexity": 150.0, "leg": 3}),
    ("strategy", {"strategy": "scratch", "leg": 4}),
    ("validated", {"tokens": 48000, "perplexity": 400.0, "leg": 4}),
    ("scored", {"name": "base"}),
    ("strategy", {"strategy": "linear"}),  # points of a learning curve are no leg of the plan
    ("publishing", {}),
    ("report", {"adopted": "linear"}),
)


def test_progress_never_falls_and_ends_at_the_whole() -> None:
    progress, last, stages = TrainingProgress(), 0.0, []
    for name, values in WHOLE:
        progress.take(Event(name, values))
        assert progress.share >= last
        last = progress.share
        if progress.stage not in stages:
            stages.append(progress.stage)
    assert stages == list(Stage)[1:]
    assert progress.share == 1.0 and progress.report == {"adopted": "linear"}


def test_the_curve_shows_what_is_kept_and_not_the_trials() -> None:
    progress = told(*WHOLE)
    assert progress.base == 200.0
    assert progress.curves == {
        "linear": [Point(0, 200.0), Point(48000, 150.0)],
        "scratch": [Point(48000, 400.0)],
    }


def test_time_left_counts_the_control_too() -> None:
    last = max(n for n, (name, _) in enumerate(WHOLE) if name == "step")
    progress = told(*WHOLE[: last + 1])
    # 24 s for this one and 48,000 tokens of the control at 1,000 a second, and a little more.
    assert progress.seconds_left is not None and 72 <= progress.seconds_left <= 82


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*{name for name, _ in WHOLE}, "new", "take"]),
            st.dictionaries(
                st.sampled_from(
                    ["tokens", "perplexity", "words", "strategy", "seconds_left", "leg", "legs"]
                ),
                st.none() | st.integers(0, 10**9) | st.text(max_size=5) | st.floats(0, 1e6),
            ),
        ),
        max_size=12,
    )
)
def test_strange_events_do_no_harm(events: list[tuple[str, dict[str, object]]]) -> None:
    progress = told(*events)
    assert 0.0 <= progress.share <= 1.0 and progress.stage in STAGES


def test_the_result_is_said_in_words() -> None:
    assert headline(REPORT).startswith("Learning takes 6.0 more of a hundred keystrokes")
    assert "(4.0 to 8.0)" in headline(REPORT)
    assert "1,200 of your words" in explanation(REPORT) and "rough" in explanation(REPORT)
    names = [row.name for row in rows(REPORT)]
    assert len(names) == 3 and [row.adopted for row in rows(REPORT)] == [False, True, False]
    assert [row.keys.mean for row in rows(REPORT)[:2]] == [0.24, 0.3]
    shown = examples(REPORT)[0]
    assert shown.sentence[slice(*shown.profile[1])] == "it"


def test_no_measurable_gain_is_said_plainly() -> None:
    gain = {"mean": 0.002, "low": -0.001, "high": 0.005}
    report = {**REPORT, "adopted": "", "engine": {**REPORT["engine"], "gain": gain}}
    assert headline(report) == "Learning made no difference that can be measured."
    assert not is_measurable(report) and is_measurable(REPORT)
    assert "counts" in explanation(report)
    assert not any(row.adopted for row in rows(report))


def test_a_control_that_did_better_is_not_hidden() -> None:
    better = {"name": "scratch", "test": {"ksr1": {"mean": 0.4, "low": 0.38, "high": 0.42}}}
    mine = {"name": "full", "test": {"ksr1": {"mean": 0.3, "low": 0.28, "high": 0.32}}}
    assert "alone would" in explanation({**REPORT, "strategies": [mine, better]})
    assert "alone would" not in explanation(REPORT)


def test_damaged_reports_do_no_harm() -> None:
    for report in ({}, {"strategies": 3}, {"strategies": [1, {"name": None}]}, {"base": []}):
        assert headline(report) and explanation(report) and rows(report)
    bad = {"examples": [{"sentence": "Hi", "base": [[1, 9], "x", [1]], "profile": None}, 4]}
    assert examples(bad)[0].base == ()
    assert math.isnan(rows({})[0].keys.mean)


def test_time_left_is_a_guess_in_words() -> None:
    assert [time_left(s) for s in (None, 20, 70, 600, 9000)] == [
        "",
        "less than a minute left",
        "about 1 minute left",
        "about 10 minutes left",
        "about 2.5 hours left",
    ]


def test_the_curve_is_painted_whatever_it_is_given(qtbot: QtBot) -> None:
    view = CurveView()
    qtbot.addWidget(view)
    view.resize(400, 240)
    empty = view.grab().toImage()
    for points in ([(0.0, 200.0)], [(0.0, 200.0), (100.0, 120.0)], [(5.0, 0.0)], [(0.0, 1e9)]):
        view.show_lines([Line("yours", points)], 200.0)
        assert view.grab().toImage() != empty
    assert "yours" in view.accessibleName()


def test_battery_is_read_from_the_system(tmp_path: Path) -> None:
    def supply(name: str, **values: str) -> None:
        (tmp_path / name).mkdir(exist_ok=True)
        for key, value in values.items():
            (tmp_path / name / key).write_text(value + "\n")

    assert not on_battery(tmp_path / "none")
    supply("mouse", type="Battery", scope="Device", status="Discharging")
    assert not on_battery(tmp_path)
    supply("BAT0", type="Battery", status="Discharging")
    assert on_battery(tmp_path)
    supply("AC", type="Mains", online="1")
    assert not on_battery(tmp_path)
    supply("AC", type="Mains", online="0")
    assert on_battery(tmp_path)


CURVE = (Worth(1000, 0.0, 0.5, 1.0), Worth(100_000, 2.0, 4.5, 7.0))


def test_what_so_much_text_is_worth_is_read_off_the_curve(tmp_path: Path) -> None:
    half = worth_of(10_000, CURVE)
    assert half is not None and half.mean == pytest.approx(2.5)
    assert worth_of(999, CURVE) is None and worth_of(10**6, CURVE) == CURVE[-1]
    assert "1.0 to 4.0" in worth.said(10_000, CURVE) and worth.said(10, CURVE) == ""
    path = tmp_path / "worth.json"
    assert read_curve(path) == ()
    path.write_text('{"points": [{"words": 1000, "low": 0, "mean": 0.5, "high": 1}]}')
    assert read_curve(path) == CURVE[:1]
    path.write_text('{"points": [3]}')
    assert read_curve(path) == ()


def test_the_time_left_does_not_jump() -> None:
    progress = told(*WHOLE[:-4])
    before = progress.seconds_left
    progress._expect(1.2 * (before or 0.0))
    assert before and progress.seconds_left and progress.seconds_left < 1.1 * before
