"""The gate weighs what a look gains against what a wrong one costs."""

from editor_app.prediction.gate import LEVELS, expected_gain, is_worth_showing

NORMAL = LEVELS["normal"]


def test_the_gate_weighs_gain_against_a_wrong_look() -> None:
    assert is_worth_showing([0.8], [5], NORMAL)
    assert not is_worth_showing([0.8], [1], NORMAL)
    assert not is_worth_showing([0.05], [12], NORMAL)
    assert is_worth_showing([0.01], [1], NORMAL, asked=True)
    assert not is_worth_showing([0.99], [9], NORMAL, quiet=True)
    assert expected_gain([0.0], [9]) < 0 < expected_gain([1.0], [2])


def test_a_fast_burst_and_a_calm_person_see_less() -> None:
    assert not is_worth_showing([0.36], [2], LEVELS["eager"], pause=0.02)
    assert is_worth_showing([0.36], [2], LEVELS["eager"], pause=0.3)

    def seen(level: str) -> int:
        grid = [(p / 20, n) for p in range(20) for n in range(2, 12)]
        return sum(is_worth_showing([p], [n], LEVELS[level]) for p, n in grid)

    assert seen("eager") > seen("normal") > seen("calm") > 0


def test_the_balanced_gate_asks_for_more_than_the_eager_one() -> None:
    assert is_worth_showing([0.38], [6], LEVELS["eager"])
    assert not is_worth_showing([0.38], [6], NORMAL)
    assert is_worth_showing([0.42], [6], NORMAL)


def test_a_ghost_of_several_words_counts_each_of_them() -> None:
    assert not is_worth_showing([0.9], [1], NORMAL)
    assert is_worth_showing([0.9, 0.5], [1, 4], NORMAL)
    assert not is_worth_showing([0.9, 0.3], [1, 4], NORMAL)  # the whole must be likely
    assert expected_gain([0.9, 0.5], [3, 4]) > expected_gain([0.5], [7])
