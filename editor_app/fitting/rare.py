"""Turn large word lists into the set of rare words: ``data/rare.npz``.

    python -m editor_app.fitting.rare LIST...

LIST is a text of one word a line: Debian's ``american-english-huge`` and ``british-english-huge``
of the packages wamerican-huge and wbritish-huge (SCOWL up to size 70). What the dictionaries have
is left out, as are possessives, which are known by rule. A developer's tool.
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from editor_app.prediction.word_table import shipped_table
from editor_app.spelling import rare
from models.text import normal

_SHORTEST = 4
"""Letters; a shorter rare word is likelier a slip."""


def rare_words(lists: Iterable[Path]) -> Iterator[str]:
    """The words that only these lists have."""
    table = shipped_table()
    for path in lists:
        for line in path.read_text(encoding="utf-8").splitlines():
            word = normal(line.strip())
            if len(word) >= _SHORTEST and word.isalpha() and table.mark(word) is None:
                yield word


def main() -> None:
    """Write the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", type=Path, nargs="+")
    print(rare.save(rare_words(parser.parse_args().lists)), "words")


if __name__ == "__main__":
    main()
