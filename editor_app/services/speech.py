"""Says words aloud through the system's speech, where there is one. Must not know what it says."""

import shutil

from PySide6.QtCore import QProcess

_PROGRAM = "spd-say"
"""Speech Dispatcher's own; it queues, so that words do not talk over one another."""


def can_speak() -> bool:
    """Is there a speech system?"""
    return shutil.which(_PROGRAM) is not None


def say(text: str) -> bool:
    """Speak ``text`` and return at once; whether there is anything to speak it."""
    program = shutil.which(_PROGRAM)
    if program is None or not text.strip():
        return False
    QProcess.startDetached(program, ["--", text.strip()])
    return True
