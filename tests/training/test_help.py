"""Every command explains itself, to people: no option without a word, no notes for programmers."""

import argparse
import importlib
import re

import pytest

from training.__main__ import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    parsers: list[argparse.ArgumentParser] = []
    plain = argparse.ArgumentParser.parse_args

    def noting(parser: argparse.ArgumentParser, *args: object) -> object:
        parsers.append(parser)
        return plain(parser, *args)  # type: ignore[call-overload]

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", noting)
    with pytest.raises(SystemExit) as end:
        importlib.import_module(f"training.{name}").main(["--help"])
    assert end.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: python -m training {name} ")
    assert not re.search(r"``|:func:|:class:|must not know", shown)
    assert [action.dest for action in parsers[0]._actions if not action.help] == []
