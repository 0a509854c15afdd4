"""The composition root: builds and connects everything; the only file that knows all rooms.

:func:`build` makes the application without running it, so that tests can; :func:`main` runs it.
"""

import argparse
import logging
import logging.handlers
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QLabel

from editor_app import __version__, statistics
from editor_app.documents.recovery import Recovery
from editor_app.language import tr
from editor_app.places import Places, config_file, state_dir
from editor_app.prediction.types import Memory, Predictor
from editor_app.profiles.shelf import cache_of
from editor_app.profiles.traces import ProfileTraces
from editor_app.services import memory
from editor_app.services.assistant import Assistant, EngineState, PredictorFactory
from editor_app.services.bookkeeper import Bookkeeper
from editor_app.services.collector import Collector
from editor_app.services.personaliser import Personaliser
from editor_app.services.spell_service import CheckerFactory, SpellService
from editor_app.services.translator import speak
from editor_app.services.worker import Worker
from editor_app.settings import Settings
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.sightings import Sightings
from editor_app.widgets.personalise.menu import PersonaliseMenu
from editor_app.widgets.sheets.insights_window import InsightsWindow
from editor_app.widgets.window import open_documents
from editor_app.widgets.window.main_window import MainWindow
from editor_app.widgets.window.spelling_menu import SpellingMenu
from editor_app.widgets.window.workspace import Questions

if TYPE_CHECKING:  # it loads numpy, which the start should not wait for
    from editor_app.spelling.checker import Checker

_TIDY_AFTER_MS = 4000
"""By then the first lines are checked, and all indexes built."""
RESOURCES = Path(__file__).parent / "resources"


@dataclass(slots=True)
class Application:
    """Everything that lives as long as the program."""

    qt: QApplication
    settings: Settings
    assistant: Assistant
    engine_thread: Worker
    spelling_thread: Worker
    bookkeeper: Bookkeeper
    personaliser: Personaliser
    window: MainWindow
    collector: Collector
    first_start: bool
    """Nobody has seen the keys yet, and no file was named."""

    def run(self) -> int:
        """Show the window and serve the person until it closes; at the first start, the keys."""
        self.window.show()
        if self.first_start:
            self.window.show_practice()
        self.window.activateWindow()
        code = self.qt.exec()
        self.close()
        return code

    def close(self) -> None:
        """End all threads; one that hangs is left behind. A training can be gone on with later."""
        self.personaliser.close()
        self.assistant.close()
        self.bookkeeper.close()
        self.engine_thread.stop(2.0)
        self.spelling_thread.stop(2.0)
        self.collector.stop()


def build(
    argv: Sequence[str],
    predictor_factory: PredictorFactory | None = None,
    questions: Questions | None = None,
) -> Application:
    """Build and connect everything; nothing is shown and no file is read by the GUI thread yet."""
    options = _parser().parse_args(list(argv))
    _keep_log(state_dir())
    qt = _qt_application()
    settings = Settings(config_file())
    places = Places(settings, bundle=options.bundle, profile=options.profile)
    speak(qt, settings.text("look.language"))
    engine_thread = Worker("foretype-engine")
    assistant = Assistant(engine_thread)
    state = state_dir()
    recovery = Recovery(state / "recovery")
    window = MainWindow(settings, assistant, recovery, state, questions)
    bookkeeper = Bookkeeper(engine_thread, places.data / statistics.FILE, window)
    _keep_book(bookkeeper, window)
    window.about_wanted.connect(lambda: _show_about(places, assistant, window))
    window.workspace.new()
    if options.files:
        for name in options.files:
            window.workspace.open(Path(name))
    elif settings.flag("files.restore"):
        open_documents.restore(window.workspace, state / "session.json")
    if settings.trouble:
        window.notice.say(settings.trouble)
    assistant.state_changed.connect(
        lambda state, why: window.notice.say(why) if state is EngineState.READY and why else None
    )
    assistant.failed.connect(window.notice.say)
    _keep_engine_in_step(settings, assistant, window)
    _load_engine(assistant, places, predictor_factory)
    personaliser = Personaliser(settings, assistant, places)
    spelling_thread = Worker("foretype-spelling")
    speller = SpellService(spelling_thread, places.data / "words.txt", window)

    def load_speller() -> None:
        if predictor_factory is None:
            speller.load(_checker_factory(settings, places))

    load_speller()
    assistant.remembers.connect(speller.refresh)
    speller.failed.connect(window.notice.say)
    spelling = SpellingMenu(window, window.workspace, speller)
    window.actions_.adopt(spelling.named)
    _keep_speller_in_step(settings, spelling, load_speller)
    spelling.set_inks(window.theme)
    window.look_changed.connect(spelling.set_inks)
    personaliser.switched.connect(lambda: _load_engine(assistant, places, predictor_factory))
    personaliser.switched.connect(load_speller)
    window.actions_.adopt(PersonaliseMenu(window, personaliser, window.notice).named)
    QTimer.singleShot(0, window, lambda: window.offer_recovery(recovery.left()))
    collector = Collector(window)
    assistant.state_changed.connect(collector.settle_when_ready)
    speller.opened.connect(collector.settle)
    tidy = QTimer(window, singleShot=True, interval=_TIDY_AFTER_MS)
    tidy.timeout.connect(lambda: spelling_thread.post(memory.give_back))
    tidy.timeout.connect(collector.settle)
    speller.opened.connect(tidy.start)
    return Application(
        qt,
        settings,
        assistant,
        engine_thread,
        spelling_thread,
        bookkeeper,
        personaliser,
        window,
        collector,
        not options.files and not settings.flag("window.welcomed"),
    )


def main(argv: Sequence[str]) -> int:
    """Open the editor; returns the exit status."""
    return build(argv).run()


def _keep_log(folder: Path) -> None:
    """Faults go to a file, not to the person's terminal."""
    log = logging.getLogger("editor_app")
    if log.handlers:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            folder / "foretype.log", maxBytes=200_000, backupCount=1, delay=True, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foretype",
        description="A text editor that types ahead.",
        epilog="foretype suggest|check|stats|learn|forget \u2026 work without a window.",
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="text to open")
    parser.add_argument("--bundle", metavar="DIR", help="the model to use instead of the usual one")
    parser.add_argument("--profile", metavar="DIR", help="where personal counts are kept")
    return parser


def _qt_application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # The interpreter hands over between the GUI and the engine's thread this often (default: 5 ms).
    sys.setswitchinterval(0.001)
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    qt = QApplication(["foretype"])
    qt.setApplicationName("foretype")
    qt.setApplicationDisplayName("Foretype")
    qt.setDesktopFileName("foretype")
    qt.setStyle("Fusion")
    qt.setWindowIcon(QIcon(str(RESOURCES / "icons" / "foretype.svg")))
    return qt


def _load_engine(
    assistant: Assistant, places: Places, instead: PredictorFactory | None = None
) -> None:
    """Open the engine that is in use now, or the one that a test brings."""
    bundle, profile = places.bundle, places.profile
    traces = ProfileTraces(profile, cache_of(places.profiles))

    # Imported there: numpy and onnxruntime load on the engine's thread, behind the shown window.
    def open_engine() -> Predictor:
        from editor_app.prediction.engine import Engine

        return Engine.open(bundle, profile, traces)

    def open_memory() -> Memory:
        from editor_app.prediction.memory import PersonalMemory

        return PersonalMemory(profile, traces=traces)

    assistant.load(instead or open_engine, open_memory)


def _keep_book(book: Bookkeeper, window: MainWindow) -> None:
    """Note what is typed, shown and taken in every document, under its title."""

    def follow(editor: Editor) -> None:
        def title() -> str:
            documents = window.workspace.documents()
            return next((d.title for d in documents if d.id == editor.document_id), "")

        editor.ahead.typed.connect(lambda keys: book.note(title(), typed=keys))
        editor.ahead.shown.connect(lambda _: book.note(title(), shown=1))
        editor.ahead.taken.connect(lambda _, keys: book.note(title(), saved=keys))
        seen = Sightings(editor)
        seen.shown.connect(lambda place: book.note_ghost(place, shown=1))
        seen.taken.connect(
            lambda place, first, keys: book.note_ghost(place, taken=int(first), saved=keys)
        )
        seen.typed.connect(book.note_pace)

    def show_insights() -> None:
        document = window.workspace.current
        InsightsWindow(book, document.title if document else "", window).open_up()

    window.editor_made.connect(follow)
    window.insights_wanted.connect(show_insights)


def _show_about(places: Places, assistant: Assistant, window: MainWindow) -> None:
    # Imported here: looking through what is installed takes time that the start should not.
    from editor_app.licences import licences, model_card
    from editor_app.widgets.sheets.about import About

    state = tr("Suggestions are ready.")
    if assistant.state is not EngineState.READY:
        state = tr("No suggestions: {}").format(assistant.reason or tr("One moment\u2026"))
    icon = QLabel(pixmap=window.windowIcon().pixmap(72, 72))
    About(__version__, state, list(licences()), model_card(places.bundle), icon, window).open()


def _checker_factory(settings: Settings, places: Places) -> CheckerFactory:
    bundle, profile = places.bundle, places.profile
    variety = settings.text("spelling.variety")

    def open_checker() -> "Checker":
        from editor_app.spelling import setup

        return setup.open_checker(bundle, profile if profile.is_dir() else None, variety)

    return open_checker


def _keep_speller_in_step(
    settings: Settings, menu: SpellingMenu, reload: Callable[[], None]
) -> None:
    """Let the menu and the preferences say the same of spelling."""
    menu.set_enabled(settings.flag("spelling.on"))
    menu.show_count(settings.flag("look.hints"))
    menu.toggled.connect(lambda on: settings.set("spelling.on", on))

    def on_setting(key: str) -> None:
        if key == "spelling.on":
            menu.set_enabled(settings.flag(key))
        elif key == "look.hints":
            menu.show_count(settings.flag(key))
        elif key == "spelling.variety":
            reload()

    settings.subscribe(on_setting)


def _keep_engine_in_step(settings: Settings, assistant: Assistant, window: MainWindow) -> None:
    """Tell the engine what the person chooses and writes."""

    def on_setting(key: str) -> None:
        if key == "ghost.eagerness":
            assistant.set_eagerness(settings.text(key))

    def learn(document: str, text: str) -> None:
        if settings.flag("learning.on"):
            assistant.learn(document, text)

    def note_takes(taken: int, missed: int) -> None:
        if settings.flag("learning.on"):
            assistant.note_takes(taken, missed)

    on_setting("ghost.eagerness")
    window.editor_made.connect(lambda editor: editor.ahead.judged.connect(note_takes))
    settings.subscribe(on_setting)
    window.workspace.private_changed.connect(assistant.set_private)
    window.workspace.written.connect(learn)
