"""Everything learned goes into one file and comes out of it; what is hostile changes nothing."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from editor_app.documents.dictionary import Dictionary
from editor_app.documents.glossary import parse
from editor_app.places import Places
from editor_app.prediction.memory import PersonalMemory
from editor_app.prediction.own_gate import GhostSight, OwnGate
from editor_app.profiles import pack
from editor_app.profiles.counted import OpenedCounts
from editor_app.profiles.moving import Gained, collect, take_in
from editor_app.profiles.pack import PackError
from editor_app.settings import Settings
from models.counts import CountStore
from models.problem import Problem
from models.profile import COUNTS
from tests.tiny_bundle import make

SIGHT = GhostSight(0.6, 5, 0.3, 9, False, 2, "prose")
LETTER = [None, "Dear", "Zebulon", ",", None, "come", "home"]


class Computer:
    """One person's data, with a memory over it."""

    def __init__(self, folder: Path, bundle: Path) -> None:
        self.places = Places(Settings(folder / "settings.toml"), bundle=bundle, data=folder)
        self.memory = PersonalMemory(self.places.profile)
        self.dictionary = Dictionary(self.places.words)
        self.gate = OwnGate()

    def count(self, name: str, words: list[str | None]) -> None:
        self.memory.change(lambda store: store.add(name, words))

    def teach(self) -> None:
        """Something of everything."""
        self.count("/home/anna/letter.txt", LETTER)
        self.memory.block("zoo")
        self.memory.change(lambda store: store.habits.add_takes(30, 10))
        self.memory.change(lambda store: store.habits.set_trust({"model": 0.5, "personal": -1.0}))
        self.dictionary.add("frobnicate")
        self.dictionary.never_question("teh")
        self.dictionary.keep_as_typed("hte")
        self.places.glossary.write_text("# mine\nAnna Zebulon\nkr\tKind regards, Anna\n")
        for _ in range(20):
            self.gate.learn(SIGHT, True)

    def export(self, to: Path) -> Path:
        pack.write(to, collect(self.places, self.gate))
        return to

    def take_in(self, file: Path) -> Gained:
        gained = take_in(pack.read(file), self.places, self.memory, self.gate)
        self.gate.become(gained.gate)
        return gained

    def content(self) -> dict[str, object]:
        """Everything there is, to be compared."""
        path = self.places.profile / COUNTS
        with OpenedCounts(path if path.exists() else None) as store:
            return {
                "counts": list(store.content()),
                "blocked": store.blocked(),
                "right": self.dictionary.words(),
                "never": self.dictionary.never(),
                "as_typed": self.dictionary.as_typed(),
                "glossary": _text(self.places.glossary),
                "gate": self.gate.as_json(),
            }


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("bundle") / "tiny")


@pytest.fixture
def two(tmp_path: Path, bundle: Path) -> Iterator[tuple[Computer, Computer]]:
    made = Computer(tmp_path / "one", bundle), Computer(tmp_path / "two", bundle)
    for computer in made:
        computer.places.data.mkdir()
    yield made
    for computer in made:
        computer.memory.close()


def test_what_goes_out_comes_in_whole(two: tuple[Computer, Computer], tmp_path: Path) -> None:
    one, other = two
    one.teach()
    file = one.export(tmp_path / "all.foretype.json")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    gained = other.take_in(file)
    assert (gained.documents, gained.words, gained.entries) == (1, 5, 6)
    theirs = other.content()
    assert parse(str(theirs.pop("glossary"))) == parse(_text(one.places.glossary))
    ours = one.content()
    del ours["glossary"]
    assert theirs == ours
    assert other.gate.as_json() == OwnGate.read(other.places.gate).as_json()
    if os.name == "posix":
        for path in (*other.dictionary.files, other.places.glossary, other.places.gate):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_the_counts_of_both_are_added_and_each_document_counts_once(
    two: tuple[Computer, Computer], tmp_path: Path
) -> None:
    one, other = two
    one.teach()
    other.count("/home/anna/letter.txt", ["Dear", "Zebulon", "again"])
    other.count("/home/anna/same.txt", ["the", "same"])
    one.count("/home/anna/same.txt", ["the", "same"])
    other.places.glossary.write_text("kr\tKurt")
    file = one.export(tmp_path / "a.json")
    other.take_in(file)
    store = other.memory.store
    assert store is not None
    assert store.count("Zebulon") == 2 and store.count("same") == 1
    assert store.phrase_count(["Dear", "Zebulon"]) == 2
    once = other.content()
    assert parse(str(once["glossary"])).shortcuts == {"kr": "Kurt"}
    assert other.take_in(file).told() == "All of it was here already."
    assert other.content() == once
    # The letter grows over there: its own place here follows, and nothing is counted twice.
    one.count("/home/anna/letter.txt", [*LETTER, "soon"])
    other.take_in(one.export(tmp_path / "b.json"))
    assert store.count("Zebulon") == 2 and store.count("soon") == 1
    # What goes back is known there.
    before = one.memory.change(lambda own: own.count("Dear"))
    one.take_in(other.export(tmp_path / "c.json"))
    assert one.memory.change(lambda own: own.count("Dear")) == before + 1


def test_trust_is_taken_over_or_met_half_way_and_counts_once(
    two: tuple[Computer, Computer], tmp_path: Path
) -> None:
    one, other = two
    one.teach()
    file = one.export(tmp_path / "a.json")
    other.take_in(file)
    assert other.memory.trust == {"model": 0.5, "personal": -1.0}
    other.memory.change(lambda store: store.habits.set_trust({"model": 0.0, "document": 2.0}))
    other.take_in(file)
    assert other.memory.trust == {"model": 0.0, "document": 2.0}
    one.memory.change(lambda store: store.habits.set_trust({"model": 1.0, "personal": -1.0}))
    other.take_in(one.export(tmp_path / "b.json"))
    assert other.memory.trust == {"model": 0.5, "document": 1.0, "personal": -0.5}


def test_a_file_from_before_trust_was_written_is_read(
    two: tuple[Computer, Computer], tmp_path: Path
) -> None:
    one, other = two
    one.teach()
    file = one.export(tmp_path / "a.json")
    values = json.loads(file.read_text())
    del values["trust"]
    file.write_text(json.dumps(values))
    other.take_in(file)
    assert other.memory.trust == {}


def test_a_private_document_is_not_taken_in(two: tuple[Computer, Computer], tmp_path: Path) -> None:
    one, other = two
    one.teach()
    other.memory.set_private("/home/anna/letter.txt", True)
    assert other.take_in(one.export(tmp_path / "a.json")).documents == 0


def faults_in(values: dict[str, Any]) -> dict[str, object]:
    """A file that was good, with one fault each."""
    name = next(iter(values["documents"]))
    return {
        "no object": [values],
        "another format": {**values, "format": "x"},
        "newer": {**values, "version": 2},
        "no version": {k: v for k, v in values.items() if k != "version"},
        "another language": {**values, "language": "de"},
        "a place behind the words": {**values, "documents": {name: [99999]}},
        "a negative place": {**values, "documents": {name: [-1]}},
        "a huge place": {**values, "documents": {name: [2**70]}},
        "half a place": {**values, "documents": {name: [0.5]}},
        "a truth as place": {**values, "documents": {name: [True]}},
        "text as places": {**values, "documents": {name: "abc"}},
        "a list of documents": {**values, "documents": [name]},
        "no word": {**values, "words": [*values["words"], 7]},
        "an empty word": {**values, "words": [*values["words"], ""]},
        "a word with a line end": {**values, "words": [*values["words"], "a\nb"]},
        "half a character": {**values, "words": [*values["words"], "\ud800"]},
        "an endless word": {**values, "words": [*values["words"], "a" * 9999]},
        "two words as one": {**values, "blocked": ["a b"]},
        "a bad origin": {**values, "origin": "../x"},
        "negative takes": {**values, "right_ghosts": {"taken": -1, "typed_past": 0}},
        "trust of text": {**values, "trust": {"model": "x"}},
        "trust without end": {**values, "trust": {"model": 1e300}},
        "trust in a list": {**values, "trust": [0.5]},
        "a truth as trust": {**values, "trust": {"model": True}},
        "a gate of text": {**values, "gate": {"weights": {"always": "x"}, "seen": 1}},
        "no gate": {**values, "gate": None},
        "a shortcut over lines": {
            **values,
            "glossary": {"phrases": [], "shortcuts": {"a\nb": "c"}},
        },
        "no dictionary": {**values, "dictionary": ["a"]},
    }


def test_a_file_with_a_fault_changes_nothing(
    two: tuple[Computer, Computer], tmp_path: Path
) -> None:
    one, other = two
    one.teach()
    other.count("/here", ["own"])
    before = other.content()
    good = json.loads(one.export(tmp_path / "good.json").read_text())
    bad = tmp_path / "bad.json"
    for how, spoilt in faults_in(good).items():
        bad.write_text(json.dumps(spoilt))
        with pytest.raises(PackError) as told:
            other.take_in(bad)
        assert str(told.value).endswith("."), how
        assert other.content() == before, how


@pytest.mark.parametrize(
    "data",
    [b"", b"\x80\x04K\x01.", b"[" * 200_000, b'{"format": NaN}', b"PK\x03\x04", b"\xff\xfe"],
    ids=["empty", "pickle", "deep", "nan", "zip", "not utf-8"],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.json").write_bytes(data)
    with pytest.raises(PackError):
        pack.read(tmp_path / "x.json")


def test_neither_a_folder_nor_a_pipe_nor_an_endless_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "endless").touch()
    os.truncate(tmp_path / "endless", 300 << 20)
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipe")
    for name in ("endless", "pipe", "missing", "."):
        with pytest.raises(PackError):
            pack.read(tmp_path / name)


def test_where_one_part_cannot_be_written_all_is_as_it_was(
    two: tuple[Computer, Computer], tmp_path: Path
) -> None:
    one, other = two
    one.teach()
    file = one.export(tmp_path / "a.json")
    gate = other.places.gate
    gate.with_name(f".{gate.name}.partial").mkdir()  # it is written last, beside its place
    before = other.content()
    with pytest.raises(OSError):
        other.take_in(file)
    assert other.content() == before


def test_where_the_counts_fail_all_is_as_it_was(
    two: tuple[Computer, Computer], tmp_path: Path
) -> None:
    one, other = two
    one.teach()
    other.count("/here", ["own"])
    other.places.glossary.write_text("kr\tKurt\n")
    before = other.content()
    file = one.export(tmp_path / "a.json")
    with CountLock(other.places.profile / COUNTS), pytest.raises(Problem):
        other.take_in(file)
    assert other.content() == before


class CountLock:
    """Another process that writes the counts and does not end."""

    def __init__(self, path: Path) -> None:
        self._store = CountStore(path)

    def __enter__(self) -> None:
        self._change = self._store.together()
        self._change.__enter__()

    def __exit__(self, *_: object) -> None:
        self._change.__exit__(None, None, None)
        self._store.close()
