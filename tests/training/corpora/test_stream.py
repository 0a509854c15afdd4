"""Batches: everything is read, weights hold, any place can be returned to."""

import numpy as np
import pytest

from models.vocabulary import PARAGRAPH
from training.corpora.stream import SEGMENT, Position, TokenStream, segments, text_starts


def stream(
    batch_size: int = 4, bptt: int = 8, weights: tuple[float, ...] = (1.0, 1.0)
) -> TokenStream:
    arrays = [np.arange(3 * SEGMENT, dtype=np.uint16), np.arange(20_000, 20_000 + SEGMENT // 2)]
    return TokenStream(arrays, weights, batch_size, bptt, seed=3)


def test_an_epoch_reads_every_token_once() -> None:
    source = stream()
    seen: list[int] = []
    while source.position.epoch == 0:
        batch = source.next()
        if source.position.epoch == 0:
            seen += batch[:-1].ravel().tolist()
        if source.position.offset + 1 >= source.epoch_tokens // source.batch_size:
            break
    assert len(seen) == len(set(seen))
    assert len(seen) >= 3.5 * SEGMENT - 2 * source.batch_size - 8


def test_targets_follow_their_words() -> None:
    source = stream(bptt=16)
    first, second = source.next(), source.next()
    assert np.array_equal(first[-1], second[0])


def test_weights_say_how_often_a_source_is_read() -> None:
    heavy, light = stream(weights=(2.0, 0.0)), stream(weights=(0.5, 0.0))
    assert heavy.epoch_tokens == 6 * SEGMENT
    assert light.epoch_tokens == pytest.approx(1.5 * SEGMENT, abs=SEGMENT)


def test_fractions_add_up_over_epochs() -> None:
    source = stream(batch_size=1, weights=(1 / 3, 0.0))
    starts = set()
    for epoch in range(3):
        source.seek(Position(epoch, 0))
        starts.add(int(source.next()[0, 0]))
    assert starts == {0, SEGMENT, 2 * SEGMENT}


def test_any_place_can_be_returned_to() -> None:
    source = stream()
    for _ in range(1200):
        source.next()
    place = Position(source.position.epoch, source.position.offset)
    assert place.epoch > 0
    expected = [source.next() for _ in range(5)]
    other = stream()
    other.seek(place)
    assert all(np.array_equal(other.next(), batch) for batch in expected)


def test_too_little_text_is_refused() -> None:
    with pytest.raises(ValueError, match="too little"):
        TokenStream([np.arange(1)], [1.0], 4, 8, 1)


def test_segments_meet_at_paragraph_ends() -> None:
    ids = np.random.default_rng(0).integers(3, 99, 10 * SEGMENT)
    ids[::100] = PARAGRAPH
    starts, lengths = segments(ids)
    assert starts[0] == 0 and starts[-1] + lengths[-1] == len(ids)
    assert (ids[starts[1:]] == PARAGRAPH).all()
    assert (starts[1:] == starts[:-1] + lengths[:-1] - 1).all()


def test_a_text_begins_where_two_paragraphs_end() -> None:
    p, w = PARAGRAPH, 7
    ids = np.array([[p, p], [w, w], [p, w], [p, p], [w, w]])
    starts = text_starts(ids, np.array([p, w]))
    assert starts.T.tolist() == [[True, False, False, True, False], [False] * 5]
