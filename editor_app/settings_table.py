"""The table of settings: one frozen record for each, from which everything else follows.

Defaults, the readable file (TOML), the preferences dialog and the documentation are all made from
:data:`TABLE`; to add a setting, add a record. Must not know what holds now, nor Qt or any widget.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from editor_app.settings_file import Value, as_toml


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing a person can choose."""

    key: str
    """``group.name``, as it stands in the file."""
    default: Value
    label: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """(value, label) pairs, for text settings with a fixed set of values."""
    minimum: int = 0
    maximum: int = 1_000_000
    unit: str = ""
    """What a number counts, as it stands behind it."""
    zero: str = ""
    """What stands in place of the number 0, where that is none."""
    shown: bool = True
    """Does it stand in the preferences dialog?"""

    @property
    def group(self) -> str:
        """The part of the key before the point."""
        return self.key.partition(".")[0]

    def clean(self, value: object) -> Value | None:
        """``value`` if it is one that this setting may have, else ``None``."""
        if isinstance(self.default, bool):
            return value if isinstance(value, bool) else None
        if isinstance(self.default, int):
            if isinstance(value, bool) or not isinstance(value, int):
                return None
            return min(max(value, self.minimum), self.maximum)
        if isinstance(self.default, str):
            if not isinstance(value, str):
                return None
            return value if not self.choices or value in dict(self.choices) else None
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(str(item) for item in value)
        return None


GROUPS: Mapping[str, str] = {
    "ghost": "Suggestions",
    "strip": "Word strip and slow hands",
    "spelling": "Spelling",
    "look": "Appearance",
    "text": "Writing",
    "files": "Files",
    "learning": "Learning",
    "keys": "Keys",
    "window": "Window",
}

KEYS: tuple[tuple[str, str, str], ...] = (
    ("take", "Take the whole suggestion", "Tab"),
    ("take_word", "Take one word of it", "Ctrl+Right"),
    ("next", "Next alternative", "Alt+]"),
    ("previous", "Previous alternative", "Alt+["),
    ("next_too", "Next alternative: a second key", "Alt+Down"),
    ("previous_too", "Previous alternative: a second key", "Alt+Up"),
    ("dismiss", "Dismiss until the next word", "Esc"),
    ("ask", "Ask for a suggestion", "Ctrl+Space"),
    ("strip", "Word strip", "Ctrl+Shift+D"),
    *((f"word_{n}", f"Take word {n} of the strip", f"Alt+{n}") for n in range(1, 6)),
    ("scan_next", "Switch: go on", "F8"),
    ("scan_choose", "Switch: choose", "F9"),
    ("new", "New", "Ctrl+N"),
    ("open", "Open\u2026", "Ctrl+O"),
    ("save", "Save", "Ctrl+S"),
    ("save_as", "Save as\u2026", "Ctrl+Shift+S"),
    ("print", "Print\u2026", "Ctrl+P"),
    ("pdf", "Export as PDF\u2026", ""),
    ("export_as", "Export as web page or document\u2026", ""),
    ("close", "Close tab", "Ctrl+W"),
    ("quit", "Quit", "Ctrl+Q"),
    ("undo", "Undo", "Ctrl+Z"),
    ("redo", "Redo", "Ctrl+Shift+Z"),
    ("cut", "Cut", "Ctrl+X"),
    ("copy", "Copy", "Ctrl+C"),
    ("paste", "Paste", "Ctrl+V"),
    ("select_all", "Select all", "Ctrl+A"),
    ("find", "Find\u2026", "Ctrl+F"),
    ("replace", "Find and replace\u2026", "Ctrl+H"),
    ("find_next", "Find next", "F3"),
    ("find_previous", "Find previous", "Shift+F3"),
    ("go_to_line", "Go to line\u2026", "Ctrl+G"),
    ("outline", "Go to heading\u2026", "Ctrl+Shift+O"),
    ("zoom_in", "Larger", "Ctrl++"),
    ("zoom_out", "Smaller", "Ctrl+-"),
    ("zoom_reset", "Usual size", "Ctrl+0"),
    ("full_screen", "Full screen: only the text", "F11"),
    ("typewriter", "Typewriter: keep the line in the middle", "Ctrl+Shift+T"),
    ("focus", "Focus: fade what is not being written", "Ctrl+Shift+U"),
    ("outline_panel", "Outline beside the text", "Ctrl+Shift+L"),
    ("preview", "Preview beside the text", "Ctrl+Shift+M"),
    ("preferences", "Preferences\u2026", "Ctrl+,"),
    ("keys", "Keys\u2026", "F1"),
    ("show_ghosts", "Show suggestions", ""),
    ("why", "Why does no suggestion show?", ""),
    ("insights", "What suggestions saved\u2026", ""),
    ("learning", "Learn from what I write", ""),
    ("private", "Private document: learn nothing here", ""),
    ("spell_menu", "Correct the word\u2026", "Ctrl+."),
    ("spell_last", "Correct the last hint", "Ctrl+Shift+."),
    ("spell_next", "Next spell hint", "F7"),
    ("spell_previous", "Previous spell hint", "Shift+F7"),
    ("other_word", "Another word here\u2026", "Ctrl+Shift+W"),
    ("spell_on", "Check while typing", ""),
    ("learn", "Learn from my documents\u2026", ""),
    ("learned", "What it has learned\u2026", ""),
    ("glossary", "Glossary\u2026", ""),
    ("practice", "Try the keys\u2026", ""),
    ("about", "About Foretype", ""),
    ("next_area", "Next part of the window", "F6"),
    ("next_tab", "Next tab", "Ctrl+PgDown"),
    ("previous_tab", "Previous tab", "Ctrl+PgUp"),
)
"""Every action that has a key: its name, what it is called, its usual key."""

_EAGERNESS = (
    ("eager", "Eager: show most guesses"),
    ("normal", "Balanced: show what is worth a look"),
    ("calm", "Calm: only when fairly sure"),
    ("held", "Only while I hold Ctrl"),
)
_SWITCHES = (
    ("off", "No switches"),
    ("one", "One switch: it goes on by itself"),
    ("two", "Two switches"),
)
_FOCUS = (
    ("off", "Everything"),
    ("paragraph", "The paragraph"),
    ("sentence", "The sentence"),
)
_VARIETIES = (
    ("both", "American and British"),
    ("us", "American"),
    ("gb", "British"),
)
_THEMES = (
    ("system", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
)

LANGUAGES = (
    ("system", "As the system"),
    ("en", "English"),
    ("de", "Deutsch"),
)

TABLE: tuple[Setting, ...] = (
    Setting("ghost.show", True, "Show suggestions while typing"),
    Setting(
        "ghost.language",
        "",
        "Language of suggestions",
        "Of suggestions and spelling. Others are made with "
        "\u201cpython -m training language\u201d.",
    ),
    Setting(
        "ghost.also",
        "",
        "A second language, mixed with it",
        "Which of the two fits is decided word by word, in suggestions and in spelling.",
    ),
    Setting("ghost.eagerness", "normal", "How often", choices=_EAGERNESS),
    Setting("ghost.words", 5, "At most this many words at once", minimum=1, maximum=8),
    Setting(
        "ghost.fade",
        30,
        "A suggestion that nobody takes fades after",
        unit="seconds",
        zero="never",
        maximum=600,
    ),
    Setting(
        "ghost.steps_back",
        True,
        "Step back for a while after several unwanted suggestions",
        "The status bar says so; asking for one brings them back.",
    ),
    Setting("ghost.in_headings", True, "Suggestions in headings"),
    Setting("ghost.in_code", False, "Suggestions in code"),
    Setting("ghost.in_addresses", False, "Suggestions in web and mail addresses"),
    Setting(
        "ghost.announce",
        True,
        "Tell screen readers about suggestions",
        "Only where a screen reader runs.",
    ),
    Setting("strip.show", False, "Word strip: likely words on buttons under the text"),
    Setting(
        "strip.words",
        5,
        "So many words",
        "The last one is a phrase where one is likely.",
        minimum=3,
        maximum=5,
    ),
    Setting("strip.size", 40, "Height of the buttons", unit="pixels", minimum=32, maximum=96),
    Setting("strip.signs", False, "Buttons for signs, too"),
    Setting(
        "strip.dwell",
        0,
        "Press by staying on a button",
        unit="milliseconds",
        zero="never",
        maximum=5000,
    ),
    Setting("strip.scan", "off", "Choose with switches", choices=_SWITCHES),
    Setting(
        "strip.scan_ms",
        1200,
        "Each step with one switch",
        unit="milliseconds",
        minimum=300,
        maximum=10_000,
    ),
    Setting("strip.sound", False, "A sound at each step"),
    Setting(
        "strip.speak",
        False,
        "Speak what is taken",
        "Through Speech Dispatcher (spd-say), where it is installed.",
    ),
    Setting("spelling.on", True, "Mark words that look wrong"),
    Setting(
        "spelling.mend",
        False,
        "Mend slips that are beyond doubt while typing",
        "Backspace right after gives the word back, and it is never mended again.",
    ),
    Setting("spelling.variety", "both", "Variety of English", choices=_VARIETIES),
    Setting("look.theme", "system", "Theme", choices=_THEMES),
    Setting(
        "look.language",
        "system",
        "Language",
        "Of menus and messages, from the next start on.",
        choices=LANGUAGES,
    ),
    Setting("look.font", "", "Font", "Empty: a serif face that reads well here."),
    Setting("look.size", 14, "Text size", unit="points", minimum=6, maximum=72),
    Setting(
        "look.column",
        72,
        "Line width",
        unit="characters",
        zero="as wide as the window",
        maximum=400,
    ),
    Setting("look.markdown", True, "Style Markdown quietly"),
    Setting("look.words", True, "Status bar: words"),
    Setting("look.position", False, "Status bar: line and column"),
    Setting("look.saved", True, "Status bar: keystrokes saved"),
    Setting(
        "look.why",
        True,
        "Status bar: why no suggestion shows",
        "A button to ask with.",
    ),
    Setting("look.hints", True, "Status bar: spell hints"),
    Setting("look.reading", False, "Status bar: reading time"),
    Setting("look.outline", False, "Outline beside the text"),
    Setting("look.preview", False, "Preview beside the text"),
    Setting("look.format", True, "Status bar: encoding and line ends where they are unusual"),
    Setting("text.tab", 4, "Width of a tab", unit="characters", minimum=1, maximum=16),
    Setting("text.lists", True, "Continue lists on Enter"),
    Setting("text.typewriter", False, "Typewriter: keep the line in the middle"),
    Setting("text.focus", "off", "Focus: what stays as it is", choices=_FOCUS),
    Setting("text.goal", 0, "Goal for a text", unit="words", zero="no goal"),
    Setting(
        "text.smart",
        False,
        "Typographic quotation marks, dashes and dots",
        "Undo once gives the plain one back.",
    ),
    Setting(
        "files.one_window",
        True,
        "Open files in the window that is open",
        "From the next start on.",
    ),
    Setting("files.restore", True, "Open the last documents at start"),
    Setting(
        "files.recovery",
        3,
        "Keep a safety copy of unsaved text every",
        "It never touches your file.",
        unit="seconds",
        minimum=1,
        maximum=60,
    ),
    Setting(
        "files.bundle", "", "Model", "A bundle directory; empty: the one that ships.", shown=False
    ),
    Setting("files.profile", "", "Profile", "Empty: the usual place.", shown=False),
    Setting("files.before", "", "Profile that was in use before", shown=False),
    Setting(
        "learning.on",
        True,
        "Learn from what I write",
        "Stays on this computer, can be seen and forgotten at any time.",
    ),
    Setting(
        "learning.gate",
        True,
        "Learn when suggestions are wanted",
        "From what you take and type past; What it has learned says it in words.",
    ),
    Setting(
        "learning.python",
        "",
        "Python that can train",
        "An interpreter with the training extra; empty: found by itself.",
    ),
    Setting("learning.private", (), "Documents nothing is learned from", shown=False),
    *(Setting(f"keys.{name}", usual, label) for name, label, usual in KEYS),
    Setting("window.recent", (), "Recent files", shown=False),
    Setting("window.welcomed", False, "First-run page seen", shown=False),
)


def as_markdown(table: Iterable[Setting] = TABLE) -> str:
    """The table as documentation."""
    rows = ["| setting | default | what it does |", "|---|---|---|"]
    for setting in table:
        about = setting.label + (f". {setting.help}" if setting.help else "")
        zero = f"0: {setting.zero}" if setting.zero else ""
        values = ", ".join(value for value, _ in setting.choices) or "; ".join(
            filter(None, [f"in {setting.unit}" if setting.unit else "", zero])
        )
        rows.append(
            f"| `{setting.key}` | `{as_toml(setting.default)}` | {about}"
            f"{f' ({values})' if values else ''} |"
        )
    return "\n".join(rows) + "\n"
