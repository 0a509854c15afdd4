"""The long campaign: one target, fuzzed for a while.

    python -m tests.fuzz TARGET [--seconds 60] [--keep DIR]

Guided by coverage where atheris is installed (``pip install atheris``; it needs no other change),
else by blind mutation of the seeds; the first line says which. Printed last: how often the target
ran. A finding ends the run with the exception, and its input stays in DIR.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

os.environ.setdefault("HOME", tempfile.gettempdir())
NAMES = ("text", "files", "manifest", "graph", "vocabulary", "documents", "protocol", "settings",
         "copies")  # fmt: skip
_TOKENS = (
    *(b"\x00", b"\xff", b"\n", b"\r\n", b'"', b"{", b"[[", b"]", b"<", b"&#", b"\\", b"%PDF"),
    *(b"\xed\xa0\x80", b"\xef\xbb\xbf", b"9" * 20, b"-1", b"true", b"null", b"\x80" * 9),
)
_LONGEST = 200_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz; 0 where nothing was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz one target.")
    parser.add_argument("target", choices=NAMES)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"), metavar="DIR")
    options = parser.parse_args(arguments)
    options.keep.mkdir(parents=True, exist_ok=True)
    try:
        import atheris
    except ImportError:
        print("blind mutation (atheris is not installed)")
        return _blind(options)
    print(f"atheris, target {options.target}", flush=True)
    with ExitStack() as stack:
        stack.enter_context(
            atheris.instrument_imports(include=["models", "editor_app", "training"])
        )
        from tests.fuzz import targets
    corpus = options.keep / f"corpus-{options.target}"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(targets.seeds(options.target)):
        (corpus / f"seed{number}").write_bytes(seed)
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={options.seconds}", "-print_final_stats=1", "-timeout=60",
         f"-artifact_prefix={options.keep}/", f"-max_len={_LONGEST}", str(corpus)],
        targets.TARGETS[options.target],
    )  # fmt: skip
    atheris.Fuzz()  # ends the process
    return 0


def _blind(options: argparse.Namespace) -> int:
    from tests.fuzz import targets

    target, seeds = targets.TARGETS[options.target], targets.seeds(options.target)
    chance = random.Random()
    end = time.monotonic() + options.seconds
    runs = 0
    while time.monotonic() < end:
        data = _mutate(chance, chance.choice(seeds), seeds)
        runs += 1
        if not _holds(target, data, options.keep / f"finding-{options.target}"):
            return 1
    print(f"{options.target}: {runs:,} executions, nothing found")
    return 0


def _holds(target: Callable[[bytes], None], data: bytes, keep: Path) -> bool:
    try:
        target(data)
    except Exception:
        import traceback

        traceback.print_exc()
        keep.write_bytes(data)
        return False
    return True


def _mutate(chance: random.Random, data: bytes, seeds: Sequence[bytes]) -> bytes:
    """A few random changes: bits, tokens, cuts, doublings, pieces of other seeds."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        to = min(len(data), at + chance.randint(0, 64))
        match chance.randrange(5):
            case 0 if at < len(data):
                data = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
            case 1:
                data = data[:at] + chance.choice(_TOKENS) + data[at:]
            case 2:
                data = data[:at] + data[to:]
            case 3:
                data = data[:to] + data[at:]
            case _:
                other = chance.choice(seeds)
                start = chance.randint(0, len(other))
                data = data[:at] + other[start : start + chance.randint(0, 200)] + data[at:]
    return data[:_LONGEST]


if __name__ == "__main__":
    sys.exit(main())
