"""The page that is written on: editor, ghost, spell marks, and what they share."""
