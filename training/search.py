"""``python -m training search``: small runs of many recipes on one corpus, and one table of them.

A search is a TOML file: the recipe that all variants start from, what the search changes for all of
them (a small budget, for one), and by name what each variant changes.

    recipe = "cpu"
    [all.train]
    tokens = 2_000_000
    [variants]
    "as it is" = {}
    "hidden 512" = { model = { hidden = 512 } }

Every variant is a run directory of its own; one that has finished is not run again, so a search
can be stopped, and extended. Variants are compared by full-softmax loss on the validation split,
never on held-out text, and the processor's time stands beside it: a variant that is better for more
time is no winner yet. This module must not know how a run is made.
"""

import argparse
import json
import math
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from models.progress import Reporter
from training.console import Watcher
from training.network.model import parameter_count
from training.pretrain import pretrain
from training.runs import recipe as recipes
from training.runs.run import open_run

RESULT = "result.json"


@dataclass(frozen=True)
class Trial:
    """What one variant came to."""

    name: str
    parameters: int
    tokens: int
    loss: float
    """Nats per token of the validation text."""
    cpu_seconds: float
    """Of this process, the last validation included."""


def read_search(search: str) -> dict[str, recipes.Recipe]:
    """The recipes of a search, itself a name or a path, by their variants' names, in its order.

    Raises:
        RecipeError: the file or one of its recipes cannot be used.
    """
    tables = recipes.read_tables(search)
    variants = tables.get("variants")
    if not isinstance(variants, Mapping) or not variants or "recipe" not in tables:
        raise recipes.RecipeError(f"{search} needs a recipe to start from and a table of variants")
    common = recipes.merged(recipes.read_tables(tables["recipe"]), tables.get("all", {}))
    return {
        name: recipes.of_tables(recipes.merged(common, changes), name)
        for name, changes in variants.items()
    }


def run_variant(
    name: str, recipe: recipes.Recipe, corpus: Sequence[Path], out: Path, report: Reporter
) -> Trial | None:
    """Train one variant into its folder under ``out``, or read what it came to before; None where
    somebody asked to stop.

    Raises:
        CorpusError: it cannot be trained on this corpus.
    """
    folder = out / re.sub(r"[^\w.-]+", "_", name)
    result = folder / RESULT
    if result.exists():
        return Trial(**json.loads(result.read_text(encoding="utf-8")))
    began = time.process_time()
    came = pretrain(corpus, folder, recipe, report)
    seconds = time.process_time() - began
    if not came.finished:
        return None
    size = parameter_count(list(open_run(folder).model.parameters()))
    trial = Trial(name, size, came.tokens, came.best, round(seconds, 1))
    result.write_text(json.dumps(asdict(trial)), encoding="utf-8")
    return trial


def table(trials: Sequence[Trial]) -> str:
    """The trials as Markdown, the best first."""
    lines = [
        "| variant | million numbers | million tokens | perplexity | CPU s | tokens / CPU s |",
        "|---|---|---|---|---|---|",
    ]
    for t in sorted(trials, key=lambda trial: trial.loss):
        speed = t.tokens / max(t.cpu_seconds, 1e-9)
        lines.append(
            f"| {t.name} | {t.parameters / 1e6:.1f} | {t.tokens / 1e6:.2f} | "
            f"{math.exp(t.loss):.1f} | {t.cpu_seconds:.0f} | {speed:,.0f} |"
        )
    return "\n".join(lines)


def main(argv: Sequence[str]) -> int:
    """The command line of ``search``."""
    parser = argparse.ArgumentParser(
        "python -m training search",
        description="Train small variants of a recipe on one corpus and print one table of them. "
        "Variants that have finished are not trained again.",
    )
    parser.add_argument("search", metavar="SEARCH", help="name or TOML file")
    parser.add_argument(
        "--corpus", type=Path, nargs="+", required=True, metavar="PATH", help="as for pretrain"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the runs go")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="run only these variants")
    args = parser.parse_args(argv)
    variants = read_search(args.search)
    wanted = args.only or list(variants)
    if unknown := set(wanted) - set(variants):
        raise recipes.RecipeError(f"no such variant: {', '.join(sorted(unknown))}")
    trials: list[Trial] = []
    for name in wanted:
        print(f"{name}:", file=sys.stderr)
        trial = run_variant(name, variants[name], args.corpus, args.out, Watcher())
        if trial is None:
            break
        trials.append(trial)
    print(table(trials))
    return 0
