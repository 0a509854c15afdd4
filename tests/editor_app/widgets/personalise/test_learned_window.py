"""The window of what was learned, over a real engine with a real store."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from editor_app.bases import Bases
from editor_app.documents.dictionary import Dictionary
from editor_app.places import Places
from editor_app.prediction.engine import Engine
from editor_app.prediction.errors import EngineError
from editor_app.prediction.memory import PersonalMemory
from editor_app.profiles import pack
from editor_app.profiles.counted import OpenedCounts, phrases
from editor_app.profiles.pack import Pack
from editor_app.profiles.shelf import Profiles, new_job, read_profile
from editor_app.profiles.sources import Sources, stamp_files
from editor_app.profiles.traces import ProfileTraces
from editor_app.services.assistant import Assistant, EngineState
from editor_app.services.learned import Learned
from editor_app.services.personaliser import Personaliser
from editor_app.services.worker import Worker
from editor_app.settings import Settings
from editor_app.widgets.personalise.learned_window import LearnedWindow
from editor_app.widgets.personalise.pair_sheet import PairSheet
from models.counts import CountStore
from models.profile import COUNTS, MODEL, SHIPPED, make_counts_profile
from tests import tiny_bundle

LETTER = "The Zebulon sat on the mat. The Zebulon sat on the cat. " * 3


class Bench:
    """An engine that has counted two documents, and the window."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.bot, self.folder = qtbot, folder
        self.settings = Settings(folder / "settings.toml")
        self.places = Places(
            self.settings, data=folder / "data", bundle=tiny_bundle.make(folder / "base")
        )
        self.thread = Worker("test-engine")
        self.assistant = Assistant(self.thread)
        self.answer = True
        self.asked: list[str] = []
        self.service = Personaliser(self.settings, self.assistant, self.places)
        self.window = LearnedWindow(Learned(self.service), None, self.ask)
        qtbot.addWidget(self.window)
        self.letter = str(folder / "letter.txt")
        Path(self.letter).write_text(LETTER)

    def ask(self, question: str, _explanation: str, _yes: str) -> bool:
        """The person says what ``answer`` says."""
        self.asked.append(question)
        return self.answer

    def start(self) -> None:
        """Open the engine over the counts in use and count."""
        profile = self.places.profile
        traces = ProfileTraces(profile, self.service.profiles.cache)
        self.assistant.load(lambda: Engine.open(self.places.base, profile, traces))
        self.assistant.learn(self.letter, LETTER)
        self.assistant.learn("/notes.md", "We went to London.")
        assert self.thread.wait_idle(20)
        self.until(lambda: self.assistant.state is EngineState.READY)
        self.open()

    def open(self) -> None:
        """Show the window."""
        self.window.open_up()
        self.until(lambda: self.window.documents.model.pairs)

    def until(self, test: Callable[[], object]) -> None:
        """Let things happen until ``test`` holds."""
        self.bot.waitUntil(lambda: bool(test()), timeout=20_000)

    def shown(self, sheet: PairSheet) -> list[str]:
        """The rows of a sheet that are not filtered away."""
        model = sheet.view.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def choose(self, sheet: PairSheet, text: str) -> None:
        """Select a row."""
        sheet.view.selectRow(self.shown(sheet).index(text))

    def documents(self) -> dict[str, int]:
        """What the store has."""
        with OpenedCounts(self.service.places.profile / COUNTS) as store:
            return {d.name: d.words for d in store.documents()}

    def close(self) -> None:
        """End everything."""
        self.service.close()
        self.assistant.close()
        assert self.thread.stop()


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    """A bench, cleared at the end."""
    made = Bench(qtbot, tmp_path)
    yield made
    made.close()


def test_words_phrases_and_documents_are_shown_and_searched(bench: Bench) -> None:
    bench.start()
    window = bench.window
    assert "Zebulon" in bench.shown(window.words) and "London" in bench.shown(window.words)
    assert bench.shown(window.documents) == ["notes.md", "letter.txt"]
    window.tabs.setCurrentWidget(window.phrases)
    bench.until(lambda: window.phrases.model.pairs)
    assert "the Zebulon sat on" in bench.shown(window.phrases)
    window.search.setText("zeb")
    bench.until(lambda: bench.shown(window.words) == ["Zebulon"])
    assert all("Zebulon" in text for text in bench.shown(window.phrases))
    assert bench.shown(window.documents) == []


def test_each_language_is_shown_and_forgotten_by_itself(bench: Bench) -> None:
    data = bench.folder / "data"
    german = tiny_bundle.make(data / "languages" / "german", "Das Haus ist alt.", "de")
    make_counts_profile(data / "profile-german", german)
    store = CountStore(data / "profile-german" / COUNTS)
    store.add("/brief.md", ["das", "Haus", "ist", "alt", "das", "Haus"])
    store.close()
    languages = {SHIPPED: "English", "german": "Deutsch"}
    window = LearnedWindow(Learned(bench.service, None, languages), None, bench.ask)
    bench.bot.addWidget(window)
    bench.window.close()
    bench.window = window
    bench.assistant.load(Bases(bench.places).open_engine)
    bench.assistant.learn("/notes.md", "We went to London.")
    assert bench.thread.wait_idle(20)
    bench.until(lambda: bench.assistant.state is EngineState.READY)
    bench.open()
    bench.until(lambda: window.language.count() == 2)
    assert window.language.currentText() == "English"
    window.language.setCurrentIndex(1)
    window.language.activated.emit(1)
    bench.until(lambda: [pair[0] for pair in window.documents.model.pairs] == ["/brief.md"])
    assert "Haus" in [pair[0] for pair in window.words.model.pairs]
    window.everything.click()
    assert bench.asked[-1] == "Forget everything?"
    bench.until(lambda: not window.documents.model.pairs)
    with OpenedCounts(data / "profile" / COUNTS) as english:
        assert [document.name for document in english.documents()] == ["/notes.md"]


def test_nothing_learned_is_said(bench: Bench) -> None:
    bench.window.open_up()
    bench.until(lambda: "Nothing yet" in bench.window._sum.text())
    assert not (bench.places.everyday / COUNTS).exists()


def test_a_forgotten_word_is_gone_from_the_engine_and_the_list(bench: Bench) -> None:
    bench.start()
    window = bench.window
    bench.choose(window.words, "Zebulon")
    window.words.buttons[0].click()
    bench.until(lambda: "Forgotten in 6 places" in window._told.text())
    bench.until(lambda: "Zebulon" not in bench.shown(window.words))
    seen: list[str] = []
    bench.assistant.change(lambda m: str(m.forget_word("Zebulon")), seen.append, seen.append)
    bench.until(lambda: seen)
    assert seen == ["0"]


def test_a_blocked_word_is_listed_and_can_be_offered_again(bench: Bench) -> None:
    bench.start()
    window = bench.window
    bench.choose(window.words, "Zebulon")
    window.words.buttons[1].click()
    bench.until(lambda: bench.shown(window.blocked) == ["zebulon"])
    bench.choose(window.blocked, "zebulon")
    window.blocked.buttons[0].click()
    bench.until(lambda: bench.shown(window.blocked) == [])


def test_forgetting_a_document_is_exact_and_asks_first(bench: Bench) -> None:
    bench.start()
    window = bench.window
    bench.choose(window.documents, "letter.txt")
    bench.answer = False
    window.documents.buttons[0].click()
    assert bench.asked and bench.letter in bench.documents()
    bench.answer = True
    window.documents.buttons[0].click()
    bench.until(lambda: bench.shown(window.documents) == ["notes.md"])
    with OpenedCounts(bench.places.everyday / COUNTS) as store:
        alone = list(store.content())
    other = CountStore(None)
    engine = Engine.open(bench.places.base, None)
    other.add("/notes.md", engine.memory.countable("We went to London."))
    assert alone == list(other.content())
    other.close()
    engine.close()
    assert window._warning.isHidden()


def test_a_trained_model_must_be_trained_again_to_forget_and_it_says_so(bench: Bench) -> None:
    folder = bench.service.profiles.root / "Letters"
    profiles = Profiles(bench.service.profiles.root)
    draft = profiles.draft("Letters")
    draft.mkdir(parents=True)
    (draft / MODEL).write_text("model")
    stamps = stamp_files([Path(bench.letter)], [])
    profiles.keep(new_job("Letters", bench.places.base, Sources((bench.letter,), (), stamps)), None)
    bench.settings.set("files.profile", str(folder))
    bench.start()
    window = bench.window
    wanted: list[str] = []
    window.train_again.connect(lambda profile: wanted.append(profile.name))
    bench.choose(window.documents, "letter.txt")
    window.documents.buttons[0].click()
    bench.until(lambda: not window._warning.isHidden())
    assert "trained again without it" in window._warning.text()
    assert bench.letter not in bench.documents()
    window.retrain.click()
    assert wanted == ["Letters"]
    # The next training leaves it out, whatever was chosen.
    assert read_profile(folder).sources.paths == []


def test_forgetting_everything_keeps_what_is_blocked(bench: Bench) -> None:
    bench.start()
    bench.choose(bench.window.words, "Zebulon")
    bench.window.words.buttons[1].click()
    bench.until(lambda: bench.shown(bench.window.blocked))
    bench.window.everything.click()
    bench.until(lambda: not bench.documents())
    bench.until(lambda: bench.shown(bench.window.words) == [])
    assert bench.shown(bench.window.blocked) == ["zebulon"]


def test_it_is_exported_as_a_plain_file(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.start()
    to = bench.folder / "mine.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(to), ""))
    bench.window.export_button.click()
    bench.until(to.exists)
    bench.until(lambda: "Exported" in bench.window._told.text())
    lines = to.read_text().splitlines()
    assert "word\tZebulon\t6" in lines and any(line.startswith("phrase\t") for line in lines)


def broken() -> Engine:
    raise EngineError("The bundle is missing.")


def test_it_works_while_no_engine_can_be_opened(bench: Bench) -> None:
    path = bench.places.everyday / COUNTS
    path.parent.mkdir(parents=True)
    with OpenedCounts(path) as store:
        store.add("/old.txt", ["Zebulon", "came"])
    bench.assistant.load(broken, lambda: PersonalMemory(path.parent))
    bench.open()
    bench.choose(bench.window.words, "Zebulon")
    bench.window.words.buttons[0].click()
    bench.until(lambda: "Zebulon" not in bench.shown(bench.window.words))


def test_phrases_are_the_telling_ones_and_never_cross_a_gap() -> None:
    store = CountStore(None)
    plain = ["of", "the", "old", "house", "by", "the", "sea", "."]
    store.add("/a", [*plain * 4, None, *["house", "of"]])
    store.add("/b", ["the", None, "old", "the", None, "old", "the", None, "old"])
    found = {p.text: p.count for p in phrases(store)}
    assert found["of the old house"] == 4 and found["house by the sea"] == 4
    assert "sea of" not in found and "old house" not in found and "house of" not in found
    store.close()


def test_what_another_computer_learned_is_added(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.start()
    file = bench.folder / "theirs.foretype.json"
    found = Pack(documents={"/theirs.txt": ["Anatole", "came"]}, blocked=("zoo",), right=("zax",))
    pack.write(file, found)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    read_again: list[int] = []
    bench.service.taken_in.connect(lambda: read_again.append(1))
    bench.window.import_button.click()
    bench.until(lambda: "Anatole" in bench.shown(bench.window.words))
    assert bench.window._told.text() == "Taken in: 1 document, 2 words, 2 entries of lists."
    assert bench.shown(bench.window.blocked) == ["zoo"] and read_again
    to = bench.folder / "all.foretype.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(to), ""))
    bench.window.export_button.click()
    bench.until(to.exists)
    assert pack.read(to).documents["/theirs.txt"] == ["Anatole", "came"]


def test_a_word_left_as_typed_is_seen_and_mended_again(bench: Bench) -> None:
    dictionary = Dictionary(bench.places.words)
    dictionary.keep_as_typed("hte", "teh")
    bench.start()
    bench.until(lambda: bench.shown(bench.window.as_typed) == ["hte", "teh"])
    bench.choose(bench.window.as_typed, "teh")
    bench.window.as_typed.buttons[0].click()
    bench.until(lambda: bench.shown(bench.window.as_typed) == ["hte"])
    assert dictionary.as_typed() == {"hte"}
