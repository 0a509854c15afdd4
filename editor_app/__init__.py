"""The desktop editor: window, prediction path and files. Never imports torch or ``training``."""
