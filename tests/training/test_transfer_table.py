"""The table of authors: what is learned from, what is tested on, and how it is shown."""

import io
from pathlib import Path
from typing import Any

import pytest

from models.problem import Problem
from tests.training import make_base
from training import transfer_table
from training.personal.target import count_words


@pytest.fixture
def author(tmp_path: Path) -> Path:
    (tmp_path / "ann").mkdir()
    (tmp_path / "ann" / "text.txt").write_text("\n".join(make_base.sentences(200)), "utf-8")
    return tmp_path / "ann"


def test_the_last_fifth_is_the_test(author: Path) -> None:
    parts = transfer_table.split_author(author)
    learned = parts.train_words + count_words(parts.validation)
    assert learned / (learned + count_words(parts.test)) == pytest.approx(0.8, abs=0.01)
    rows = [row for document in parts.train for row in document]
    assert [*rows, *parts.validation, *parts.test] == make_base.sentences(200)


def test_less_text_is_the_newest_of_it(author: Path) -> None:
    whole = transfer_table.split_author(author)
    less = transfer_table.split_author(author, words=300)
    assert less.train_words == pytest.approx(300, abs=20)
    assert less.test == whole.test
    assert less.validation == whole.validation
    assert whole.train[0][-1] == less.train[0][-1]


def test_an_author_without_text_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        transfer_table.split_author(tmp_path)


def test_every_author_gets_a_line_for_each_model() -> None:
    def test_of(perplexity: float) -> dict[str, Any]:
        share = {"mean": 0.2, "low": 0.1, "high": 0.3}
        wide = {"mean": perplexity, "low": 0.9 * perplexity, "high": 1.1 * perplexity}
        return {"perplexity": wide, "hit1": share, "hit3": share, "ksr1": share}

    row = {"name": "full", "test": test_of(50.0), "seconds": 12.0}
    point = {"share": 0.1, "words": 100, "full": test_of(80.0)}
    results = {
        "ann": {"words": 1000, "base": test_of(100.0), "strategies": [row], "curve": [point]}
    }
    out = io.StringIO()
    mean = transfer_table.mean_change(results.values())
    transfer_table.write_table({"authors": results, "mean": mean}, out)
    assert mean == {"full": -0.5}
    lines = out.getvalue().splitlines()
    assert len(lines) == 5
    assert "-50.0%" in lines[2] and "45–55" in lines[2]
    assert "-20.0%" in lines[3] and " 100 " in lines[3]
