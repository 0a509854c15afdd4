"""The base of all errors that are a person's business, not a programmer's."""


class Problem(Exception):
    """Something is wrong that a person can understand and mend; the message is one sentence."""
