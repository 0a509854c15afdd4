"""What suggestions saved, and where they help and where not: figures and small charts.

Must not know how it is counted.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor_app.language import mark, number, plural, tr
from editor_app.profiles.wording import percent
from editor_app.services.bookkeeper import Bookkeeper, Insights
from editor_app.statistics import StripUse, Usage
from editor_app.widgets.parts import Ask, asker, heading, lead, quiet, size_window
from editor_app.widgets.sheets.bar_chart import Bar, BarChart

_DAYS = 14
_ENOUGH = 30
"""Ghosts at a kind of place before anything is said about it."""
_ENOUGH_KEYS = 1000
"""Keys of words written before anything is said of the strip."""
KINDS = {
    "prose": mark("running text"),
    "list": mark("lists"),
    "heading": mark("headings"),
    "quotation": mark("quotations"),
}


class FigureCard(QFrame):
    """A name, a large number and what it means."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._name = quiet(name)
        self._large, self._more = QLabel(), quiet()
        font = QFont(self._large.font())
        font.setPointSizeF(font.pointSizeF() * 1.9)
        font.setWeight(QFont.Weight.DemiBold)
        self._large.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(3)
        for label in (self._name, self._large, self._more):
            column.addWidget(label)

    def show_usage(self, usage: Usage, seconds_per_key: float) -> None:
        """Keys saved, their share, and the time that they would have taken."""
        self._large.setText(number(usage.saved))
        told = [plural("{n} keystroke saved", "{n} keystrokes saved", usage.saved)]
        more = [tr("keystrokes saved, {} of all").format(percent(usage.share))]
        if seconds_per_key and usage.saved:
            more.append(tr("about {} at your pace").format(_time(usage.saved * seconds_per_key)))
        self._more.setText("\n".join(more))
        self.setAccessibleName(f"{self._name.text()}: {', '.join([*told, *more])}")


class InsightsWindow(QDialog):
    """Figures, charts, and a sentence. Read once, when it opens."""

    def __init__(
        self, book: Bookkeeper, document: str, parent: QWidget | None = None, ask: Ask | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._document = document
        self._ask = ask or asker(self)
        self.setWindowTitle(tr("What suggestions saved"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size_window(self, 820, 660)
        self.today, self.here = FigureCard(tr("Today")), FigureCard(document or tr("This document"))
        self.in_all = FigureCard(tr("In all"))
        self.days = BarChart(tr("Keystrokes saved by day"))
        self.letters = BarChart(tr("Ghosts taken, by letters typed before"))
        self.hours = BarChart(tr("Ghosts taken, by hour of the day"))
        self.kinds = BarChart(tr("Ghosts taken, by kind of text"))
        self.finding, self.strip = lead(), lead()
        self._lay_out()
        book.told.connect(self.show_insights)

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(12)
        for figure in (self.today, self.here, self.in_all):
            figures.addWidget(figure, 1)
        charts = QGridLayout()
        charts.setHorizontalSpacing(28)
        charts.setVerticalSpacing(14)
        for place, chart in enumerate((self.days, self.letters, self.hours, self.kinds)):
            charts.addWidget(chart, place // 2, place % 2)
        clear = QPushButton(tr("Forget these counts\u2026"))
        clear.clicked.connect(self._clear)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(clear)
        buttons.addStretch()
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 18)
        column.setSpacing(14)
        column.addWidget(heading(tr("What suggestions saved")))
        column.addLayout(figures)
        column.addWidget(self.finding)
        column.addWidget(self.strip)
        column.addLayout(charts, 1)
        column.addWidget(quiet(tr("Only counts are kept, on this computer; never a word.")))
        column.addLayout(buttons)
        for button in (clear, close):
            button.setAutoDefault(button is close)
        close.setFocus()

    def open_up(self) -> None:
        """Show what was counted until now."""
        self._book.look(self._document)
        self.show()

    def show_insights(self, seen: Insights) -> None:
        """Fill everything."""
        pace = seen.seconds_per_key
        self.today.show_usage(seen.today, pace)
        self.here.show_usage(seen.document, pace)
        self.in_all.show_usage(seen.everything, pace)
        self.days.show_bars(_bars_of_days(seen.days))
        self.letters.show_bars(_shares(seen.letters, _letters, range(7)))
        self.hours.show_bars(_shares(seen.hours, _hour, range(24)))
        names = {kind: tr(text) for kind, text in KINDS.items()}
        self.kinds.show_bars(_shares(seen.kinds, lambda kind: names.get(kind, kind), KINDS))
        self.finding.setText(finding(seen))
        self.strip.setText(with_the_strip(seen.strip))
        self.strip.setVisible(bool(self.strip.text()))

    def _clear(self) -> None:
        sure = self._ask(
            tr("Forget these counts?"),
            tr("The figures begin at nothing. What was learned from your texts is not touched."),
            tr("Forget"),
        )
        if sure:
            self._book.clear()
            self._book.look(self._document)


def finding(seen: Insights) -> str:
    """Where ghosts help and where not, in a sentence or two."""
    whole = seen.everything
    if not whole.shown:
        return tr("Nothing yet: write a little, and look again.")
    told = [
        tr("Of {} ghosts shown you took {}.").format(
            number(whole.shown), percent(whole.taken / whole.shown)
        )
    ]
    enough = [usage for usage in seen.letters if usage.shown >= _ENOUGH]
    if len(enough) > 1:
        best = max(enough, key=_rate)
        worst = min(enough, key=_rate)
        told.append(
            tr("They help most {} ({}), least {} ({}).").format(
                _after(best.name), percent(_rate(best)), _after(worst.name), percent(_rate(worst))
            )
        )
    if whole.shown >= 10 * _ENOUGH and whole.taken < 0.2 * whole.shown:
        told.append(tr("\u201cCalm\u201d in the preferences shows fewer, surer ones."))
    return " ".join(told)


def with_the_strip(use: StripUse) -> str:
    """What more words on show would have saved, once there is enough to say it."""
    if use.keys < _ENOUGH_KEYS:
        return ""
    told = tr("With the strip: three words on show save {}, five {} of your keystrokes (one: {}).")
    return told.format(*(percent(n / use.keys) for n in (use.three, use.five, use.one)))


def _rate(usage: Usage) -> float:
    return usage.taken / usage.shown if usage.shown else 0.0


def _after(letters: str) -> str:
    if letters == "0":
        return tr("before the first letter")
    return plural("after {n} letter", "after {n} letters", int(letters))


def _letters(letters: str) -> str:
    return letters if letters != "6" else "6+"


def _hour(hour: str) -> str:
    return hour if int(hour) % 3 == 0 else ""


def _shares(
    found: Sequence[Usage], name: Callable[[str], str], order: Sequence[object] | dict[str, str]
) -> list[Bar]:
    """Bars for the share of ghosts taken."""
    by_name = {usage.name: usage for usage in found}
    bars = []
    for key in map(str, order):
        usage = by_name.get(key, Usage(key, 0, 0, 0, 0))
        told = tr("{}: {} of {} taken").format(
            name(key) or key, number(usage.taken), number(usage.shown)
        )
        figure = percent(_rate(usage)) if usage.shown else ""
        bars.append(Bar(name(key), _rate(usage), told, figure))
    return bars


def _bars_of_days(days: Sequence[Usage]) -> list[Bar]:
    """Bars for the keys saved on each of the last days."""
    saved = {usage.name: usage.saved for usage in days}
    bars = []
    today = datetime.now().astimezone().date()
    for back in range(_DAYS - 1, -1, -1):
        day = today - timedelta(days=back)
        keys = saved.get(day.isoformat(), 0)
        name = QLocale().toString(day, QLocale.FormatType.ShortFormat)  # type: ignore[call-overload]
        told = f"{name}: {plural('{n} keystroke saved', '{n} keystrokes saved', keys)}"
        bars.append(Bar(str(day.day), keys, told, number(keys) if keys else ""))
    return bars


def _time(seconds: float) -> str:
    """A length of time in words."""
    if seconds < 60:
        return plural("{n} second", "{n} seconds", max(1, round(seconds)))
    if seconds < 3600:
        return plural("{n} minute", "{n} minutes", round(seconds / 60))
    return tr("{} hours").format(number(seconds / 3600, 1))
