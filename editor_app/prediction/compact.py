"""A set of many strings in little memory. Knows nothing of what they are."""

from bisect import bisect_left
from collections.abc import Iterable

import numpy as np


class CompactSet:
    """Strings of which only hashes are kept, in order: a hundred thousand take less than a megabyte
    instead of a dozen. One that is not in it is taken for one that is once in 10¹⁴ times."""

    def __init__(self, strings: Iterable[str]) -> None:
        self._hashes = np.sort(np.fromiter(map(hash, strings), np.int64)).data

    def __contains__(self, string: object) -> bool:
        wanted = hash(string)
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted
