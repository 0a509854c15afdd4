"""What spell hints weigh is fitted by one command, over any bundle."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from editor_app.fitting import belief, detectors, ranking, realword, spelling
from editor_app.fitting.logistic import bias_for, conditional_logit, logistic, threshold
from editor_app.fitting.planting import Planter, slips_of_the_finger
from editor_app.spelling.corrections import RankingWeights
from editor_app.spelling.realword import READ, RealWordWeights
from editor_app.spelling.second_look import DEAR
from tests.tiny_bundle import TEXT, make


def test_one_command_fits_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("\n".join(TEXT.strip().splitlines() * 3))
    before: dict[str, dict[str, object]] = {}
    for module in (ranking, belief, detectors, realword):
        copy = tmp_path / module.RESULT.name
        copy.write_bytes(module.RESULT.read_bytes())
        before[copy.name] = json.loads(copy.read_text())
        monkeypatch.setattr(module, "RESULT", copy)
    bundle = make(tmp_path / "tiny")
    arguments = ["fit", str(text), "--bundle", str(bundle), "--words", "120", "--mistakes", "40"]
    monkeypatch.setattr("sys.argv", arguments)
    spelling.main()
    assert len(capsys.readouterr().out.splitlines()) == 4
    for name, old in before.items():
        new = json.loads((tmp_path / name).read_text())
        assert new.keys() == old.keys()
        assert new != old or name == "belief.json"  # a tiny text may have nothing to doubt


def test_the_shipped_weights_have_all_parts() -> None:
    weights = RealWordWeights.load(with_model=True)
    assert weights.dear is not None
    assert (len(weights.first.parts), len(weights.dear.parts)) == (len(READ), len(DEAR))
    assert RankingWeights.load(with_model=True).left > 0


def test_logistic_regression_finds_what_decides() -> None:
    chance = np.random.default_rng(1)
    features = chance.normal(size=(2000, 2)).astype(np.float32)
    truth = features[:, 0] * 2 - 1 + chance.logistic(size=2000) > 0
    weights, bias = logistic(features, truth)
    assert weights[0] == pytest.approx(2, abs=0.4)
    assert weights[1] == pytest.approx(0, abs=0.2)
    assert bias == pytest.approx(-1, abs=0.3)


def test_conditional_logit_weighs_parts_and_leaves_out_what_speaks_against_itself() -> None:
    chance = np.random.default_rng(1)
    owner = np.repeat(np.arange(800), 4)
    features = chance.normal(size=(3200, 2)).astype(np.float32)
    liking = features[:, 0] - 0.5 * features[:, 1] + chance.gumbel(size=3200)
    truth = (liking.reshape(-1, 4) == liking.reshape(-1, 4).max(1, keepdims=True)).ravel()
    weights = conditional_logit(features, truth, owner)
    assert weights[0] == pytest.approx(1, abs=0.2)
    assert weights[1] == 0


def test_a_threshold_is_where_what_is_found_is_worth_its_alarms() -> None:
    wrong, right = [9.0, 8.0, 7.0, 2.0], [7.5, 2.5, 2.4, 1.0]
    assert 2.5 < threshold(wrong, right, 1.5, 1.0) < 7.0
    assert threshold(wrong, right, 1.0, 5.0) == pytest.approx(7.75)
    assert threshold(wrong, right, 5.0, 1.0) < 2.0


def test_a_bias_lets_the_wanted_share_through() -> None:
    odds = [float(k) for k in range(100)]
    bias = bias_for(odds, 1000, 0.01)
    assert sum(value + bias > 0 for value in odds) == 10


def test_a_mistake_is_planted_where_its_word_stands() -> None:
    planter = Planter([TEXT], random.Random(1))
    mistakes = slips_of_the_finger(planter.words())
    for sample in planter.plant(mistakes, 30):
        written = sample.text[sample.start :].split()[0].strip(".,?")
        assert written.lower() in mistakes[sample.meant.lower()]
