"""Which words a vocabulary holds: counts of the training text in, a vocabulary out.

Counts are kept under *keys*: a letter for a token's kind and place ("s" a word that begins a
sentence, "w" another word, "n" a number, "p" the rest) and its normal form. This module must not
know files.
"""

from collections.abc import Iterable, Mapping

from models.text import Kind, Token, normal, starts_sentence
from models.vocabulary import NUMBER, SPECIAL, UNKNOWN, Vocabulary, can_stand
from models.writing import PLAIN, Writing
from training.corpora.reading import CorpusError

KNOWN_NAME = 3
"""A name of private text enters the vocabulary if other text has it so many times."""


def key_of(tokens: list[Token], index: int) -> str:
    """The key of a token."""
    token = tokens[index]
    if token.kind is Kind.WORD:
        return ("s" if starts_sentence(tokens, index) else "w") + normal(token.text)
    return ("n" if token.kind is Kind.NUMBER else "p") + normal(token.text)


def ids_of_key(vocabulary: Vocabulary, key: str) -> tuple[int, ...]:
    """The ids of any token with this key."""
    kind, text = key[0], key[1:]
    if kind in "sw":
        return vocabulary.ids_of(text, kind == "s")
    return (vocabulary.id_of.get(text, NUMBER if kind == "n" else UNKNOWN),)


def without_private_names(
    private: Mapping[str, float], public: Mapping[str, float]
) -> dict[str, float]:
    """The counts of ``private`` text without the names that hardly anybody else knows: words with
    a capital that ``public`` text has fewer than ``KNOWN_NAME`` times."""
    kept: dict[str, float] = {}
    for key, count in private.items():
        word = key[1:]
        name = key[0] in "sw" and word[:1].isupper()
        if name and public.get("s" + word, 0) + public.get("w" + word, 0) < KNOWN_NAME:
            continue
        kept[key] = count
    return kept


def weighted_sum(parts: Iterable[tuple[Mapping[str, float], float]]) -> dict[str, float]:
    """The sum of counts, each times its weight."""
    total: dict[str, float] = {}
    for counts, weight in parts:
        for key, count in counts.items():
            total[key] = total.get(key, 0.0) + weight * count
    return total


def choose_vocabulary(
    counts: Mapping[str, float], size: int, least: float = 2, writing: Writing = PLAIN
) -> Vocabulary:
    """The ``size`` most frequent entries, specials included, seen ``least`` times or more.

    What no line of a vocabulary can hold is left out: control characters that texts bring along.
    A capitalised word at a sentence start counts for whichever reading is more frequent elsewhere;
    an unknown compound counts for its parts.

    Raises:
        CorpusError: fewer than two words qualify.
    """
    totals: dict[str, float] = {}
    for key, n in counts.items():
        if key[0] != "s":
            totals[key[1:]] = totals.get(key[1:], 0.0) + n
    elsewhere = dict(totals)
    for key, n in counts.items():
        if key[0] == "s":
            word = key[1:]
            lower = writing.lower(word)
            if writing.is_capitalised(word) and elsewhere.get(lower, 0) >= elsewhere.get(word, 0):
                word = lower
            totals[word] = totals.get(word, 0.0) + n
    numbers = {key[1:] for key in counts if key[0] == "n"}
    room = size - len(SPECIAL)
    kept = {word for word, _ in _most_common(totals, room)}
    for word in totals.keys() - kept - numbers:
        parts = writing.parts(word)
        if len(parts) > 1:
            for part in parts:
                totals[part] = totals.get(part, 0.0) + totals[word]
    ranked = [word for word, n in _most_common(totals, room) if n >= least and can_stand(word)]
    if len(ranked) < 2:
        raise CorpusError("the corpus has too few different words to learn a language from")
    return Vocabulary((*SPECIAL, *ranked), writing=writing)


def _most_common(totals: Mapping[str, float], room: int) -> list[tuple[str, float]]:
    """The most frequent entries; those with equal counts by the alphabet, whatever the order in
    which processes reported them."""
    return sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:room]
