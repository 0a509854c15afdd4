"""The one door: subcommands work without Qt, everything else opens the window."""

import os
import sys
from collections.abc import Sequence

_WITHOUT_WINDOW = frozenset({"suggest", "check", "stats", "learn", "forget", "export", "blocked"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``foretype`` with ``argv`` (without the program's name); returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in _WITHOUT_WINDOW:
        from editor_app.terminal import commands

        return commands.main(arguments)
    if _without_display(arguments):
        print("foretype: there is no display; here is the same engine in the terminal.")
        from editor_app.terminal import commands

        return commands.main(["suggest"])
    from editor_app.app import main as run_window

    return run_window(arguments)


def _without_display(arguments: Sequence[str]) -> bool:
    if sys.platform in ("win32", "darwin") or "-h" in arguments or "--help" in arguments:
        return False
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not any(os.environ.get(name) for name in known)


if __name__ == "__main__":
    sys.exit(main())
