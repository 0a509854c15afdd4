"""The simulated person, against programs whose answers are known."""

import sys

import pytest

from training.measure.protocol import Program
from training.measure.typist import TypingOutcome, Way, lines, simulate

_ANSWERS = """
import json, sys
for line in sys.stdin:
    query = json.loads(line)
    words, show = {answers}
    answer = {{"id": query["id"], "suggestions": words, "ms": 1, "show": show}}
    print(json.dumps(answer), flush=True)
"""


def outcome(answers: str, text: str, way: Way) -> TypingOutcome:
    with Program([sys.executable, "-c", _ANSWERS.format(answers=answers)]) as running:
        return simulate(running, text, 10, [way])[way]


def test_who_takes_half_of_the_right_ones_waits_longer() -> None:
    always = outcome("['word'], True", "word", Way())
    assert always.ksr.mean == pytest.approx(3 / 4)
    assert always.precision == 1.0 and always.wrong_looks == 0.0
    half = outcome("['word'], True", "word", Way(rate=0.5))
    # Taken after no, one, two, three letters with chances 1/2, 1/4, 1/8, 1/16; else typed.
    assert half.ksr.mean == pytest.approx((3 / 2 + 2 / 4 + 1 / 8 + 0 / 16) / 4)
    assert always.words_a_minute > half.words_a_minute > 60 / 5 / 0.12 * 0.9


def test_what_stood_and_was_typed_past_is_told() -> None:
    answers = "['wrong'] if 'wrong' not in query['passed'] else ['word'], True"
    found = outcome(answers, "word", Way())
    assert found.ksr.mean == pytest.approx(2 / 4)  # "w", then the key that takes
    assert found.precision == 0.5 and found.wrong_looks == 100.0


def test_a_stubborn_program_is_helped_by_the_rule_alone() -> None:
    answers = "['wrong', 'word'], True"
    assert outcome(answers, "word", Way()).ksr.mean == 0.0
    assert outcome(answers, "word", Way(once=True)).ksr.mean == pytest.approx(2 / 4)
    assert outcome(answers, "word", Way(shown=3)).ksr.mean == pytest.approx(3 / 4)


def test_the_gate_hides_what_the_program_would_not_show() -> None:
    answers = "['word'], query.get('eagerness') == 'eager'"
    assert outcome(answers, "word", Way(gate="calm")).ksr.mean == 0.0
    eager = outcome(answers, "word", Way(gate="eager"))
    assert eager.ksr.mean == pytest.approx(3 / 4)
    row = {"shown": 1, "rate": 1.0, "gate": "eager", "once": False, "ksr": {"mean": 0.75}}
    shown = lines([{**row, "precision": 1.0, "wrong_looks": 0.0, "words_a_minute": 99.0}])
    assert "eager" in shown[1] and "75.0" in shown[1]
