"""The frozen program's entry: the same door as ``python -m editor_app``."""

import sys

from editor_app.__main__ import main

sys.exit(main())
