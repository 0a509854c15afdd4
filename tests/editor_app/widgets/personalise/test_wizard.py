"""The wizard and its service, with a training that only pretends: a real process, no torch."""

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from editor_app.places import Places
from editor_app.prediction.engine import Engine
from editor_app.prediction.errors import EngineError
from editor_app.profiles.counted import OpenedCounts
from editor_app.profiles.shelf import Job, Profiles, new_job
from editor_app.profiles.sources import Sources
from editor_app.services import personaliser as service_module
from editor_app.services.assistant import Assistant
from editor_app.services.child import find_training, how_to_install, sentence
from editor_app.services.personaliser import Personaliser
from editor_app.services.trainer import State, end_leftover
from editor_app.services.worker import Worker
from editor_app.settings import Settings
from editor_app.widgets.notice import NoticeBar
from editor_app.widgets.personalise.file_table import remarks
from editor_app.widgets.personalise.menu import PersonaliseMenu
from editor_app.widgets.personalise.profiles_menu import profiles_menu
from editor_app.widgets.personalise.wizard import PersonaliseWizard, WizardStep
from models.profile import COUNTS
from tests.editor_app import fake_training
from tests.tiny_bundle import make

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the pretender is a script")


class Bench:
    """A service over a fake training, and a wizard over the service."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.bot, self.folder = qtbot, folder
        self.plan = folder / "plan.json"
        python = folder / "python"
        program = Path(fake_training.__file__)
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{program}" "{self.plan}" "$@"\n')
        python.chmod(python.stat().st_mode | stat.S_IXUSR)
        self.texts = folder / "texts"
        self.texts.mkdir()
        for name in ("one.txt", "two.txt", "scan.pdf"):
            (self.texts / name).write_text(f"We wrote {name} ourselves.")
        self.settings = Settings(folder / "settings.toml")
        self.settings.set("learning.python", str(python))
        self.engine_thread = Worker("test-engine")
        self.assistant = Assistant(self.engine_thread)
        self.engine = Engine.open(make(folder / "tiny"), folder / "counted")
        self.assistant.load(lambda: self.engine)
        self.places = Places(self.settings, data=folder / "data", bundle=folder / "base")
        self.answer = True
        self.asked: list[str] = []
        self.service = Personaliser(self.settings, self.assistant, self.places)
        self.wizard = PersonaliseWizard(self.service, None, self.ask)
        qtbot.addWidget(self.wizard)

    def ask(self, question: str, _explanation: str, _yes: str) -> bool:
        """The person says what ``answer`` says."""
        self.asked.append(question)
        return self.answer

    def until(self, test: Callable[[], object]) -> None:
        """Let things happen until ``test`` holds."""
        self.bot.waitUntil(lambda: bool(test()), timeout=20_000)

    def review(self) -> None:
        """Choose the folder and look."""
        self.wizard.open_up()
        self.wizard.choose.add([self.texts])
        self.wizard.next_button.click()
        self.until(lambda: self.wizard.review.table.rows)

    def train(self, **plan: object) -> None:
        """As far as the training."""
        self.plan.write_text(json.dumps(plan))
        self.review()
        self.wizard.next_button.click()
        self.until(lambda: self.service.trainer.state is State.RUNNING)

    def train_to_end(self) -> None:
        """As far as the result."""
        self.train()
        self.until(lambda: self.wizard.step is WizardStep.RESULT)

    def close(self) -> None:
        """End everything."""
        self.service.close()
        self.assistant.close()
        assert self.engine_thread.stop()


@pytest.fixture
def bench(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[Bench]:
    """A bench, cleared at the end."""
    monkeypatch.setattr("editor_app.widgets.personalise.wizard.on_battery", lambda: False)
    if "polite" not in request.node.name:
        monkeypatch.setattr("editor_app.services.child._NICE", 0)  # tests are in a hurry
    made = Bench(qtbot, tmp_path)
    yield made
    made.close()


def state_of(process: int) -> str:
    """The letter that the system gives a process, "" when it is gone."""
    try:
        text = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return ""
    return text.rpartition(")")[2].split()[0]


def test_the_table_says_what_is_read_and_what_is_not_and_why(bench: Bench) -> None:
    bench.review()
    page = bench.wizard.review
    shown = [tuple(page.table.index(row, column).data() for column in range(3)) for row in range(3)]
    assert shown == [
        ("one.txt", "600", "2 secrets removed"),
        ("two.txt", "600", "2 secrets removed"),
        ("scan.pdf", "", "not text (binary data)"),
    ]
    assert page.words == 1200 and bench.wizard.next_button.isEnabled()


def test_a_file_taken_off_the_list_is_not_trained_on(bench: Bench) -> None:
    bench.review()
    table = bench.wizard.review.table
    table.setData(table.index(0, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert bench.wizard.review.words == 600
    bench.wizard.next_button.click()
    bench.until(lambda: bench.wizard.step is WizardStep.RESULT)
    job = bench.service.profiles.unfinished()[0]
    assert job.sources.left_out == (str(bench.texts / "one.txt"),)
    assert bench.texts / "one.txt" not in job.sources.paths
    assert not job.sources.stamps[str(bench.texts / "one.txt")].digest


def test_what_a_guess_leaves_out_is_seen_and_ticked_back_in(bench: Bench) -> None:
    draft = bench.texts / "draft.odt"
    draft.write_text("We were taken for a program.")
    bench.review()
    page = bench.wizard.review
    row = next(i for i, row in enumerate(page.table.rows) if row.path == str(draft))
    box = page.table.index(row, 0)
    checked = Qt.ItemDataRole.CheckStateRole
    assert page.words == 1200 and not page.table.chosen()[-1].guesses
    assert Qt.CheckState(box.data(checked)) is Qt.CheckState.Unchecked
    page.view.setCurrentIndex(page._proxy.mapFromSource(box))
    assert page.guesses.isVisibleTo(page)
    assert page.guesses.boxes["code"].accessibleDescription() == "This is no code."
    page.guesses.boxes["code"].click()
    assert page.words == 1900 and Qt.CheckState(box.data(checked)) is Qt.CheckState.Checked
    page.table.setData(box, Qt.CheckState.Unchecked.value, checked)
    assert page.words == 1200 and not page.guesses.boxes["code"].isChecked()
    page.table.setData(box, Qt.CheckState.Checked.value, checked)
    bench.wizard.next_button.click()
    bench.until(lambda: bench.wizard.step is WizardStep.RESULT)
    job = bench.service.profiles.unfinished()[0]
    assert job.sources.taken_in == {str(draft): ("code",)} and job.sources.stamps[str(draft)].digest
    told = bench.service.profiles.draft(job.name).with_name(f".{job.name}.work") / "arguments"
    assert f"--also\ncode\n{draft}" in told.read_text()


def test_a_private_document_is_left_out(bench: Bench) -> None:
    path = bench.places.everyday / COUNTS
    path.parent.mkdir(parents=True)
    with OpenedCounts(path) as store:
        store.set_private(str(bench.texts / "one.txt"), True)
    bench.settings.set("learning.private", (str(bench.texts / "two.txt"),))
    bench.review()
    assert bench.wizard.review.words == 0 and not bench.wizard.next_button.isEnabled()


def test_from_documents_to_a_profile_in_use(bench: Bench) -> None:
    bench.train_to_end()
    assert "6.0" in bench.wizard.outcome._title.text()
    assert bench.service.places.chosen is None
    switched: list[int] = []
    bench.service.switched.connect(lambda: switched.append(1))
    bench.wizard.next_button.click()
    bench.until(lambda: bench.service.places.chosen)
    kept = bench.service.profiles.all()[0]
    assert bench.service.places.chosen == kept.path and kept.name == "My writing" and switched
    assert set(kept.sources.stamps) == {str(p) for p in bench.texts.iterdir()}
    assert not bench.service.profiles.unfinished()


def test_the_training_is_polite(bench: Bench) -> None:
    bench.train(hang=True)
    work = bench.service.profiles.draft("My writing").with_name(".My writing.work")
    bench.until((work / "nice").exists)
    child = bench.service.trainer._child
    assert child is not None and os.getpriority(os.PRIO_PROCESS, child.number) == 15


def test_pausing_stops_the_process_and_going_on_wakes_it(bench: Bench) -> None:
    bench.train(hang=True)
    child = bench.service.trainer._child
    assert child is not None
    bench.until(lambda: bench.wizard.progress.curves)
    bench.wizard.training.pause_button.click()
    bench.until(lambda: state_of(child.number) == "T")
    assert bench.wizard.other_button.text() == "Close"  # nothing goes on in the background
    bench.wizard.training.pause_button.click()
    bench.until(lambda: state_of(child.number) in "SR")
    assert bench.service.trainer.state is State.RUNNING
    assert "background" in bench.wizard.other_button.text()


def test_unplugging_pauses_and_says_so(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.train(hang=True)
    monkeypatch.setattr("editor_app.services.trainer.on_battery", lambda: True)
    bench.service.trainer._look_at_power()
    assert bench.service.trainer.state is State.PAUSED
    assert "battery" in bench.wizard.training._note.text()


def test_on_battery_it_asks_first(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor_app.widgets.personalise.wizard.on_battery", lambda: True)
    bench.review()
    bench.answer = False
    bench.wizard.next_button.click()
    assert bench.asked and bench.wizard.step is WizardStep.REVIEW
    assert bench.service.trainer.state is State.IDLE


def test_giving_up_leaves_nothing(bench: Bench) -> None:
    bench.train(hang=True)
    child = bench.service.trainer._child
    assert child is not None
    number = child.number
    bench.until(lambda: bench.wizard.progress.curves)
    bench.wizard.training.cancel_button.click()
    bench.until(lambda: not bench.service.profiles.unfinished())
    assert bench.service.worker.wait_idle(5)
    assert state_of(number) in ("", "Z")
    assert list((bench.service.profiles.root / ".draft").iterdir()) == []
    assert bench.wizard.step is WizardStep.CHOOSE


def test_a_failure_is_a_sentence_and_can_be_tried_again(bench: Bench) -> None:
    bench.train(fail="the documents hold 3 words to learn from")
    bench.until(lambda: bench.wizard.training._note.text())
    said = bench.wizard.training._note.text()
    assert said == "The documents hold 3 words to learn from."
    bench.plan.write_text("{}")
    bench.wizard.training.pause_button.click()
    bench.until(lambda: bench.wizard.step is WizardStep.RESULT)


def test_after_a_crash_the_training_goes_on_where_it_was(bench: Bench, qtbot: QtBot) -> None:
    bench.train(hang=True)
    bench.until(lambda: bench.wizard.progress.curves)
    bench.service.trainer.stop()  # as little as a crash leaves: the job's note and its work
    again = PersonaliseWizard(bench.service, None, bench.ask)
    qtbot.addWidget(again)
    again.open_up()
    assert again.step is WizardStep.TRAIN and "interrupted" in again.training._note.text()
    again.training.pause_button.click()
    bench.until(lambda: again.step is WizardStep.RESULT)


def test_an_undecided_result_waits_for_the_next_start(bench: Bench, qtbot: QtBot) -> None:
    bench.train_to_end()
    again = PersonaliseWizard(bench.service, None, bench.ask)
    qtbot.addWidget(again)
    again.open_up()
    assert again.step is WizardStep.RESULT
    again.other_button.click()
    bench.until(lambda: not bench.service.profiles.unfinished())
    assert again.step is WizardStep.CHOOSE


def test_a_process_left_behind_by_a_crash_is_ended(bench: Bench) -> None:
    bench.train(hang=True)
    trainer = bench.service.trainer
    child = trainer._child
    assert child is not None and trainer.job is not None
    bench.until(lambda: bench.wizard.progress.curves)
    job = bench.service.profiles.unfinished()[0]
    assert job.process == child.number
    end_leftover(replace(job, process=os.getpid()), bench.service.profiles.draft(job.name))
    end_leftover(job, bench.service.profiles.draft(job.name))
    bench.until(lambda: state_of(job.process) in ("", "Z"))


def test_training_again_replaces_and_can_be_undone_from_the_menu(bench: Bench) -> None:
    bench.train_to_end()
    bench.wizard.next_button.click()
    bench.until(lambda: bench.service.places.chosen)
    first = bench.service.profiles.all()[0]
    (bench.texts / "three.txt").write_text("New.")
    found: list[int] = []
    bench.service.changed.connect(lambda _, changes: found.append(changes.count))
    bench.service.look_for_changes()
    bench.until(lambda: found == [1])
    bench.wizard.train_again(first)
    bench.until(lambda: bench.wizard.review.words == 1800)
    bench.wizard.next_button.click()
    bench.until(lambda: bench.wizard.step is WizardStep.RESULT)
    bench.wizard.next_button.click()
    bench.until(lambda: bench.service.places.chosen != first.path)
    owner = QWidget()
    bench.bot.addWidget(owner)
    menu = profiles_menu(bench.service, lambda _: None, bench.ask, owner)
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert texts[0].startswith("As it ships") and texts[1].startswith("My writing   (30")
    undo = next(a for a in menu.actions() if a.text().startswith("Undo"))
    undo.trigger()
    bench.until(lambda: bench.service.places.chosen == first.path)


def test_switching_going_back_and_deleting(bench: Bench) -> None:
    bench.train_to_end()
    bench.wizard.next_button.click()
    bench.until(lambda: bench.service.places.chosen)
    profile = bench.service.profiles.all()[0]
    bench.service.use(None)
    assert bench.service.places.before == profile.path
    bench.service.use(bench.service.places.before)
    bench.service.delete(profile)
    assert bench.service.places.chosen is None
    bench.until(lambda: not bench.service.profiles.all())


def test_without_the_extra_plain_texts_are_counted_at_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_module, "find_training", lambda *_: "")
    (bench.texts / "letter.docx").write_bytes(b"PK")
    bench.wizard.open_up()
    assert not bench.wizard.choose._missing.isHidden()
    bench.review()
    told = {Path(r.path).name: remarks(r) for r in bench.wizard.review.table.rows}
    assert told["one.txt"] == "" and "training extra" in told["letter.docx"]
    bench.wizard.next_button.click()
    bench.until(lambda: "already help" in bench.wizard._trouble.text())
    with OpenedCounts(bench.folder / "counted" / COUNTS) as store:
        learned = {d.name for d in store.documents()}
    assert learned == {str(bench.texts / name) for name in ("one.txt", "two.txt")}


def test_the_menu_tells_of_what_waits_and_of_what_is_done(bench: Bench) -> None:
    window, notice = QMainWindow(), NoticeBar()
    for widget in (window, notice):
        bench.bot.addWidget(widget)
    window.menuBar().addMenu("Help")
    job = new_job("Letters", bench.places.base, Sources((str(bench.texts),)))
    bench.service.profiles.begin(job)
    menu = PersonaliseMenu(window, bench.service, notice)
    assert [a.text() for a in window.menuBar().actions()] == ["Pe&rsonalise", "Help"]
    menu._look()
    assert "was interrupted" in notice.text
    menu.open_wizard()
    assert menu.wizard.step is WizardStep.TRAIN and notice.text == ""
    menu.wizard.close()
    menu.wizard.training.pause_button.click()
    menu.aboutToShow.emit()
    assert "%" in menu.actions()[0].text()
    bench.until(lambda: notice.text == "Foretype has finished learning.")
    menu.aboutToShow.emit()
    assert "%" not in menu.actions()[0].text()
    menu.wizard.next_button.click()
    bench.until(lambda: "is in use now" in notice.text)


def test_the_interpreter_is_found_without_importing_torch(tmp_path: Path) -> None:
    assert find_training(str(tmp_path / "none"), tmp_path) == ""
    own = tmp_path / "training" / "bin" / "python"
    own.parent.mkdir(parents=True)
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    assert find_training(str(own), tmp_path / "elsewhere") == str(own)
    assert find_training("", tmp_path) in (sys.executable, str(own))
    assert "torch==2.13.0" in how_to_install(tmp_path) and "[training]" in how_to_install(tmp_path)


def test_errors_become_sentences() -> None:
    assert sentence("") == ""
    assert sentence("Traceback\n  x\nfinetune: no room on the disk\n") == "No room on the disk."
    assert sentence("x.py: error: the following is missing") == "The following is missing."


def test_a_job_is_written_and_read_as_it_is(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path)
    job: Job = new_job("n", Path("/b"), Sources(("/odd\udcff name",), ("/x",)))
    profiles.begin(job)
    assert profiles.unfinished() == [job]


def count_without_training(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """As far as the button that counts, and press it."""
    monkeypatch.setattr(service_module, "find_training", lambda *_: "")
    bench.review()
    bench.wizard.next_button.click()


def test_counting_without_an_engine_is_answered_and_can_be_tried_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Engine:
        raise EngineError("The bundle is missing.")

    bench.assistant.load(broken)
    count_without_training(bench, monkeypatch)
    bench.until(lambda: "The bundle is missing." in bench.wizard._trouble.text())
    assert bench.wizard.next_button.isEnabled()


def test_what_cannot_be_counted_is_not_said_to_be(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bench.folder / "counted").write_text("where a folder should be")
    count_without_training(bench, monkeypatch)
    bench.until(lambda: "cannot be written" in bench.wizard._trouble.text())
    assert "already help" not in bench.wizard._trouble.text()
    assert bench.wizard.next_button.isEnabled()
