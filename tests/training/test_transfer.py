"""The table of authors: what is learned from, what is tested on, and how it is shown."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.problem import Problem
from tests.training import make_base
from training import transfer
from training.personal.target import count_words


@pytest.fixture
def author(tmp_path: Path) -> Path:
    (tmp_path / "ann").mkdir()
    (tmp_path / "ann" / "text.txt").write_text("\n".join(make_base.sentences(200)), "utf-8")
    return tmp_path / "ann"


def test_the_last_fifth_is_the_test(author: Path) -> None:
    parts = transfer.split_author(author)
    learned = parts.train_words + count_words(parts.validation)
    assert learned / (learned + count_words(parts.test)) == pytest.approx(0.8, abs=0.01)
    rows = [row for document in parts.train for row in document]
    assert [*rows, *parts.validation, *parts.test] == make_base.sentences(200)


def test_less_text_is_the_newest_of_it(author: Path) -> None:
    whole = transfer.split_author(author)
    less = transfer.split_author(author, words=300)
    assert less.train_words == pytest.approx(300, abs=20)
    assert less.test == whole.test
    assert less.validation == whole.validation
    assert whole.train[0][-1] == less.train[0][-1]


def test_an_author_without_text_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        transfer.split_author(tmp_path)


def row(author: str, words: int, gain: float, **changes: Any) -> transfer.Row:
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
    lines = transfer.table(ROWS)
    assert len(lines) == 2 + len(ROWS) + 4
    ann = next(line for line in lines if line.startswith("| ann | own text | 1,007 | full"))
    assert "+0.20 (-0.80 to +1.20) | no | 100 → 80 | +1.0% | 12" in ann
    assert "| mean of 2 | own text | 1000 | full | | +0.30 (+0.20 to +0.40) | | | | |" in lines


def test_the_curve_is_of_own_text_and_one_strategy() -> None:
    assert transfer.worth(ROWS, "full") == [], "two writers promise nothing to a third"
    points = transfer.worth([*ROWS, row("cy", 1000, 0.006)], "full")
    assert points == [{"words": 1000, "writers": 3, "low": 0.2, "mean": 0.4, "high": 0.6}]
    assert "ann, linear" in transfer.chart(ROWS) and "from" in transfer.chart(ROWS)


def test_results_cut_short_are_measured_again(tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    file.write_text(json.dumps(ROWS[0]) + "\n" + json.dumps(ROWS[1])[:40])
    assert transfer.read_results(file) == ROWS[:1]
    assert transfer.read_results(tmp_path / "none") == []
