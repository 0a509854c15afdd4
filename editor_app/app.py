"""The composition root: builds and connects everything; the only file that knows all rooms.

:func:`build` makes the application without running it, so that tests can; :func:`main` runs it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from editor_app import __version__, statistics
from editor_app.documents.chosen_languages import ChosenLanguages
from editor_app.documents.recovery import Recovery
from editor_app.language import mark, tr
from editor_app.opener import Opener
from editor_app.places import Places, close_to_others, config_file, state_dir
from editor_app.services.assistant import Assistant, EngineState, PredictorFactory
from editor_app.services.bookkeeper import Bookkeeper
from editor_app.services.collector import Collector
from editor_app.services.faults import Faults
from editor_app.services.linguist import Linguist
from editor_app.services.personaliser import Personaliser
from editor_app.services.spell_service import SpellService
from editor_app.services.translator import speak
from editor_app.services.worker import Worker
from editor_app.settings import Settings
from editor_app.start import keep_log, parser, qt_application
from editor_app.widgets.personalise.menu import PersonaliseMenu
from editor_app.widgets.window import open_documents
from editor_app.widgets.window.book import Book
from editor_app.widgets.window.door import Door
from editor_app.widgets.window.habits import Habits
from editor_app.widgets.window.language_menu import LanguageMenu
from editor_app.widgets.window.main_window import MainWindow
from editor_app.widgets.window.spelling_menu import SpellingMenu
from editor_app.widgets.window.workspace import Questions
from models.profile import SHIPPED


@dataclass(slots=True, weakref_slot=True)
class Application:
    """Everything that lives as long as the program."""

    qt: QApplication
    settings: Settings
    places: Places
    assistant: Assistant
    engine_thread: Worker
    speller: SpellService
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
        self.speller.close()
        self.engine_thread.stop(2.0)
        self.spelling_thread.stop(2.0)
        self.collector.stop()

    def show_about(self) -> None:
        """What this program is, and what it works with now."""
        # Imported here: looking through what is installed takes time that the start should not.
        from editor_app.licences import licences, model_card
        from editor_app.widgets.sheets.about import About

        state = tr("Suggestions are ready.")
        if self.assistant.state is not EngineState.READY:
            state = tr("No suggestions: {}").format(self.assistant.reason or tr("One moment\u2026"))
        icon = QLabel(pixmap=self.window.windowIcon().pixmap(72, 72))
        card = model_card(self.places.bundle)
        About(__version__, state, list(licences()), card, icon, self.window).open()


def build(
    argv: Sequence[str],
    predictor_factory: PredictorFactory | None = None,
    questions: Questions | None = None,
) -> Application:
    """Build and connect everything; nothing is shown and no file is read by the GUI thread yet."""
    options = parser().parse_args(list(argv))
    close_to_others()
    keep_log(state_dir())
    qt = qt_application()
    settings = Settings(config_file())
    speak(qt, settings.text("look.language"))
    places = Places(settings, bundle=options.bundle, profile=options.profile)
    names, codes = _offer_languages(settings, places)
    engine_thread = Worker("foretype-engine")
    assistant = Assistant(engine_thread)
    assistant.follow(settings)
    window = _window(settings, assistant, questions)
    bookkeeper = Bookkeeper(engine_thread, places.data / statistics.FILE, window)
    Book(bookkeeper, window)
    habits = Habits(settings, assistant, places, window)
    _open_documents(settings, window, options.files)
    spelling_thread = Worker("foretype-spelling")
    speller = SpellService(spelling_thread, places.words, window)
    opener = Opener(settings, places, assistant, speller, predictor_factory, window)
    _spelling(settings, assistant, speller, window)
    if len(names) > 1:
        chosen = ChosenLanguages(state_dir() / "languages.json")
        linguist = Linguist(spelling_thread, codes, window)
        LanguageMenu(window, places, names, linguist, chosen).follow(settings)
    personaliser = Personaliser(settings, assistant, places)
    personaliser.switched.connect(opener.open)
    personaliser.taken_in.connect(speller.read_again)
    personaliser.taken_in.connect(habits.keeper.look)
    menu = PersonaliseMenu(window, personaliser, window.notice, habits.gate, names)
    window.actions_.adopt(menu.named)
    collector = Collector(window)
    collector.follow(assistant, speller, spelling_thread)
    opener.open()  # last: it loads on other threads, which would hold all of the above up
    application = Application(
        qt=qt,
        settings=settings,
        places=places,
        assistant=assistant,
        engine_thread=engine_thread,
        speller=speller,
        spelling_thread=spelling_thread,
        bookkeeper=bookkeeper,
        personaliser=personaliser,
        window=window,
        collector=collector,
        first_start=not options.files and not settings.flag("window.welcomed"),
    )
    window.about_wanted.connect(application.show_about)
    if settings.flag("files.one_window") and not (options.bundle or options.profile):
        Door(window)
    return application


def main(argv: Sequence[str]) -> int:
    """Open the editor; returns the exit status."""
    built = build(argv)
    stop_listening = listen_for_faults(built)
    try:
        return built.run()
    finally:
        stop_listening()


def listen_for_faults(built: Application) -> Callable[[], None]:
    """Say in the window what goes wrong inside; returns what ends it."""
    faults = Faults(built.window)
    told = tr("Something went wrong inside ({}). The text is still here; foretype.log has more.")
    faults.happened.connect(lambda what: built.window.notice.say(told.format(what)))
    return faults.install()


def _offer_languages(settings: Settings, places: Places) -> tuple[dict[str, str], dict[str, str]]:
    """Let the preferences offer the bases of this computer; what each is called, and the code of
    its language."""
    others = places.languages()
    called = [(name, language.called()) for name, language in others]
    settings.offer("ghost.language", [("", mark("English, as shipped")), *called])
    settings.offer("ghost.also", [("", mark("None")), (SHIPPED, "English"), *called])
    names = {SHIPPED: "English", **dict(called)}
    return names, {SHIPPED: "en", **{name: language.primary for name, language in others}}


def _window(settings: Settings, assistant: Assistant, questions: Questions | None) -> MainWindow:
    """The window, which tells the assistant what is written and kept private."""
    recovery = Recovery(state_dir() / "recovery")
    window = MainWindow(settings, assistant, recovery, state_dir(), questions)
    window.workspace.written.connect(assistant.note_written)
    window.workspace.private_changed.connect(assistant.set_private)
    QTimer.singleShot(0, window.offer_what_was_left)
    return window


def _open_documents(settings: Settings, window: MainWindow, names: Sequence[str]) -> None:
    """An empty page, and over it the files that were named or open the last time."""
    window.workspace.new()
    for name in names:
        window.workspace.open(Path(name))
    if not names and settings.flag("files.restore"):
        open_documents.restore(window.workspace, state_dir() / "session.json")
    if settings.trouble:
        window.notice.say(settings.trouble)


def _spelling(
    settings: Settings, assistant: Assistant, speller: SpellService, window: MainWindow
) -> None:
    """The menu of hints; the checker hears of what is learned, the person of what fails."""
    menu = SpellingMenu(window, window.workspace, speller)
    menu.follow(settings)
    menu.set_inks(window.theme)
    window.actions_.adopt(menu.named)
    window.look_changed.connect(menu.set_inks)
    assistant.remembers.connect(speller.refresh)
    speller.failed.connect(window.notice.say)
    menu.told.connect(window.notice.say)
