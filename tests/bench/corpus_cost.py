"""What a corpus costs by its size: time and memory to encode it, speed and memory to train on it.

    python -m tests.bench.corpus_cost TEXT… --encode 1e6 1e7 --train 1e6 1e7 1e8

Text is taken from the files' beginnings until there is enough; for training, its ids are repeated
up to the size that is asked for. Each measurement is a process of its own, so that peaks of memory
are its own, too. Seconds are the processor's, which other work on the machine does not stretch.
"""

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.progress import Event
from training.corpora.corpus import Plan, prepare
from training.corpora.reading import find_sources, paragraphs
from training.corpora.stream import TokenStream
from training.network.model import LanguageModel, ModelConfig
from training.runs.config import TrainConfig
from training.runs.loop import Trainer

_TOKENS_PER_WORD = 1.17
_STEPS = 4


@dataclass(frozen=True)
class Cost:
    tokens: int
    cpu_seconds: float
    megabytes: float
    """The most that one process held."""


def silent(_event: Event) -> None:
    pass


def most_megabytes() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def cpu_seconds() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    usages = [resource.getrusage(kind) for kind in kinds]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def write_text(texts: Sequence[Path], tokens: int, out: Path) -> None:
    """As many whole paragraphs as make about ``tokens``."""
    left = tokens / _TOKENS_PER_WORD
    with out.open("w", encoding="utf-8") as file:
        files = (path for source in find_sources(texts) for path in source.files)
        for path in files:
            for paragraph in paragraphs(path):
                file.write(paragraph + "\n")
                left -= len(paragraph.split())
                if left <= 0:
                    return


def encode(text: Path, out: Path) -> Cost:
    began = cpu_seconds()
    corpus = prepare([text], out, Plan(50_000), silent)
    tokens = sum(source.train_tokens for source in corpus.sources)
    return Cost(tokens, cpu_seconds() - began, most_megabytes())


def train(ids_file: Path, out: Path) -> Cost:
    """A few steps of the shipped base's sizes over memory-mapped ids."""
    config, model = (
        TrainConfig(batch_size=128, bptt=32, negatives=2048),
        ModelConfig(50_000, 256, 640),
    )
    ids = np.memmap(ids_file, np.uint16, mode="r")
    stream = TokenStream([ids], [1.0], config.batch_size, config.bptt, 1)
    counts = 1e6 / np.arange(1, model.vocabulary + 1)
    few = np.asarray(ids[:100], np.int64)
    trainer = Trainer(LanguageModel(model), stream, counts, few, out, config, silent)
    trainer.step()
    began = time.process_time()
    for _ in range(_STEPS):
        trainer.step()
    seconds = time.process_time() - began
    return Cost(_STEPS * config.batch_size * config.bptt, seconds, most_megabytes())


def alone(work: Callable[[Path, Path], Cost], source: Path, out: Path) -> Cost:
    """``work`` in a fresh process, which may have children of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, source, out).result()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+", metavar="TEXT")
    parser.add_argument("--encode", type=float, nargs="*", default=[1e6], metavar="TOKENS")
    parser.add_argument("--train", type=float, nargs="*", default=[1e6], metavar="TOKENS")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("| encode: tokens | CPU seconds | tokens / CPU s | MB at most | MB on disk |")
        print("|---|---|---|---|---|")
        for size in args.encode or [1e6]:
            write_text(args.texts, int(size), folder / "text.txt")
            cost = alone(encode, folder / "text.txt", folder / "corpus")
            disk = sum(f.stat().st_size for f in (folder / "corpus").iterdir()) / 1e6
            speed = cost.tokens / cost.cpu_seconds
            print(
                f"| {cost.tokens:,} | {cost.cpu_seconds:.1f} | {speed:,.0f} | "
                f"{cost.megabytes:.0f} | {disk:.1f} |",
                flush=True,
            )
        ids = np.fromfile(folder / "corpus" / "text.train.bin", np.uint16)
        print("\n| train: corpus tokens | tokens / CPU s | MB at most |\n|---|---|---|")
        for size in args.train:
            with (folder / "ids.bin").open("wb") as file:
                for start in range(0, int(size), len(ids)):
                    ids[: int(size) - start].tofile(file)
            cost = alone(train, folder / "ids.bin", folder / "run")
            speed = cost.tokens / cost.cpu_seconds
            print(f"| {int(size):,} | {speed:,.0f} | {cost.megabytes:.0f} |", flush=True)


if __name__ == "__main__":
    main()
