"""Faults, injected for real: kills, failing disks, foreign bytes, clocks that jump."""
