"""Turn counts of a corpus into the words beyond the vocabulary: ``prediction/data/further.npz``.

    python -m training words --corpus PATH... --vocabulary models/en_base/vocab.txt --out COUNTS
    python -m editor_app.fitting.further_words --vocabulary models/en_base/vocab.txt COUNTS

PATH are the texts of the shipped base, which its card names. Words of the dictionaries that the
corpus lacks come with the least frequency. Left out is what looks like a slip of a common word,
unless a dictionary has it or it is used often. A developer's tool.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path

from editor_app.prediction.further_words import FurtherWords
from editor_app.prediction.word_table import QUIET, WordTable, shipped_table
from models.slips import Probation
from models.vocabulary import UNKNOWN, Vocabulary

_SHORTEST = 3
"""Letters of a word that is worth offering."""
_LEAST = 2
"""Uses in the corpus that make one of them."""
_MEANT = 15
"""Uses from which what looks like a slip is a word all the same."""


def chosen(
    counts: Mapping[str, float], vocabulary: Vocabulary, dictionary: WordTable
) -> dict[str, float]:
    """The words that may be offered, with their uses."""
    probation = Probation(vocabulary)
    listed = (dictionary.word(place) for place in range(len(dictionary)))
    found = {word: 1.0 for word in listed if dictionary.mark(word) != QUIET}
    for word, count in counts.items():
        if word in found:
            found[word] = max(count, 1.0)
        elif (
            dictionary.mark(word) != QUIET
            and count >= _LEAST
            and (count >= _MEANT or not probation.looks_like_slip(word))
        ):
            found[word] = count
    return {
        word: count
        for word, count in found.items()
        if len(word) >= _SHORTEST and word not in vocabulary.id_of
    }


def main() -> None:
    """Write the words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("counts", type=Path)
    options = parser.parse_args()
    vocabulary = Vocabulary.read(options.vocabulary)
    rows = (line.split("\t") for line in options.counts.read_text(encoding="utf-8").splitlines())
    counts = {word: float(count) for word, count in rows}
    kept = chosen(counts, vocabulary, shipped_table())
    words = FurtherWords.of(kept, vocabulary.counts[UNKNOWN], sum(vocabulary.counts))
    words.save()
    print(f"{len(words):,} words")


if __name__ == "__main__":
    main()
