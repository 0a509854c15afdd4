"""The file of the settings: TOML that people edit, whose comments and order are theirs.

A line that stands commented out says what the default is; a setting that is changed is put into its
place there, one that goes back to its default becomes a comment again. Must not know what settings
there are, nor Qt.
"""

import re
from collections.abc import Mapping
from typing import cast

_BYTE = re.compile("[\udc80-\udcff]")
"""A byte of a file name that is no UTF-8, as Python has it."""
_SHIFT = 0x10FE00 - 0xDC00
_STAND_IN = re.compile("[\U0010fe80-\U0010feff]")
"""What stands in for one in the file: private to programs, and in no name."""

Value = bool | int | str | tuple[str, ...]


def as_toml(value: Value) -> str:
    """A value as it stands in the file."""
    import tomlkit  # here, so that only who writes pays for it at the start

    return tomlkit.item(_plain(value)).as_string()


def amended(text: str, changes: Mapping[str, tuple[Value, bool]]) -> str:
    """The file ``text`` with ``changes``: key (``group.name``) → value and whether it is the usual.

    Raises:
        ValueError: ``text`` is no TOML.
    """
    from tomlkit.exceptions import TOMLKitError

    try:
        text = _with_values(text, {key: value for key, (value, _) in changes.items()})
    except TOMLKitError as error:
        raise ValueError(str(error)) from error
    for key, (_, usual) in changes.items():
        if usual:
            text = _in_section(text, key, "", "# ")
    return text


def _with_values(text: str, values: Mapping[str, Value]) -> str:
    import tomlkit
    from tomlkit.items import Table

    before = tomlkit.parse(text)
    for key in values:
        group, _, name = key.partition(".")
        table = before.get(group)
        if not (isinstance(table, Table) and name in table):
            text = _in_section(text, key, r"#[ \t]*", "")
    document = tomlkit.parse(text)
    for key, value in values.items():
        group, _, name = key.partition(".")
        if not isinstance(document.get(group), Table):
            document[group] = tomlkit.table()
        cast(Table, document[group])[name] = _plain(value)
    return tomlkit.dumps(document)


def _in_section(text: str, key: str, old: str, new: str) -> str:
    """``text`` with ``new`` in place of ``old`` before the line of ``key``, if there is one."""
    group, _, name = key.partition(".")
    section = rf"(^\[{re.escape(group)}\][^\n]*\n(?:(?!\[)[^\n]*\n)*?)"
    return re.sub(
        rf"{section}{old}({re.escape(name)} *=)", rf"\1{new}\2", text, count=1, flags=re.M
    )


def _plain(value: Value) -> bool | int | str | list[str]:
    if isinstance(value, tuple):
        return [_text(item) for item in value]
    return _text(value) if isinstance(value, str) else value


def _text(value: str) -> str:
    """Bytes of file names that are no UTF-8 have no place in TOML: characters stand in for them."""
    known = _BYTE.sub(lambda match: chr(ord(match.group()) + _SHIFT), value)
    return known.encode("utf-8", "replace").decode()


def with_bytes(value: object) -> object:
    """A value as it stands in the file, with the bytes that were stood in for."""
    if isinstance(value, list):
        return [with_bytes(item) for item in value]
    if not isinstance(value, str):
        return value
    return _STAND_IN.sub(lambda match: chr(ord(match.group()) - _SHIFT), value)
