"""When nothing fits a prefix: what may have been meant, with one slip of the finger.

Knows letters and keys, neither words nor probabilities.
"""

from collections.abc import Iterator

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> dict[str, str]:
    """For each letter those beside, above and below it on the keyboard."""
    near: dict[str, str] = {}
    for number, row in enumerate(_ROWS):
        for place, letter in enumerate(row):
            around = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
            for other in (number - 1, number + 1):
                if 0 <= other < len(_ROWS):
                    first = place if other < number else place - 1
                    around += _ROWS[other][max(0, first) : first + 2]
            near[letter] = around
    return near


NEIGHBOURS = _neighbours()
SHORTEST_SLIP = 3
"""Letters of the shortest prefix in which a slip is looked for."""


def slips_of(prefix: str) -> Iterator[str]:
    """Prefixes that may have been meant by a mistyped ``prefix``, the likeliest kinds first.

    Two letters swapped, one doubled or too many, a neighbouring key, one left out. The first letter
    is taken as right, as it nearly always is.
    """
    for at in range(1, len(prefix) - 1):
        if prefix[at] != prefix[at + 1]:
            yield prefix[:at] + prefix[at + 1] + prefix[at] + prefix[at + 2 :]
    for at in range(1, len(prefix)):
        yield prefix[:at] + prefix[at + 1 :]
    for at in range(1, len(prefix)):
        for other in NEIGHBOURS.get(prefix[at].lower(), ""):
            yield prefix[:at] + other + prefix[at + 1 :]
        yield prefix[:at] + prefix[at - 1] + prefix[at:]
    for at in range(1, len(prefix)):
        for letter in "aeiourstnl":
            yield prefix[:at] + letter + prefix[at:]
