"""Counts that something has damaged: put aside, said, and the work goes on."""

import random
from pathlib import Path

import pytest

from editor_app.prediction.engine import Engine
from editor_app.prediction.errors import EngineError
from editor_app.prediction.types import Query
from models.counts import CountStore
from models.counts_file import CountsError
from tests.tiny_bundle import TEXT, make

WORDS = [word.strip(".,").lower() for word in TEXT.split()]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("bundles") / "bundle")


def damaged_profile(folder: Path, seed: int) -> Path:
    """A profile whose counts have 16 kB of noise in eight places."""
    chance = random.Random(seed)
    folder.mkdir()
    path = folder / "counts.sqlite"
    store = CountStore(path)
    for number in range(20):
        store.add(f"document {number}", [chance.choice(WORDS) for _ in range(300)])
    store.close()
    data = bytearray(path.read_bytes())
    for _ in range(8):
        at = chance.randrange(100 if seed % 2 else 0, len(data) - 2000)
        data[at : at + 2000] = chance.randbytes(2000)
    path.write_bytes(data)
    return folder


TEXTS = ("the cat ", "I cons", "we went to ", "the dog sat on the ", "you and I want to ")


@pytest.mark.parametrize("seed", range(8))
def test_damaged_counts_never_stop_suggestions(tmp_path: Path, bundle: Path, seed: int) -> None:
    profile = damaged_profile(tmp_path / "profile", seed)
    engine = Engine.open(bundle, profile)
    assert all(engine.suggest(Query(text)).suggestions for text in TEXTS)
    for _ in range(2):  # what finds the damage fails, and the next finds new counts
        try:
            engine.memory.learn("new", "the cat sat on the mat")
        except EngineError as error:
            assert str(error).endswith(".")
    assert all(engine.suggest(Query(text)).suggestions for text in TEXTS)
    engine.close()
    aside = profile / "counts.damaged.sqlite"
    told = f"begin anew; the old file is kept as {aside.name}."
    assert engine.trouble.endswith(told) if aside.exists() else engine.trouble == ""


def test_counts_without_a_head_begin_anew_and_that_is_said(tmp_path: Path, bundle: Path) -> None:
    profile = damaged_profile(tmp_path / "profile", 0)
    content = b"no database at all" * 900
    (profile / "counts.sqlite").write_bytes(content)
    engine = Engine.open(bundle, profile)
    assert "begin anew" in engine.memory.trouble
    assert (profile / "counts.damaged.sqlite").read_bytes() == content
    engine.memory.learn("d", "the cat sat")
    assert engine.memory.store is not None
    assert engine.memory.store.count("cat") == 1
    engine.close()


@pytest.mark.parametrize("seed", range(6))
def test_every_question_to_damaged_counts_fails_with_a_sentence(tmp_path: Path, seed: int) -> None:
    profile = damaged_profile(tmp_path / "profile", seed)
    try:
        store = CountStore(profile / "counts.sqlite")
    except CountsError as error:
        assert str(error).endswith(".")
        return
    for ask in (
        lambda: list(store.content()), lambda: list(store.words()), store.documents, store.blocked,
        lambda: store.search("a"), lambda: [store.text_of(f"document {n}") for n in range(20)],
        lambda: [store.followers([n]) for n in range(1, 40)], lambda: store.forget_word("cat"),
        lambda: store.append("document 3", ["cat"]), lambda: store.remove("document 5"),
    ):  # fmt: skip
        try:
            ask()
        except CountsError as error:
            assert str(error).endswith(".")
    store.close()
