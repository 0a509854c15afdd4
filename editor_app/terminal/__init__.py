"""The commands without a window. No Qt."""
