"""The commands without a window. No Qt."""

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "suggest": "type ahead in the terminal, or answer queries",
    "learn": "count documents for a profile",
    "forget": "take back what a document or word gave",
    "check": "print spell hints for a file",
    "stats": "what the suggestions saved",
    "export": "print everything learned, or put it into one file",
    "import": "add what another computer has learned",
    "blocked": "list the words never offered, or change them",
}
"""The commands that need no window, and what each does."""
