"""How long does the language server take for a ghost? Typed over its pipes, letter by letter.

    python -m tests.bench.server_latency [--bundle DIR] [--words 200] [--pause 0.05]
    [--document FILE]

Each letter is a change and a question, as an editor sends them; spell hints are on. Printed: the
time from the question sent to the answer read, which holds the protocol on both sides and the pipe;
and the server's processor time for that, as the kernel counts it (Linux), in which other programs
have no part.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.typing_latency import TEXT
from tests.editor_app.server.client import Client


def main() -> int:
    """Type, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--bundle", default="", help="default: the shipped base")
    parser.add_argument("--words", type=int, default=200)
    parser.add_argument("--pause", type=float, default=0.05, help="seconds from key to key")
    parser.add_argument("--document", type=Path, help="type at the end of this file")
    options = parser.parse_args()
    before = options.document.read_text(encoding="utf-8") if options.document else ""
    text = " ".join((TEXT.split() * 20)[: options.words])
    arguments = ["--bundle", options.bundle] if options.bundle else []
    with tempfile.TemporaryDirectory() as home:
        places = {f"XDG_{name}_HOME": home for name in ("CONFIG", "STATE", "DATA", "CACHE")}
        with Client(arguments, **places).begin() as client:
            waits, work, shown = _type(client, before, text, options.pause)
            client.end()
    print(f"{len(waits)} letters behind {len(before)} characters, {shown} with a ghost")
    print(f"question → answer: {_row(waits)}")
    print(f"processor time of the server for it: {_row(work)}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    return 0


def _type(
    client: Client, before: str, text: str, pause: float
) -> tuple[list[float], list[float], int]:
    """The waits and the work for each letter in milliseconds, and how many had a ghost."""
    lines = before.split("\n")
    line, column = len(lines) - 1, len(lines[-1].encode("utf-16-le")) // 2
    client.open(before)
    client.ghosts(line, column)
    client.marks(1)
    waits, work, shown = [], [], 0
    for number, letter in enumerate(text):
        time.sleep(pause)
        worked = _nanoseconds(client.process.pid)
        client.change(number + 2, (line, column), (line, column), letter)
        column += 1
        asked = time.perf_counter()
        shown += bool(client.ghosts(line, column, asked=False))
        waits.append((time.perf_counter() - asked) * 1e3)
        work.append((_nanoseconds(client.process.pid) - worked) / 1e6)
    return waits, work, shown


def _nanoseconds(process: int) -> int:
    """The processor time of all threads of a process."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)


def _row(values: list[float]) -> str:
    ordered = sorted(values)
    p95, p99 = (ordered[len(ordered) * share // 100] for share in (95, 99))
    middle = statistics.median(ordered)
    return f"p50 {middle:.2f}  p95 {p95:.2f}  p99 {p99:.2f}  longest {ordered[-1]:.2f} ms"


if __name__ == "__main__":
    sys.exit(main())
