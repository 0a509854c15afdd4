"""Quality of the suggestion engine: base alone, with counts, with the document cache, with all.

    python tests/bench/engine_quality.py --bundle DIR [--words N] [--json FILE] TEXT[:HISTORY]…

Every TEXT is typed by a perfect user, word by word (METRICS: a suggestion is taken with one key as
soon as the word is among the first k, and brings the space). HISTORY is learned before. Contexts
are cut as the shared scorer cuts them: the last 2,000 characters. Prints one row for each text and
mode with 95 % bootstrap intervals over blocks of 100 words, then the differences between modes, in
pairs.
"""

import argparse
import json
import lzma
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from editor_app.prediction.engine import Engine
from editor_app.prediction.gate import LEVELS
from editor_app.prediction.types import Query

WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)*")
CONTEXT = 2000
BLOCK = 100
SHOWN = (1, 3, 5)
PERSON, DOCUMENT = range(2, 6), range(6, 12)
MODES = ("base", "counts", "cache", "all")


@dataclass
class Tally:
    """What typing gave, word by word."""

    letters: list[int] = field(default_factory=list)
    keys: dict[int, list[int]] = field(default_factory=lambda: {k: [] for k in SHOWN})
    hits: dict[int, list[int]] = field(default_factory=lambda: {k: [] for k in SHOWN})
    past: dict[int, list[int]] = field(default_factory=lambda: {k: [] for k in SHOWN})
    """Keys where a word that was on show for an earlier letter is not shown again."""
    gated: list[int] = field(default_factory=list)
    shown: int = 0
    right: int = 0
    glances: int = 0
    milliseconds: dict[str, list[float]] = field(
        default_factory=lambda: {"boundary": [], "letter": []}
    )

    def rates(self, part: np.ndarray) -> dict[str, float]:
        """Figures over some of the words."""
        letters = np.array(self.letters)[part].sum()
        found = {f"hit@{k}": float(np.array(self.hits[k])[part].mean()) for k in SHOWN}
        found |= {
            f"KSR@{k}": float(1 - np.array(self.keys[k])[part].sum() / letters) for k in SHOWN
        }
        found |= {
            f"past KSR@{k}": float(1 - np.array(self.past[k])[part].sum() / letters) for k in SHOWN
        }
        found["gated KSR"] = float(1 - np.array(self.gated)[part].sum() / letters)
        return found


def flattened(text: str) -> str:
    """Line ends inside paragraphs as spaces, as the shared scorer has it."""
    text = re.sub(r"\n{2,}", "\n\n", text)
    return re.sub(r"[ \t]*\n[ \t]*(?!\n)", " ", text)


def type_text(
    engine: Engine, text: str, first: int, count: int, rate: float | None = None
) -> Tally:
    """Type words ``first`` to ``first + count`` of ``text``, every other context true text."""
    tally = Tally()
    words = list(WORD.finditer(text))[first : first + count]
    for match in words:
        type_word(engine, text, match.start(), match.group(), tally, rate)
    return tally


def prime(engine: Engine, text: str, first: int, characters: int) -> None:
    """Let the document cache read what stands before the first word typed."""
    start = list(WORD.finditer(text))[first].start()
    if characters:
        begin = max(0, start - characters)
        engine.suggest(Query(text[begin:start], document="bench", start=begin))


def type_word(
    engine: Engine, text: str, start: int, word: str, tally: Tally, rate: float | None
) -> None:
    """Type one word; note when it is among the first k, and what the gate let through. With a take
    rate the engine is told what was typed past."""
    whole = len(word) + 1
    tally.letters.append(whole)
    need = dict.fromkeys(SHOWN, whole)
    past, refused = dict(need), {k: set[str]() for k in SHOWN}
    passed: tuple[str, ...] = ()
    gated, last_shown = whole, ""
    for letters in range(len(word)):
        context = text[max(0, start - CONTEXT) : start + letters]
        query = Query(
            context,
            word[:letters],
            12,
            document="bench",
            start=max(0, start - CONTEXT),
            passed=passed if rate else (),
            take_rate=rate,
        )
        answer = engine.suggest(query)
        tally.milliseconds["letter" if letters else "boundary"].append(answer.milliseconds)
        offered = [s.word.lower() for s in answer.suggestions]
        for k in SHOWN:
            right = word.lower() in offered[:k]
            if letters == 0:
                tally.hits[k].append(int(right))
            if right:
                need[k] = min(need[k], letters + 1)
            fresh = [each for each in offered if each not in refused[k]][:k]
            if word.lower() in fresh:
                past[k] = min(past[k], letters + 1)
            refused[k].update(fresh)
        passed += tuple(offered[:1])
        if answer.show and gated == whole:
            right = offered[0] == word.lower()
            tally.glances += 1
            if offered[0] != last_shown:
                tally.shown += 1
                tally.right += int(right)
            last_shown = offered[0]
            if right:
                gated = letters + 1
        if max(need[1], past[1], gated) < whole or need[1] <= letters - 6:
            break
    for k in SHOWN:
        tally.keys[k].append(need[k])
        tally.past[k].append(past[k])
    tally.gated.append(gated)


def whole_ghosts(engine: Engine, text: str, first: int, count: int, most: int) -> dict[str, float]:
    """KSR of a perfect user who is shown ghosts of up to ``most`` words and takes them whole, or by
    their first word; what share of the ghosts shown has two words and more, and how often such a
    one is right as a whole."""
    words = list(WORD.finditer(text))[first : first + count]
    end, keys, phrases, right_phrases, shown = 0, 0, 0, 0, 0
    letters = sum(len(m.group()) + 1 for m in words)
    for match in words:
        start, word = match.start(), match.group()
        if start < end:
            continue  # taken with the ghost before
        taken, last = False, ""
        for typed in range(len(word)):
            context = text[max(0, start - CONTEXT) : start + typed]
            begin = max(0, start - CONTEXT)
            query = Query(context, word[:typed], 1, most, document="ghosts", start=begin)
            answer = engine.suggest(query)
            if not answer.show:
                continue
            best = answer.suggestions[0]
            here = start + typed
            matches = text[here : here + len(best.text)].lower() == best.text.lower()
            boundary = not text[here + len(best.text) :][:1].isalnum()
            if best.text != last[1:]:  # not the one before, a letter further
                shown += 1
                phrases += len(best.parts) > 1
                right_phrases += len(best.parts) > 1 and matches and boundary
            last = best.text
            if matches and boundary and len(best.parts) > 1:
                end, taken = here + len(best.text), True
            elif best.word.lower() == word.lower():
                taken = True
            if taken:
                keys += typed + 1
                break
        if not taken:
            keys += len(word) + 1
    return {
        "KSR": 1 - keys / letters,
        "shown": shown,
        "phrases": phrases / max(1, shown),
        "right": right_phrases / max(1, phrases),
    }


def intervals(tally: Tally, rounds: int = 400) -> dict[str, tuple[float, float, float]]:
    """Mean and 95 % interval of each rate, by bootstrap over blocks of words."""
    blocks = np.array_split(np.arange(len(tally.letters)), max(1, len(tally.letters) // BLOCK))
    random = np.random.default_rng(0)
    drawn = [
        tally.rates(
            np.concatenate([blocks[i] for i in random.integers(0, len(blocks), len(blocks))])
        )
        for _ in range(rounds)
    ]
    whole = tally.rates(np.arange(len(tally.letters)))
    return {
        name: (value, *np.percentile([d[name] for d in drawn], [2.5, 97.5]).tolist())
        for name, value in whole.items()
    }


def gain(tally: Tally, base: Tally, name: str, rounds: int = 400) -> tuple[float, float, float]:
    """Difference of a rate between two modes over the same words, with its interval."""
    blocks = np.array_split(np.arange(len(tally.letters)), max(1, len(tally.letters) // BLOCK))
    random = np.random.default_rng(0)

    def difference(part: np.ndarray) -> float:
        return tally.rates(part)[name] - base.rates(part)[name]

    drawn = [
        difference(
            np.concatenate([blocks[i] for i in random.integers(0, len(blocks), len(blocks))])
        )
        for _ in range(rounds)
    ]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return difference(np.arange(len(tally.letters))), float(low), float(high)


def set_mode(engine: Engine, mode: str) -> None:
    """Let only the sources of ``mode`` take part."""
    engine.blend.enabled[:] = True
    if mode in ("base", "cache"):
        engine.blend.enabled[list(PERSON)] = False
    if mode in ("base", "counts"):
        engine.blend.enabled[list(DOCUMENT)] = False


def read(path: str) -> str:
    data = Path(path).read_bytes()
    return (lzma.decompress(data) if path.endswith(".xz") else data).decode("utf-8", "replace")


def percentiles(values: Sequence[float]) -> str:
    p50, p95, p99 = np.percentile(values, [50, 95, 99]) if values else (0, 0, 0)
    return f"{p50:.2f}/{p95:.2f}/{p99:.2f}"


def run(options: argparse.Namespace, report: Callable[[dict[str, object]], None]) -> None:
    totals: dict[str, list[dict[str, tuple[float, float, float]]]] = {}
    for name in options.texts:
        path, _, history = name.partition(":")
        text = flattened(read(path))
        with tempfile.TemporaryDirectory() as folder:
            engine = Engine.open(options.bundle, Path(folder))
            engine.eagerness = LEVELS[options.level]
            if history:
                engine.memory.learn("history", read(history))
            tallies: dict[str, Tally] = {}
            for mode in options.modes:
                set_mode(engine, mode)
                begin = time.perf_counter()
                prime(engine, text, options.skip, options.prime)
                tally = tallies[mode] = type_text(
                    engine, text, options.skip, options.words, options.take_rate
                )
                engine.close_document("bench")
                row: dict[str, object] = {
                    "text": Path(path).name,
                    "mode": mode,
                    "rates": intervals(tally),
                    "shown right": tally.right / max(1, tally.shown),
                    "shown": tally.shown,
                    "glances": tally.glances,
                    "boundary ms": percentiles(tally.milliseconds["boundary"]),
                    "letter ms": percentiles(tally.milliseconds["letter"]),
                    "seconds": round(time.perf_counter() - begin, 1),
                }
                if options.ghosts > 1 and mode == options.modes[-1]:
                    row["ghosts"] = whole_ghosts(
                        engine, text, options.skip, options.words, options.ghosts
                    )
                if tallies.get("base") is not None and mode != "base":
                    row["gain"] = {n: gain(tally, tallies["base"], n) for n in ("hit@1", "KSR@1")}
                report(row)
                totals.setdefault(mode, []).append(intervals(tally, 1))
            engine.close()
    for mode, rows in totals.items():
        mean = {n: float(np.mean([row[n][0] for row in rows])) for n in rows[0]}
        print(f"{'MEAN':<22} {mode:<7} " + "  ".join(f"{n} {100 * v:.2f}" for n, v in mean.items()))


def show(row: dict[str, object]) -> None:
    rates = row["rates"]
    assert isinstance(rates, dict)
    line = "  ".join(
        f"{n} {100 * v:.1f}[{100 * a:.1f},{100 * b:.1f}]" for n, (v, a, b) in rates.items()
    )
    print(f"{row['text']:<22} {row['mode']:<7} {line}")
    print(
        f"{'':<30} right {100 * float(str(row['shown right'])):.1f} % of {row['shown']} shown "
        f"({row['glances']} looks), boundary {row['boundary ms']} ms, letter {row['letter ms']} ms"
        f"  {row.get('gain', '')} {row.get('ghosts', '')}",
        flush=True,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--words", type=int, default=1500)
    parser.add_argument("--skip", type=int, default=30)
    parser.add_argument(
        "--prime", type=int, default=0, help="characters read before the first word"
    )
    parser.add_argument("--modes", nargs="+", default=list(MODES), choices=MODES)
    parser.add_argument("--level", default="normal", choices=list(LEVELS))
    parser.add_argument("--ghosts", type=int, default=1, help="most words of a ghost")
    parser.add_argument(
        "--take-rate", type=float, help="tell the engine what was typed past, at this rate"
    )
    parser.add_argument("--json", type=Path)
    parser.add_argument("texts", nargs="+", metavar="TEXT[:HISTORY]")
    options = parser.parse_args()
    rows: list[dict[str, object]] = []

    def report(row: dict[str, object]) -> None:
        rows.append(row)
        show(row)

    run(options, report)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
