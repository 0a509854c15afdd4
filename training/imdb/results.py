"""The experiment's results as plain values, from whatever cells are finished.

This module must not know how anything is trained nor how it is shown.
"""

from collections.abc import Iterable, Mapping
from statistics import fmean, stdev
from typing import Any

from training.imdb.experiment import Experiment
from training.imdb.plan import Size
from training.imdb.transfers import Result

_LANGUAGE = ("base", "tuned", "scratch")


def run(experiment: Experiment) -> dict[str, Any]:
    """Compute what is wanted and not there yet; return everything that is there. Cells come in the
    order of what is learned from them, so that an interrupted experiment already says something.
    """
    plan = experiment.plan
    seed = experiment.seed_model()
    language = {name: experiment.language(name) for name in _LANGUAGE}
    return {
        "plan": plan.name,
        "length": plan.length,
        "seed_length": plan.seed_length,
        "few_test": plan.few_test,
        "few_validation": plan.few_validation,
        "whole_labels": plan.sizes[-1].labels,
        "source_tokens": plan.source_tokens,
        "source_shape": list(plan.source_shape),
        "language_epochs": plan.language_epochs,
        "text": dict(experiment.about),
        "sources": [s.name for s in experiment.sources],
        "seed": seed,
        "language": {name: row for name, row in language.items() if row},
        "transfer": table(experiment.classifiers()),
        "unrelated": table(experiment.unrelated()),
    }


def table(found: Iterable[tuple[str, str, Size, Result | None]]) -> list[dict[str, Any]]:
    """One row an encoder and strategy, each with its sizes: mean and spread over the draws."""
    rows: dict[tuple[str, str], dict[int, list[Result]]] = {}
    for encoder, strategy, size, result in found:
        row = rows.setdefault((encoder, strategy), {})
        if result is not None:
            row.setdefault(size.labels, []).append(result)
    return [
        {
            "encoder": encoder,
            "strategy": strategy,
            "sizes": [summary(labels, results) for labels, results in sorted(row.items())],
        }
        for (encoder, strategy), row in rows.items()
        if row
    ]


def summary(labels: int, results: list[Result]) -> dict[str, Any]:
    """Mean test accuracy, its standard deviation over draws (0 for one), and every figure."""
    tests = [float(result["test"]) for result in results]
    return {
        "labels": labels,
        "mean": fmean(tests),
        "spread": stdev(tests) if len(tests) > 1 else 0.0,
        "tests": tests,
        "validations": [float(result["validation"]) for result in results],
        "processor_seconds": sum(float(result["processor_seconds"]) for result in results),
    }


def best_transfer(results: Mapping[str, Any], labels: int) -> Mapping[str, Any] | None:
    """The row that has the best mean validation accuracy at a size, scratch left out."""
    rows = [
        (fmean(size["validations"]), row, size)
        for row in results["transfer"]
        if row["strategy"] != "scratch"
        for size in row["sizes"]
        if size["labels"] == labels
    ]
    if not rows:
        return None
    _, row, size = max(rows, key=lambda found: found[0])
    return {"encoder": row["encoder"], "strategy": row["strategy"], **size}


def of_scratch(results: Mapping[str, Any], labels: int) -> Mapping[str, Any] | None:
    """The control at a size."""
    for row in results["transfer"]:
        if row["strategy"] == "scratch":
            for size in row["sizes"]:
                if size["labels"] == labels:
                    found: Mapping[str, Any] = size
                    return found
    return None
