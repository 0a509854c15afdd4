"""Nothing large is loaded while somebody types: an import holds the typist's thread up.

In a process of its own, since other tests have loaded everything.
"""

import subprocess
import sys
from pathlib import Path

from tests.tiny_bundle import make

PROGRAM = """
import sys
from pathlib import Path
from editor_app.prediction.engine import Engine
from editor_app.spelling.setup import open_checker
from editor_app.prediction.types import Query
bundle, profile = map(Path, sys.argv[1:])
engine, checker = Engine.open(bundle, profile), open_checker(bundle)
before = set(sys.modules)
text = "Teh dog saw a letter form my mother, adn considred it. "
for end in range(1, len(text)):
    engine.suggest(Query(text[:end], document="a", words=3, fixes=True))
checker.check(text)
engine.memory.learn("a", text)
late = sorted(name for name in set(sys.modules) - before if not name.startswith("encodings"))
print(" ".join(late))
"""


def test_typing_and_checking_import_nothing(tmp_path: Path) -> None:
    bundle = make(tmp_path / "tiny")
    command = [sys.executable, "-c", PROGRAM, str(bundle), str(tmp_path / "profile")]
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout.split() == []
