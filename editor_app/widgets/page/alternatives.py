"""The choices that a ghost stands for, and what typing and fresh answers leave of them.

Pure: must not know widgets, nor whether anything is shown.
"""

from collections.abc import Iterable, Sequence

from editor_app.widgets.page.choices import Choice

_CLEARLY = 2.0
"""How much likelier another word must be to stand in for a ghost whose letters are typed."""


class Alternatives:
    """Best first, with the one that is shown."""

    def __init__(self) -> None:
        self._choices: list[Choice] = []
        self.index = 0
        """The place of the one that is shown."""

    def __len__(self) -> int:
        return len(self._choices)

    @property
    def current(self) -> Choice:
        """The one that is shown; there must be one."""
        return self._choices[self.index]

    def put(self, choices: Iterable[Choice] = ()) -> None:
        """Stand for these, the first shown."""
        self._choices, self.index = list(choices), 0

    def turn(self, step: int) -> None:
        """Show the next or previous one."""
        self.index = (self.index + step) % len(self._choices)

    def type(self, text: str) -> bool:
        """Keep what goes on with ``text``; none of it where the one that is shown does not."""
        left = ((place, choice.after(text)) for place, choice in enumerate(self._choices))
        fitting = [(place, choice) for place, choice in left if choice is not None and choice.text]
        same = next((choice for place, choice in fitting if place == self.index), None)
        others = [choice for place, choice in fitting if place != self.index]
        self.put([same, *others] if same is not None else ())
        return same is not None

    def refresh(self, choices: Sequence[Choice], show: bool) -> bool:
        """Keep the one that is typed through steady, with fresh ones behind it; whether another
        text is shown now. ``show``: is the best of them worth a look?"""
        current = self.current
        longer = next((c for c in choices if c.text.startswith(current.text)), current)
        other = choices and show and not current.text.startswith(choices[0].text)
        if other and choices[0].probability > _CLEARLY * longer.probability:
            longer = choices[0]
        self.put([longer, *(c for c in choices if c is not longer and c.text != current.text)])
        return longer.text != current.text
