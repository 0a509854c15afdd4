"""``foretype lsp`` on the command line. Must not load the server's library before it is wanted."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str]) -> int:
    """Serve; the exit status."""
    parser = argparse.ArgumentParser(
        prog="foretype lsp",
        description="Ghosts and spell hints in other editors: a language server over standard "
        "input and output. Editors start it; docs/editors.md says how.",
    )
    parser.add_argument("--stdio", action="store_true", help="the only way there is")
    parser.add_argument("--bundle", type=Path, metavar="DIR", help="a base or a profile")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="personal counts to use")
    options = parser.parse_args(arguments)
    try:
        from editor_app.server.server import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        print("foretype lsp needs its extra: pip install foretype[server]", file=sys.stderr)
        return 1
    return run(options.bundle, options.profile)
