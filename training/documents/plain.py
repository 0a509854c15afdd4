"""Plain text and Markdown → paragraphs. Pure functions on strings."""

import re
from statistics import median

from training.documents.records import Part

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[^\n]*\n){0,200}?---[ \t]*\n")
_HTML_COMMENT = re.compile(r"<!--.{0,20000}?-->", re.S)
_TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_MARKER = re.compile(r"^\s{0,12}(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_RULE = re.compile(r"^\s{0,3}(?:(?:[-*_=]\s*){3,})$")
_DEFINITION = re.compile(r"^\s{0,3}\[[^\]\n]{1,200}\]:\s+\S+.*$")
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_ADDRESS = re.compile(r"<(?:https?://|mailto:)[^>\s]{1,2000}>")
_CODE_SPAN = re.compile(r"(`{1,3})([^`\n]{1,500})\1")
_EMPHASIS = (
    re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]{1,1000}?)(?<=\S)\1(?![\w_])"),
    re.compile(r"(?<![\w*~])(\*{1,3}|~~)(?=\S)([^*~\n]{1,1000}?)(?<=\S)\1(?![\w*~])"),
)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")


def read_text(text: str) -> Part:
    """Paragraphs of a plain text: blocks between blank lines, hard-wrapped lines joined."""
    part = Part("", [])
    for block in blocks(text):
        part.paragraphs.extend(unwrap(block))
    return part


def blocks(text: str) -> list[list[str]]:
    """Runs of lines that are not blank."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def unwrap(lines: list[str]) -> list[str]:
    """A block's lines as paragraphs: one if the lines were broken to fit a width, else each.

    Lines were broken to a width when all but the last few come near the same length, as an editor
    that wraps at 72 leaves them; list items and verse do not.
    """
    if len(lines) == 1:
        return [lines[0].strip()]
    lengths = [len(line.rstrip()) for line in lines]
    width = max(lengths)
    body = lengths[:-1]
    wrapped = width <= 120 and median(body) >= 0.75 * width and width >= 35
    if not wrapped or any(_MARKER.match(line) for line in lines[1:]):
        return [line.strip() for line in lines]
    return [join_lines(lines)]


def join_lines(lines: list[str]) -> str:
    """One paragraph from wrapped lines; a word broken by a hyphen at a line end is healed."""
    joined = ""
    for line in lines:
        line = line.strip()
        broken = len(joined) > 1 and joined[-1] in "-\u2010\u00ad" and joined[-2].islower()
        if broken and line[:1].islower():
            joined = joined[:-1] + line
        else:
            joined = f"{joined} {line}" if joined else line
    return joined


def read_markdown(text: str) -> Part:
    """Paragraphs of a Markdown text without its marks; what is no prose is kept apart."""
    part = Part("", [])
    text = text.replace("\r\n", "\n")
    if front := _FRONT_MATTER.match(text):
        part.leave_out("front", front[0].split("\n")[1:-2])
        text = text[front.end() :]
    for comment in _HTML_COMMENT.findall(text):
        part.leave_out("comment", comment[4:-3].split("\n"))
    prose = _without_code(_HTML_COMMENT.sub("", text).split("\n"), part)
    for block in blocks("\n".join(prose)):
        part.paragraphs.extend(_markdown_paragraphs(block))
    return part


def _without_code(lines: list[str], part: Part) -> list[str]:
    """The lines outside fenced and indented code and tables, which ``part`` keeps apart."""
    prose: list[str] = []
    fence = ""
    after_blank = True
    in_list = False
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            if mark and mark.group(1).startswith(fence):
                fence = ""
            else:
                part.leave_out("code", [line])
            continue
        if mark:
            fence = mark.group(1)
            prose.append("")
        elif line.startswith(("    ", "\t")) and after_blank and not in_list:
            part.leave_out("code", [line])
            continue  # still after a blank: the next indented line is code too
        elif _TABLE_ROW.match(line):
            part.leave_out("table", [line.strip().strip("|")])
        else:
            prose.append(line)
        after_blank = not line.strip()
        if line.strip():
            in_list = bool(_MARKER.match(line)) or (in_list and line.startswith(" "))
    return prose


def _markdown_paragraphs(block: list[str]) -> list[str]:
    """A block's headings, list items and running text, each a paragraph."""
    found: list[list[str]] = [[]]
    for line in block:
        line = _QUOTE.sub("", line)
        if heading := _HEADING.match(line):
            found += [[heading.group(1)], []]
        elif _RULE.match(line) or _DEFINITION.match(line):
            found.append([])
        elif _MARKER.match(line):
            found.append([_MARKER.sub("", line)])
        else:
            found[-1].append(line)
            if line.endswith(("  ", "\\")):
                found.append([])
    return [clean for lines in found if lines and (clean := _inline(join_lines(lines)))]


def _inline(text: str) -> str:
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _ADDRESS.sub("", text)
    text = _CODE_SPAN.sub(r"\2", text)
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\2", text)
    return _TAG.sub("", text).replace("\\*", "*").replace("\\_", "_").strip()
