"""What in a Markdown text is no prose: code, tags, targets of links, definitions, front matter.

markdown-it-py says where the parts are; its inline rules are wrapped, since its tokens do not tell
places within a line. What CommonMark does not know (front matter, footnotes, formulas, templates)
are patterns. A plain text is Markdown without marks. This module must not know words.
"""

import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

Span = tuple[int, int]
Rule = Callable[[StateInline, bool], bool]

_WANTS_PARSING = re.compile(r"[`<&\[]|^(?: {4}|\t)|~~~", re.MULTILINE)
_BLOCKS = frozenset(("fence", "html_block"))
_INLINE = ("backticks", "link", "image", "autolink", "html_inline", "entity")
_CODE_SIGN = re.compile(r"[{}();=<>\[\]_|\\]")
"""Indented lines without any of these may as well be a letter's paragraphs."""
_BESIDE = re.compile(
    r"""
    \A(?:---|\+\+\+)[ ]*\n(?:[^\n]*\n)*?(?:---|\+\+\+|\.\.\.)[ ]*(?:\n|\Z)   # front matter
  | \[\^[^\]\s]{1,80}\]                                      # footnote
  | (?<=\])\[[^\[\]\n]*\]                                # label of a link defined elsewhere
  | \{\{[^{}]*\}\} | \{%[^%]*%\}                           # template
  | \$\$[^$]+\$\$ | (?<![\w$])\$(?=\S)[^$\n]+?(?<=\S)\$(?![\w$])   # formula
  | <!--(?:(?!-->).)*(?:-->|\Z)                           # comment
    """,
    re.VERBOSE | re.DOTALL,
)


def not_prose(text: str) -> Iterator[Span]:
    """The spans of ``text`` that are left alone, in no order."""
    yield from (match.span() for match in _BESIDE.finditer(text))
    if _WANTS_PARSING.search(text):
        yield from _Parser(text).spans()


class _Parser:
    """One pass over one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._content = ""
        self._found: list[Span] = []
        self._parser = MarkdownIt("commonmark").disable("inline")
        rules = self._parser.inline.ruler
        known = {rule.name: rule.fn for rule in rules.__rules__}
        for name in _INLINE:
            rules.at(name, self._noting(known[name], name))

    def spans(self) -> Iterator[Span]:
        """What the parser finds."""
        env: EnvType = {}
        for token in self._parser.parse(self._text, env):
            if token.map is None:
                continue
            first, last = token.map
            if token.type in _BLOCKS or (token.type == "code_block" and self._is_code(first, last)):
                yield self._starts[first], self._starts[last]
            elif token.type == "inline" and _WANTS_PARSING.search(token.content):
                yield from self._inline(token, env)
        for reference in env.get("references", {}).values():
            first, last = reference["map"]
            yield self._starts[first], self._starts[last]

    def _is_code(self, first: int, last: int) -> bool:
        return any(_CODE_SIGN.search(line) for line in self._lines[first:last])

    def _inline(self, token: Token, env: EnvType) -> Iterator[Span]:
        """The spans within a paragraph or heading."""
        assert token.map is not None
        self._content, self._found = token.content, []
        self._parser.inline.parse(token.content, self._parser, env, [])
        if not self._found:
            return
        # Each line of the content is an end of its line of text: what is before is indentation.
        offsets: list[tuple[int, int]] = []
        at = 0
        for number, line in enumerate(token.content.split("\n"), start=token.map[0]):
            offsets.append((at, self._starts[number] + max(0, self._lines[number].rfind(line))))
            at += len(line) + 1
        for start, end in self._found:
            yield _moved(start, offsets), _moved(end, offsets)

    def _noting(self, rule: Rule, name: str) -> Rule:
        """``rule``, noting what it takes."""

        def noting(state: StateInline, silent: bool) -> bool:
            start = state.pos
            took = rule(state, silent)
            if took and not silent and state.src is self._content:
                if name in ("link", "image"):  # what is shown of it is prose
                    shown = state.src.rfind("](", start, state.pos)
                    start = shown if shown >= 0 else state.src.rfind("][", start, state.pos)
                if 0 <= start < state.pos:
                    self._found.append((start, state.pos))
            return took

        return noting


def _moved(place: int, offsets: list[tuple[int, int]]) -> int:
    """A place of a paragraph's content as a place of the text."""
    start, there = next(pair for pair in reversed(offsets) if pair[0] <= place)
    return there + place - start
