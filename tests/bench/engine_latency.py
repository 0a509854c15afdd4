"""Latency of the engine with all sources on: letter inside a word, word boundary, learning a word.

    python tests/bench/engine_latency.py --bundle DIR --profile DIR [--keys N] TEXT [HISTORY…]

The HISTORY files are counted into the profile first, where they are not yet. Then TEXT is typed key
by key. Prints p50, p95 and p99 in milliseconds of wall time and of the thread's own CPU time: on a
busy machine only the second says what the engine costs.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

from editor_app.prediction.engine import Engine
from editor_app.prediction.types import Query
from models.counts import CountStore

WINDOW = 4000


class Clock:
    """Durations of one kind of work."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.wall: list[float] = []
        self.own: list[float] = []

    def __enter__(self) -> None:
        self._wall, self._own = time.perf_counter(), time.thread_time()

    def __exit__(self, *_: object) -> None:
        self.own.append(1000 * (time.thread_time() - self._own))
        self.wall.append(1000 * (time.perf_counter() - self._wall))

    def row(self) -> str:
        def shown(values: list[float]) -> str:
            return " / ".join(f"{v:7.3f}" for v in np.percentile(values, [50, 95, 99]))

        return f"{self.name:<22} {len(self.wall):>6}   {shown(self.wall)}   {shown(self.own)}"


def type_keys(engine: Engine, text: str, keys: int, words: int) -> list[Clock]:
    """Type the first ``keys`` characters; queries are told apart by what they need."""
    letter, boundary = Clock("letter inside a word"), Clock("word boundary")
    begin = WINDOW
    for end in range(begin, begin + keys):
        start = text.rfind("\n", 0, max(1, end - WINDOW)) + 1
        context = text[start:end]
        inside = context[-1:].isalpha() and context[-2:-1].isalpha()
        with letter if inside else boundary:
            engine.suggest(Query(context, None, 5, words, document="latency", start=start))
    return [letter, boundary]


def learn_words(profile: Path, text: str, count: int) -> list[Clock]:
    """Append single words to the counts, as typing does."""
    stored = Clock("learn a word (counts)")
    store = CountStore(profile / "counts.sqlite")
    for word in text.split()[:count]:
        with stored:
            store.append("latency", [word])
    store.remove("latency")
    store.close()
    return [stored]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--keys", type=int, default=4000)
    parser.add_argument("--words", type=int, default=1, help="most words of a ghost")
    parser.add_argument("text", type=Path)
    parser.add_argument("history", type=Path, nargs="*")
    options = parser.parse_args()
    begin = time.perf_counter()
    engine = Engine.open(options.bundle, options.profile)
    opened = time.perf_counter() - begin
    known = {d.name for d in engine.memory.store.documents()} if engine.memory.store else set()
    for path in options.history:
        if str(path) not in known:
            engine.memory.learn(str(path), path.read_text(encoding="utf-8"))
    words = engine.memory.store.total if engine.memory.store else 0
    text = options.text.read_text(encoding="utf-8")
    clocks = type_keys(engine, text, options.keys, options.words)
    engine.close()
    clocks += learn_words(options.profile, text, 500)
    size = (options.profile / "counts.sqlite").stat().st_size / 1e6
    print(f"opened in {opened:.2f} s; {words:,} words of history in {size:.1f} MB")
    print(f"{'':<22} {'n':>6}   {'wall ms p50/p95/p99':<27}   CPU ms p50/p95/p99")
    for clock in clocks:
        print(clock.row())
    return 0


if __name__ == "__main__":
    sys.exit(main())
