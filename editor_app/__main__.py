"""The one door: subcommands work without Qt, everything else opens the window."""

import difflib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from editor_app.terminal import COMMANDS
from models.disk import Sight, look


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``foretype`` with ``argv`` (without the program's name); returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in COMMANDS:
        from editor_app.terminal import commands

        return commands.main(arguments)
    if arguments[:1] == ["lsp"]:
        from editor_app.server import command

        return command.main(arguments[1:])
    if (mistyped := _mistyped(arguments)) is not None:
        print(_about(mistyped), file=sys.stderr)
        return 2
    if _without_display(arguments):
        print("foretype: there is no display; here is the same engine in the terminal.")
        from editor_app.terminal import commands

        return commands.main(["suggest"])
    if _handed_over(arguments):
        return 0
    from editor_app.app import main as run_window

    return run_window(arguments)


def _handed_over(arguments: Sequence[str]) -> bool:
    """Does a window that is open show these files? Not with options: they are for a new one."""
    files = [argument for argument in arguments if argument != "--"]
    if any(argument.startswith("-") for argument in files):
        return False
    from editor_app.handover import hand_over
    from editor_app.places import config_file
    from editor_app.settings import Settings

    return Settings(config_file()).flag("files.one_window") and hand_over(files)


def _mistyped(arguments: Sequence[str]) -> str | None:
    """The first argument, where it is neither a command nor what anybody calls a file.

    A file that is not there yet has a suffix or a separator in its name, or stands behind ``--``.
    """
    word = arguments[0] if arguments else "-"
    if word.startswith("-") or look(Path(word)) is not Sight.NOTHING or Path(word).suffix:
        return None
    return None if {*word} & {os.sep, os.altsep} else word


def _about(mistyped: str) -> str:
    near = difflib.get_close_matches(mistyped, sorted({*COMMANDS, "lsp"}), 1)
    meant = f" Is \u201c{near[0]}\u201d meant?" if near else ""
    return (
        f"foretype: \u201c{mistyped}\u201d is neither a command nor a file.{meant}\n"
        f"A new file of that name: foretype -- {mistyped}; all commands: foretype --help"
    )


def _without_display(arguments: Sequence[str]) -> bool:
    if sys.platform in ("win32", "darwin") or "-h" in arguments or "--help" in arguments:
        return False
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not any(os.environ.get(name) for name in known)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:  # before a command could say what it means
        sys.exit(130)
