"""Set phrases: is the word that everybody expects offered first where a letter or two are typed?

    python -m tests.bench.probes --bundle DIR [--profile DIR]

``probes.txt`` has one phrase a line, context and prefix before the bar, the rest of the word
behind it. Prints those that are not completed, and the share that is.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from editor_app.prediction.engine import Engine
from editor_app.prediction.types import Query

PROBES = Path(__file__).with_name("probes.txt")


@dataclass(frozen=True)
class Probe:
    """A place, and the rest of the word that must stand first there."""

    context: str
    rest: str


def read(path: Path = PROBES) -> list[Probe]:
    """The probes of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if "|" in line and not line.startswith("#")]
    halves = (line.replace("\\n", "\n").split("|", 1) for line in kept)
    return [Probe(context, rest) for context, rest in halves]


def offered(engine: Engine, probe: Probe, number: int) -> str:
    """The text offered first, "" for none."""
    answer = engine.suggest(Query(probe.context, k=1, document=f"probe {number}"))
    return answer.suggestions[0].text if answer.suggestions else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--profile", type=Path)
    options = parser.parse_args()
    engine = Engine.open(options.bundle, options.profile)
    probes, right = read(), 0
    for number, probe in enumerate(probes):
        text = offered(engine, probe, number)
        if text == probe.rest:
            right += 1
        else:
            print(f"{probe.context!r}: {probe.rest!r} expected, {text!r} offered")
    engine.close()
    print(f"{right} of {len(probes)} right, {100 * right / len(probes):.0f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
