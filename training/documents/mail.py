"""Mail → what its writer wrote: no headers, quotations, signatures or attachments."""

import mailbox
import re
from collections import Counter
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from models.reasons import Reason
from training.documents.plain import read_text
from training.documents.records import LeftOutError, Part
from training.documents.web import paragraphs_of

_DEPTH = 20
_PARTS = 500
_QUOTED = re.compile(r"^\s{0,3}(?:[A-Z]{0,3}>|\|)")
_ATTRIBUTION = re.compile(
    r"^(?:On|Am|Le|El|Il|Op|Em)\b.{5,200}(?:wrote|schrieb|écrit|escribió|scritto|schreef|escreveu)"
    r"\b.{0,80}:\s*$"
)
_FORWARDED = re.compile(
    r"^\s*(?:-{2,}\s*(?:Original Message|Forwarded message|Begin forwarded message)"
    r"|_{20,}\s*$|Begin forwarded message:|From:\s.+@.+)",
    re.I,
)
_SIGNATURE = re.compile(r"^--\s?$")


def read_message(data: bytes) -> Part:
    """The body of one message."""
    return _part_of(_parse(data))


def read_mailbox(path: Path) -> Iterator[Part]:
    """The messages of an mbox file, each a part named by its place in the box."""
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.iterkeys(), 1):
            try:
                part = _part_of(_parse(box.get_bytes(key)))
            except LeftOutError:
                part = Part("", [], Counter({"damaged": 1}))
            part.name = part.name or str(number)
            yield part
    finally:
        box.close()


def _parse(data: bytes) -> Message:
    try:
        return BytesParser(policy=policy.compat32).parsebytes(data)
    except (MessageError, ValueError, LookupError, RecursionError):
        raise LeftOutError(Reason.BAD_MESSAGE) from None


def _part_of(message: Message) -> Part:
    body = _body(message)
    identity = str(message.get("Message-ID", "")).strip(" <>\t\r\n")[:200]
    if body is None:
        return Part(identity, [])
    text, is_html = body
    part = paragraphs_of(text, mail=True) if is_html else Part("", [])
    lines = "\n\n".join(part.paragraphs).splitlines() if is_html else text.splitlines()
    own, others = _own_lines(lines)
    part.paragraphs = read_text("\n".join(own)).paragraphs
    for kind, said in others.items():
        part.leave_out(kind, read_text("\n".join(said)).paragraphs)
    part.name = identity
    return part


def _body(message: Message) -> tuple[str, bool] | None:
    """(text, whether it is HTML) of the first readable body, plain text before HTML."""
    html: str | None = None
    level: list[Message] = [message]
    seen = 0
    for _ in range(_DEPTH):
        deeper: list[Message] = []
        for part in level:
            seen += 1
            if seen > _PARTS:
                break
            if part.is_multipart():
                children = part.get_payload()
                # A forwarded message is somebody's earlier text, not this letter.
                if part.get_content_type() != "message/rfc822" and isinstance(children, list):
                    deeper += [child for child in children if isinstance(child, Message)]
            elif not part.get_filename() and part.get_content_disposition() != "attachment":
                if part.get_content_type() == "text/plain":
                    return _text_of(part), False
                if part.get_content_type() == "text/html" and html is None:
                    html = _text_of(part)
        level = deeper
    return None if html is None else (html, True)


def _text_of(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return data.decode("latin-1")


def _own_lines(lines: list[str]) -> tuple[list[str], dict[str, list[str]]]:
    """The lines before a forwarded message or signature that are no quotation; and those others, by
    the codes of ``models.reasons.DROPPED``."""
    own: list[str] = []
    others: dict[str, list[str]] = {"quotation": [], "signature": []}
    for number, line in enumerate(lines):
        if _FORWARDED.match(line):
            others["quotation"] += lines[number:]
            break
        if _SIGNATURE.match(line):
            others["signature"] += lines[number + 1 :]
            break
        two = f"{line} {lines[number + 1]}" if number + 1 < len(lines) else line
        before = f"{lines[number - 1]} {line}" if number else line
        if _QUOTED.match(line) or any(map(_ATTRIBUTION.match, (line, two, before))):
            others["quotation"].append(line.lstrip("> \t"))
            own.append("")
        else:
            own.append(line)
    return own, others
