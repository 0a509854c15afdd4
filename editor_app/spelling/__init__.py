"""Spell hints: which words look wrong, and what was meant.

The engine knows the language (word lists and an error model fitted on real misspellings), the
sentence (the bundle's language model on both sides of a word) and the person (their words and
counts). ``checker`` is the way in. Nothing here may know Qt, nor how a model is run: the model
comes in through the protocol in ``sentence``.
"""
