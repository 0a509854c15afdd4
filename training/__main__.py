"""``python -m training COMMAND``: one door to all training work."""

import importlib
import os
import sys

from models.problem import Problem

COMMANDS = {
    "prepare": "make a corpus of token arrays from text files, test text kept out",
    "counts": "count a prepared corpus: the n-grams of a bundle",
    "words": "list the words of a corpus that a vocabulary has no room for",
    "language": "make the base of a language from a folder of text: all that follows in one",
    "pretrain": "train a base on a corpus",
    "finetune": "train a profile on a person's documents",
    "transfer": "measure what learning adds to counts, author by author",
    "export": "write a run as a bundle",
    "curve": "compare how runs learned, as a table and pictures",
    "search": "train small variants of a recipe and print one table",
    "evaluate": "measure a bundle or any program that speaks the query protocol",
    "imdb": "run the film review experiment: does transfer help?",
    "inspect": "show what would be read from documents, and what is left out",
}


def main() -> int:
    """Run the command that ``sys.argv`` names; bad input ends in a sentence, not a traceback."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        width = max(map(len, COMMANDS))
        lines = "\n".join(f"  {c:<{width}}  {text}" for c, text in COMMANDS.items())
        print(f"usage: python -m training COMMAND …\n{lines}", file=sys.stderr)
        return 0 if name in ("-h", "--help") else 2
    # Threads that wait must sleep: spinning ones starve each other on a busy machine, and the
    # editor with them. Read by OpenMP when torch is imported.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        command = importlib.import_module(f"training.{name}")
        return int(command.main(sys.argv[2:]))
    except (Problem, OSError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
