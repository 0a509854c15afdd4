"""The results as Markdown, JSON and two figures. This module must not know how they came about."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from training.imdb.results import best_transfer, of_scratch
from training.measure.charts import Series, bar_chart, line_chart

_SEED_TARGET, _TRANSFER_TARGET, _GAIN_TARGET = 0.85, 0.91, 10.0
_PUBLISHED = (
    "Published marks: ULMFiT's AWD-LSTM, pretrained on 100 M words of Wikipedia, is right about "
    "34.1 % of all tokens of the reviews after fine-tuning on 100,000 of them, and its classifiers "
    "(six times as large as ours, one forward and one backward, on GPUs) reach 95.4 %."
)
_Y = "% of test reviews right (guessing: 50)"
_NAMES = {
    "none": "no source",
    "small": "no source",
    "base": "the base",
    "tuned": "the base, tuned on the reviews' text",
}


def write_report(results: Mapping[str, Any], path: Path) -> list[Path]:
    """Write everything beside ``path``; return the files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    files = {path.with_suffix(".json"): json.dumps(results, indent=1) + "\n"}
    drawn: list[Path] = []
    for name, figure in figures(results).items():
        place = path.with_name(f"{path.stem}-{name}.svg")
        files[place] = figure
        drawn.append(place)
    files[path] = as_markdown(results, [place.name for place in drawn])
    for place, text in files.items():
        place.write_text(text, "utf-8")
    return list(files)


def figures(results: Mapping[str, Any]) -> dict[str, str]:
    """The two figures, where there is something to draw."""
    found: dict[str, str] = {}
    lines = [Series(f"{_short(row)}", _points(row, number=True)) for row in results["transfer"]]
    if lines:
        title = "Accuracy on film reviews, by labels learned from"
        found["transfer"] = line_chart(title, "labelled reviews", _Y, lines)
    labels = sorted({s["labels"] for row in results["unrelated"] for s in row["sizes"]})
    bars = [
        Series(
            f"{count:,} labels",
            [
                (_source(row), 100 * size["mean"], 100 * size["spread"])
                for row in results["unrelated"]
                if row["strategy"] in ("full", "scratch")
                for size in row["sizes"]
                if size["labels"] == count
            ],
        )
        for count in labels
    ]
    if bars:
        found["sources"] = bar_chart("Accuracy by what was learned before", _Y, bars)
    return found


def _points(row: Mapping[str, Any], number: bool) -> list[tuple[float | str, float, float]]:
    return [
        (
            size["labels"] if number else f"{size['labels']:,}",
            100 * size["mean"],
            100 * size["spread"],
        )
        for size in row["sizes"]
    ]


def _short(row: Mapping[str, Any]) -> str:
    if row["strategy"] == "scratch":
        return "from scratch"
    return f"{row['encoder']}: {row['strategy']}"


def _source(row: Mapping[str, Any]) -> str:
    return "scratch" if row["strategy"] == "scratch" else str(row["encoder"])


# ---- words and tables -------------------------------------------------------------------------


def as_markdown(results: Mapping[str, Any], drawn: Sequence[str]) -> str:
    """The whole report."""
    parts = [
        "# Does transfer help? Film reviews, measured",
        _basis(results),
        *_seed(results),
        *_language(results),
        *_transfer(results),
        *_unrelated(results),
        *(f"![{name}]({name})" for name in drawn),
    ]
    return "\n\n".join(parts) + "\n"


def _basis(results: Mapping[str, Any]) -> str:
    text = results["text"]
    reviews, few = text["reviews"], results["few_test"]
    return (
        f"The {results['plan']} form: {reviews['train']:,} reviews to learn from "
        f"({text['tokens']:,} tokens), {reviews['validation']:,} for validation, "
        f"{reviews['test']:,} to test on. Classifiers read the last {results['length']} tokens of "
        f"a review (the middle one has {text['median_length']:.0f}). The vocabulary is the base's "
        f"and {text['words'] - text['base_words']:,} words of the reviews. Classifiers of fewer "
        f"than {results['whole_labels']:,} labels are chosen by {results['few_validation']:,} "
        f"validation reviews and tested on {few:,} test reviews, the same ones each time. In the "
        "tables: per cent of test reviews right, mean ± standard deviation over draws of the "
        "labels, and in brackets how many draws."
    )


def _seed(results: Mapping[str, Any]) -> list[str]:
    parts = ["## The published example, from scratch"]
    seed = results["seed"]
    if not seed:
        return [*parts, "Not run."]
    verdict = _verdict(seed["test"] >= _SEED_TARGET, f"{_SEED_TARGET:.0%}")
    return [
        *parts,
        "Embedding 10,000 × 128, LSTM 128, its last output, a sigmoid; the last "
        f"{results['seed_length']} tokens; Adam; the best state by "
        f"validation accuracy ({seed['validation']:.1%}) kept and reloaded: **{seed['test']:.1%}** "
        f"of the test reviews right ({verdict}).",
    ]


def _verdict(reached: bool, target: str) -> str:
    return f"aim: {target}, {'reached' if reached else 'missed'}"


def _language(results: Mapping[str, Any]) -> list[str]:
    names = {
        "base": "the base, before",
        "tuned": "the base, tuned on the reviews",
        "scratch": "the same model from scratch, same text and budget",
    }
    rows = [
        (
            names[name],
            _interval(row["perplexity"], 1, ".1f"),
            _interval(row["hit1"], 100, ".1f"),
            f"{row['tokens']:,}",
        )
        for name, row in results["language"].items()
    ]
    parts = ["## Language models of the reviews"]
    if not rows:
        return [*parts, "Not run."]
    return [
        *parts,
        f"The reviews' text was read {results['language_epochs']:g} ×, without labels. Every "
        "token counts, punctuation too; the unknown token is never right. In brackets: 95 % "
        "intervals.",
        _table(("model", "perplexity", "likeliest token right, %", "test tokens"), rows),
        _PUBLISHED,
    ]


def _interval(figure: Mapping[str, float], factor: float, form: str) -> str:
    mean, low, high = (format(factor * figure[k], form) for k in ("mean", "low", "high"))
    return f"{mean} ({low}–{high})"


def _transfer(results: Mapping[str, Any]) -> list[str]:
    parts = ["## Classifiers by transfer"]
    if not results["transfer"]:
        return [*parts, "Not run."]
    parts += [_accuracies(results["transfer"])]
    sizes = sorted({s["labels"] for row in results["transfer"] for s in row["sizes"]})
    for labels in sizes:
        best, scratch = best_transfer(results, labels), of_scratch(results, labels)
        if best is None:
            continue
        text = (
            f"With {labels:,} labels, {_short(best)} is best by validation: "
            f"**{best['mean']:.1%}** of the test reviews"
        )
        if scratch:
            gain = 100 * (best["mean"] - scratch["mean"])
            text += f", {gain:+.1f} points against from scratch"
            if labels == 100:
                text += f" ({_verdict(gain >= _GAIN_TARGET, f'{_GAIN_TARGET:.0f} points')})"
        if labels == results["whole_labels"] and results["plan"] == "full":
            text += f" ({_verdict(best['mean'] >= _TRANSFER_TARGET, f'{_TRANSFER_TARGET:.0%}')})"
        parts.append(text + ".")
    return parts


def _unrelated(results: Mapping[str, Any]) -> list[str]:
    parts = ["## Unrelated source tasks"]
    if not results["sources"]:
        return [*parts, "Not run: no source texts were given (`--source`)."]
    if not results["unrelated"]:
        return [*parts, "Not run."]
    embedding, hidden = results["source_shape"]
    return [
        *parts,
        f"All of one architecture (embedding {embedding}, LSTM {hidden}), each trained on "
        f"{results['source_tokens']:,} tokens of its own text, none on the reviews' text. "
        f"“shuffled” is {results['sources'][0]} with its words in random order.",
        _accuracies(results["unrelated"]),
    ]


def _accuracies(rows: Iterable[Mapping[str, Any]]) -> str:
    rows = list(rows)
    sizes = sorted({size["labels"] for row in rows for size in row["sizes"]})
    lines = []
    for row in rows:
        at = {size["labels"]: size for size in row["sizes"]}
        cells = [_accuracy(at.get(labels)) for labels in sizes]
        lines.append((_NAMES.get(row["encoder"], row["encoder"]), row["strategy"], *cells))
    heads = [f"{labels:,} labels" for labels in sizes]
    return _table(("learned before", "strategy", *heads), lines)


def _accuracy(size: Mapping[str, Any] | None) -> str:
    if size is None:
        return "–"
    draws = len(size["tests"])
    spread = f" ± {100 * size['spread']:.1f}" if draws > 1 else ""
    return f"{100 * size['mean']:.1f}{spread} ({draws})"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
