"""The table of authors: what is learned from, what is tested on, and how it is shown."""

from pathlib import Path

import pytest

from models.problem import Problem
from tests.training import make_base
from training import transfer
from training.personal.gains import read_results
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


def test_a_size_beyond_the_text_is_no_case(author: Path) -> None:
    words = transfer.split_author(author).train_words
    assert not transfer.Case(author, words).is_too_large()
    assert not transfer.Case(author, 0).is_too_large()
    assert transfer.Case(author, 2 * words).is_too_large()


def test_an_author_without_text_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        transfer.split_author(tmp_path)


def test_auto_is_a_row_of_what_it_chose_and_costs_its_trials(author: Path, tmp_path: Path) -> None:
    base, out = make_base.base(tmp_path / "base"), tmp_path / "out"
    where = ["--base", str(base), "--out", str(out)]
    assert transfer.main([str(author), *where, "--strategies", "auto"]) == 0
    chosen, auto = read_results(out / "results.jsonl")
    assert (auto["strategy"], auto["chosen"]) == ("auto", chosen["strategy"])
    assert auto["verdict"] == chosen["verdict"]
    assert auto["processor_seconds"] > chosen["processor_seconds"]
    assert [path.name for path in out.iterdir()] == ["results.jsonl"]


def test_a_strategy_that_is_not_there_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        transfer.main(["ann", "--strategies", "linear-0"])
    assert "there is no strategy linear-0" in capsys.readouterr().err
