"""Progress events survive the pipe; noise on it does not hurt."""

import io

from models.progress import Event, parse_lines, to_stream, to_terminal


def test_events_come_back_from_their_lines() -> None:
    pipe = io.StringIO()
    report = to_stream(pipe)
    events = [Event("step", {"loss": 1.5, "name": "é"}), Event("done")]
    for event in events:
        report(event)
    lines = iter(pipe.getvalue().splitlines())
    assert [(e.name, dict(e.values)) for e in parse_lines(lines)] == [
        ("step", {"loss": 1.5, "name": "é"}),
        ("done", {}),
    ]


def test_lines_that_are_no_events_are_passed_over() -> None:
    lines = iter(["noise", "[1]", "{}", '{"event": "ok"}', "null"])
    assert [event.name for event in parse_lines(lines)] == ["ok"]


def test_people_get_one_line_an_event() -> None:
    out = io.StringIO()
    to_terminal(out)(Event("step", {"loss": 1.23456, "tokens": 7}))
    assert "loss 1.235" in out.getvalue()
    assert out.getvalue().count("\n") == 1
