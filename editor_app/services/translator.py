"""Speaks the person's language through Qt's catalogues. QtCore only; must not know windows."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from editor_app.language import ENGLISH, set_speaker

CONTEXT = "Foretype"
"""All sentences stand in the catalogue under this name."""
CATALOGUES = Path(__file__).parents[1] / "resources" / "translations"


class QtSpeaker:
    """Asks the catalogues that are installed. Thread-safe, as Qt's translators are."""

    def say(self, text: str, count: int | None) -> str:
        """As the Protocol says."""
        found = QCoreApplication.translate(CONTEXT, text, "", -1 if count is None else count)
        return "" if found == text else found

    def number(self, value: float, digits: int) -> str:
        """As the Protocol says."""
        return QLocale().toString(float(value), "f", digits)


def spoken(wish: str) -> str:
    """The language for the setting ``wish``: the system's, if there is a catalogue for it."""
    code = QLocale.system().name() if wish == "system" else wish
    return code if wish != "system" or _has(code) else "en"


def _has(code: str) -> bool:
    return (CATALOGUES / f"foretype_{code.partition('_')[0]}.qm").is_file()


def speak(app: QCoreApplication, wish: str) -> None:
    """Say everything in the language of the setting ``wish`` from now on."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    code = spoken(wish)
    locale = QLocale(code)
    QLocale.setDefault(locale)
    set_speaker(ENGLISH)
    if code.startswith("en"):
        return
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("foretype", str(CATALOGUES)),
    ):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
    set_speaker(QtSpeaker())
