"""HTML → paragraphs: the text of each block, without menus, scripts and code."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from models.reasons import Reason
from training.documents.records import LeftOutError, Part
from training.documents.sniff import decode

_BLOCK_NAMES = (
    "p div li h1 h2 h3 h4 h5 h6 td th dd dt blockquote section article main body figcaption "
    "caption tr table ul ol dl address details summary center html"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_NOT_TEXT = (
    "head, script, style, noscript, template, svg, math, iframe, object, form, select, button, "
    "textarea, nav, footer, aside, [hidden], [aria-hidden=true]"
)
_CODE = "pre, samp, kbd, xmp, listing"
_MAIL_QUOTES = "blockquote, .gmail_quote, .moz-cite-prefix, #divRplyFwdMsg, .yahoo_quoted"
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{2,20})", re.I)
_SPACE = re.compile(r"\s+")
_DEPTH = 200
"""How far up the block around a text is looked for; deeper nesting is no document."""


def read_html(data: bytes, *, mail: bool = False) -> Part:
    """Paragraphs of an HTML page; in ``mail`` quoted messages are dropped too."""
    return paragraphs_of(_decode_html(data), mail=mail)


def paragraphs_of(html: str, *, mail: bool = False) -> Part:
    """Paragraphs of HTML given as a string."""
    if html.count("<") > 3_000_000:
        raise LeftOutError(Reason.TOO_MANY_ELEMENTS)
    tree = LexborHTMLParser(html)
    part = Part("", [])
    for selector, reason in ((_NOT_TEXT, ""), (_CODE, "code"), (_MAIL_QUOTES, "quotation")):
        if reason == "quotation" and not mail:
            continue
        for node in tree.css(selector):
            if reason:
                part.leave_out(reason, node.text(separator="\n").split("\n"))
            node.decompose()
    if tree.root is not None:
        part.paragraphs = _texts_by_block(tree.root)
    return part


def _texts_by_block(root: LexborNode) -> list[str]:
    """Neighbouring texts inside the same innermost block make a paragraph."""
    paragraphs: list[str] = []
    pieces: list[str] = []
    current: int | None = None
    for node in root.traverse(include_text=True):
        if node.tag == "br":
            pieces.append("\n")
        if node.tag != "-text":
            continue
        block = _block_around(node)
        if block != current:
            _flush(pieces, paragraphs)
            current = block
        pieces.append(node.text_content or "")
    _flush(pieces, paragraphs)
    return paragraphs


def _block_around(node: LexborNode) -> int:
    parent = node.parent
    for _ in range(_DEPTH):
        if parent is None:
            return 0
        if parent.tag in _BLOCKS:
            return parent.mem_id
        parent = parent.parent
    return 0


def _flush(pieces: list[str], paragraphs: list[str]) -> None:
    # White space inside a text node means nothing; only <br> ends a line.
    text = "".join(p if p == "\n" else _SPACE.sub(" ", p) for p in pieces)
    paragraphs += [line.strip() for line in text.split("\n") if line.strip()]
    pieces.clear()


def _decode_html(data: bytes) -> str:
    if match := _CHARSET.search(data[:4096]):
        try:
            return data.decode(match.group(1).decode("ascii"), "replace")
        except LookupError:
            pass
    return decode(data)
