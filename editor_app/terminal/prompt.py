"""The live prompt: the same engine and ghost in a terminal, where there is no display.

Knows keys and escape sequences; everything about suggestions is the engine's.
"""

import codecs
import os
import sys
import termios
import tty
from typing import TextIO

from editor_app.prediction.types import Predictor, Query

_HELP = "Tab takes the grey text, Ctrl+Right (or Ctrl+W) one word of it, Ctrl+D ends."
_GREY, _PLAIN, _CLEAR = "\x1b[90m", "\x1b[0m", "\x1b[J"
_MOST_WORDS = 3


def run_plain(engine: Predictor, lines: TextIO, out: TextIO) -> None:
    """No terminal on either side: for each line of text, the line with its best continuation."""
    text = ""
    for line in lines:
        text += line.rstrip("\n")
        answer = engine.suggest(Query(text, k=3))
        words = ", ".join(suggestion.word for suggestion in answer.suggestions)
        print(f"{line.rstrip()} \u2192 {words}", file=out, flush=True)
        text += "\n"


class Prompt:
    """The text typed so far and its ghost, fed key by key."""

    def __init__(self, engine: Predictor) -> None:
        self._engine = engine
        self.text = ""
        self.ghost: tuple[str, ...] = ()
        self._brought_space = False

    def feed(self, key: str) -> bool:
        """Handle one key (a character or a name); ``False`` ends the prompt."""
        if key in ("\x04", "\x03"):
            return False
        quiet = False
        if key == "\t":
            self._take(len(self.ghost))
        elif key in ("ctrl+right", "\x17"):
            self._take(1)
        elif key in ("\x7f", "\b"):
            self.text, quiet = self.text[:-1], True
        elif key == "escape":
            quiet = True
        elif key in ("\r", "\n"):
            self.text += "\n"
        elif key.isprintable() and len(key) == 1:
            if self._brought_space and key in ".,;:!?)":
                self.text = self.text[:-1]
            self.text += key
            self._brought_space = False
        query = Query(self.text, k=1, words=_MOST_WORDS, quiet=quiet)
        answer = self._engine.suggest(query)
        shown = answer.show and answer.suggestions
        self.ghost = answer.suggestions[0].parts if shown else ()
        return True

    def _take(self, parts: int) -> None:
        taken = "".join(self.ghost[:parts])
        if taken:
            self.text += taken + " "
            self._brought_space = True

    def line(self) -> str:
        """The current line with its ghost, as the terminal shows it; the cursor stays before it."""
        last = self.text[self.text.rfind("\n") + 1 :]
        ghost = "".join(self.ghost)
        back = f"\x1b[{len(ghost)}D" if ghost else ""
        return f"\r{last}{_CLEAR}{_GREY}{ghost}{_PLAIN}{back}"


def run(engine: Predictor) -> None:
    """Type with a ghost until Ctrl+D; needs a terminal on both sides."""
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    print(_HELP)
    prompt = Prompt(engine)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    try:
        tty.setraw(descriptor)
        going = True
        while going:
            data = os.read(descriptor, 1024)
            if not data:
                break
            for key in keys_of(decoder.decode(data)):
                going = going and prompt.feed(key)
                if key in ("\r", "\n"):
                    sys.stdout.write("\r\n")
            sys.stdout.write(prompt.line())
            sys.stdout.flush()
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
        print(_CLEAR)


_SEQUENCES = {"\x1b[1;5C": "ctrl+right", "\x1bf": "ctrl+right", "\x1b[C": "right", "\x1b[D": "left"}


def keys_of(data: str) -> list[str]:
    """What was read from a terminal as single keys."""
    keys: list[str] = []
    at = 0
    while at < len(data):
        for sequence, name in _SEQUENCES.items():
            if data.startswith(sequence, at):
                keys.append(name)
                at += len(sequence)
                break
        else:
            if data[at] == "\x1b":
                keys.append("escape")
                if data[at + 1 : at + 2] == "[":  # an unknown sequence: skip to its last letter
                    at += 2
                    while at < len(data) and not data[at].isalpha() and data[at] != "~":
                        at += 1
            else:
                keys.append(data[at])
            at += 1
    return keys
