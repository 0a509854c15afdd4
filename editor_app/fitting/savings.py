"""What bundles save on the same text that nobody trained on.

    python -m editor_app.fitting.savings --held-out DIR BUNDLE…     one JSON object

The whole engine types: the bundle's model and blend, the personal counts that lie with the text,
the document so far, the weights that follow it. A perfect user takes the one suggestion on show as
soon as it is the word that is meant; the key brings the space that follows. Each piece of the text
is a document of its own. Whoever compares bundles takes differences word by word, for words differ
far more than bundles do.

A tool for training and for tests; the editor's typing path never imports it.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

from editor_app.fitting.blend import pieces
from editor_app.prediction.engine import Engine
from editor_app.prediction.types import Query
from models.profile import FAR_TEXT
from models.text import Kind, Token, tokenise

_RANKS = 3


@dataclass(slots=True)
class Savings:
    """One bundle's, for each word."""

    saved: list[int] = field(default_factory=list)
    """Keys."""
    first: list[bool] = field(default_factory=list)
    """Was it on show before a letter was typed?"""
    three: list[bool] = field(default_factory=list)
    """Was it among the first three then?"""


def type_text(engine: Engine, text: str, most: int, document: str, savings: Savings) -> list[int]:
    """Type the first ``most`` words of ``text`` as a new document and note what that saves;
    characters of each word with all that stands before the next one."""
    characters = []
    for word, end in islice(_words(text), most):
        characters.append(end - word.start)
        _type_word(engine, text, word, document, savings)
    engine.close_document(document)
    return characters


def _words(text: str) -> Iterator[tuple[Token, int]]:
    """Each word, and where the next one begins."""
    found = [token for token in tokenise(text) if token.kind is Kind.WORD]
    ends = [*(token.start for token in found[1:]), len(text)]
    return zip(found, ends, strict=True)


def _type_word(engine: Engine, text: str, word: Token, document: str, savings: Savings) -> None:
    meant, length = word.text.casefold(), word.end - word.start
    space = int(text[word.end : word.end + 1].isspace())
    saved = 0
    for letters in range(length):
        query = Query(text[: word.start + letters], k=1 if letters else _RANKS, document=document)
        offered = [s.word.casefold() for s in engine.suggest(query).suggestions]
        if not letters:
            savings.first.append(offered[:1] == [meant])
            savings.three.append(meant in offered)
        if offered[:1] == [meant]:
            saved = max(0, length + space - letters - 1)
            break
    savings.saved.append(saved)


def measure(held_out: Path, bundles: Sequence[Path], most: int) -> dict[str, object]:
    """Type about ``most`` words of the far text in ``held_out`` with each of ``bundles``."""
    texts = (held_out / FAR_TEXT).read_text(encoding="utf-8").split("\f")
    parts = pieces(texts, most)
    each = -(-most // max(1, len(parts)))  # a piece has whole paragraphs, and those may be long
    found = []
    characters: list[int] = []
    for bundle in bundles:
        engine = Engine.open(bundle, held_out)
        savings = Savings()
        characters = []
        try:
            for number, part in enumerate(parts):
                characters += type_text(engine, part, each, f"piece {number}", savings)
        finally:
            engine.close()
        found.append(asdict(savings))
    return {"characters": characters, "bundles": found}


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("bundles", nargs="+", type=Path, metavar="BUNDLE")
    parser.add_argument("--held-out", type=Path, required=True, help="far text and counts")
    parser.add_argument("--most", type=int, default=3000, help="words that are typed")
    options = parser.parse_args()
    json.dump(measure(options.held_out, options.bundles, options.most), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
