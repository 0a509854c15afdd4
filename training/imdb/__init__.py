"""The IMDB experiment: does transfer help, on the task that the idea was first argued with?

The reviews are read (``data``), written as ids of a base's grown vocabulary (``task``), and learned
from in four parts: a small classifier from scratch, language models (``language``), classifiers by
transfer (``classifier``, ``transfers``), and the same from unrelated tasks (``sources``). Models,
strategies and the loop are those that learn a person's writing; only the head is this package's.
"""

from training.imdb.command import main

__all__ = ["main"]
