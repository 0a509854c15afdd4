#!/bin/sh
# Install the wheel with pip alone into a fresh virtual environment and use it, without a network
# where a namespace of its own can be had: wheel.sh FILE.whl
set -eu
wheel=$1
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet "$wheel"
cd /
offline=
if unshare -rn true 2>/dev/null; then offline="unshare -rn"; fi
$offline sh "$here/program.sh" "$folder/env/bin/foretype"
echo "used with ${offline:+no }network"
QT_QPA_PLATFORM=offscreen "$folder/env/bin/python" - <<'PYTHON'
from pathlib import Path
import editor_app, models, training
from editor_app.start import RESOURCES
assert list(RESOURCES.glob("icons/*.svg")), "no icons"
assert (Path(models.__file__).parent / "en_base" / "manifest.json").is_file(), "no base"
assert list((Path(training.__file__).parent / "recipes").glob("*.toml")), "no recipes"
PYTHON
echo "wheel: good"
