"""The perfect user, against programs whose answers are known."""

import sys
from pathlib import Path

import pytest

from training.measure.protocol import Program, ProtocolError, type_text

_ANSWERS = """
import json, sys
for line in sys.stdin:
    query = json.loads(line)
    answers = {answers}
    answer = {{"id": query["id"], "suggestions": answers[: query["k"]], "ms": 0.5}}
    print(json.dumps(answer), flush=True)
"""


def program(answers: str) -> Program:
    return Program([sys.executable, "-c", _ANSWERS.format(answers=answers)])


def test_a_program_that_knows_nothing_saves_nothing() -> None:
    with program("[]") as running:
        typing = type_text(running, "one two three")
    assert typing.words == 3
    assert typing.hit[5].mean == typing.ksr[5].mean == 0.0
    assert set(typing.boundary_ms) == {"p50", "p95", "p99"}


def test_keys_are_counted_as_a_person_presses_them() -> None:
    # "two" comes first at once; "three" is second until its "t" is typed.
    answers = (
        '["three"] if query["prefix"] == "t" and "two" in query["context"] else ["two", "three"]'
    )
    with program(answers) as running:
        typing = type_text(running, "two three.")
    # "two ": one key instead of 4. "three": "t" and one key instead of 5; "." is a key anyway.
    assert typing.ksr[1].mean == pytest.approx((3 + 3) / 10)
    # With three shown "three" needs no letter.
    assert typing.ksr[3].mean == pytest.approx((3 + 4) / 10)
    assert typing.hit[1].mean == pytest.approx(1 / 2)
    assert typing.hit[3].mean == 1.0


def test_characters_of_an_input_method_cost_its_keys() -> None:
    with program('["\u6211"]') as running:
        typing = type_text(running, "\u6211\u53bb\u3002", composed=3.0)
    # One key instead of three; the second is typed with three, and the full stop with one.
    assert typing.ksr[1].mean == pytest.approx(2 / 7)


def test_case_is_told_apart_only_where_asked() -> None:
    with program('["Two"]') as running:
        typing = type_text(running, "one two")
    assert typing.hit[1].mean == 0.5
    assert typing.hit_case[1].mean == 0.0
    assert typing.ksr[1].mean > typing.ksr_case[1].mean == 0.0


def test_contexts_are_the_text_before_the_word(tmp_path: Path) -> None:
    log = tmp_path / "log"
    answers = (
        f'open({str(log)!r}, "a").write(query["context"] + "|" + query["prefix"] + ";") and []'
    )
    with program(answers) as running:
        type_text(running, "A bc", skip=1)
    assert log.read_text() == "A |;A b|b;"


@pytest.mark.parametrize("code", ["raise SystemExit", "print('no json', flush=True)"])
def test_a_program_that_does_not_answer_is_named(code: str) -> None:
    with Program([sys.executable, "-c", code]) as running, pytest.raises(ProtocolError):
        running.ask("a", "", 5)
