"""Developers' tools: they fit and build the data. Nothing that runs imports them."""
