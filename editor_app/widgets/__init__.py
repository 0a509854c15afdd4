"""Everything that is painted or clicked. Never runs a model, never touches torch."""
