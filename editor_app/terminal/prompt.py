"""The live prompt: the same engine and ghost in a terminal, where there is no display.

Editing, wrapping and history of keys are prompt_toolkit's; everything about suggestions is the
engine's. Must not know what becomes of the text.
"""

from collections.abc import Callable
from functools import partial
from typing import TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggest, Suggestion
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from editor_app.prediction.types import Predictor, Query

HELP = "Tab takes the grey text, Ctrl+Right (or Ctrl+W) one word of it, Ctrl+D ends."
_MOST_WORDS = 3
_CLOSING = ".,;:!?)"
"""Typed right after a taken word, these stand without the space that the word brought."""
_GREY = Style.from_dict({"auto-suggestion": "ansibrightblack"})


def run_plain(engine: Predictor, lines: TextIO, out: TextIO) -> None:
    """No terminal on either side: for each line of text, the line with its best continuation."""
    text = ""
    for line in lines:
        text += line.rstrip("\n")
        answer = engine.suggest(Query(text, k=3))
        words = ", ".join(suggestion.word for suggestion in answer.suggestions)
        print(f"{line.rstrip()} \u2192 {words}", file=out, flush=True)
        text += "\n"


class Ahead(AutoSuggest):
    """The engine as a source of grey text, and what taking it does."""

    def __init__(self, engine: Predictor) -> None:
        self._engine = engine
        self._parts: tuple[str, ...] = ()
        self._hushed = False
        self._spaced = ""
        self._space_at = -1
        """Where the cursor stands right after a space that a taken word brought."""

    def get_suggestion(self, buffer: Buffer, document: Document) -> Suggestion | None:
        """What comes at the cursor, at the end of the text."""
        self._hushed = self._hushed and document.text[-1:].isalnum()
        query = Query(document.text, k=1, words=_MOST_WORDS, quiet=self._hushed)
        answer = self._engine.suggest(query)
        self._spaced = answer.spaced
        shown = answer.show and answer.suggestions and document.is_cursor_at_the_end
        self._parts = answer.suggestions[0].parts if shown else ()
        return Suggestion("".join(self._parts)) if self._parts else None

    def take(self, buffer: Buffer, most: int | None = None) -> None:
        """Put the grey text, or ``most`` words of it, into the text, with a space behind."""
        taken = "".join(self._parts[:most])
        if buffer.suggestion is not None and taken:
            self._parts = ()
            buffer.insert_text(taken + " ")
            self._space_at = buffer.cursor_position

    def take_word(self, buffer: Buffer) -> None:
        """Put one word of the grey text into the text."""
        self.take(buffer, 1)

    def close(self, sign: str, buffer: Buffer) -> None:
        """A closing sign is typed: the space that a taken word brought gives way, unless the
        language has one before it."""
        if buffer.cursor_position == self._space_at and sign not in self._spaced:
            buffer.delete_before_cursor()
        buffer.insert_text(sign)

    def space(self, buffer: Buffer) -> None:
        """The habitual space after a word: behind a taken one it stands already."""
        if buffer.cursor_position != self._space_at:
            buffer.insert_text(" ")
        self._space_at = -1

    def hush(self, buffer: Buffer) -> None:
        """Nothing grey until the next word."""
        self._hushed = True
        self._parts = ()
        buffer.suggestion = None


def _keys(ahead: Ahead) -> KeyBindings:
    keys = KeyBindings()

    def bind(work: Callable[[Buffer], None], *names: str) -> None:
        for name in names:
            keys.add(name)(lambda event: work(event.current_buffer))

    bind(ahead.take, "tab")
    bind(ahead.take_word, "c-right", "c-w")
    bind(ahead.hush, "escape")
    bind(ahead.space, " ")
    for sign in _CLOSING:
        bind(partial(ahead.close, sign), sign)

    @keys.add("c-d")
    @keys.add("c-c")
    def _end(event: KeyPressEvent) -> None:
        event.current_buffer.suggestion = None
        event.app.exit(result=event.current_buffer.text)

    return keys


def run(engine: Predictor, source: Input | None = None, out: Output | None = None) -> str:
    """Type with a ghost until Ctrl+D or Ctrl+C; returns the text.

    ``source`` and ``out`` are the terminal, but in tests.
    """
    ahead = Ahead(engine)
    session: PromptSession[str] = PromptSession(
        multiline=True,
        auto_suggest=ahead,
        key_bindings=_keys(ahead),
        style=_GREY,
        input=source,
        output=out,
    )
    return session.prompt()
