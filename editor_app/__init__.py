"""The desktop editor: window, prediction path and files. Never imports torch or ``training``."""

__version__ = "0.1.0"

import models.offline  # noqa: F401  (before anything can import onnxruntime)
