"""Fuzzing: targets, the examples that run with every test, and the long campaign."""
