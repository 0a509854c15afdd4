"""What is the person's own in every editor of a window: the glossary and the gate that learns.

Must not know how either is used.
"""

import contextlib

from PySide6.QtCore import QObject, QTimer

from editor_app.documents.glossary import Glossary
from editor_app.places import Places
from editor_app.prediction.own_gate import OwnGate
from editor_app.services.assistant import Assistant
from editor_app.services.glossary_keeper import GlossaryKeeper
from editor_app.settings import Settings
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.window.main_window import MainWindow

_LOOK_AFTER_MS = 2500
"""The start is for writing."""


class Habits(QObject):
    """Lives as long as its window. GUI thread only."""

    def __init__(
        self, settings: Settings, assistant: Assistant, places: Places, window: MainWindow
    ) -> None:
        super().__init__(window)
        self._settings, self._assistant, self._window = settings, assistant, window
        self._gate_file = places.gate
        self.gate = OwnGate.read(self._gate_file)
        self.keeper = GlossaryKeeper(places.glossary, window.workspace.files, self)
        self.keeper.changed.connect(self._on_glossary)
        window.editor_made.connect(self._follow)
        window.glossary_wanted.connect(self.open_glossary)
        window.closing.connect(self.put_by)
        settings.subscribe(self._on_setting)
        QTimer.singleShot(_LOOK_AFTER_MS, self.keeper.look)

    def open_glossary(self) -> None:
        """Show the file, begun if it is new."""
        self.keeper.make()
        self._window.workspace.open(self.keeper.path)
        self.keeper.look()

    def put_by(self) -> None:
        """Keep what the gate has learned."""
        with contextlib.suppress(OSError):
            self.gate.write(self._gate_file)

    def _follow(self, editor: Editor) -> None:
        editor.ahead.shortcuts = self.keeper.glossary.shortcuts
        self._lay_gate(editor)

    def _lay_gate(self, editor: Editor) -> None:
        wanted = self._settings.flag("learning.gate") and self._settings.flag("learning.on")
        editor.ahead.wish.gate = self.gate if wanted else None
        editor.ahead.wish.level = self._settings.text("ghost.eagerness")

    def _on_setting(self, key: str) -> None:
        if key in ("learning.gate", "learning.on", "ghost.eagerness"):
            for document in self._window.workspace.documents():
                self._lay_gate(document.editor)

    def _on_glossary(self, glossary: Glossary) -> None:
        for document in self._window.workspace.documents():
            document.editor.ahead.shortcuts = glossary.shortcuts
        self._assistant.learn(str(self.keeper.path), glossary.text)
