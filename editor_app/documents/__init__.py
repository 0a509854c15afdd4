"""Documents as files: formats kept, written whole or not at all, copied against crashes."""
