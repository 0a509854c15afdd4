"""How documents look and which keys they heed: the settings laid on every editor of a window.

Must not know the window.
"""

from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import QApplication

from editor_app.language import tr
from editor_app.settings import Settings
from editor_app.widgets import theme
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.focus import Focus
from editor_app.widgets.page.keys import GHOST_KEYS
from editor_app.widgets.page.markdown import LIMIT, MarkdownStyle
from editor_app.widgets.page.page import PageEditor
from editor_app.widgets.window.document import Document
from editor_app.widgets.window.paper import MARKDOWN


class Dresser:
    """Knows the theme that holds now. GUI thread only."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.theme = theme.choose(settings.text("look.theme"))

    def dress_application(self) -> None:
        """Take the theme that is wished for now, and dress everything but the texts in it."""
        self.theme = theme.choose(self._settings.text("look.theme"))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self.theme)

    def dress(self, editor: Editor) -> None:
        """Lay the settings on ``editor``."""
        settings = self._settings
        editor.setFont(theme.text_font(settings.text("look.font"), settings.number("look.size")))
        editor.set_ghost_colour(QColor(self.theme.ghost), QColor(self.theme.accent))
        editor.set_column(settings.number("look.column"))
        editor.set_tab_width(settings.number("text.tab"))
        editor.set_ghost_keys({name: settings.text(f"keys.{name}") for name in GHOST_KEYS})
        editor.announces = settings.flag("ghost.announce")
        editor.set_typewriter(settings.flag("text.typewriter"))
        editor.hint = tr("Write. Grey words run ahead of you: {} takes them, {} takes one.").format(
            self.key("take"), self.key("take_word")
        )
        editor.ahead.held = settings.text("ghost.eagerness") == "held"
        editor.ahead.enabled = settings.flag("ghost.show") and not editor.ahead.held
        editor.ahead.fade_after = settings.number("ghost.fade")
        editor.ahead.wish.manners.steps_back = settings.flag("ghost.steps_back")
        kinds = {"heading": "ghost.in_headings", "code": "ghost.in_code"}
        kinds["address"] = "ghost.in_addresses"
        silent = (kind for kind, key in kinds.items() if not settings.flag(key))
        editor.ahead.wish.manners.silent_in = frozenset(silent)
        editor.ahead.words = settings.number("ghost.words")
        if isinstance(editor, PageEditor):
            editor.lists = settings.flag("text.lists")
            editor.smart = settings.flag("text.smart")
        focus = editor.findChild(Focus) or Focus(editor)
        focus.set_scope(settings.text("text.focus"), QColor(self.theme.quiet))

    def key(self, name: str) -> str:
        """The key of an action as it is written on this system."""
        key = QKeySequence(self._settings.text(f"keys.{name}"))
        return key.toString(QKeySequence.SequenceFormat.NativeText)

    def style(self, document: Document, anew: bool = False) -> None:
        """Markdown styling where it belongs: not in plain mode, not in very long texts."""
        editor = document.editor
        wanted = (
            self._settings.flag("look.markdown")
            and not (document.plain_mode or document.loading)
            and editor.document().characterCount() < LIMIT
            and (document.path is None or document.path.suffix.lower() in {*MARKDOWN, ""})
        )
        style = editor.property("style")
        if wanted and style is None:
            editor.setProperty("style", MarkdownStyle(editor.document(), self.theme))
        elif not wanted:
            self.unstyle(document)
        elif wanted and anew and isinstance(style, MarkdownStyle):
            style.set_theme(self.theme)

    def unstyle(self, document: Document) -> None:
        """Take the styling away."""
        style = document.editor.property("style")
        if isinstance(style, MarkdownStyle):
            style.setDocument(None)
            style.deleteLater()
            document.editor.setProperty("style", None)
