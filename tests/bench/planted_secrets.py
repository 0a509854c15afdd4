"""How many planted secrets stay out of the personal counts, and what ordinary words they cost.

    python -m tests.bench.planted_secrets [--show] [TEXT…]

Every secret of ``planted_secrets.txt`` is planted in the middle of ordinary writing and counted as
the editor counts it; it is kept out when no word or number of it is counted. What of that file was
written after the detector is reported by itself: it says what the rest cannot, how well the rules
hold for secrets they were not made for. Of each TEXT it tells the share of words
that are withheld, by kind, since some are withheld by right. ``--show`` lists what got
through and what of TEXT was withheld as what.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.countable import countable
from models.secrets import find_secrets
from models.text import Token, tokenise

_PLANTS = Path(__file__).with_name("planted_secrets.txt")
_AFTER = "# Written after"
_MARKS = re.compile("[«»]")
_BEFORE_IT = "We had walked along the river for an hour, and it was late in the afternoon.\n\n"
_BEHIND_IT = "\n\nNobody said a word about it until the others came back with the bread.\n"
_CHOSEN = frozenset({"password", "key"})
"""Kinds that are words' own look or place; the rest are numbers and addresses by their form."""


@dataclass(frozen=True)
class Plant:
    kind: str
    text: str
    spans: tuple[tuple[int, int], ...]
    """Where the secret's parts stand."""
    after: bool
    """Written after the detector."""


def plants(path: Path = _PLANTS) -> Iterator[Plant]:
    after = False
    for line in path.read_text("utf-8").splitlines():
        after = after or line.startswith(_AFTER)
        if not line or line.startswith("#"):
            continue
        kind, marked = line.split("\t", 1)
        marked = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), marked)
        pieces = _MARKS.split(marked.replace("\\n", "\n").replace("\\t", "\t"))
        text, spans = _BEFORE_IT, []
        for place, piece in enumerate(pieces):
            if place % 2:
                spans.append((len(text), len(text) + len(piece)))
            text += piece
        yield Plant(kind, text + _BEHIND_IT, tuple(spans), after)


def leaked(plant: Plant) -> list[str]:
    """The words and numbers of the secret that are counted: more often than they stand outside."""
    outside, at = "", 0
    for start, end in plant.spans:
        outside += plant.text[at:start] + " "
        at = end
    outside += plant.text[at:]
    counted = Counter(word for word in countable(plant.text, _itself) if word)
    counted -= Counter(token.text for token in tokenise(outside))
    return [word for word in counted if any(c.isalnum() for c in word)]


def _itself(tokens: Sequence[Token], at: int) -> list[str]:
    return [tokens[at].text]


def withheld(text: str) -> tuple[int, Counter[str], list[tuple[str, str]]]:
    """All words of ``text``, the withheld ones by kind, and the stretches with theirs."""
    words, kinds = 0, Counter[str]()
    found = find_secrets(text)
    at = 0
    for token in tokenise(text):
        if not any(c.isalpha() for c in token.text):
            continue
        words += 1
        while at < len(found) and found[at].end <= token.start:
            at += 1
        if at < len(found) and found[at].start < token.end:
            kinds[found[at].kind] += 1
    return words, kinds, [(secret.kind, text[secret.start : secret.end]) for secret in found]


def report_plants(planted: Sequence[Plant], title: str, show: bool) -> None:
    lost = {plant: leaked(plant) for plant in planted}
    kinds = Counter(plant.kind for plant in planted)
    for kind, count in kinds.items():
        kept = sum(not lost[plant] for plant in planted if plant.kind == kind)
        print(f"  {kind:22} {kept:3} of {count:3}  {kept / count:6.1%}")
    kept = sum(not words for words in lost.values())
    share = kept / max(1, len(planted))
    print(f"{title}: {kept} of {len(planted)} secrets of {len(kinds)} kinds kept out, {share:.1%}")
    for plant, words in lost.items():
        if show and words:
            body = plant.text[len(_BEFORE_IT) : -len(_BEHIND_IT)]
            print(f"  got through: {plant.kind}: {body!r} {words}")


def report_texts(paths: Sequence[Path], characters: int, show: bool) -> None:
    words, kinds = 0, Counter[str]()
    for path in paths:
        with path.open(encoding="utf-8", errors="replace") as file:
            some, by_kind, stretches = withheld(file.read(characters))
        words += some
        kinds += by_kind
        for kind, stretch in stretches if show else []:
            if kind in _CHOSEN:
                print(f"  withheld: {path.name}: {kind}: {stretch[:60]!r}")
    for kind, count in kinds.most_common():
        print(f"  {kind:22} {count:6}  {count / words:.4%}")
    chosen = sum(kinds[kind] for kind in _CHOSEN)
    print(
        f"ordinary text: {words} words, withheld {kinds.total() / words:.3%}, "
        f"as passwords and keys {chosen / words:.4%}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*", type=Path, metavar="TEXT")
    parser.add_argument("--show", action="store_true")
    parser.add_argument(
        "--characters", type=int, default=200_000, help="that are read of each TEXT"
    )
    arguments = parser.parse_args()
    planted = list(plants())
    report_plants([p for p in planted if not p.after], "known", arguments.show)
    if late := [p for p in planted if p.after]:
        report_plants(late, "written after", arguments.show)
    if arguments.texts:
        report_texts(arguments.texts, arguments.characters, arguments.show)


if __name__ == "__main__":
    main()
