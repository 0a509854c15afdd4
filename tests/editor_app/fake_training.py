"""Stands in for ``python -m training``: speaks its lines, trains nothing. Run as a program.

What it does is in ``plan.json`` beside it: ``{"fail": sentence}`` ends with it, ``{"hang": true}``
waits after the first events, until it is killed; ``{"fit": bool}`` leaves something to fit a blend
on, which then succeeds or not.
"""

import json
import os
import sys
import time
from pathlib import Path

FIGURE = {"mean": 0.3, "low": 0.28, "high": 0.32}
BASE = {"mean": 0.24, "low": 0.22, "high": 0.26}
SCORES = {"ksr1": FIGURE, "hit1": FIGURE, "hit3": FIGURE, "perplexity": FIGURE}
REPORT = {
    "adopted": "full",
    "words": 1200,
    "test_words": 100,
    "new_words": 3,
    "engine": {
        "strategy": "full",
        "words": 100,
        "base": {**SCORES, "ksr1": BASE},
        "profile": SCORES,
        "gain": {"mean": 0.06, "low": 0.04, "high": 0.08},
    },
    "base": {**SCORES, "ksr1": BASE},
    "strategies": [{"name": "full", "test": SCORES}, {"name": "scratch", "test": SCORES}],
    "examples": [{"sentence": "So it was.", "base": [[3, 5]], "profile": [[0, 2], [3, 5]]}],
}


REASONS: dict[str, list[str]] = {".txt": [], ".odt": ["ONLY_CODE"]}
DROPPED = {".txt": {"secret": 2}, ".odt": {"code": 700}}


def tell(event: str, **values: object) -> None:
    """One line."""
    print(json.dumps({"event": event, **values}), flush=True)


def inspect(paths: list[str]) -> None:
    """Every text file is read, everything else is left out, an .odt by a guess."""
    files = [f for p in map(Path, paths) for f in (sorted(p.iterdir()) if p.is_dir() else [p])]
    rows = [
        {
            "path": str(file),
            "kind": file.suffix[1:],
            "read": file.suffix == ".txt",
            "reason": REASONS.get(file.suffix, ["BINARY"]),
            "documents": 1,
            "words": 600 if file.suffix == ".txt" else 0,
            "dropped": DROPPED.get(file.suffix, {}),
            "left": {"code": "This is no code."} if file.suffix == ".odt" else {},
        }
        for file in files
    ]
    print(json.dumps({"files": rows}))


def finetune(arguments: list[str], plan: dict[str, object]) -> int:
    """Events, then a profile."""
    out = Path(arguments[arguments.index("--out") + 1])
    work = out.with_name(f".{out.name}.work")
    resumed = work.exists()
    work.mkdir(parents=True, exist_ok=True)
    (work / "arguments").write_text("\n".join(arguments))
    (work / "nice").write_text(str(os.getpriority(os.PRIO_PROCESS, 0)))
    tell("read", documents=2, words=1200)
    print("a line that is no event", flush=True)
    tell("plan", legs=[["trial", 900], ["learning", 1800]])
    tell("strategy", strategy="full", resumed=resumed, leg=0)
    tell("trials", loss={})
    tell("strategy", strategy="full", resumed=resumed, leg=1)
    tell("validated", tokens=0, perplexity=200.0, loss=5.3, best=True, leg=1)
    tell("validated", tokens=900, perplexity=150.0, loss=5.0, best=True, leg=1)
    while plan.get("hang") and not resumed:
        time.sleep(0.05)
    if "fail" in plan:
        tell("failed", reason=plan["fail"])
        return 1
    out.mkdir(parents=True)
    (out / "model.onnx").write_text("model")
    (out / "report.json").write_text(json.dumps(REPORT))
    tell("report", **REPORT)
    return 0


if __name__ == "__main__":
    plan_file = Path(sys.argv[1])
    command, *rest = sys.argv[4:]  # after "-m training"
    if command == "inspect":
        names = rest[rest.index("--cache") + 2 :]
        inspect(names)
    else:
        sys.exit(finetune(rest, json.loads(plan_file.read_text()) if plan_file.exists() else {}))
