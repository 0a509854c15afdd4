"""The engine's smaller parts by themselves: gate, cache, blend, probation, statistics, fit."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.fitting.blend import Sample, calibrate, fit, loss
from editor_app.prediction.blend import OWN, SHARED, SOURCES, BlendParameters
from editor_app.prediction.cache import DocumentCache
from editor_app.prediction.gate import LEVELS, expected_gain, is_worth_showing
from editor_app.prediction.lexicon import Lexicon
from editor_app.prediction.offensive import is_offensive
from editor_app.prediction.word_table import WordTable
from editor_app.statistics import Statistics
from models.slips import Probation, slips_of
from models.vocabulary import SPECIAL, Vocabulary

NORMAL = LEVELS["normal"]


# ---- gate


def test_the_gate_weighs_gain_against_a_wrong_look() -> None:
    assert is_worth_showing(0.8, 5, NORMAL)
    assert not is_worth_showing(0.8, 1, NORMAL)
    assert not is_worth_showing(0.05, 12, NORMAL)
    assert is_worth_showing(0.01, 1, NORMAL, asked=True)
    assert not is_worth_showing(0.99, 9, NORMAL, quiet=True)
    assert expected_gain(0.0, 9) < 0 < expected_gain(1.0, 2)


def test_a_fast_burst_and_a_calm_person_see_less() -> None:
    assert not is_worth_showing(0.36, 2, LEVELS["eager"], pause=0.02)
    assert is_worth_showing(0.36, 2, LEVELS["eager"], pause=0.3)

    def seen(level: str) -> int:
        grid = [(p / 20, n) for p in range(20) for n in range(2, 12)]
        return sum(is_worth_showing(p, n, LEVELS[level]) for p, n in grid)

    assert seen("eager") > seen("normal") > seen("calm") > 0


# ---- document cache


@given(st.lists(st.integers(-1, 5), max_size=40), st.lists(st.integers(-1, 5), max_size=20))
def test_the_cache_unlearns_exactly(kept: list[int], deleted: list[int]) -> None:
    cache, fresh = DocumentCache(), DocumentCache()
    for word in [*kept, *deleted]:
        cache.push(word)
    cache.shrink(len(kept))
    for word in kept:
        fresh.push(word)
    assert cache._places == fresh._places
    ours, theirs = cache.frequencies(6), fresh.frequencies(6)
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert np.array_equal(ours[0], theirs[0]) and np.array_equal(ours[1], theirs[1])


def test_the_cache_knows_what_came_next() -> None:
    cache = DocumentCache()
    for word in [1, 2, 3, 1, 2, 4, 1, 2]:
        cache.push(word)
    found = cache.followers([1, 2])
    assert found is not None
    chances = dict(zip(found.ids.tolist(), found.probabilities.tolist(), strict=True))
    assert set(chances) == {3, 4} and chances[4] > chances[3]
    assert cache.longest_followers([4, 1, 2], 3) is None
    assert cache.followers([9]) is None


def test_similar_places_speak_for_their_words() -> None:
    cache = DocumentCache()
    for place, word in enumerate([1, 2, 1, 3]):
        vector = np.zeros(4, np.float32)
        vector[place % 2] = 1.0
        cache.set_hidden(place, vector)
        cache.push(word)
    found = cache.similar(np.array([1, 0, 0, 0], np.float32), 10.0)
    assert found is not None
    assert found.ids[found.probabilities.argmax()] == 1
    cache.shrink(0)
    assert cache.similar(np.array([1, 0, 0, 0], np.float32), 10.0) is None


def test_a_long_document_does_not_grow_without_bound() -> None:
    cache = DocumentCache()
    for word in range(20_000):
        cache.push(word % 50)
        cache.set_hidden(word, np.ones(4, np.float32))
    found = cache.followers([10])
    assert found is not None and len(found.ids) == 1


# ---- blend and fit


def _sample(count: int, informative: int) -> Sample:
    chance = np.random.default_rng(0)
    own = chance.random((count, len(SOURCES), OWN)).astype(np.float32)
    own[:, :, 0] = 1.0
    probability = chance.random((count, len(SOURCES))).astype(np.float32) * 0.01
    probability[:, informative] += 0.5 * own[:, informative, 1]
    shared = chance.random((count, SHARED)).astype(np.float32)
    return Sample(own, shared, np.ones((count, len(SOURCES)), bool), probability)


def test_the_fit_finds_the_source_that_knows() -> None:
    sample = _sample(400, 4)
    start = BlendParameters()
    fitted = fit(sample, start, rounds=150)
    assert loss(sample, fitted) < loss(sample, start) - 0.2


def test_parameters_survive_their_file(tmp_path: Path) -> None:
    parameters = BlendParameters(sharpness=3.5, calibration=((0.9, 0.1), (1.1, -0.2)))
    parameters.write(tmp_path / "blend.json")
    again = BlendParameters.read(tmp_path / "blend.json")
    assert np.allclose(again.own, parameters.own, atol=1e-3)
    assert again.sharpness == 3.5 and again.calibration == parameters.calibration
    (tmp_path / "blend.json").write_text('{"sources": ["other"]}')
    with pytest.raises(ValueError, match="other sources"):
        BlendParameters.read(tmp_path / "blend.json")


def test_the_shipped_parameters_can_be_read() -> None:
    assert BlendParameters.read().own.shape == (len(SOURCES), OWN)


def test_calibration_makes_probabilities_come_true() -> None:
    chance = np.random.default_rng(1)
    said = chance.random(5000) * 0.98 + 0.01
    right = chance.random(5000) < said**2  # over-confident
    slope, shift = calibrate(list(zip(said.tolist(), right.tolist(), strict=True)))
    odds = np.log(said / (1 - said)) * slope + shift
    assert abs((1 / (1 + np.exp(-odds))).mean() - right.mean()) < 0.02


# ---- words


def test_probation() -> None:
    ordinary = ["the", "matter", "John", "weather", "barlow"]
    probation = Probation(Vocabulary((*SPECIAL, *ordinary)))
    for slip in ("teh", "mattr", "mattter", "mstter", "Jhon"):
        assert probation.looks_like_slip(slip), slip
    for word in ("matter", "Marlow", "Quillfeather", "xy"):
        assert not probation.looks_like_slip(word), word


def test_offensive_words_in_any_case_and_number() -> None:
    assert is_offensive("Shit") and is_offensive("bitches") and is_offensive("fucker's")
    assert not any(map(is_offensive, ("consider", "class", "Scunthorpe", "assess", "hell", "cats")))


def test_word_list_and_slips() -> None:
    words = WordTable.of(["Walrus", "wander", "wonder", "wonderful"])
    assert words.words(*words.range_of("WON")) == ["wonder", "wonderful"]
    assert words.range_of("zebra")[0] == words.range_of("zebra")[1]
    slips = list(slips_of("recieve"))
    assert slips[0][0] == "r" and "receive" in slips and all(s[0] == "r" for s in slips)


# ---- statistics


def test_statistics_by_day_and_document(tmp_path: Path) -> None:
    today = [date(2026, 1, 1)]
    statistics = Statistics(tmp_path / "s" / "statistics.sqlite", lambda: today[0])
    statistics.record("a", typed=80, shown=6, taken=4, saved=20)
    today[0] = date(2026, 1, 2)
    statistics.record("a", typed=20)
    statistics.record("b", typed=10, saved=40)
    assert [d.name for d in statistics.days()] == ["2026-01-02", "2026-01-01"]
    assert [d.name for d in statistics.documents()] == ["b", "a"]
    assert statistics.document("a").share == pytest.approx(20 / 120)
    statistics.forget("a")
    assert [d.name for d in statistics.documents()] == ["b", ""]
    assert statistics.everything().saved == 60
    statistics.close()
    again = Statistics(tmp_path / "s" / "statistics.sqlite")
    assert again.everything().typed == 110
    again.close()


def test_statistics_without_a_place_to_write_count_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    statistics = Statistics(tmp_path / "file" / "statistics.sqlite")
    statistics.record("a", typed=1)
    assert statistics.everything().typed == 1
    statistics.close()


# ---- lexicon


def test_thousands_of_words_at_once_are_as_one_by_one() -> None:
    vocabulary = Vocabulary([*SPECIAL, "alpha", "Beta", "the"])
    words = [f"{a}{b}{c}" for a in "abT" for b in "aeiou" for c in map(str, range(60))] + ["the"]
    words = [word.replace("1", "x").replace("2", "y") for word in words]
    once, slowly = Lexicon(vocabulary), Lexicon(vocabulary)
    assert once.add_all(words) == [slowly.add(word) for word in words]
    assert once.words == slowly.words
    for prefix in ("a", "t", "Ta", "b", "zz", "the"):
        assert sorted(once.starting_with(prefix)) == sorted(slowly.starting_with(prefix))
