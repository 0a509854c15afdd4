"""Measure spell hints: quality on queries, false alarms and speed on running text.

    python tests/bench/spelling.py --bundle DIR --queries Q.jsonl... [--answers DIR]
    python tests/bench/spelling.py --bundle DIR --text FILE...

Queries are JSON lines {"id", "word", "target", "context_left", "context_right"}; word and target
differ where the word is wrong. Answers go out as {"id", "ok", "suggestions", "ms"}, so that any
other checker's answers to the same queries are scored alike. Suggestions are asked for wrong words
whether the checker questions them or not; *corrected* and *miscorrected* count only those that it
questions.
"""

import argparse
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from editor_app.spelling.checker import Checker, Examination
from editor_app.spelling.hints import Hint
from editor_app.spelling.setup import open_checker
from models.text import Kind

Query = dict[str, Any]
Answer = dict[str, Any]


def answer(checker: Checker, query: Query, k: int = 5) -> tuple[bool, list[str]]:
    """(is the word believed, suggestions) for one query."""
    left, word = query["context_left"], query["word"]
    text = left + word + query["context_right"]
    reading = checker.read(text)
    tokens = reading.tokens
    index = next((i for i, t in enumerate(tokens) if t.start <= len(left) < t.end), None)
    if index is None:
        return True, []
    ok, words = _look(checker, reading, index)
    # The query's word may be a part of ours ("thta" of "thta's"): give back what replaces it.
    token = tokens[index]
    before, behind = token.text[: len(left) - token.start], text[len(left) + len(word) : token.end]
    whole = [w for w in words if w.startswith(before) and w.endswith(behind)]
    return ok, [w[len(before) : len(w) - len(behind)] for w in whole][:k]


def _look(checker: Checker, reading: Examination, index: int) -> tuple[bool, list[str]]:
    """What :meth:`Checker.check` says of one token, at the price of that one."""
    tokens = reading.tokens
    hints: list[Hint | None] = []
    if index in reading.suspicions:
        hints.append(checker.verdict(reading, reading.suspicions[index]))
    doubts = [doubt for doubt in reading.doubts if doubt.index == index]
    hints += [checker.hint(reading, doubt, lambda _: 1) for doubt in doubts]
    if not any(hints):  # else the paragraph need not be read for it
        hints += checker.misplaced(reading, {index})
    for hint in hints:
        if hint is not None:
            return False, list(hint.suggestions)
    return True, [candidate.word for candidate in checker.rank(tokens, index)]


def run(checker: Checker, queries: Iterable[Query]) -> list[Answer]:
    """Answer all, timed one by one."""
    answers = []
    for query in queries:
        begin, busy = time.perf_counter(), time.process_time()
        ok, suggestions = answer(checker, query)
        busy, elapsed = time.process_time() - busy, time.perf_counter() - begin
        found = {"id": query["id"], "ok": ok, "suggestions": suggestions}
        answers.append({**found, "ms": elapsed * 1e3, "cpu_ms": busy * 1e3})
    return answers


def interval(values: Sequence[float], rounds: int = 500) -> list[float]:
    """95 % bootstrap interval of a mean, in percent."""
    chance = random.Random(1)
    means = sorted(sum(chance.choices(values, k=len(values))) for _ in range(rounds))
    low, high = means[int(0.025 * rounds)], means[int(0.975 * rounds)]
    return [round(100 * low / len(values), 1), round(100 * high / len(values), 1)]


def score(queries: Sequence[Query], answers: Sequence[Answer]) -> dict[str, Any]:
    """What METRICS asks of spelling, in percent and milliseconds."""

    def share(rows: Sequence[tuple[Query, Answer]], test: Callable[[Query, Answer], bool]) -> Any:
        values = [float(test(q, a)) for q, a in rows]
        if not values:
            return None
        return {"%": round(100 * sum(values) / len(values), 2), "95%": interval(values)}

    def first(k: int) -> Callable[[Query, Answer], bool]:
        return lambda q, a: q["target"].lower() in [s.lower() for s in a["suggestions"][:k]]

    def cased(k: int) -> Callable[[Query, Answer], bool]:
        return lambda q, a: q["target"] in a["suggestions"][:k]

    by_id = {a["id"]: a for a in answers}
    pairs = [(q, by_id[q["id"]]) for q in queries]
    wrong = [(q, a) for q, a in pairs if q["word"].lower() != q["target"].lower()]
    right = [(q, a) for q, a in pairs if q["word"].lower() == q["target"].lower()]
    times, busy = (sorted(a[k] for _, a in wrong) or [0.0] for k in ("ms", "cpu_ms"))
    return {
        "wrong": len(wrong),
        "acc@1": share(wrong, first(1)),
        "acc@5": share(wrong, first(5)),
        "acc@1 with case": share(wrong, cased(1)),
        "acc@5 with case": share(wrong, cased(5)),
        "questioned": share(wrong, lambda q, a: not a["ok"]),
        "corrected": share(wrong, lambda q, a: not a["ok"] and first(1)(q, a)),
        "miscorrected": share(wrong, lambda q, a: not a["ok"] and not first(1)(q, a)),
        "right": len(right),
        "false alarms": share(right, lambda q, a: not a["ok"]),
        "ms p50": round(times[len(times) // 2], 2),
        "ms p95": round(times[int(0.95 * len(times))], 2),
        "cpu ms p50": round(busy[len(busy) // 2], 2),
        "cpu ms p95": round(busy[int(0.95 * len(busy))], 2),
    }


def read_text(checker: Checker, path: Path) -> dict[str, Any]:
    """Hints on running text and the speed of each part of the work."""
    text = path.read_text(encoding="utf-8")
    clock = time.process_time  # one thread; what else the machine does stays out of it
    begin = clock()
    reading = checker.read(text)
    tokens, doubts = reading.tokens, reading.doubts
    words_done = clock()
    uses = Counter(tokens[doubt.index].text for doubt in doubts).__getitem__
    wrong = [hint for doubt in doubts if (hint := checker.hint(reading, doubt, uses))]
    hints_done = clock()
    misplaced = list(checker.misplaced(reading))
    misplaced_done = clock()
    suspicions = reading.suspicions.values()
    found = Counter(s.finder for s in suspicions if checker.verdict(reading, s))
    done = clock()
    words = sum(token.kind is Kind.WORD for token in tokens)
    known = [t.text for t in tokens if t.kind is Kind.WORD][:20_000]
    again = clock()
    for word in known:
        checker.lexicon.standing(word)
    per_known = (clock() - again) / max(1, len(known))
    checker.lexicon.refresh()
    again = clock()
    for word in set(known):
        checker.lexicon.standing(word)
    per_new = (clock() - again) / max(1, len(set(known)))
    return {
        "words": words,
        "questioned as no words %": round(100 * len(wrong) / words, 3),
        "questioned in their place %": round(100 * len(misplaced) / words, 3),
        "questioned by detectors %": {n: round(100 * c / words, 3) for n, c in found.items()},
        "doubts": len(doubts),
        "suspicions": len(suspicions),
        "words/s, is-it-a-word only": round(words / (words_done - begin)),
        "cpu seconds in all": round(done - begin, 2),
        "ms per doubt": round(1e3 * (hints_done - words_done) / max(1, len(doubts)), 2),
        "words/s, are-they-in-place only": round(words / (misplaced_done - hints_done)),
        "µs per word met before": round(per_known * 1e6, 2),
        "µs per word not met before": round(per_new * 1e6, 2),
    }


def main() -> None:
    """Print one JSON line a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path)
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--queries", type=Path, nargs="*", default=[])
    parser.add_argument("--answers", type=Path, help="folder for the answers")
    parser.add_argument("--text", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    begin = time.perf_counter()
    checker = open_checker(options.bundle, options.profile)
    opened = time.perf_counter()
    checker.check("Teh first look biulds teh index.")
    started = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    about = {"open s": opened - begin, "first hint s": started - opened, "peak MB": memory}
    print(json.dumps({name: round(value, 2) for name, value in about.items()}), flush=True)
    for path in options.queries:
        queries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        answers = run(checker, queries)
        if options.answers:
            options.answers.mkdir(parents=True, exist_ok=True)
            lines = "".join(json.dumps(a) + "\n" for a in answers)
            (options.answers / f"{path.stem}.ans").write_text(lines, encoding="utf-8")
        print(json.dumps({"file": path.stem, **score(queries, answers)}), flush=True)
    for path in options.text:
        result = read_text(checker, path)
        print(json.dumps({"file": path.stem, **result}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
