"""A search: what each variant's recipe is, what is run, what is told."""

import json
from pathlib import Path

import pytest

from training import search
from training.runs.recipe import FOLDER, RecipeError, load, merged
from training.search import RESULT, Trial, read_search, table

START = """
[corpus]
vocabulary = 60
[model]
embedding = 8
hidden = 12
[train]
batch_size = 4
bptt = 8
negatives = 20
"""
SEARCH = """
recipe = "START"
[all.train]
tokens = 1500
[variants]
plain = {}
"wider, faster" = { model = { hidden = 20 }, train = { learning_rate = 1e-2 } }
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    start = tmp_path / "start.toml"
    start.write_text(START, encoding="utf-8")
    path = tmp_path / "search.toml"
    path.write_text(SEARCH.replace("START", str(start)), encoding="utf-8")
    return path


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    numbers = (f"{n % 7} {n % 11} {n % 13}" for n in range(900))
    path.write_text("\n".join(f"The man saw {n}, and went on." for n in numbers), encoding="utf-8")
    return path


def test_a_variant_is_the_start_with_both_changes(written: Path) -> None:
    plain, wider = read_search(str(written)).values()
    assert plain.corpus.vocabulary == wider.corpus.vocabulary == 60
    assert plain.model == {"embedding": 8, "hidden": 12}
    assert wider.model == {"embedding": 8, "hidden": 20}
    assert (plain.train.tokens, plain.train.negatives) == (1500, 20)
    assert (plain.train.learning_rate, wider.train.learning_rate) == (2e-3, 1e-2)


def test_merging_changes_neither_table() -> None:
    first, second = {"a": {"x": 1}, "b": 2}, {"a": {"y": 3}}
    assert merged(first, second) == {"a": {"x": 1, "y": 3}, "b": 2}
    assert first == {"a": {"x": 1}, "b": 2} and second == {"a": {"y": 3}}


def test_a_setting_that_is_none_is_told(written: Path) -> None:
    changed = SEARCH.replace("hidden = 20", "hiden = 20").replace("START", "cpu")
    written.write_text(changed, encoding="utf-8")
    with pytest.raises(RecipeError, match="hiden"):
        read_search(str(written))
    written.write_text('recipe = "cpu"', encoding="utf-8")
    with pytest.raises(RecipeError, match="variants"):
        read_search(str(written))


def test_a_search_runs_its_variants_once(
    written: Path, text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    corpus = ["--corpus", str(text), "--out", str(out)]
    assert search.main([str(written), *corpus, "--only", "plain"]) == 0
    first = json.loads((out / "plain" / RESULT).read_text(encoding="utf-8"))
    assert first["tokens"] >= 1500 and 0 < first["loss"] < 6 and first["cpu_seconds"] > 0
    weights = (out / "plain" / "best.safetensors").stat().st_mtime_ns
    capsys.readouterr()
    assert search.main([str(written), *corpus]) == 0
    printed = capsys.readouterr().out
    assert "| plain |" in printed and "| wider, faster |" in printed
    assert (out / "plain" / "best.safetensors").stat().st_mtime_ns == weights
    with pytest.raises(RecipeError, match="other"):
        search.main([str(written), *corpus, "--only", "other"])


def test_the_best_stands_first() -> None:
    trials = [Trial("worse", 10**6, 10**6, 5.0, 10.0), Trial("better", 2 * 10**6, 10**6, 4.0, 20)]
    rows = table(trials).splitlines()
    assert rows[2].startswith("| better | 2.0 | 1.00 | 54.6 | 20 | 50,000 |")
    assert rows[3].startswith("| worse |")


def test_the_shipped_searches_and_recipes_can_be_read() -> None:
    for path in FOLDER.glob("*.toml"):
        assert load(path.stem).train.tokens > 0
    for path in (FOLDER / "searches").glob("*.toml"):
        assert len(read_search(f"searches/{path.stem}")) > 1
