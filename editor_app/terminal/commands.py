"""The engine without a window: ``foretype suggest | learn | forget | check …``.

Reads arguments and files, prints; everything else is the prediction room's. No Qt.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.bases import Bases
from editor_app.documents import files
from editor_app.documents.chosen_languages import ChosenLanguages
from editor_app.places import Places, close_to_others, config_file, data_dir, state_dir
from editor_app.prediction.types import Predictor
from editor_app.private_documents import is_private
from editor_app.settings import Settings
from editor_app.spelling.hints import SpellChecker
from editor_app.terminal import COMMANDS
from models.disk import Sight, look
from models.problem import Problem
from models.profile import COUNTS, ProfileError, make_counts_profile

if TYPE_CHECKING:  # it loads numpy, which most commands can do without
    from editor_app.prediction.memory import PersonalMemory


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 something found or failed, 2 wrong use."""
    options = _parser().parse_args(arguments)
    if sys.stdin is None:  # closed by whoever started us: nothing comes in
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    run = {
        "suggest": _suggest,
        "learn": _learn,
        "forget": _forget,
        "check": _check,
        "stats": _stats,
        "export": _export,
        "import": _import,
        "blocked": _blocked,
    }[options.command]
    try:
        return run(options)
    except BrokenPipeError:
        # Whoever read us has gone; Python must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # a full disk behind stdout, say
        return _cannot_speak(error)
    except KeyboardInterrupt:
        return 130


def _cannot_speak(error: OSError) -> int:
    """What was to be written could not be: say so, and leave nothing to be flushed at exit."""
    print(f"foretype: {error.strerror or error}", file=sys.stderr)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foretype",
        description="A text editor that types ahead: what it can do without a window.",
        epilog="foretype COMMAND --help says more; foretype FILE opens the window.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, more: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=COMMANDS[name], description=more)
        if name != "stats":
            made.add_argument("--profile", type=Path, metavar="DIR", help=_PROFILE_HELP)
        return made

    suggest = command(
        "suggest",
        "Type with a grey suggestion ahead of the cursor; or, with --jsonl, answer queries of "
        "other programs, one JSON object a line.",
    )
    suggest.add_argument("--bundle", type=Path, metavar="DIR", help=_BUNDLE_HELP)
    suggest.add_argument("--language", metavar="TAG", help=_LANGUAGE_HELP)
    suggest.add_argument("--jsonl", action="store_true", help="queries on stdin, answers on stdout")

    learn = command(
        "learn",
        "Count the words of plain-text documents for a profile, so that suggestions know them.",
    )
    learn.add_argument("--bundle", type=Path, metavar="DIR", help="the base of a new profile")
    learn.add_argument(
        "documents", nargs="+", type=Path, metavar="DOC", help="a plain-text document to count"
    )
    learn.add_argument(
        "--fit", action="store_true", help="then weigh the counts against the model (minutes)"
    )

    forget = command(
        "forget",
        "Take back exactly what documents or words gave to the counts of a profile.",
    )
    forget.add_argument(
        "--word", action="append", default=[], metavar="W", help="a word to forget; may be repeated"
    )
    forget.add_argument(
        "documents", nargs="*", type=Path, metavar="DOC", help="a document that was counted"
    )

    check = command(
        "check",
        "Print the words of a file that look wrong, with what may be meant; exit status 1 where "
        "something was found.",
    )
    check.add_argument("--json", action="store_true", help="one JSON object a line")
    check.add_argument("--language", metavar="TAG", help=f"{_LANGUAGE_HELP}; else the text's own")
    check.add_argument("--bundle", type=Path, metavar="DIR", help=_BUNDLE_HELP)
    check.add_argument("file", metavar="FILE|-", help="the text; - reads standard input")

    stats = command(
        "stats",
        "Print what was typed, shown, taken and saved: in all, by day, by document and by place.",
    )
    stats.add_argument("--json", action="store_true", help="as one JSON object")

    export = command(
        "export",
        "Print everything that was learned from documents and typing, as lines of text; or, with "
        "--to, put it with your dictionary, glossary and habits into one file for import.",
    )
    export.add_argument("--to", type=Path, metavar="FILE", help="a file to be taken in elsewhere")

    taken = command(
        "import",
        "Add what export --to wrote to what was learned here: whole, or where it fails not at all.",
    )
    taken.add_argument("file", type=Path, metavar="FILE", help="what export --to wrote")

    blocked = command(
        "blocked",
        "List the words that are never offered, after adding or removing some.",
    )
    blocked.add_argument(
        "--add", action="append", default=[], metavar="W", help="never offer W; may be repeated"
    )
    blocked.add_argument(
        "--remove", action="append", default=[], metavar="W", help="offer W again; may be repeated"
    )
    return parser


_LANGUAGE_HELP = "of a base on this computer: de, or en+de for a text in two languages"
_PROFILE_HELP = "the profile with the personal counts; by default the one the window uses"
_BUNDLE_HELP = "a base or a profile to use instead of the usual one; named alone, without counts"


def _fail(message: str) -> int:
    print(f"foretype: {message}", file=sys.stderr)
    return 1


def _suggest(options: argparse.Namespace) -> int:
    from editor_app.prediction.engine import Engine, EngineError

    bases = Bases(_places(options), alone=bool(options.bundle or options.profile))
    try:
        if options.bundle:
            engine: Predictor = Engine.open(*_engine_places(options))
        else:
            engine = bases.speaking(_languages(options, bases)).open_engine()
    except (EngineError, LanguageError) as error:
        return _fail(str(error))
    try:
        if options.jsonl:
            from editor_app.terminal.queries import answer_lines

            answer_lines(engine, sys.stdin.buffer, bases.named)
            return 0
        from editor_app.terminal import prompt

        if sys.stdin.isatty() and sys.stdout.isatty():
            print(prompt.HELP)
            return _offer(prompt.run(engine))
        prompt.run_plain(engine, sys.stdin, sys.stdout)
        return 0
    finally:
        engine.close()


def _offer(text: str) -> int:
    """What was written at the prompt is kept in a file, if the person names one."""
    if not text.strip():
        return 0
    try:
        name = input("Keep this text in a file? Its name, or Enter for none: ").strip()
    except EOFError:
        return 0
    if not name:
        return 0
    path = Path(name).expanduser()
    if look(path) is not Sight.NOTHING:
        return _fail(f"\u201c{name}\u201d exists already; it is left as it is.")
    try:
        files.write(path, text.encode())
    except files.FileError as error:
        return _fail(str(error))
    return 0


class LanguageError(Problem):
    """There is no base for a language; the message names it."""


def _languages(options: argparse.Namespace, bases: Bases) -> tuple[str, ...]:
    """The bases that a command's option names; () for none. Raises ``LanguageError``."""
    wanted = (options.language or "").split("+") if options.language else []
    for each in wanted:
        if not bases.named([each]):
            raise LanguageError(f"There is no base for \u201c{each}\u201d on this computer.")
    return bases.named(wanted)


def _engine_places(options: argparse.Namespace) -> tuple[Path, Path | None]:
    """The bundle and the personal counts in use; a bundle that is named alone is itself alone, so
    that what it says is the same on every computer."""
    places = _places(options)
    if options.bundle and not options.profile:
        return options.bundle, None
    return places.bundle, places.profile


def _learn(options: argparse.Namespace) -> int:
    from editor_app.prediction.engine import Engine, EngineError

    places, settings = _places(options), Settings(config_file())
    bases = Bases(places, alone=bool(options.bundle or options.profile))
    close_to_others()
    engines: dict[str, Engine] = {}

    def engine_of(name: str) -> Engine:
        if name not in engines:
            bundle, profile = bases.places[name]
            usual = options.bundle or places.base
            make_counts_profile(profile, usual if name == bases.usual[0] else bundle)
            engines[name] = bases.open_one(name)
        return engines[name]

    try:
        engine_of(bases.usual[0])
    except (EngineError, ProfileError) as error:
        return _fail(str(error))
    failed = 0
    try:
        for path in options.documents:
            try:
                opened = files.read(path)
                if is_private(settings, path):
                    raise files.FileError("It is private.")
                if opened.binary:
                    raise files.FileError(f"\u201c{path.name}\u201d is not plain text.")
                (name,) = (bases.language_of(opened.text) or bases.usual)[:1]
                engine_of(name).memory.learn(str(path.resolve()), opened.text)
                print(f"{path}: learned")
            except (files.FileError, EngineError, ProfileError) as error:
                failed += 1
                print(f"{path}: left out. {error}", file=sys.stderr)
    finally:
        for engine in engines.values():
            engine.close()
    if options.fit:
        failed += fit_blend(places) != 0
    return 1 if failed else 0


def fit_blend(places: Places) -> int:
    """Fit the blend on the newest tenth of each of the profile's documents; the exit status."""
    fit = [sys.executable, "-m", "editor_app.fitting.blend"]
    parts = ["--bundle", str(places.bundle), "--profile", str(places.profile)]
    return subprocess.run([*fit, *parts], check=False).returncode


def _forget(options: argparse.Namespace) -> int:
    places = _places(options)
    if not options.documents and not options.word:
        return _fail("Name a document, or a word with --word.")
    bases = Bases(places, alone=options.profile is not None)
    names = [name for name, (_, profile) in bases.places.items() if (profile / COUNTS).exists()]
    if not names:
        return _fail(f"There are no personal counts in {places.profile}.")
    memories = [bases.open_memory(name) for name in names]
    missing = 0
    try:
        for document in options.documents:
            known = sum(memory.forget(str(document.resolve())) for memory in memories)
            missing += not known
            print(f"{document}: {'forgotten' if known else 'was not learned'}")
        for word in options.word:
            count = sum(memory.forget_word(word) for memory in memories)
            missing += not count
            print(f"{word}: {f'forgotten in {count} places' if count else 'was not learned'}")
            if any(memory.in_weights(word) for memory in memories):
                print(
                    f"{word}: the trained model still knows it; it is blocked, so that it is not "
                    "offered. Training again without it takes it out."
                )
    except Problem as error:
        return _fail(str(error))
    finally:
        for memory in memories:
            memory.close()
    return 1 if missing else 0


def _export(options: argparse.Namespace) -> int:
    from editor_app.terminal import moving

    places = _places(options)
    try:
        if options.to is None:
            moving.print_text(places, Bases(places, alone=options.profile is not None))
        else:
            moving.write_pack(places, options.to)
    except Problem as error:
        return _fail(str(error))
    return 0


def _import(options: argparse.Namespace) -> int:
    from editor_app.terminal import moving

    places = _places(options)
    close_to_others()
    memory = _memory(places)
    try:
        moving.read_pack(places, memory, options.file)
    except Problem as error:
        return _fail(str(error))
    finally:
        memory.close()
    return 0


def _blocked(options: argparse.Namespace) -> int:
    memory = _memory(_places(options))
    try:
        for word in options.add:
            memory.block(word)
        for word in options.remove:
            memory.unblock(word)
        memory.notice_others()
        print("\n".join(sorted(memory.blocked)))
    except Problem as error:
        return _fail(str(error))
    finally:
        memory.close()
    return 0


def _memory(places: Places) -> "PersonalMemory":
    """What the profile in use remembers, to be changed without an engine."""
    from editor_app.prediction.memory import PersonalMemory
    from editor_app.profiles.shelf import cache_of
    from editor_app.profiles.traces import ProfileTraces

    traces = ProfileTraces(places.profile, cache_of(places.profiles))
    return PersonalMemory(places.profile, traces=traces)


def _places(options: argparse.Namespace) -> Places:
    """What is meant by a command's options, by default what the window uses."""
    bundle = getattr(options, "bundle", None)
    return Places(Settings(config_file()), bundle=bundle, profile=options.profile)


def _check(options: argparse.Namespace) -> int:
    from editor_app.spelling.setup import open_checker
    from editor_app.terminal.check import run

    settings = Settings(config_file())
    bases = Bases(_places(options), alone=bool(options.bundle or options.profile))

    def open_for(text: str) -> SpellChecker:
        if options.bundle:
            return open_checker(*_engine_places(options))
        chosen = ChosenLanguages(state_dir() / "languages.json").of(Path(options.file).resolve())
        languages = _languages(options, bases) or bases.named(chosen) or bases.language_of(text)
        variety = settings.text("spelling.variety")
        return bases.open_checker(languages or bases.usual, variety, _warn)

    return run(options.file, open_for, as_json=options.json)


def _warn(sentence: str) -> None:
    print(f"foretype: {sentence}", file=sys.stderr)


def _stats(options: argparse.Namespace) -> int:
    from editor_app.terminal.usage import print_usage

    print_usage(data_dir(), as_json=options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
