"""The commands without a window, as a person or a script calls them."""

import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from editor_app.__main__ import main as foretype
from editor_app.places import config_file, data_dir
from editor_app.prediction.engine import Engine
from editor_app.profiles.counted import OpenedCounts
from editor_app.profiles.shelf import read_profile
from editor_app.profiles.sources import Sources, stamp_files
from editor_app.settings import Settings
from editor_app.statistics import FILE, Statistics
from editor_app.terminal import commands, prompt
from models.profile import COUNTS, MODEL, Note, write_note
from tests.tiny_bundle import make

ROOT = Path(__file__).parents[3]
RIGHT = "\x1b[1;5C"
"""Ctrl+Right, as terminals send it."""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("bundle") / "tiny")


def ask(arguments: list[str], lines: list[str]) -> list[dict[str, object]]:
    """One process, all lines at once; the answers."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from editor_app.terminal.commands import main; raise SystemExit(main())",
            *arguments,
        ],
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_query_protocol_in_order(bundle: Path) -> None:
    text = "We consider the matter"
    lines = []
    for number, end in enumerate(range(len(text) + 1)):
        context = text[:end]
        prefix = context[context.rfind(" ") + 1 :]
        lines.append(json.dumps({"id": number, "context": context, "prefix": prefix, "k": 3}))
    lines.insert(3, "no json")
    lines.insert(5, '{"id": 99}')
    answers = ask(["suggest", "--bundle", str(bundle), "--jsonl"], lines)
    assert len(answers) == len(lines)
    assert "error" in answers[3] and "error" in answers[5]
    good = [answer for answer in answers if "error" not in answer]
    assert [answer["id"] for answer in good] == list(range(len(text) + 1))
    at_cons = good[len("We cons")]
    assert at_cons["suggestions"][0] == "consider"  # type: ignore[index]
    assert isinstance(at_cons["ms"], float) and len(at_cons["p"]) == 3  # type: ignore[arg-type]


def test_the_query_protocol_knows_what_was_typed_past(bundle: Path) -> None:
    query = {"id": 1, "context": "I know the w", "prefix": "w", "take_rate": 0.9}
    [first] = ask(["suggest", "--bundle", str(bundle), "--jsonl"], [json.dumps(query)])
    usual = first["suggestions"]
    lines = [
        json.dumps({**query, "passed": [usual[0]] * 9}),  # type: ignore[index]
        json.dumps(query),
        json.dumps({**query, "passed": "weather"}),
        json.dumps({**query, "take_rate": 2}),
    ]
    past, again, *wrong = ask(["suggest", "--bundle", str(bundle), "--jsonl"], lines)
    assert past["suggestions"][0] == usual[1]  # type: ignore[index]
    assert again["suggestions"] == usual
    assert all("error" in answer for answer in wrong)


def test_answers_come_while_the_other_side_waits(bundle: Path) -> None:
    program = "from editor_app.terminal.commands import main; raise SystemExit(main())"
    with subprocess.Popen(
        [sys.executable, "-c", program, "suggest", "--bundle", str(bundle), "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as child:
        assert child.stdin and child.stdout
        for number in range(3):
            child.stdin.write(json.dumps({"id": number, "context": "We cons"}) + "\n")
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["id"] == number
        child.stdin.close()
        assert child.wait(10) == 0


def test_learn_suggest_forget(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile, letters = tmp_path / "profile", tmp_path / "letters.txt"
    letters.write_text("I know the Quillfeather and the Quillfeather knows me. " * 3)
    assert (
        commands.main(["learn", "--profile", str(profile), "--bundle", str(bundle), str(letters)])
        == 0
    )
    engine = Engine.open(profile)
    counts = list(engine.memory.store.content()) if engine.memory.store else []
    engine.close()
    assert ("word", "Quillfeather", 6) in counts
    [answer] = ask(
        ["suggest", "--bundle", str(profile), "--jsonl"],
        ['{"id": 1, "context": "We know the Qui"}'],
    )
    assert answer["suggestions"][0] == "Quillfeather"  # type: ignore[index]
    assert commands.main(["forget", "--profile", str(profile), "--word", "quillfeather"]) == 0
    assert commands.main(["forget", "--profile", str(profile), "--word", "quillfeather"]) == 1
    assert commands.main(["forget", "--profile", str(profile), str(letters)]) == 0
    assert commands.main(["forget", "--profile", str(profile), str(letters)]) == 1
    assert "was not learned" in capsys.readouterr().out


def test_learning_may_end_with_a_fit_of_the_blend(
    bundle: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    letters = tmp_path / "letters.txt"
    letters.write_text("I know the Quillfeather and the Quillfeather knows me. " * 200)
    command = ["learn", "--profile", str(tmp_path / "p"), "--bundle", str(bundle), str(letters)]
    assert commands.main([*command, "--fit"]) == 0
    assert "held-out loss" in capfd.readouterr().err


def test_what_cannot_be_learned_is_said(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    binary = tmp_path / "picture.png"
    binary.write_bytes(b"\x89PNG\x00\x00\x01\xff" * 100)
    base = ["learn", "--profile", str(tmp_path / "p"), "--bundle", str(bundle)]
    assert commands.main([*base, str(binary), str(tmp_path / "missing.txt")]) == 1
    said = capsys.readouterr().err
    assert "picture.png" in said and "missing.txt" in said and "Traceback" not in said


def test_a_missing_bundle_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["suggest", "--bundle", str(tmp_path / "no"), "--jsonl"]) == 1
    assert "foretype:" in capsys.readouterr().err
    assert commands.main(["forget", "--profile", str(tmp_path / "no"), "--word", "x"]) == 1
    assert commands.main(["forget", "--profile", str(tmp_path / "no")]) == 1


def test_nothing_is_offered_where_statistics_never_lie(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):  # they are the person's, not a profile's
        commands.main(["stats", "--profile", str(tmp_path)])


def test_suggest_uses_what_the_window_uses(
    bundle: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letters = tmp_path / "letters.txt"
    letters.write_text("I know the Quillfeather and the Quillfeather knows me. " * 3)
    Settings(config_file()).set("files.bundle", str(bundle))
    assert commands.main(["learn", str(letters)]) == 0
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"context": "the Quillf"}\n')))
    assert commands.main(["suggest", "--jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["suggestions"][0] == "Quillfeather"


def test_stats(capsys: pytest.CaptureFixture[str]) -> None:
    statistics = Statistics(data_dir() / FILE)
    statistics.record("essay.md", typed=60, shown=9, taken=5, saved=40)
    statistics.close()
    assert commands.main(["stats", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["all"][0]["saved"] == 40 and found["documents"][0]["share"] == 0.4
    assert commands.main(["stats"]) == 0
    assert "40.0%" in capsys.readouterr().out


def test_plain_lines_where_there_is_no_terminal(bundle: Path) -> None:
    out = io.StringIO()
    prompt.run_plain(Engine.open(bundle), io.StringIO("We cons\nThe c\n"), out)
    first, second = out.getvalue().splitlines()
    assert first.startswith("We cons \u2192 consider") and "cat" in second


def typed(bundle: Path, *keys: str) -> str:
    """The text of a live prompt at which ``keys`` were pressed, letter by letter."""
    with create_pipe_input() as keyboard:
        engine = Engine.open(bundle)
        session = threading.Thread(target=_press, args=(keyboard, keys))
        session.start()
        try:
            return prompt.run(engine, keyboard, DummyOutput())
        finally:
            session.join()
            engine.close()


def _press(keyboard: PipeInput, keys: Sequence[str]) -> None:
    for key in keys:
        keyboard.send_text(key)
        time.sleep(0.05)  # a terminal has nothing that could be awaited: it is all bytes


def test_the_live_prompt_takes_whole_ghosts_and_words(bundle: Path) -> None:
    assert typed(bundle, *"We cons", RIGHT, ",", "\x04") == "We consider,"
    assert typed(bundle, *"We cons", "\t", "\x04").startswith("We consider ")
    assert typed(bundle, *"We cons", RIGHT, *" it ", "\x04") == "We consider it "


def test_the_live_prompt_keeps_the_space_that_the_language_has(tmp_path: Path) -> None:
    french = make(tmp_path / "fr", "Le chat aime la maison. Le chat aime la maison.", "fr")
    assert typed(french, *"Le chat aime la mai", RIGHT, "?", "\x04") == "Le chat aime la maison ?"
    german = make(tmp_path / "de", "Le chat aime la maison. Le chat aime la maison.", "de")
    assert typed(german, *"Le chat aime la mai", RIGHT, "?", "\x04") == "Le chat aime la maison?"


# ---- the same memory as the window's


def trained_on(profile: Path, letter: Path) -> None:
    """A profile with a model of its own that was made from ``letter``, and its counts."""
    profile.mkdir(parents=True)
    (profile / MODEL).write_text("model")
    write_note(
        profile, Note(sources=asdict(Sources((str(letter),), (), stamp_files([letter], []))))
    )
    with OpenedCounts(profile / COUNTS) as store:
        store.add(
            str(letter), ["the", "Quillfeather", "the", "Quillfeather", "the", "Quillfeather"]
        )
        store.block("cat")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A document."""
    path = tmp_path / "letter.txt"
    path.write_text("the Quillfeather " * 3)
    return path


def test_forget_leaves_no_trace_of_a_document(tmp_path: Path, letter: Path) -> None:
    profile = tmp_path / "profile"
    trained_on(profile, letter)
    cache = data_dir() / "profiles" / ".read"
    cache.mkdir(parents=True)
    (cache / "text").write_text(letter.read_text())
    assert commands.main(["forget", "--profile", str(profile), str(letter)]) == 0
    note = read_profile(profile)
    assert note.forgotten == (str(letter),), "only training again takes it out of the model"
    assert note.sources.paths == [], "and that leaves it out"
    assert not cache.exists()


def test_a_word_is_forgotten_in_every_case_it_is_known_in(tmp_path: Path) -> None:
    with OpenedCounts(tmp_path / COUNTS) as store:
        store.add("d", ["Quillfeather", "quillFeather", "QUILLFEATHER", "ÉTÉ", "été"])
    for word in ("quillfeather", "Été"):
        assert commands.main(["forget", "--profile", str(tmp_path), "--word", word]) == 0
    with OpenedCounts(tmp_path / COUNTS) as store:
        assert list(store.words()) == []


def test_export_says_what_the_window_exports(
    tmp_path: Path, letter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "profile"
    trained_on(profile, letter)
    assert commands.main(["export", "--profile", str(profile)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "blocked\tcat\t" in lines and "word\tQuillfeather\t3" in lines
    assert any(line.startswith("phrase\tthe Quillfeather") for line in lines)


def test_counts_that_cannot_be_made_are_a_sentence(
    bundle: Path, tmp_path: Path, letter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / COUNTS).symlink_to(tmp_path / "gone" / COUNTS)  # it cannot be made
    assert commands.main(["learn", "--profile", str(profile), "--bundle", str(bundle), str(letter)])
    assert "The personal counts cannot be opened." in capsys.readouterr().err


def test_the_live_prompt_edits_like_any_line_and_loses_nothing(bundle: Path) -> None:
    assert typed(bundle, *"ab", "\x1b[D", "x", "\x7f", "\x1b[H", "y", "\r", "\x03") == "y\nab"


@pytest.mark.parametrize("arguments", [["bogus"], ["sugest"], ["bogus", "a.md"]])
def test_a_mistyped_command_is_said(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert foretype(arguments) == 2
    told = capsys.readouterr().err
    assert "neither a command nor a file" in told
    assert ("suggest" in told) is (arguments[0] == "sugest")


def test_everything_learned_goes_into_a_file_and_is_added_elsewhere(
    tmp_path: Path, bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, file = tmp_path / "a.txt", str(tmp_path / "all.json")
    text.write_text("Anna came to the house.\n")
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    assert foretype(["learn", "--profile", one, "--bundle", str(bundle), str(text)]) == 0
    assert foretype(["export", "--profile", one, "--to", file]) == 0
    assert foretype(["learn", "--profile", two, "--bundle", str(bundle), str(text)]) == 0
    assert foretype(["forget", "--profile", two, str(text)]) == 0
    capsys.readouterr()
    assert foretype(["import", "--profile", two, file]) == 0
    assert capsys.readouterr().out.startswith("Taken in: 1 document, ")
    with OpenedCounts(Path(two) / COUNTS) as store:
        assert store.has(str(text.resolve()))
    Path(file).write_text("{}")
    assert foretype(["import", "--profile", two, file]) == 1
    assert "does not hold what Foretype has learned" in capsys.readouterr().err
