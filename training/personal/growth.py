"""Rows for new words: a vector composed from the letters of a word and from what could stand in
its place, and a bias from how often it is used.

The old rows keep their ids and values. Letters: the mean of the words that share most letter
n-grams, weighted by likeness (in the spirit of fastText, Bojanowski et al. 2017). Neighbours: the
mean vector of the words that the base expects where the new word stands. This module must not know
strategies or training.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from heapq import nlargest
from operator import itemgetter

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from models.vocabulary import SPECIAL, UNKNOWN, Vocabulary
from training.network.model import LanguageModel

_GRAMS = (3, 4, 5)
_LIKE = 12
"""How many look-alikes make the letters' vector."""
_RARE = 2000
"""An n-gram that more words share than this says nothing."""
_PLACES = 12
"""How many places of a word are looked at."""
_BIAS_WINDOW = 200
_HABIT = 0.5
"""How far biases go towards the person's frequencies: 1 is all the way."""
_DOUBT = 12_000
"""Words of general text that the person's frequencies are smoothed with."""


def letter_grams(word: str) -> set[str]:
    """The letter n-grams of ``word`` with its ends marked."""
    marked = f"<{word.lower()}>"
    return {marked[i : i + n] for n in _GRAMS for i in range(len(marked) - n + 1)}


def from_letters(words: Sequence[str], vocabulary: Vocabulary, vectors: Tensor) -> Tensor:
    """Vectors (N, E) of ``words`` from the known words (V, E) that look most like them.

    Likeness is the cosine of n-gram sets weighted by how rare a gram is. A word that looks like
    nothing known gets the mean of all.
    """
    grams_of_new = [letter_grams(word) for word in words]
    wanted = set().union(*grams_of_new) if words else set()
    having: defaultdict[str, list[int]] = defaultdict(list)
    sizes = np.ones(len(vectors))
    for number in range(len(SPECIAL), len(vectors)):
        grams = letter_grams(vocabulary.words[number])
        sizes[number] = len(grams)
        for gram in grams & wanted:
            having[gram].append(number)
    weight = {gram: math.log(len(vectors) / len(ids)) for gram, ids in having.items()}
    typical = float(np.mean(list(weight.values()))) if weight else 1.0
    norms = np.sqrt(sizes) * max(typical, 1e-6)
    mean = vectors[len(SPECIAL) :].mean(0)
    rows = [_look_alikes(grams, having, weight, norms) for grams in grams_of_new]
    composed = torch.empty(len(words), vectors.shape[1])
    for row, (ids, like) in enumerate(rows):
        composed[row] = torch.tensor(like, dtype=vectors.dtype) @ vectors[ids] if ids else mean
    return composed


def _look_alikes(
    grams: set[str],
    having: dict[str, list[int]],
    weight: dict[str, float],
    norms: npt.NDArray[np.float64],
) -> tuple[list[int], list[float]]:
    """Ids of the words most alike and their shares, which sum to one."""
    likeness: defaultdict[int, float] = defaultdict(float)
    for gram in grams:
        ids = having.get(gram, ())
        if len(ids) <= _RARE:
            for number in ids:
                likeness[number] += weight[gram] ** 2 / norms[number]
    best = nlargest(_LIKE, likeness.items(), key=itemgetter(1))
    total = sum(value for _, value in best)
    return [number for number, _ in best], [value / total for _, value in best]


@torch.inference_mode()
def from_places(
    model: LanguageModel, ids: npt.NDArray[np.int64], targets: npt.NDArray[np.int64], first: int
) -> tuple[Tensor, Tensor]:
    """Mean expected vectors (N, E) of the words from id ``first`` on, and (N,) how many places.

    ``ids``: running text (T,) as the base reads it; ``targets``: the same places with new ids.
    """
    count = int(targets.max(initial=first - 1)) + 1 - first
    sums = torch.zeros(max(count, 0), model.words.shape[1])
    seen = torch.zeros(max(count, 0))
    lanes = max(1, min(32, len(ids) // 256))
    length = (len(ids) - 1) // lanes
    model.eval()
    state = model.initial_state(lanes)
    reading = torch.from_numpy(ids[: lanes * length].reshape(lanes, length).T.copy())  # (T, B)
    follow = torch.from_numpy(targets[1 : lanes * length + 1].reshape(lanes, length).T.copy())
    for start in range(0, length, 64):
        hidden, state = model(reading[start : start + 64], state)  # (t, B, E)
        words = follow[start : start + 64]
        places = (words >= first).nonzero(as_tuple=True)
        numbers = words[places] - first
        fresh = seen[numbers] < _PLACES
        numbers, chosen = numbers[fresh], hidden[places][fresh]  # (P,), (P, E)
        if len(numbers):
            logs = model.log_probabilities(chosen)  # (P, V)
            logs[:, UNKNOWN] = -torch.inf
            expected = logs.softmax(-1) @ model.words  # (P, E)
            sums.index_add_(0, numbers, expected)
            seen.index_add_(0, numbers, torch.ones(len(numbers)))
    return sums / seen.clamp(min=1)[:, None], seen


def expected_bias(model: LanguageModel, vocabulary: Vocabulary, share: Tensor) -> Tensor:
    """Biases (N,) of words of which ``share`` (N,) of all tokens are: the mean of the biases of
    known words about as frequent."""
    counts = torch.tensor(vocabulary.counts[len(SPECIAL) :], dtype=torch.float64)
    frequency, order = (counts / counts.sum().clamp(min=1)).sort(descending=True, stable=True)
    bias = model.bias.detach()[len(SPECIAL) :][order]  # (V',) falling frequency
    place = torch.searchsorted(-frequency, -share.double()).clamp(0, len(bias) - 1)
    half = _BIAS_WINDOW // 2
    windows = [bias[max(0, p - half) : p + half].mean() for p in place.tolist()]
    return torch.tensor([float(mean) for mean in windows])


def grow(
    model: LanguageModel,
    vocabulary: Vocabulary,
    grown: Vocabulary,
    ids: npt.NDArray[np.int64],
    targets: npt.NDArray[np.int64],
    tokens: int,
    letters: float = 0.5,
) -> LanguageModel:
    """``model`` with rows for the words that ``grown`` has beyond ``vocabulary``.

    ``ids`` and ``targets`` are the training text under the two vocabularies, place by place, of
    ``tokens`` in all; ``letters`` is the share of the letters' vector in the composed one.
    """
    old = len(vocabulary)
    words = grown.words[old:]
    if not words:
        return model
    vectors = model.words.detach()
    spelt = from_letters(words, vocabulary, vectors)  # (N, E)
    placed, seen = from_places(model, ids, targets, old)
    placed = torch.cat((placed, placed.new_zeros(len(words) - len(placed), placed.shape[1])))
    seen = torch.cat((seen, seen.new_zeros(len(words) - len(seen))))
    mixed = torch.where((seen > 0)[:, None], letters * spelt + (1 - letters) * placed, spelt)
    # A mean of vectors is shorter than its parts; give it the length that rare words have.
    length = vectors[old // 2 :].norm(dim=1).mean()
    mixed = mixed * (length / mixed.norm(dim=1, keepdim=True).clamp(min=1e-6))
    counts = torch.tensor(grown.counts[old:], dtype=torch.float64)
    bias = expected_bias(model, vocabulary, counts / max(1, tokens))
    larger = LanguageModel(replace(model.config, vocabulary=len(grown)))
    tensors = model.state_dict()
    tensors["words"] = torch.cat((vectors, mixed))
    tensors["bias"] = torch.cat((model.bias.detach(), bias.to(vectors.dtype)))
    larger.load_state_dict(tensors)
    return larger


def with_habits(
    model: LanguageModel, vocabulary: Vocabulary, counts: npt.NDArray[np.float64], known: int
) -> LanguageModel:
    """``model`` with the person's word frequencies in place of the general ones, half-way:

        b(w) += β log((n(w) + d f(w)) / ((N + d) f(w)))

    for the first ``known`` words, n their counts (V,) in N words of the person's text, f their
    general frequencies, d and β as above (unigram rescaling, Kneser et al. 1997).
    """
    general = np.array(vocabulary.counts[:known], np.float64) + 0.5
    general /= general.sum()
    ratio = _smoothed(counts, general) / general
    ratio[: len(SPECIAL)] = 1.0
    tensors = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    tensors["bias"][:known] += torch.from_numpy(_HABIT * np.log(ratio)).to(tensors["bias"].dtype)
    moved = LanguageModel(model.config)
    moved.load_state_dict(tensors)
    return moved


def with_usage(vocabulary: Vocabulary, counts: npt.NDArray[np.float64], known: int) -> Vocabulary:
    """The same words with what a model trained on the person's text takes for their usual
    frequency: whoever puts a person's frequencies in place of the usual ones must not do so twice.

    ``counts`` (V,) and ``known`` as in :func:`with_habits`.
    """
    general = np.array(vocabulary.counts, np.float64)
    general[known:] = 0
    total = general.sum()
    usual = np.rint(total * _smoothed(counts, general / max(1.0, total)))
    usual[: len(SPECIAL)] = general[: len(SPECIAL)]
    usual[known:] = np.maximum(usual[known:], 1)
    return Vocabulary(vocabulary.words, [int(n) for n in usual], vocabulary.writing)


def _smoothed(
    counts: npt.NDArray[np.float64], general: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The person's frequencies of the words that ``general`` has frequencies for."""
    own = counts[: len(general)]
    return np.asarray((own + _DOUBT * general) / (counts.sum() + _DOUBT), np.float64)
