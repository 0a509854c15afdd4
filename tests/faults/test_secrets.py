"""Secrets planted in what is learned: never offered, however often they stood there."""

import pytest

from editor_app.prediction.engine import Engine
from editor_app.prediction.types import Query
from tests.tiny_bundle import make

CANARIES = (
    "4539578763621486",  # a card number with a right check sum
    "hunter2Xk9!pq",
    "sk-live-9f8e7d6c5b4a39281706",
    "AKIAQ7WJZ2K9XHVBTNPL",
    "anna.berg@example.org",
    "+49 170 5551234",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("secrets")
    made = Engine.open(make(folder / "bundle"), folder / "profile")
    for number in range(12):
        lines = [f"The password is {CANARIES[1]} and the cat sat on the mat."]
        lines += [f"You know the weather, and I know {secret} well." for secret in CANARIES]
        made.memory.learn(f"document {number}", "\n\n".join(lines))
    return made


@pytest.mark.parametrize("secret", CANARIES)
def test_no_prefix_gives_a_secret_away(engine: Engine, secret: str) -> None:
    for before in ("You know the weather, and I know ", "The password is ", ""):
        for length in range(len(secret)):
            query = Query(before + secret[:length], k=100, words=4, asked=True, document="d")
            for suggestion in engine.suggest(query).suggestions:
                # (The last letters of anything may by chance be the first of some word.)
                rest = secret[length:].partition(" ")[0]
                assert len(rest) < 4 or rest not in suggestion.text


def test_nothing_of_a_secret_is_kept(engine: Engine) -> None:
    assert engine.memory.store is not None
    kept = " ".join(name for _, name, _ in engine.memory.store.content())
    for secret in CANARIES:
        assert secret not in kept
    assert engine.memory.store.count("weather") > 0  # the words around them are learned
