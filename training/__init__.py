"""Pretraining, transfer learning, export and evaluation. Torch lives here; Qt never does."""

import models.offline  # noqa: F401  (before anything can import onnxruntime)
