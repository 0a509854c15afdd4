"""``python -m training inspect DOCS``: what would be read from a person's documents, and what not.

Shows files, words and reasons; trains nothing and writes nothing.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from models.reasons import DROPPED
from models.vocabulary import Vocabulary, VocabularyError
from training.documents import FileReport, LanguageTest, Reading, read_documents


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is 1 when nothing could be read."""
    options = _parser().parse_args(argv)
    language = language_of(options.base)
    reading = read_documents(options.documents, language, cache=options.cache)
    if options.json:
        json.dump(as_json(reading), sys.stdout, ensure_ascii=True, indent=1)
        sys.stdout.write("\n")
    else:
        write_table(reading, sys.stdout, options.sample)
    return 0 if reading.documents else 1


def language_of(base: Path | None) -> LanguageTest:
    """The language of a base's vocabulary; English when no base is named."""
    if base is None:
        return LanguageTest()
    try:
        return LanguageTest.of_vocabulary(Vocabulary.read(base / "vocab.txt").words)
    except (OSError, VocabularyError) as error:
        raise SystemExit(f"{base} cannot be used as a base: {error}") from None


def as_json(reading: Reading) -> dict[str, object]:
    """Every file with what became of it, and the totals."""
    return {
        "files": [file.as_json() for file in reading.files],
        "read": sum(file.read for file in reading.files),
        "left_out": sum(not file.read for file in reading.files),
        "documents": len(reading.documents),
        "words": reading.words,
        "dropped": dict(_all_dropped(reading.files)),
    }


def write_table(reading: Reading, out: TextIO, sample: int = 0) -> None:
    """The same for people, with the first ``sample`` paragraphs of each document."""
    read = [file for file in reading.files if file.read]
    left = [file for file in reading.files if not file.read]
    for file in read:
        out.write(f"read      {file.words:>9,} words  {file.kind:<5} {_shown(file.path)}\n")
        remarks = [file.said] if file.said else []
        remarks += [f"{count:,} {_unit(what)}" for what, count in file.dropped.most_common()]
        if remarks:
            out.write(f"{'':10}{'; '.join(remarks)}\n")
    for file in left:
        out.write(f"left out  {_shown(file.path)}: {file.said}\n")
    for document in reading.documents if sample else ():
        out.write(f"\n— {_shown(document.name)}\n")
        for paragraph in document.paragraphs[:sample]:
            out.write(f"  {_shown(paragraph)}\n")
    out.write(
        f"\n{len(read):,} files read ({len(reading.documents):,} documents, "
        f"{reading.words:,} words), {len(left):,} left out\n"
    )


def _unit(what: str) -> str:
    if what in ("secret", "damaged"):  # counted by the piece
        return f"{DROPPED[what]} removed"
    return f"words of {DROPPED[what]} dropped"


def _shown(name: object) -> str:
    """A file name may hold anything; a terminal may not."""
    return "".join(c if c.isprintable() else "\ufffd" for c in str(name))


def _all_dropped(files: Iterable[FileReport]) -> Counter[str]:
    total: Counter[str] = Counter()
    for file in files:
        total += file.dropped
    return total


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m training inspect",
        description="Show what would be read of documents, and what is left out and why. Trains "
        "nothing and writes nothing.",
    )
    parser.add_argument("documents", nargs="+", type=Path, metavar="DOCS", help="files and folders")
    parser.add_argument("--base", type=Path, help="the bundle whose language counts")
    parser.add_argument("--cache", type=Path, help="folder that keeps the text of unchanged files")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="show N paragraphs each")
    parser.add_argument("--json", action="store_true", help="the report as JSON")
    return parser
