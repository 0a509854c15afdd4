"""Bridges between the window and slow work: worker threads and child processes. QtCore only."""
