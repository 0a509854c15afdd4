"""Pretraining, transfer learning, export and evaluation. Torch lives here; Qt never does."""
