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


def speak(app: QCoreApplication, wish: str) -> None:
    """Say everything in the language of the setting ``wish`` from now on.

    Without a catalogue for it that is English, with the system's dates and numbers.
    """
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    set_speaker(ENGLISH)
    locale = QLocale.system()
    if wish not in ("system", locale.name().partition("_")[0]):  # else dates as people do here
        locale = QLocale(wish)
    QLocale.setDefault(locale)
    ours = QTranslator(app)
    if not ours.load(locale, "foretype", "_", str(CATALOGUES)):
        return
    qts = QTranslator(app)
    qts.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for translator in (qts, ours):
        app.installTranslator(translator)
    set_speaker(QtSpeaker())
