"""``python -m training language``: a folder of text in, the base of a language out.

One command for what ``pretrain``, ``counts`` and ``export`` do one after the other: vocabulary,
training, n-grams of the language at large, a list of further words, the bundle with the language's
record, and last the weights of the sources, which the editor's own tool fits on paragraphs held out
from all that. Everything but the bundle stays in the run's directory, from which the command can be
called again without ``--corpus``. Knows no language: what is known of one stands in
``models/languages.toml``, and of one that is not there nothing is assumed.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from models.language import OFFENSIVE, RECORD, WORDS, Language, known, word_hash
from models.profile import BLEND
from models.progress import Event, Reporter, to_stream
from models.text import tokenise
from training import counts
from training.console import Watcher
from training.corpora.corpus import Corpus, Plan
from training.corpora.further import further_words
from training.corpora.kneser_ney import build
from training.corpora.reading import CorpusError
from training.export import LICENCE, BundleFacts, export_bundle
from training.pretrain import pretrain
from training.runs import recipe as recipes
from training.runs.run import Run, open_run

_FURTHER = 100_000
"""The most words beyond the vocabulary that a base knows by name."""
_LEAST = 3
"""Uses in the corpus that make one of them."""
_NGRAMS = 400_000
_GOLDEN, _GOLDEN_WORDS = 4, 12
_FITTED_ON = 1_500
"""Words of each held-out text on which the blend is fitted."""


def held_out(corpus: Corpus) -> list[Path]:
    """The files of paragraphs that nobody trained on."""
    files = (corpus.directory / f"{source.name}.heldout.txt" for source in corpus.sources)
    return [file for file in files if file.is_file() and file.stat().st_size]


def golden_texts(files: Iterable[Path]) -> Iterator[str]:
    """Beginnings of held-out paragraphs, on which a bundle's answers are kept."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            tokens = tokenise(line)[:_GOLDEN_WORDS]
            if len(tokens) == _GOLDEN_WORDS:
                yield line[: tokens[-1].end]


def make_bundle(
    run: Run,
    corpus_paths: Sequence[Path],
    language: Language,
    out: Path,
    licence: str,
    offensive: Path | None = None,
) -> dict[str, float]:
    """Write the bundle of a finished run; return what its checks measured.

    ``corpus_paths`` is the text again, for the further words; none where it is not at hand.
    ``offensive`` is a list of words, one a line, of which only hashes are kept.
    """
    corpus = run.corpus
    texts = [corpus.ids(source, "train") for source in corpus.sources]
    general = corpus.directory / "general_counts.safetensors"
    counts.write(build(texts, len(corpus.vocabulary), _NGRAMS), general)
    files: dict[str, str] = {RECORD: language.as_json()}
    if corpus_paths:
        plan = Plan(weights=run.about["weights"])
        further = further_words(corpus_paths, plan, corpus.vocabulary, _LEAST)[:_FURTHER]
        files[WORDS] = "".join(f"{word}\t{count}\n" for word, count in further)
    if offensive is not None:
        words = offensive.read_text(encoding="utf-8").split()
        files[OFFENSIVE] = "\n".join(sorted({word_hash(word) for word in words})) + "\n"
    golden = [text for text, _ in zip(golden_texts(held_out(corpus)), range(_GOLDEN), strict=False)]
    about = BundleFacts(
        out.name,
        language=language.tag,
        licence=licence,
        training={key: run.about[key] for key in ("model", "train", "weights")},
        card=card(language, corpus, licence),
        counts=general,
        golden=tuple(golden),
        files=files,
    )
    return export_bundle(run.model, corpus.vocabulary, out, about)


def card(language: Language, corpus: Corpus, licence: str) -> str:
    """The model card, as far as a program can write it."""
    rows = "\n".join(f"| {s.name} | {s.train_tokens:,} |" for s in corpus.sources)
    return (
        f"# A base for {language.called()} ({language.tag})\n\n"
        f"Licence of the weights: {licence}. The vocabulary has {len(corpus.vocabulary):,} "
        f"entries; {corpus.unknown_share:.1%} of the text's tokens are in none.\n\n"
        f"| source | tokens |\n|---|---|\n{rows}\n"
    )


def fit_blend(bundle: Path, texts: Sequence[Path]) -> bool:
    """Let the editor fit the weights of its sources on held-out text; whether it could.

    Without it the base is whole, too: careful weights are then used.
    """
    if not texts:
        return False
    command = [sys.executable, "-m", "editor_app.fitting.blend", *map(str, texts)]
    out = bundle / BLEND
    options = ["--bundle", str(bundle), "--out", str(out), "--most", str(_FITTED_ON)]
    done = subprocess.run([*command, *options, "--shares", "1.0", "0.0"], check=False)
    return done.returncode == 0 and out.is_file()


def main(argv: Sequence[str]) -> int:
    """The command line of ``language``."""
    args = _parser().parse_args(argv)
    report: Reporter = to_stream(sys.stdout) if args.json else Watcher()
    out = args.out.resolve()
    directory = (args.run or out.with_name(f"{out.name}.run")).resolve()
    language = known(args.name)
    if args.corpus and not args.trained:
        recipe = recipes.load(args.recipe)
        if args.minutes is not None:
            recipe = replace(recipe, train=replace(recipe.train, minutes=args.minutes))
        recipe = replace(recipe, corpus=replace(recipe.corpus, language=language.tag))
        pretrain(args.corpus, directory, recipe, report, args.resume)
    elif not (directory / "run.json").is_file():
        raise CorpusError("name a folder of text with --corpus, or a finished run with --run")
    run = open_run(directory)
    measured = make_bundle(run, args.corpus, language, out, args.licence, args.offensive)
    fitted = not args.no_fit and fit_blend(out, held_out(run.corpus))
    report(Event("bundle", {"path": str(out), "language": language.tag, "fitted": fitted}))
    print(json.dumps(measured), file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m training language",
        description="Make the base of a language from a folder of text: vocabulary, training, "
        "counts, bundle and blend in one. A run that was stopped goes on with --resume.",
    )
    parser.add_argument("--name", required=True, metavar="TAG", help="BCP 47: de, pt-BR, zh-Hant")
    parser.add_argument(
        "--corpus", type=Path, nargs="+", default=[], metavar="PATH", help="text to learn from"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="BUNDLE", help="where the base goes"
    )
    parser.add_argument("--minutes", type=float, help="train so long (default: the recipe's)")
    parser.add_argument("--licence", default=LICENCE, help=f"of the weights (default: {LICENCE})")
    parser.add_argument("--offensive", type=Path, metavar="FILE", help="words never to be offered")
    parser.add_argument("--recipe", default="language", help="name or TOML file")
    parser.add_argument("--run", type=Path, metavar="DIR", help="default: beside the bundle")
    parser.add_argument("--resume", action="store_true", help="go on with a run that was stopped")
    parser.add_argument("--trained", action="store_true", help="the run is finished: only export")
    parser.add_argument("--no-fit", action="store_true", help="keep careful weights of the sources")
    parser.add_argument("--json", action="store_true", help="progress as JSON lines on stdout")
    return parser
