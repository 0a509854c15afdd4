"""The whole experiment in miniature: all parts, nothing twice, a report of what is there."""

import json
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from models.progress import Event
from tests.training.make_base import base, sentences
from tests.training.make_reviews import write_tables
from training.imdb import command
from training.imdb.cells import Cells
from training.imdb.data import read_reviews
from training.imdb.experiment import Experiment
from training.imdb.plan import ReviewPlan, Size
from training.imdb.report import write_report
from training.imdb.results import run
from training.imdb.sources import ReviewSource, SourceError
from training.measure.charts import Series, bar_chart, line_chart

PLAN = ReviewPlan(
    "tiny",
    sizes=(Size(8, 1, 2), Size(16, 1, 1, whole=True)),
    train=40,
    few_validation=6,
    few_test=8,
    length=12,
    seed_length=10,
    seed_epochs=1,
    language_test=6,
    source_tokens=600,
    source_shape=(8, 12),
    unrelated=(Size(8, 1, 1),),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reviews, a base and a source text."""
    folder = tmp_path_factory.mktemp("imdb")
    base(folder / "base")
    write_tables(folder / "data", 40)
    rows = [row for seed in (9, 10, 11) for row in sentences(300, seed)]
    (folder / "source.txt").write_text("\n".join(rows), "utf-8")
    return folder


def experiment(
    place: Path, seen: list[Event], only: tuple[str, ...] = (), cells: str = "cells"
) -> Experiment:
    return Experiment(
        read_reviews(place / "data"),
        place / "base",
        PLAN,
        Cells(place / cells, seen.append, only),
        seen.append,
        [ReviewSource.parse(f"general={place / 'source.txt'}")],
    )


def test_all_parts_run_once_and_are_reported(place: Path) -> None:
    seen: list[Event] = []
    results = run(experiment(place, seen))
    assert results["seed"]["test"] <= 1
    assert set(results["language"]) == {"base", "tuned", "scratch"}
    rows = {(row["encoder"], row["strategy"]): row["sizes"] for row in results["transfer"]}
    assert set(rows) == {
        ("none", "scratch"),
        *(("tuned", strategy) for strategy in ("features", "full", "linear")),
        *(("base", strategy) for strategy in ("features", "full")),
    }
    assert [len(size["tests"]) for size in rows["tuned", "full"]] == [2, 1]
    assert {row["encoder"] for row in results["unrelated"]} == {"small", "general", "shuffled"}
    assert not list((place / "cells").glob("classifier*/checkpoint*"))
    again: list[Event] = []
    assert run(experiment(place, again)) == results
    assert not [event for event in again if event.name == "cell"]
    files = write_report(results, place / "report" / "imdb.md")
    assert sorted(file.name for file in files) == [
        "imdb-sources.svg",
        "imdb-transfer.svg",
        "imdb.json",
        "imdb.md",
    ]
    text = (place / "report" / "imdb.md").read_text("utf-8")
    assert "| the base | features |" in text
    assert "(imdb-sources.svg)" in text
    assert json.loads((place / "report" / "imdb.json").read_text("utf-8")) == results


def test_some_cells_can_be_had_alone(place: Path) -> None:
    results = run(experiment(place, [], ("classifier/base/features/8/1",), "some"))
    assert results["seed"] is None
    assert results["language"] == {}
    (row,) = results["transfer"]
    assert (row["encoder"], row["strategy"]) == ("base", "features")
    (size,) = row["sizes"]
    assert len(size["tests"]) == 1
    files = write_report(results, place / "some.md")
    assert "Not run" in files[-1].read_text("utf-8")


def test_the_command_says_what_is_wrong(place: Path) -> None:
    with pytest.raises(SourceError, match="NAME=PATH"):
        command.main(["--data", str(place / "data"), "--source", "nothing"])


def test_figures_are_well_formed_and_the_same_each_time() -> None:
    lines = [Series("a & b", [(100, 60.0, 2.0), (1000, 80.0, 0.0)]), Series("c", [(100, 50.5, 1)])]
    bars = [Series("few", [("docs", 55.0, 1.0), ("general", 70.0, 0.0)])]
    drawn = line_chart("t", "labels", "%", lines)
    assert drawn == line_chart("t", "labels", "%", lines)
    for figure, said in ((drawn, "1,000"), (bar_chart("t", "%", bars), "general")):
        texts = [e.text for e in fromstring(figure).iter() if e.tag.endswith("}text")]
        assert said in texts and "%" in texts
    assert "a &amp; b" in drawn
