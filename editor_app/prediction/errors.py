"""What can go wrong in the prediction room, as sentences for a person. Knows nothing else."""

from models.problem import Problem


class EngineError(Problem):
    """The engine cannot work; the message is one sentence."""
