"""The table of authors as it is shown, drawn and promised."""

import json
from pathlib import Path
from typing import Any

from training.personal import gains


def row(author: str, words: int, gain: float, **changes: Any) -> gains.Row:
    """A line of the results."""
    share = {"mean": 0.4, "low": 0.3, "high": 0.5}
    verdict = {"gain": {"mean": gain, "low": gain - 0.01, "high": gain + 0.01}, "base": {}}
    alone = {"perplexity": {"mean": 100.0}}
    found = {
        "author": author,
        "asked": words,
        "source": "",
        "base": "b",
        "strategy": "full",
        "words": words + 7,
        "verdict": {**verdict, "base": {"ksr1": share}},
        "alone": {"test": {"perplexity": {"mean": 80.0}}},
        "base_alone": alone,
        "forgotten": 0.01,
        "processor_seconds": 12.0,
    }
    return {**found, **changes}


ROWS = [
    row("ann", 1000, 0.002),
    row("bob", 1000, 0.004),
    row("ann", 500, 0.0),
    row("ann", 1000, -0.02, source="bob"),
    row("ann", 1000, 0.5, strategy="linear"),
]


def test_every_result_has_a_line_and_every_group_a_mean() -> None:
    lines = gains.table(ROWS)
    assert len(lines) == 2 + len(ROWS) + 4
    ann = next(line for line in lines if line.startswith("| ann | own text | 1,007 | full"))
    assert "+0.20 (-0.80 to +1.20) | no | 100 → 80 | +1.0% | 12" in ann
    assert "| mean of 2 | own text | 1000 | full | | +0.30 (+0.20 to +0.40) | | | | |" in lines


def test_the_curve_is_of_own_text_and_one_strategy() -> None:
    assert gains.worth(ROWS, "full") == [], "two writers promise nothing to a third"
    points = gains.worth([*ROWS, row("cy", 1000, 0.006)], "full")
    assert points == [{"words": 1000, "writers": 3, "low": 0.2, "mean": 0.4, "high": 0.6}]


def test_one_strategy_is_drawn_by_author_and_several_by_their_mean() -> None:
    full = [r for r in ROWS if r["strategy"] == "full"]
    picture = gains.chart(full)
    assert "ann" in picture and "bob" in picture and "full" not in picture
    picture = gains.chart([*full, row("ann", 1000, 0.5, strategy="linear-4")])
    assert "full" in picture and "linear-4" in picture and "ann" not in picture


def test_what_auto_chose_stands_beside_the_best_of_the_others() -> None:
    assert gains.choices(ROWS) == []
    auto = row("ann", 1000, 0.002, strategy="auto", chosen="full")
    (*_, line) = gains.choices([*ROWS, auto])
    assert line == "| ann | 1,007 | full | +0.20 | linear of 2 | +50.00 | 12 |"


def test_results_cut_short_are_measured_again(tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    file.write_text(json.dumps(ROWS[0]) + "\n" + json.dumps(ROWS[1])[:40])
    assert gains.read_results(file) == ROWS[:1]
    assert gains.read_results(tmp_path / "none") == []
