"""The settings that hold now: read from the file, changed, written, told to whoever listens.

What there is to set, and within which bounds, says ``settings_table``. Must not know Qt or any
widget.
"""

import contextlib
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from editor_app.language import mark, tr
from editor_app.settings_file import Value, amended, as_toml, with_bytes
from editor_app.settings_table import KEYS, TABLE, Setting
from models.disk import Sight, lock_file, look, own_file, own_folder, read_file
from models.replacing import write_own


def actions_with_key(settings: "Settings", key: str) -> list[str]:
    """The settings of all actions that ``key`` belongs to now, in the order of the table."""
    names = (f"keys.{name}" for name, _, _ in KEYS)
    return [name for name in names if key and settings.text(name) == key]


_LOCK_SECONDS = 1.0
_MOST = 1 << 20
"""Bytes of a settings file at most; what is larger is none."""


class Settings:
    """The values that hold now. Not thread-safe: use from one thread."""

    def __init__(self, path: Path | None = None, table: Iterable[Setting] = TABLE) -> None:
        self.path = path
        self.table = {setting.key: setting for setting in table}
        self._trouble = ("", "")
        self._worried: list[Callable[[str], None]] = []
        self._unwritten: set[str] = set()
        """Keys that were set here: the file's other lines are the person's own business."""
        self._seen: tuple[int, int, int] | None = None
        self._values: dict[str, Value] = {}
        self._listeners: list[Callable[[str], None]] = []
        if path is not None:
            self._read(path)

    def __getitem__(self, key: str) -> Value:
        return self._values.get(key, self.table[key].default)

    @property
    def trouble(self) -> str:
        """What was wrong with the file, in a sentence, or ""."""
        text, about = self._trouble
        return tr(text).format(about) if text else ""

    def flag(self, key: str) -> bool:
        """A yes-or-no setting."""
        return bool(self[key])

    def number(self, key: str) -> int:
        """A number setting."""
        value = self[key]
        assert isinstance(value, int)
        return value

    def text(self, key: str) -> str:
        """A text setting."""
        return str(self[key])

    def items(self, key: str) -> tuple[str, ...]:
        """A list setting."""
        value = self[key]
        assert isinstance(value, tuple)
        return value

    def set(self, key: str, value: Value) -> None:
        """Set, write the file, tell the listeners; raises ``ValueError`` for an impossible
        value."""
        self.change(key, lambda _: value)

    def change(self, key: str, make: Callable[[Value], Value]) -> None:
        """Set to what ``make`` makes of the value that holds now, in whichever window it was set;
        nothing else changes in the file. Raises ``ValueError`` for an impossible value."""
        with self._alone():
            self.refresh()
            value = make(self[key])
            clean = self.table[key].clean(value)
            if clean is None:
                raise ValueError(f"{key} cannot be {value!r}")
            if clean == self[key]:
                return
            self._values[key] = clean
            self._unwritten.add(key)
            self.write()
        self._tell(key)

    def refresh(self) -> None:
        """Take over what other windows have set since, and tell the listeners."""
        if self.path is None or self._seen == _outside(self.path):
            return
        before = dict(self._values)
        self._read(self.path)
        for key in self.table:
            if before.get(key, self.table[key].default) != self[key]:
                self._tell(key)

    def _tell(self, key: str) -> None:
        for listener in list(self._listeners):
            listener(key)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """No other window writes meanwhile, where the disk has locks."""
        with contextlib.ExitStack() as held:
            with contextlib.suppress(OSError):
                if self.path is not None:
                    own_folder(self.path.parent)
                    lock = held.enter_context(own_file(self.path.with_suffix(".lock")).open("r+b"))
                    lock_file(lock, wait=_LOCK_SECONDS)
            yield

    def offer(self, key: str, choices: Iterable[tuple[str, str]]) -> None:
        """Let a text setting have one of these (value, label) pairs, which only this computer
        knows. A value in force that is not among them stays, for it may come back."""
        self.table[key] = replace(self.table[key], choices=tuple(choices))

    def reset(self, key: str) -> None:
        """Back to the default."""
        self.set(key, self.table[key].default)

    def subscribe(self, listener: Callable[[str], None]) -> None:
        """Call ``listener`` with the key of every setting that changes."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Callable[[str], None]) -> None:
        """Call ``listener`` no more."""
        with contextlib.suppress(ValueError):
            self._listeners.remove(listener)

    def subscribe_trouble(self, listener: Callable[[str], None]) -> None:
        """Call ``listener`` with a sentence whenever a setting could not be kept."""
        self._worried.append(listener)

    def write(self) -> None:
        """Write the file at once or not at all; settings that cannot be kept are no reason to
        stop, but are said."""
        if self.path is None:
            return
        try:
            write_own(self.path, self._amended(self.path).encode(), durable=False)
        except OSError as error:
            self._trouble = (mark("Settings could not be kept: {}."), error.strerror or str(error))
            for listener in list(self._worried):
                listener(self.trouble)
            return
        self._unwritten.clear()
        self._seen = _outside(self.path)

    def _amended(self, path: Path) -> str:
        """The file as it stands, with what was changed here; a new one where there is none."""
        changes = {
            key: (self[key], self[key] == self.table[key].default) for key in self._unwritten
        }
        try:
            return amended(read_file(path, _MOST).decode("utf-8-sig"), changes)
        except OSError:
            return self.as_toml()
        except (ValueError, RecursionError):  # somebody is half-way through editing it
            self._set_aside(path)
            return self.as_toml()

    def _set_aside(self, path: Path) -> None:
        """Keep a damaged file under another name, and say so."""
        names = (path.with_suffix(f".damaged{n or ''}.toml") for n in range(1000))
        aside = next((name for name in names if look(name) is Sight.NOTHING), path)
        with contextlib.suppress(OSError):
            path.replace(aside)
        self._trouble = (mark("The settings file was damaged; it is kept as {}."), aside.name)

    def as_toml(self) -> str:
        """A new file: settings that differ from their default plainly, the others as comments."""
        lines = ["# Foretype settings. Remove a line to go back to the default."]
        group = ""
        for setting in self.table.values():
            if setting.group != group:
                group = setting.group
                lines += ["", f"[{group}]"]
            value = self[setting.key]
            mark = "" if setting.key in self._values and value != setting.default else "# "
            about = f"  # {setting.label}"
            lines.append(f"{mark}{setting.key.partition('.')[2]} = {as_toml(value)}{about}")
        return "\n".join(lines) + "\n"

    def _read(self, path: Path) -> None:
        try:
            self._seen = _outside(path)
            found = tomllib.loads(read_file(path, _MOST).decode("utf-8-sig"))
        except FileNotFoundError:
            return
        except (ValueError, RecursionError):  # no TOML, no UTF-8, a number without end
            self._set_aside(path)
            return
        except OSError as error:
            self._trouble = (
                mark("The settings file cannot be read: {}."),
                error.strerror or str(error),
            )
            return
        self._values = {key: self._values[key] for key in self._unwritten}
        for key, setting in self.table.items():
            if key in self._unwritten:  # the person chose it, and it could not be kept
                continue
            group = found.get(setting.group)
            name = key.partition(".")[2]
            if isinstance(group, dict) and name in group:
                value = setting.clean(with_bytes(group[name]))
                if value is None:
                    self._trouble = (
                        mark("The setting {} was not understood; its default is used."),
                        key,
                    )
                else:
                    self._values[key] = value


def _outside(path: Path) -> tuple[int, int, int] | None:
    """What changes of a file with every writing; ``None`` where it cannot be seen."""
    try:
        info = path.stat()
    except OSError:
        return None
    return info.st_ino, info.st_size, info.st_mtime_ns
