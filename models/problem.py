"""The base of all errors that are a person's business, not a programmer's."""


class Problem(Exception):  # noqa: N818 - the word a person reads
    """Something is wrong that a person can understand and mend; the message is one sentence."""
