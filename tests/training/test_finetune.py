"""From a bundle and documents to a profile, also when the process is killed on the way."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from models.bundle import open_bundle
from models.counts import CountStore
from models.plan import leg_of, legs_of
from models.problem import Problem
from models.profile import read_note
from models.progress import Event
from tests.training import make_base
from training.export import load_model
from training.finetune import finetune, main
from training.network.adapter import load_adapter, merged
from training.personal.profile import write_held_out
from training.personal.report import as_text
from training.personal.request import Request
from training.personal.strategies import STRATEGIES
from training.personal.target import TargetSplit, encode
from training.runs.validation import full_loss


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_base.base(tmp_path_factory.mktemp("base") / "tiny")


def ignore(_event: Event) -> None:
    pass


def figures(report: dict[str, Any]) -> dict[str, Any]:
    """What must not depend on how long anything took."""
    rows = [{**row, "seconds": 0} for row in report["strategies"]]
    return {"adopted": report["adopted"], "base": report["base"], "strategies": rows}


@pytest.fixture(scope="module")
def published(base: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A profile made with ``linear`` over one with counts of its own; its report and all events."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "profile").mkdir()
    (folder / "profile" / "blend.json").write_text("{}")
    store = CountStore(folder / "profile" / "counts.sqlite")
    store.add("typed", ["typed", "by", "hand"])
    store.close()
    make_base.documents(folder / "docs", each=12, word="Zorblax")
    request = Request(
        base=base,
        documents=(folder / "docs",),
        out=folder / "profile",
        strategy="linear",
    )
    with pytest.MonkeyPatch.context() as patch:  # a base that knows nothing has far to go
        fast = replace(STRATEGIES["linear"], learning_rate=8e-3)
        patch.setattr("training.finetune.STRATEGIES", {**STRATEGIES, "linear": fast})
        told: list[Event] = []
        report = finetune(request, told.append)
        return folder / "profile", {**report, "told": told}


Published = tuple[Path, dict[str, Any]]


def test_the_plan_is_told_and_followed(published: Published) -> None:
    _, report = published
    legs = legs_of(next(event.values for event in report["told"] if event.name == "plan"))
    assert [leg.purpose for leg in legs] == ["learning", "control"]
    assert all(leg.tokens > 1000 for leg in legs)
    begun = [event.values for event in report["told"] if event.name == "strategy"]
    assert [(v["strategy"], leg_of(v, legs)) for v in begun] == [("linear", 0), ("scratch", 1)]
    steps = [event.values for event in report["told"] if event.name == "validated"]
    assert {leg_of(values, legs) for values in steps} == {0, 1}


def test_the_profile_is_a_bundle_with_the_new_word(published: Published) -> None:
    path, report = published
    bundle = open_bundle(path)
    assert report["adopted"] == "linear"
    assert report["new_words"] == 1
    assert bundle.vocabulary.words[-1] == "Zorblax"
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".")] == []


def test_the_report_compares_with_base_and_scratch(published: Published) -> None:
    path, report = published
    rows = {row["name"]: row["test"]["perplexity"]["mean"] for row in report["strategies"]}
    assert rows.keys() == {"linear", "scratch"}
    engine = report["engine"]
    assert engine["strategy"] == "linear" and engine["gain"]["low"] > 0
    assert engine["profile"]["ksr1"]["mean"] > engine["base"]["ksr1"]["mean"]
    assert report["examples"]
    text = as_text(report)
    assert text.startswith(str(report["summary"])) and "points (" in text
    assert text.count("\nscratch") == text.count("\nlinear") == 1
    written = json.loads((path / "report.json").read_text("utf-8"))
    assert figures(written) == figures(report)
    assert written["stored_bytes"] == (path / "adapter.safetensors").stat().st_size


def test_documents_are_counted_and_old_counts_kept(published: Published) -> None:
    store = CountStore(published[0] / "counts.sqlite")
    assert store.count("Zorblax") > 5
    assert store.count("typed") == 1
    assert len(store.documents()) == 7
    store.close()
    blend = published[0] / "blend.json"
    assert blend.exists() == published[1]["engine"]["fitted"]
    assert not blend.exists() or len(blend.read_text()) > 2, "it was fitted over another model"


def test_what_is_held_out_is_not_counted_with_the_rest(base: Path, tmp_path: Path) -> None:
    rows = make_base.sentences(30)
    parts = TargetSplit((tuple(rows[:20]),), tuple(rows[20:25]), tuple(rows[25:]))
    held = tmp_path / "held"
    write_held_out(held, open_bundle(base).vocabulary, parts)
    assert (held / "near.txt").read_text("utf-8").split("\n\n") == rows[20:25]
    assert (held / "far.txt").read_text("utf-8").split("\n\n") == rows[25:]
    store = CountStore(held / "counts.sqlite")
    assert store.count("the") == sum(row.lower().split().count("the") for row in rows[:20])
    store.close()
    write_held_out(held, open_bundle(base).vocabulary, replace(parts, test=()))
    assert (held / "near.txt").read_text("utf-8") == "", "one text does not fit and judge both"
    assert (held / "far.txt").read_text("utf-8").split("\n\n") == rows[20:25]


def test_the_adapter_gives_the_profile_back(base: Path, published: Published) -> None:
    path, _ = published
    adapted = merged(load_adapter(load_model(base), path / "adapter.safetensors"))
    ids = encode(open_bundle(path).vocabulary, make_base.sentences(40))
    assert full_loss(adapted, ids) == pytest.approx(full_loss(load_model(path), ids), abs=0.01)


def test_nothing_is_adopted_without_a_difference(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_base.documents(tmp_path / "docs", each=12)
    lame = replace(STRATEGIES["full"], learning_rate=1e-9)
    monkeypatch.setattr("training.finetune.STRATEGIES", {**STRATEGIES, "full": lame})
    request = Request(
        base=base,
        documents=(tmp_path / "docs",),
        out=tmp_path / "p",
        strategy="full",
        control=False,
    )
    report = finetune(request, ignore)
    assert report["adopted"] == "" and "no difference that can be measured" in report["summary"]
    assert read_note(tmp_path / "p").base == str(base)
    found = {path.name for path in (tmp_path / "p").iterdir()}
    assert found == {"counts.sqlite", "profile.json", "report.json"}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_too_little_text_is_a_sentence(base: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The captain saw the boat in the morning.")
    with pytest.raises(Problem, match="words to learn from"):
        finetune(Request(base=base, documents=(tmp_path / "a.txt",), out=tmp_path / "p"), ignore)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_run_is_gone_on_with_only_while_the_files_are_the_same(
    base: Path, tmp_path: Path
) -> None:
    class KilledError(Exception):
        pass

    read: list[Any] = []

    def kill(event: Event) -> None:
        if event.name in ("read", "resumed"):
            read.append(event.values.get("words", 0))
        if event.name == "grown":
            raise KilledError

    paths = make_base.documents(tmp_path / "docs")
    request = Request(
        base=base, documents=(tmp_path / "docs",), out=tmp_path / "p", cache=tmp_path / "cache"
    )

    def run_until_killed() -> Any:
        with pytest.raises(KilledError):
            finetune(request, kill)
        return read[-1]

    words = run_until_killed()
    assert run_until_killed() == 0, "the text was read before"
    texts = len(list((tmp_path / "cache").iterdir()))
    paths[0].write_text(paths[0].read_text("utf-8") + "\n\nThe tide carried the boat away.")
    assert run_until_killed() == words + 6
    assert len(list((tmp_path / "cache").iterdir())) == texts + 1, "only the new text is opened"
    (tmp_path / "docs" / "new.txt").write_text("A storm had broken the mast in two that night.")
    assert run_until_killed() == words + 16


def test_failure_is_an_event(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--base", str(tmp_path / "none"), "--documents", str(tmp_path), "--json"]
    assert main([*command, "--out", str(tmp_path / "p")]) == 1
    assert json.loads(capsys.readouterr().out)["event"] == "failed"


def run(arguments: list[str], kill_at: str = "") -> dict[str, Any]:
    """Run the command; kill -9 it when ``kill_at`` stands in a line of its output."""
    process = subprocess.Popen(
        [sys.executable, "-m", "training", "finetune", "--json", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    last: dict[str, Any] = {}
    with process, process.stdout:
        for line in process.stdout:
            last = json.loads(line)
            if kill_at and kill_at in line:
                os.kill(process.pid, signal.SIGKILL)
                break
    return last


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
@pytest.mark.timeout(400)
def test_killed_and_resumed_is_as_never_killed(base: Path, tmp_path: Path) -> None:
    make_base.documents(tmp_path / "docs")
    common = ["--base", str(base), "--documents", str(tmp_path / "docs"), "--strategy", "full"]
    common.append("--no-control")
    whole = run([*common, "--out", str(tmp_path / "a")])
    out = ["--out", str(tmp_path / "b")]
    run([*common, *out], kill_at='"event": "saved"')
    assert not (tmp_path / "b").exists()
    again = run([*common, *out])
    assert whole["event"] == again["event"] == "report"
    assert figures(again) == figures(whole)
    assert again["engine"] == whole["engine"]
    assert (tmp_path / "b" / "report.json").exists()
