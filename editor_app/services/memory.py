"""Hands memory that was needed for a while back to the system. Knows nothing of what it was for."""

import ctypes


def give_back() -> None:
    """Let the C library return free memory, where it has a call for that (glibc).

    Word lists and indexes are built through many short-lived objects; without this their places
    stay with the process. Takes some milliseconds: call it off the typing path.
    """
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError, TypeError):
        return
    trim(0)
