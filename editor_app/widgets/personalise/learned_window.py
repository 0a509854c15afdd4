"""The window with everything learned: words, phrases, documents; searched, forgotten, blocked.

Must not know where it is stored.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from editor_app.language import plural, tr
from editor_app.profiles.counted import CountedPhrase
from editor_app.profiles.pack import SUFFIX
from editor_app.profiles.shelf import Profile
from editor_app.services.learned import Learned, Overview
from editor_app.widgets.parts import (
    Ask,
    asker,
    heading,
    lead,
    quiet,
    search_field,
    size_window,
)
from editor_app.widgets.personalise.manners_sheet import MannersSheet
from editor_app.widgets.personalise.pair_sheet import PairSheet

_LEARNED = "foretype-learned"
_TYPING = 180
"""Milliseconds without a key after which is searched."""


class LearnedWindow(QDialog):
    """Everything learned, at a glance and in reach."""

    train_again = Signal(object)
    """The person wants this :class:`Profile` trained without what was forgotten."""

    def __init__(
        self,
        learned: Learned,
        parent: QWidget | None = None,
        ask: Ask | None = None,
    ) -> None:
        super().__init__(parent)
        self._learned = learned
        self.manners = MannersSheet(learned.gate)
        self._ask = ask or asker(self)
        self._profile: Profile | None = None
        self._phrases_wanted = True
        self.setWindowTitle(tr("What it has learned"))
        size_window(self, 680, 620)
        self._sum, self._told, self._warning = lead(), lead(), lead()
        self._note = quiet(
            tr(
                "Counts forget at once and exactly. The model of a trained profile forgets a "
                "document when it is trained again without it."
            )
        )
        self._told.hide()
        self._warning.hide()
        self.search = search_field()
        self.language = QComboBox()
        self.language.setAccessibleName(tr("Language of what is shown"))
        self.language.setToolTip(tr("What is shown and forgotten is of this language alone"))
        self.language.hide()
        self._timer = QTimer(self, singleShot=True, interval=_TYPING)
        self._timer.timeout.connect(self._look)
        self.search.textChanged.connect(self._look_soon)
        self.language.activated.connect(self._change_language)
        self._make_sheets()
        self.retrain = QPushButton(tr("Train again\u2026"))
        self.retrain.hide()
        self.everything = QPushButton(tr("Forget everything\u2026"))
        self.export_button = QPushButton(tr("Export\u2026"))
        self.export_button.setToolTip(tr("Put everything into one file, for another computer"))
        self.import_button = QPushButton(tr("Import\u2026"))
        self.import_button.setToolTip(tr("Add what another computer has learned to what is here"))
        self._lay_out()
        self._connect()

    def _make_sheets(self) -> None:
        forget = (tr("Forget"), tr("Take it out of everything that was counted"))
        never = (tr("Never offer"), tr("Block it, whoever knows it"))
        again = (tr("Offer again"), tr("Take it off the list"))
        self.words = PairSheet(tr("Word"), tr("Used"), (forget, never))
        self.phrases = PairSheet(tr("Phrase"), tr("Used"), ())
        self.documents = PairSheet(tr("Document"), tr("Words"), (forget,))
        self.blocked = PairSheet(tr("Never offered"), "", (again,))
        mend = (tr("Mend again"), tr("Take it off the list"))
        self.as_typed = PairSheet(tr("Left as it is typed"), "", (mend,))
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.addTab(self.words, tr("Words"))
        self.tabs.addTab(self.phrases, tr("Phrases"))
        self.tabs.addTab(self.documents, tr("Documents"))
        self.tabs.addTab(self.blocked, tr("Blocked"))
        self.tabs.addTab(self.as_typed, tr("As typed"))
        self.tabs.addTab(self.manners, tr("Manners"))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.export_button)
        row.addWidget(self.import_button)
        row.addWidget(self.everything)
        row.addStretch()
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        row.addWidget(close)
        warning = QHBoxLayout()
        warning.addWidget(self._warning, 1)
        warning.addWidget(self.retrain)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 18)
        column.setSpacing(10)
        column.addWidget(heading(tr("What it has learned")))
        column.addWidget(self._sum)
        found = QHBoxLayout()
        found.addWidget(self.search, 1)
        found.addWidget(self.language)
        column.addLayout(found)
        column.addWidget(self.tabs, 1)
        column.addWidget(self._told)
        column.addLayout(warning)
        column.addWidget(self._note)
        column.addLayout(row)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        learned = self._learned
        learned.found.connect(self._show)
        learned.phrases_found.connect(self._show_phrases)
        learned.changed.connect(self._on_changed)
        learned.failed.connect(self._say)
        learned.stale.connect(self._look_again)
        forget_words, never = self.words.buttons
        forget_words.clicked.connect(self._forget_words)
        never.clicked.connect(self._block)
        self.documents.buttons[0].clicked.connect(self._forget_documents)
        self.blocked.buttons[0].clicked.connect(self._unblock)
        self.as_typed.buttons[0].clicked.connect(self._mend_again)
        self.everything.clicked.connect(self._forget_everything)
        self.export_button.clicked.connect(self._export)
        self.import_button.clicked.connect(self._import)
        self.retrain.clicked.connect(self._train_again)
        self.tabs.currentChanged.connect(self._look_for_phrases)

    # ---- showing

    def open_up(self) -> None:
        """Show the newest."""
        self._phrases_wanted = True
        self.manners.show_words()
        self._say("")
        self._look()
        self._look_for_phrases()
        self.show()
        self.activateWindow()
        self.search.setFocus()

    @Slot()
    def _look_again(self) -> None:
        """What is on show has changed under it."""
        self._phrases_wanted = True
        if self.isVisible():
            self._timer.start()
            self._look_for_phrases()

    def _look(self) -> None:
        part = self.search.text().strip()
        self._learned.look(part)
        for sheet in (self.phrases, self.documents, self.blocked, self.as_typed):
            sheet.narrow(part)

    @Slot()
    def _look_soon(self) -> None:
        self._timer.start()

    @Slot()
    def _forget_words(self) -> None:
        self._learned.forget_words(self.words.chosen())
        self.words.view.setFocus()  # the button goes off: the focus must not go on to the next

    @Slot()
    def _block(self) -> None:
        self._learned.block(self.words.chosen())
        self.words.view.setFocus()

    @Slot()
    def _unblock(self) -> None:
        self._learned.unblock(self.blocked.chosen())
        self.blocked.view.setFocus()

    @Slot()
    def _mend_again(self) -> None:
        self._learned.mend_again(self.as_typed.chosen())

    @Slot()
    def _look_for_phrases(self) -> None:
        """Only when they are on show: looking for them is work."""
        if self._phrases_wanted and self.tabs.currentWidget() is self.phrases:
            self._phrases_wanted = False
            self._learned.look_for_phrases()

    @Slot(int)
    def _change_language(self, place: int) -> None:
        self._learned.language = self.language.itemData(place)
        self._look_again()

    def _show_languages(self, names: Sequence[str]) -> None:
        """Only where there are several to choose from."""
        several = len(names) > 1
        self.language.setVisible(several)
        known = [self.language.itemData(place) for place in range(self.language.count())]
        if several and known != list(names):
            self.language.clear()
            for name in names:
                self.language.addItem(tr(self._learned.languages[name]), name)
        self.language.setCurrentIndex(self.language.findData(self._learned.shown))

    def _show(self, seen: Overview) -> None:
        self._profile = seen.profile
        self._show_languages(seen.languages)
        self.words.model.fill([(w.word, w.word, w.count) for w in seen.words])
        self.documents.model.fill([(d.name, _name_of(d.name), d.words) for d in seen.documents])
        self.blocked.model.fill([(word, word, None) for word in seen.blocked])
        self.as_typed.model.fill([(word, word, None) for word in seen.as_typed])
        if seen.documents:
            self._sum.setText(
                tr("{documents}, {words}. All of it is in one file on this computer.").format(
                    documents=plural("{n} document", "{n} documents", len(seen.documents)),
                    words=plural("{n} word", "{n} words", seen.total),
                )
            )
        else:
            self._sum.setText(tr("Nothing yet. It learns from what you save, and from documents."))
        self._warn(seen.profile)

    def _warn(self, profile: Profile) -> None:
        """Say what only training again makes the model forget."""
        shown = bool(profile.forgotten)
        self._warning.setVisible(shown)
        self._note.setVisible(not shown)
        self.retrain.setVisible(shown)
        if not shown:
            return
        names = ", ".join(map(_name_of, profile.forgotten[:3]))
        if len(profile.forgotten) > 3:
            names += " \u2026"
        self._warning.setText(
            tr(
                "The counts have forgotten {}. The model of \u201c{}\u201d was trained on it and "
                "forgets it only when it is trained again without it."
            ).format(names, profile.name)
        )

    def _show_phrases(self, found: list[CountedPhrase]) -> None:
        self.phrases.model.fill([(p.text, p.text, p.count) for p in found])

    def _say(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))

    # ---- forgetting

    def _forget_documents(self) -> None:
        names = self.documents.chosen()
        sure = self._ask(
            tr("Forget what these documents taught?"),
            "\n".join(map(_name_of, names[:8])) + (" \u2026" if len(names) > 8 else ""),
            tr("Forget"),
        )
        if sure:
            self._learned.forget_documents(names)

    def _forget_everything(self) -> None:
        trained = self._profile is not None and self._profile.trained
        more = tr("All words, phrases and documents; blocked words stay blocked.")
        if not self.language.isHidden():
            of = tr("Of what was learned in {}; other languages keep theirs.")
            more = f"{of.format(self.language.currentText())} {more}"
        if trained:
            more += " " + tr("The trained model stays until you delete its profile.")
        if self._ask(tr("Forget everything?"), more, tr("Forget everything")):
            self._learned.forget_everything()

    def _export(self) -> None:
        filters = ";;".join((_packs(), tr("Text to read (*.txt *.tsv)")))
        suggested = f"{_LEARNED}{SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self, tr("Export"), suggested, filters)
        if name:
            self._learned.export(Path(name))

    def _import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Import"), f"{_LEARNED}{SUFFIX}", _packs())
        if name:
            self._learned.take_in(Path(name))

    def _train_again(self) -> None:
        if self._profile is not None:
            self.train_again.emit(self._profile)

    def _on_changed(self, told: str) -> None:
        self._say(told)
        self.manners.show_words()
        self._phrases_wanted = True
        self._look()
        self._look_for_phrases()


def _packs() -> str:
    return tr("Everything learned ({})").format(f"*{SUFFIX}")


def _name_of(document: str) -> str:
    """A document's name as people say it: the file's, with the message's in a mailbox."""
    file, mark, message = document.partition("#")
    return Path(file).name + (f" \u203a {message}" if mark else "")
