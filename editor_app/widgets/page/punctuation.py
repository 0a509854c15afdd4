"""Typographic signs for the plain ones of the keyboard: curly quotation marks, dashes, ellipses.

Pure: must not know widgets.
"""

_OPENS_AFTER = frozenset("([{\u2014\u2013-/\u201c\u2018")


def typographic(typed: str, before: str) -> tuple[int, str]:
    """What stands for ``typed`` after the text ``before`` of its line: (characters before the
    cursor that give way, the text)."""
    opens = not before or before[-1].isspace() or before[-1] in _OPENS_AFTER
    if typed == '"':
        return 0, "\u201c" if opens else "\u201d"
    if typed == "'":
        return 0, "\u2018" if opens else "\u2019"
    if typed == "-" and before.endswith("-") and not before.strip("- "):
        return 0, typed  # a rule of Markdown is being drawn
    if typed == "-" and before.endswith("-") and not before.endswith("--"):
        return 1, "\u2013"
    if typed == "-" and before.endswith("\u2013"):
        return 1, "\u2014"
    if typed == "." and before.endswith("..") and not before.endswith("..."):
        return 2, "\u2026"
    return 0, typed
