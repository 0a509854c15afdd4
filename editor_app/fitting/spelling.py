"""Fit all that spell hints weigh, over one bundle, in the order in which one part needs another.

    python -m editor_app.fitting.spelling --bundle DIR TEXT... [--lists LIST...]

TEXT is validation text, one paragraph a line; LIST a table of misspellings (``fitting.errors``),
without which slips of the finger alone are planted. Ranking, belief, detectors and real words
follow one another; each writes its file of ``spelling/data``. A developer's tool: run it again for
another bundle, other pairs or other confusions.
"""

import argparse
import random
from pathlib import Path

from editor_app.fitting import belief, detectors, ranking, realword
from editor_app.fitting.planting import (
    Planter,
    SlipSample,
    misspellings,
    paragraphs_of,
    slips_of_the_finger,
)
from editor_app.spelling.checker import Checker
from editor_app.spelling.setup import open_checker
from models.text import Kind, tokenise

_PARTS = ("ranking", "belief", "detectors", "real words")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--bundle", type=Path)
    parser.add_argument("--lists", type=Path, nargs="*", default=[])
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[])
    parser.add_argument("--only", nargs="*", choices=_PARTS, default=_PARTS)
    parser.add_argument("--words", type=int, default=60_000, help="of the texts that are read")
    parser.add_argument("--mistakes", type=int, default=2000, help="planted for each part")
    options = parser.parse_args()
    chance = random.Random(1)
    paragraphs = paragraphs_of(options.texts)
    chance.shuffle(paragraphs)
    planter = Planter(paragraphs, chance)
    mistakes = misspellings(options.lists, options.leave_out)
    half = options.mistakes // 2
    spelt = [
        *planter.plant(mistakes, half if mistakes else 0),
        *planter.plant(slips_of_the_finger(planter.words()), half, {}),
    ]
    texts = _first_words(paragraphs, options.words)
    for part in options.only:
        print(
            _fit(part, _open(options.bundle), texts, planter, spelt, options.mistakes), flush=True
        )


def _open(bundle: Path | None) -> Checker:
    """A checker with all that was fitted before."""
    checker = open_checker(bundle)
    if not isinstance(checker, Checker):
        raise SystemExit("other languages have no data of their own to fit")
    return checker


def _first_words(paragraphs: list[str], wanted: int) -> list[str]:
    """So many paragraphs that they have the words wanted."""
    texts: list[str] = []
    for text in paragraphs:
        if wanted <= 0:
            break
        texts.append(text)
        wanted -= sum(token.kind is Kind.WORD for token in tokenise(text))
    return texts


def _fit(
    part: str,
    checker: Checker,
    texts: list[str],
    planter: Planter,
    spelt: list[SlipSample],
    mistakes: int,
) -> str:
    if part == "ranking":
        return ranking.fit(checker, spelt)
    if part == "belief":
        return belief.fit(checker, texts, spelt)
    if part == "detectors":
        return detectors.fit(checker, texts, planter)
    return realword.fit(checker, texts, realword.planted(checker, planter, mistakes))


if __name__ == "__main__":
    main()
