"""Find which common words are a likely slip away from each other: ``data/confusions.gz``.

    python -m editor_app.fitting.confusions VOCABULARY

VOCABULARY is a bundle's ``vocab.txt``. The pairs come from the word list, its frequencies, the
fitted error model, the hand-written groups of ``data/confusions.txt`` and, for plurals and
possessives, the table of pairs (``fitting.pairs``). A developer's tool.

A line of the result: word<TAB>alternative cost alternative cost ... where the cost is
-log P(word written | alternative meant).
"""

import argparse
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from editor_app.prediction.word_table import QUIET
from editor_app.spelling.candidates import WordIndex, fold
from editor_app.spelling.confusions import POSSESSIVE
from editor_app.spelling.error_model import ErrorModel
from editor_app.spelling.neighbours import Neighbours, hash_word, hash_words
from editor_app.spelling.standing import Lexicon
from models.vocabulary import Vocabulary

DATA = Path(__file__).parents[1] / "spelling" / "data"
_COMMON = 45_000
_DEAREST = 9.5
"""A slip that costs more is not looked for between real words."""
_APART = 2
"""Letters by which words that sound alike may differ in length."""
_SHORTEST_STEM = 3
_HOMOPHONE = 4.0
"""What taking one word of a hand-written group for another costs at most."""
_RARER = 400
"""An alternative this much rarer than the word is left out: "currant" for "current"."""
_MOST = 14
_ANAGRAM = 5
"""Letters from which on words of the same letters are taken for one another."""
_SHUFFLED = 8.0
"""What that costs at most."""


def _keys(word: str) -> set[str]:
    """The word, all ways to leave one letter out, and its letters in their order: words one slip
    apart share a key, as do words of the same letters ("except", "expect")."""
    letters = "".join(sorted(word)) if len(word) >= _ANAGRAM else word
    return {word, "=" + letters, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def read_groups(path: Path) -> list[list[str]]:
    """The hand-written groups."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def near_pairs(words: Iterable[str]) -> set[tuple[str, str]]:
    """Ordered pairs of different words that share a key."""
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for key in _keys(fold(word)):
            by_key[key].append(word)
    return {(a, b) for group in by_key.values() for a in group for b in group if fold(a) != fold(b)}


def alike_pairs(words: Sequence[str]) -> set[tuple[str, str]]:
    """Ordered pairs of different words whose consonants sound the same, of nearly one length."""
    index = WordIndex(words)
    pairs: set[tuple[str, str]] = set()
    for word in words:
        for place in index.alike(fold(word)).tolist():
            other = index.word(place)
            if other != word and abs(len(other) - len(word)) <= _APART:
                pairs.add((word, other))
    return pairs


def possessives(words: Sequence[str], neighbours: Neighbours) -> Iterator[tuple[str, str]]:
    """Ordered pairs of a plural and the possessive that sounds like it ("boys", "boy's"), of the
    words that general text has with both endings."""
    known = set(words)
    stems = [word for word in words if len(word) >= _SHORTEST_STEM and word + "s" in known]
    ending = np.full(len(stems), hash_word(POSSESSIVE), np.uint32)
    apart = neighbours.counts(hash_words(stems), ending)
    whole = neighbours.counts(hash_words([stem + POSSESSIVE for stem in stems]), ending * 0)
    met = apart + whole > 0
    for stem in (stem for stem, has_one in zip(stems, met.tolist(), strict=True) if has_one):
        yield stem + "s", stem + POSSESSIVE
        yield stem + POSSESSIVE, stem + "s"


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vocabulary", type=Path)
    vocabulary = Vocabulary.read(parser.parse_args().vocabulary)
    counts = dict(zip(vocabulary.words, vocabulary.counts, strict=True))
    lexicon = Lexicon("both", counts)
    fit = (w for w in counts if len(w) > 1 and _is_plain(w) and _is_shipped(lexicon, w))
    common = list(islice(fit, _COMMON))
    errors = ErrorModel.load()
    found: dict[str, dict[str, float]] = {}
    owned = set(possessives(common, Neighbours()))
    for written, meant in near_pairs(common) | alike_pairs(common) | owned:
        if (written, meant) not in owned and _is_unlikely(lexicon, written, meant):
            continue
        cost = errors.cost(fold(meant), fold(written), _DEAREST)
        if len(written) >= _ANAGRAM and sorted(written) == sorted(meant):
            cost = min(cost, _SHUFFLED)
        if cost < _DEAREST:
            found.setdefault(written, {})[meant] = cost
    for group in read_groups(DATA / "confusions.txt"):
        for written in group:
            for meant in set(group) - {written}:
                if _is_unlikely(lexicon, written, meant):
                    continue
                known = found.setdefault(written, {})
                known[meant] = min(known.get(meant, _HOMOPHONE), _HOMOPHONE)
    lines = []
    for word, meant_costs in sorted(found.items()):
        best = sorted(meant_costs, key=lambda m: meant_costs[m] - _bonus(lexicon, m))
        best.sort(key=lambda m: (word, m) not in owned)  # rare as they look, none is left out
        row = " ".join(f"{meant} {meant_costs[meant]:.1f}" for meant in best[:_MOST])
        lines.append(f"{word}\t{row}\n")
    packed = gzip.compress("".join(lines).encode(), 9, mtime=0)
    (DATA / "confusions.gz").write_bytes(packed)
    print(len(lines), "words,", sum(len(v) for v in found.values()), "pairs,", len(packed), "bytes")


def _is_unlikely(lexicon: Lexicon, written: str, meant: str) -> bool:
    """Whether nobody needs to be told: a joke of a word, or a matter of variety."""
    rare = lexicon.count(meant) * _RARER < lexicon.count(written)
    return rare or _are_variants(lexicon, written, meant)


def _bonus(lexicon: Lexicon, word: str) -> float:
    return 0.5 * lexicon.prior(word)


def _are_variants(lexicon: Lexicon, one: str, other: str) -> bool:
    """Whether one of two words is of one variety of English only: "practised" and "practiced" are
    no slip for each other, and hardly any other pair is lost."""
    marks = lexicon.table.mark(one), lexicon.table.mark(other)
    return None not in marks and marks[0] != marks[1]


def _is_shipped(lexicon: Lexicon, word: str) -> bool:
    return lexicon.table.mark(word) not in (None, QUIET)


def _is_plain(word: str) -> bool:
    return word.replace("'", "").isalpha() and (word.islower() or word.startswith("I'"))


if __name__ == "__main__":
    main()
