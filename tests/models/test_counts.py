"""Personal counts: exact in both directions, safe against being killed, small and quick."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.counts import CountStore, export_lines
from models.counts_file import CountsDamagedError, CountsError
from models.grams import context_key

CAT = ("the", "cat", "sat", "on", "the", "cat", "sat", "on", "the", "mat")
WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "new", None]), max_size=30)


def everything(store: CountStore) -> list[object]:
    """The whole content, n-grams included, free of the ids that words happened to get."""
    names = {word.id: word.word for word in store.words()}
    found: list[object] = list(store.content())
    found.extend((d.name, store.text_of(d.name)) for d in store.documents())
    found.append(sorted((names[w.id], w.count) for w in store.words()))
    return found


def followers(store: CountStore, *history: str) -> dict[str, int]:
    ids = [store.id_of(word) for word in history]
    assert None not in ids
    names = {word.id: word.word for word in store.words()}
    return {names[i]: n for i, n in store.followers([i for i in ids if i is not None])}


@settings(max_examples=60, deadline=None)
@given(first=WORDS, second=WORDS, changed=WORDS, more=WORDS)
def test_removing_a_document_leaves_what_was_there_before(
    first: list[str | None],
    second: list[str | None],
    changed: list[str | None],
    more: list[str | None],
) -> None:
    store = CountStore(None)
    store.add("first", first)
    before = everything(store)
    store.add("second", second)
    store.append("second", more)
    store.add("second", changed)
    store.append("second", more)
    store.remove("second")
    assert everything(store) == before
    store.close()


@settings(max_examples=60, deadline=None)
@given(old=WORDS, new=WORDS, tail=WORDS)
def test_changing_a_document_equals_counting_it_afresh(
    old: list[str | None], new: list[str | None], tail: list[str | None]
) -> None:
    store, fresh = CountStore(None), CountStore(None)
    store.add("text", old)
    store.add("text", new)
    store.append("text", tail)
    fresh.add("text", [*new, *tail])
    assert everything(store) == everything(fresh)
    for phrase in (["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]):
        assert store.phrase_count(phrase) == fresh.phrase_count(phrase)
    store.close()
    fresh.close()


def test_counts_words_and_phrases_up_to_four() -> None:
    store = CountStore(None)
    store.add("d", list(CAT))
    assert store.count("the") == 3
    assert followers(store, "the") == {"cat": 2, "mat": 1}
    assert followers(store, "sat", "on") == {"the": 2}
    assert followers(store, "cat", "sat", "on") == {"the": 2}
    assert store.phrase_count(["on", "the", "mat"]) == 1
    store.close()


def test_nothing_reaches_across_a_gap() -> None:
    store = CountStore(None)
    store.add("d", ["my", "card", None, "is", "new"])
    assert store.phrase_count(["card", "is"]) == 0
    assert store.phrase_count(["is", "new"]) == 1
    store.close()


def test_a_forgotten_word_is_gone_from_words_and_phrases() -> None:
    store = CountStore(None)
    store.add("d", ["tell", "Zorblax", "that", "Zorblax", "knows"])
    assert store.forget_word("Zorblax") == 2
    assert store.count("Zorblax") == 0
    assert followers(store, "tell") == {}
    assert store.phrase_count(["that", "knows"]) == 0
    assert store.text_of("d") == ["tell", None, "that", None, "knows"]
    assert store.forget_word("Zorblax") == 0
    store.close()


def test_private_documents_give_nothing_and_lose_what_they_gave() -> None:
    store = CountStore(None)
    store.add("diary", ["dear", "diary"])
    store.set_private("diary", True)
    assert store.documents() == [] and store.count("dear") == 0
    store.add("diary", ["dear", "diary"])
    store.append("diary", ["more"])
    assert list(store.content()) == []
    store.set_private("diary", False)
    store.add("diary", ["dear", "diary"])
    assert store.count("dear") == 1
    store.close()


def test_heavy_histories_name_their_most_frequent_followers() -> None:
    store = CountStore(None)
    words: list[str | None] = []
    for number in range(2000):
        words += ["the", f"w{number}"]
    words += ["the", "cat"] * 9
    store.add("d", words)
    the = store.id_of("the")
    assert the is not None
    names = {word.id: word.word for word in store.words()}
    found = {names[i]: n for i, n in store.followers([the], limit=50)}
    assert found["cat"] == 9 and len(found) <= 50
    store.close()


def test_keys_of_different_histories_differ() -> None:
    histories = [(a,) for a in range(200)] + [(a, b) for a in range(60) for b in range(60)]
    assert len({context_key(history) for history in histories}) == len(histories)


def test_two_processes_see_each_others_words(tmp_path: Path) -> None:
    one, other = CountStore(tmp_path / "c.sqlite"), CountStore(tmp_path / "c.sqlite")
    one.add("a", ["x", "y"])
    other.add("b", ["y", "x", "z"])
    one.add("c", ["z", "y"])
    assert other.count("y") == 3 and one.count("z") == 2
    one.close()
    other.close()


def test_a_store_opens_while_another_process_writes(tmp_path: Path) -> None:
    first = CountStore(tmp_path / "counts.sqlite")
    first.add("a", ["red", "sea"])
    with first.together():
        first.add("b", ["red", "tea"])
        second = CountStore(tmp_path / "counts.sqlite")  # would wait, and give up
        assert second.count("red") == 1
        second.close()
    first.close()


def test_blocked_words_search_and_export() -> None:
    store = CountStore(None)
    store.add("d", ["hundred", "percent", "100%", "hundred"])
    store.block("Percent")
    assert store.blocked() == ["percent"]
    store.unblock("percent")
    assert store.blocked() == []
    assert [word.word for word in store.search("UNDR")] == ["hundred"]
    assert [word.word for word in store.search("%")] == ["100%"]
    assert "word\thundred\t2\n" in list(export_lines(store))
    store.clear()
    assert list(store.content()) == []
    store.close()


def test_a_file_that_is_no_store_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "counts.sqlite"
    path.write_bytes(b"this is no database, whatever its name says" * 50)
    with pytest.raises(CountsDamagedError, match="damaged"):
        CountStore(path)


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "counts.sqlite"
    CountStore(path).close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
    db.close()
    with pytest.raises(CountsError, match="newer"):
        CountStore(path)


_WRITER = """
import sys
from pathlib import Path
from models.counts import CountStore
store = CountStore(Path(sys.argv[1]))
print("ready", flush=True)
for n in range(10_000):
    store.add("d", ["one", "two", f"w{n}"] * 40)
    store.append("d", ["three"])
"""


def test_killed_while_writing_the_counts_agree_with_the_documents(tmp_path: Path) -> None:
    path = tmp_path / "counts.sqlite"
    for delay in (0.02, 0.05, 0.08):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, env=_environment()
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        store, fresh = CountStore(path), CountStore(None)
        for document in store.documents():
            fresh.add(document.name, store.text_of(document.name))
        assert everything(store) == everything(fresh)
        store.close()
        fresh.close()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def test_learning_and_asking_stay_quick() -> None:
    chance = random.Random(1)
    words: list[str | None] = [f"w{int(chance.paretovariate(0.8)) % 3000}" for _ in range(20_000)]
    store = CountStore(None)
    store.add("d", words)
    ids = [store.id_of(str(word)) or 0 for word in words[:300]]
    asked, learned = [], []
    for at in range(3, 300):
        begin = time.perf_counter()
        for length in (1, 2, 3):
            store.followers(ids[at - length : at], often=length == 1)
        asked.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        store.append("typed", [words[at]])
        learned.append(time.perf_counter() - begin)
    # A generous bound: a busy machine must not fail the test, a full scan must.
    assert sorted(asked)[len(asked) // 2] < 0.005
    assert sorted(learned)[len(learned) // 2] < 0.005
    store.close()


def test_old_takes_fade_and_all_can_be_forgotten() -> None:
    store = CountStore(None)
    for _ in range(20):
        store.habits.add_takes(30, 0)
    store.habits.add_takes(0, 100)
    taken, missed = store.habits.takes()
    assert taken < 400 and missed > 0 and taken + missed <= 400
    assert ("right ghosts", "taken", taken) in list(store.content())
    store.clear()
    assert store.habits.takes() == (0, 0)
    assert not list(store.content())
    store.close()
