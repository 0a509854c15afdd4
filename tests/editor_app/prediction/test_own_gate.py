"""The gate of the person's own: it starts as the shipped one, learns, stays within bounds."""

import json
import os
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from editor_app.prediction.own_gate import FEATURES, GhostSight, OwnGate

SIGHT = GhostSight(0.6, 5, 1.0, 9, False, 2, "prose")
SIGHTS = st.builds(
    GhostSight,
    st.floats(0, 1),
    st.integers(0, 30),
    st.floats(0, 9),
    st.integers(0, 99),
    st.booleans(),
    st.integers(0, 9),
    st.sampled_from(["prose", "heading", "list", "quotation"]),
)


def test_it_starts_as_the_shipped_gate() -> None:
    gate = OwnGate()
    assert abs(gate.chance(SIGHT) - 0.6) < 1e-9 and gate.allows(SIGHT, "normal")
    assert gate.describe() == []


@given(SIGHTS)
def test_new_it_shuts_nothing_out_that_the_shipped_gate_let_through(sight: GhostSight) -> None:
    assert OwnGate().allows(sight, "calm")


def test_who_never_takes_in_headings_gets_none_there_and_is_told() -> None:
    gate = OwnGate()
    heading = replace(SIGHT, chance=0.5, letters=4, kind="heading")
    assert gate.allows(heading, "normal")
    for _ in range(60):
        gate.learn(heading, taken=False)
        gate.learn(replace(heading, kind="prose"), taken=True)
    assert not gate.allows(heading, "normal")
    assert gate.allows(replace(heading, kind="prose"), "normal")
    assert "less often in headings" in gate.describe()
    gate.forget()
    assert gate.allows(heading, "normal") and gate.seen == 0


@given(st.lists(st.tuples(SIGHTS, st.booleans()), max_size=60))
def test_whatever_happens_it_stays_within_bounds(history: list[tuple[GhostSight, bool]]) -> None:
    gate = OwnGate()
    for sight, taken in history * 5:
        gate.learn(sight, taken)
    assert all(abs(weight) <= 1.0 for weight in gate.weights)
    assert gate.chance(replace(SIGHT, chance=0.99)) > 0.9  # what is sure is never shut out


def test_it_is_kept_for_its_owner_and_a_damaged_file_is_none(tmp_path: Path) -> None:
    gate = OwnGate()
    gate.learn(SIGHT, taken=True)
    path = tmp_path / "new" / "gate.json"
    gate.write(path)
    assert path.stat().st_mode & 0o777 == 0o600
    again = OwnGate.read(path)
    assert again.weights == gate.weights and again.seen == 1
    endless = json.dumps({"weights": {name: 1e308 * 10 for name, _, _ in FEATURES}, "seen": 1})
    strange = '{"weights": {"always": "x"}, "seen": 1}'
    for damaged in ("", "[]", '{"weights": {}}', strange, "[" * 60_000, endless):
        path.write_text(damaged)
        assert OwnGate.read(path).weights == [0.0] * len(FEATURES)
    path.unlink()
    os.mkfifo(path)  # to be read by nobody: it would hang the start
    assert OwnGate.read(path).weights == [0.0] * len(FEATURES)
