"""``python -m training pretrain``: a corpus and a recipe in, a run directory with weights out.

The directory holds the prepared corpus (``corpus/``), ``run.json`` (what was asked for),
``history.jsonl`` (every validation), the checkpoint and the best weights. This module must not
know the editor nor the bundle's form.
"""

import argparse
import json
import math
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from models.progress import Event, Reporter, to_stream
from models.replacing import write_own
from training.console import Watcher
from training.corpora.corpus import Corpus, prepare
from training.corpora.published import prepare_published
from training.corpora.reading import CorpusError, is_text
from training.corpora.stream import TokenStream
from training.documents import Limits, read_documents
from training.documents.find import find_files
from training.network.model import LanguageModel, ModelConfig, parameter_count
from training.runs import recipe as recipes
from training.runs.devices import device
from training.runs.distributed import World
from training.runs.loop import Result, Trainer
from training.runs.validation import full_loss

HISTORY = "history.jsonl"


class BaseTrainer(Trainer):
    """A run that is judged by every register of its corpus, each as much as another."""

    registers: Mapping[str, npt.NDArray[np.int64]]

    def judge(self) -> tuple[float, Mapping[str, object]]:
        """The mean of the registers' losses, and the perplexity on each."""
        losses = {name: full_loss(self.model, ids) for name, ids in self.registers.items()}
        loss = sum(losses.values()) / max(1, len(losses)) if losses else math.inf
        return loss, {"perplexity": {name: math.exp(value) for name, value in losses.items()}}


def open_corpus(
    paths: Sequence[Path],
    directory: Path,
    recipe: recipes.Recipe,
    report: Reporter,
    world: World,
) -> Corpus:
    """The prepared corpus of a run: ``paths`` may name a prepared one, or text to prepare, which
    the leading process does for all."""
    if len(paths) == 1 and (paths[0] / "corpus.json").exists():
        return Corpus.open(paths[0])
    if world.leads and not (directory / "corpus.json").exists():
        if recipe.published:
            prepare_published(paths[0], directory, report)
        else:
            prepare(with_documents(paths, directory, report), directory, recipe.corpus, report)
    world.wait()
    return Corpus.open(directory)


def with_documents(paths: Sequence[Path], directory: Path, report: Reporter) -> list[Path]:
    """``paths`` and, behind them, a text file in ``directory`` with what all other documents among
    them hold, whatever their language: a corpus opens text files only, ``inspect`` the rest, too.
    """
    files = [
        file
        for file, why_not in find_files([path for path in paths if path.exists()], Limits())
        if not why_not and not is_text(file)
    ]
    if not files:
        return list(paths)
    taken_in = {file: frozenset({"language"}) for file in files}
    reading = read_documents(files, taken_in=taken_in)
    for file in reading.files:
        report(Event("file", file.as_json()))
    directory.mkdir(parents=True, exist_ok=True)
    text = directory / "documents.txt"
    texts = ("\n".join(document.paragraphs) for document in reading.documents)
    write_own(text, ("\n\n".join(texts) + "\n").encode())
    kept = [path for path in paths if path not in files]
    return [*kept, text] if reading.documents else kept


def pretrain(
    paths: Sequence[Path],
    out: Path,
    recipe: recipes.Recipe,
    report: Reporter,
    resume: bool = False,
    further: bool = False,
) -> Result:
    """Train a base from ``paths`` into ``out``.

    ``resume`` goes on from the checkpoint there; ``further`` does so with the recipe's whole budget
    and schedule before it, for a run that has used up its own.

    Raises:
        CorpusError: the corpus is empty, or has too few words.
    """
    world = World.join()
    if not world.leads:
        report = _say_nothing
    corpus = open_corpus(paths, out / "corpus", recipe, report, world)
    torch.manual_seed(recipe.train.seed)
    config = ModelConfig(vocabulary=len(corpus.vocabulary), **recipe.model)
    model = LanguageModel(config).to(device())
    try:
        stream = TokenStream.of_corpus(
            corpus,
            recipe.corpus.weights,
            recipe.train.batch_size * world.size,
            recipe.train.bptt,
            recipe.train.seed,
            (world.rank, world.size),
        )
    except ValueError as error:
        raise CorpusError(str(error)) from error
    out.mkdir(parents=True, exist_ok=True)
    about = {
        "model": asdict(config),
        "train": asdict(recipe.train),
        "weights": dict(recipe.corpus.weights),
        "corpus": os.path.relpath(corpus.directory, out),
    }
    (out / "run.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
    counts = np.array(corpus.vocabulary.counts, np.float64)
    if world.leads:
        report = noted(report, out / HISTORY)
    nothing = np.empty(0, np.int64)
    trainer = BaseTrainer(model, stream, counts, nothing, out, recipe.train, report, world=world)
    trainer.registers = corpus.validation(recipe.train.validation_tokens)
    went_on = (resume or further) and trainer.resume()
    if further and went_on:
        trainer.begin_again()
    report(
        Event(
            "start",
            {
                "parameters": parameter_count(list(model.parameters())),
                "epoch_tokens": stream.epoch_tokens,
                "device": str(model.words.device),
                "precision": str(trainer.dtype).removeprefix("torch."),
                "resumed_at": trainer.progress.tokens if went_on else 0,
            },
        )
    )
    result = trainer.run()
    report(Event("done", asdict(result)))
    world.leave()
    return result


def noted(report: Reporter, path: Path) -> Reporter:
    """``report``, with every validation appended to ``path`` as well, one line of JSON each."""

    def both(event: Event) -> None:
        report(event)
        if event.name == "validated":
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(dict(event.values)) + "\n")

    return both


def _say_nothing(_event: Event) -> None:
    """The reports of one process are enough."""


def main(argv: Sequence[str]) -> int:
    """The command line of ``pretrain``."""
    parser = argparse.ArgumentParser(
        "python -m training pretrain",
        description="Train a base on a corpus. Everything of the run is kept in one folder; "
        "export makes a bundle of it.",
    )
    parser.add_argument(
        "--corpus",
        type=Path,
        nargs="+",
        required=True,
        metavar="PATH",
        help="text files and folders, documents among them, or what prepare made",
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder of the run"
    )
    parser.add_argument("--recipe", default="cpu", help="name or TOML file (default: cpu)")
    parser.add_argument("--language", metavar="TAG", help="of the text (BCP 47; default: en)")
    parser.add_argument("--minutes", type=float, help="train so long; the schedule follows")
    parser.add_argument("--tokens", type=int, help="train on so many tokens")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.add_argument(
        "--further", action="store_true", help="train a finished run on, with a new schedule"
    )
    parser.add_argument("--json", action="store_true", help="progress as JSON lines on stdout")
    args = parser.parse_args(argv)
    report = to_stream(sys.stdout) if args.json else Watcher()
    recipe = recipes.load(args.recipe)
    changes = {k: v for k in ("minutes", "tokens") if (v := getattr(args, k)) is not None}
    recipe = replace(recipe, train=replace(recipe.train, **changes))
    if args.language:
        recipe = replace(recipe, corpus=replace(recipe.corpus, language=args.language))
    pretrain(args.corpus, args.out, recipe, report, args.resume, args.further)
    return 0
