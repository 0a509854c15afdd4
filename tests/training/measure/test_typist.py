"""The simulated person, against programs whose answers are known."""

import sys

import pytest

from training.measure.protocol import Program
from training.measure.typist import TypingOutcome, Way, lines, simulate

_ANSWERS = """
import json, sys
GHOST = {ghost!r}
for line in sys.stdin:
    query = json.loads(line)
    words, show = {answers}
    answer = {{"id": query["id"], "suggestions": words, "ms": 1, "show": show}}
    if query.get("words", 1) > 1:
        answer["ghosts"] = [GHOST[len(query["prefix"]):] for word in words]
    print(json.dumps(answer), flush=True)
"""


def outcome(answers: str, text: str, way: Way, ghost: str = "") -> TypingOutcome:
    program = _ANSWERS.format(answers=answers, ghost=ghost)
    with Program([sys.executable, "-c", program]) as running:
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


_FIRST = "(['kind'], True) if query['context'] in ('', 'k') else ([], False)"
_PHRASE = Way(gate="normal", words=5)


def test_a_phrase_is_taken_whole_with_one_key() -> None:
    found = outcome(_FIRST, "kind regards", _PHRASE, "kind regards")
    assert found.ksr.mean == pytest.approx(11 / 12)
    assert found.phrases == found.whole == found.precision == 1.0
    # No sooner than behind the first letter in half of the cases, in a quarter not at all.
    half = outcome(_FIRST, "kind regards", Way(rate=0.5, gate="normal", words=5), "kind regards")
    assert half.ksr.mean == pytest.approx((11 / 2 + 10 / 4) / 12)


def test_of_a_phrase_that_goes_wrong_the_right_words_are_taken_one_by_one() -> None:
    found = outcome(_FIRST, "kind words here", _PHRASE, "kind words of")
    assert found.ksr.mean == pytest.approx((11 - 2) / 15)
    assert found.phrases == found.precision == 1.0 and found.whole == 0.0
    alone = outcome(_FIRST, "kind words here", Way(gate="normal"))
    assert alone.ksr.mean == pytest.approx((5 - 1) / 15) and alone.phrases == 0.0


def test_a_phrase_may_stand_behind_a_finished_word() -> None:
    answers = "(['look'], query['context'] == 'look')"
    found = outcome(answers, "look forward", _PHRASE, "look forward")
    assert found.ksr.mean == pytest.approx((8 - 1) / 12)


def test_the_table() -> None:
    figures = {"precision": 1.0, "wrong_looks": 0.0, "words_a_minute": 99.0}
    row = {"shown": 1, "rate": 1.0, "gate": "eager", "once": False, "ksr": {"mean": 0.75}}
    shown = lines(
        [
            {**row, **figures, "words": 1, "phrases": 0.0, "whole": 0.0},
            {**row, **figures, "words": 5, "phrases": 0.12, "whole": 0.58},
        ]
    )
    assert "eager" in shown[1] and "75.0" in shown[1] and "58.0" not in shown[1]
    assert "eager, 5 words" in shown[2] and "12.0" in shown[2] and "58.0" in shown[2]
