"""How many slips of the finger does a language's checker find, and is the right word offered?

    python -m tests.bench.planted_slips --bundle DIR TEXT [--paragraphs 90]

One word of five letters or more in each paragraph is replaced by a slip (two letters swapped, one
doubled, left out or a neighbouring key); slips that are words themselves are passed over.
"""

import argparse
import random
import re
import sys
from pathlib import Path

from editor_app.spelling.listed import DictionaryChecker
from editor_app.spelling.setup import open_checker
from models.bundle import Manifest
from models.language import language_of
from models.slips import slips_of

_WORD = re.compile(r"[^\W\d_]{5,}")


def main() -> int:
    """Plant, check, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--paragraphs", type=int, default=90)
    parser.add_argument("text", type=Path)
    options = parser.parse_args()
    language = language_of(options.bundle, Manifest.read(options.bundle).language)
    checker = open_checker(options.bundle)
    if not isinstance(checker, DictionaryChecker):
        parser.error("English has its own measure: tests/bench/spelling.py")
    lines = options.text.read_text(encoding="utf-8").splitlines()
    draw = random.Random(1)
    planted = found = first = five = 0
    for line in [line for line in lines if 40 < len(line) < 400][: options.paragraphs]:
        words = [m for m in _WORD.finditer(line) if checker.lexicon.is_right(m.group())]
        if not words:
            continue
        place = draw.choice(words)
        meant = place.group()
        slip = draw.choice([s for s in slips_of(meant, language) if s.lower() != meant.lower()])
        if checker.lexicon.is_right(slip):
            continue
        planted += 1
        checked = checker.check(line[: place.start()] + slip + line[place.end() :])
        for hint in checked.hints:
            if hint.start == place.start():
                found += 1
                first += hint.suggestions[:1] == (meant,)
                five += meant in hint.suggestions
    print(f"{planted} planted, {found} found; right word first {first}, among five {five}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
