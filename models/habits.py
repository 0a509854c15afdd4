"""What a person does with suggestions, in numbers: kept in the counts' file, beside the words.

Whether right ghosts are taken, and which of the blend's sources have earned more trust than the
shipped weights give them; and what of it came from elsewhere, so that nothing counts twice. The
module must not know words, nor what is done with the numbers.
"""

import secrets
from collections.abc import Iterator, Mapping

from models.counts_file import CountsDamagedError, CountsFile

_TAKES = ("taken", "typed past")
_MOST_TAKES = 400
"""Right ghosts remembered; beyond that the older half fades."""
_TRUST = "trust in "
_TAKEN_IN = "taken in "
"""What begins the names of such entries."""


class Habits:
    """The habits kept in one file of counts. One thread at a time."""

    def __init__(self, file: CountsFile) -> None:
        self._file = file

    def takes(self) -> tuple[int, int]:
        """Right ghosts that were (taken, typed past): what the take rate is learned from.

        Raises:
            CountsError: the file cannot be read.
        """
        found = self._numbers("SELECT name, value FROM meta WHERE name IN (?, ?)", *_TAKES)
        taken, missed = (found.get(name, 0) for name in _TAKES)
        return taken, missed

    def add_takes(self, taken: int, missed: int) -> None:
        """Add right ghosts; old ones fade, for habits change.

        Raises:
            CountsError: the file cannot be written.
        """
        sums = [a + b for a, b in zip(self.takes(), (taken, missed), strict=True)]
        while sum(sums) > _MOST_TAKES:
            sums = [n // 2 for n in sums]
        self._keep(dict(zip(_TAKES, sums, strict=True)))

    def trust(self) -> dict[str, float]:
        """How documents moved the weight of each source, in nats; see :meth:`set_trust`.

        Raises:
            CountsError: the file cannot be read.
        """
        found = self._numbers("SELECT name, value FROM meta WHERE name LIKE ?", f"{_TRUST}%")
        return {name.removeprefix(_TRUST): number / 1000.0 for name, number in found.items()}

    def set_trust(self, trust: Mapping[str, float]) -> None:
        """Keep it, to thousandths, in place of what was kept before.

        Raises:
            CountsError: the file cannot be written.
        """
        self.forget_trust()
        self._keep({_TRUST + name: round(1000.0 * nats) for name, nats in trust.items()})

    def meet_trust(self, other: Mapping[str, float]) -> None:
        """Go half-way to the trust that other documents led to, or all the way where there is none
        yet: which documents were more, neither remembers.

        Raises:
            CountsError: the file cannot be written.
        """
        own = self.trust()
        if not own:
            self.set_trust(other)
        elif other:
            sources = [*own, *(source for source in other if source not in own)]
            self.set_trust({s: (own.get(s, 0.0) + other.get(s, 0.0)) / 2 for s in sources})

    def forget_trust(self) -> None:
        """All documents moved it: whoever forgets one of them calls this.

        Raises:
            CountsError: the file cannot be written.
        """
        with self._file.change():
            self._file.db.execute("DELETE FROM meta WHERE name LIKE ?", (f"{_TRUST}%",))

    def origin(self) -> str:
        """A random name of this file, made when it is first asked for.

        Raises:
            CountsError: the file cannot be written.
        """
        with self._file.change():
            row = ("origin", secrets.token_hex(4))
            self._file.db.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", row)
        return str(self._file.row("SELECT value FROM meta WHERE name = 'origin'")[0])

    def note_taken_in(self, name: str) -> bool:
        """Remember that what bears this name was taken in; whether it was not yet.

        Raises:
            CountsError: the file cannot be written.
        """
        with self._file.change():
            row = (_TAKEN_IN + name, "1")
            done = self._file.db.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", row)
        return done.rowcount > 0

    def clear(self) -> None:
        """Forget all of it.

        Raises:
            CountsError: the file cannot be written.
        """
        with self._file.change():
            self.forget_trust()
            self._file.db.execute("DELETE FROM meta WHERE name IN (?, ?)", _TAKES)
            self._file.db.execute("DELETE FROM meta WHERE name LIKE ?", (f"{_TAKEN_IN}%",))

    def content(self) -> Iterator[tuple[str, str, int]]:
        """All of it as (kind, name, number), sorted."""
        for name, number in zip(_TAKES, self.takes(), strict=True):
            if number:
                yield "right ghosts", name, number
        for name, nats in sorted(self.trust().items()):
            yield "trust in thousandths", name, round(1000.0 * nats)

    def _numbers(self, query: str, *values: str) -> dict[str, int]:
        rows = self._file.rows(query, values)
        try:
            return {name: int(value) for name, value in rows}
        except ValueError as error:
            raise CountsDamagedError("The personal counts are damaged.") from error

    def _keep(self, numbers: Mapping[str, int]) -> None:
        with self._file.change():
            self._file.db.executemany(
                "INSERT INTO meta VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [(name, str(number)) for name, number in numbers.items()],
            )
