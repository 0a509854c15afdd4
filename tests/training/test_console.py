"""A bar on a terminal, plain lines elsewhere."""

import io

from models.progress import Event
from training.console import Watcher, time_left

STEP = Event("step", {"done": 0.4, "seconds_left": 240.0, "loss": 4.25})


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_every_event_is_a_line() -> None:
    out = io.StringIO()
    watcher = Watcher(out)
    for event in (Event("strategy", {"strategy": "full"}), STEP, Event("averaged", {"alpha": 0.5})):
        watcher(event)
    assert [line.split()[1] for line in out.getvalue().splitlines()] == [
        "strategy",
        "step",
        "averaged",
    ]
    assert "\x1b" not in out.getvalue()


def test_on_a_terminal_steps_move_a_bar_and_the_rest_are_lines() -> None:
    out = Terminal()
    watcher = Watcher(out)
    watcher(Event("strategy", {"strategy": "full"}))
    watcher(STEP)
    watcher(Event("validated", {"loss": 4.2}))
    watcher(Event("averaged", {"alpha": 0.5}))
    text = out.getvalue()
    assert "40 %" in text and "4 min left" in text and "full  loss 4.250" in text
    assert "  step " not in text and "validated" in text and "averaged" in text
    assert text.endswith("alpha 0.5\n"), "nothing of the bar is left"


def test_a_time_is_said_in_its_unit() -> None:
    assert [time_left(s) for s in (40, 720, 12_600)] == ["40 s left", "12 min left", "3.5 h left"]
