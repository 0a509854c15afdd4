"""The helper process that opens documents: one request a line in, JSON lines out.

Started by ``training.documents.pool`` with a bound on its memory; it may be killed at any moment.
Whatever a parser does to it happens to nobody else.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from models.reasons import Reason, Remark
from training.documents import mail, pdf, plain, rtf, sniff, web
from training.documents.container import read_zip
from training.documents.records import LeftOutError, Limits, Part


def bound_memory(limits: Limits) -> None:
    """Refuse more address space than now plus the limit, where the system can do that."""
    try:
        import resource

        statm = Path("/proc/self/statm").read_text("ascii")
        now = int(statm.split()[0]) * resource.getpagesize()
        most = now + limits.memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ImportError, OSError, ValueError):
        pass  # the bounds on file size, unpacked size and time still hold


def read_file(path: Path, limits: Limits) -> Iterator[Part | dict[str, object]]:
    """Parts of one file; dictionaries tell its kind or a remark. Raises LeftOutError."""
    with path.open("rb") as file:
        kind = sniff.kind_of(path, file.read(sniff.HEAD))
        file.seek(0)
        # Not read(limit): that would set aside the whole limit at once.
        size = min(os.fstat(file.fileno()).st_size, limits.file_bytes)
        data = b"" if kind in {"pdf", "zip", "mbox"} else file.read(size)
    remark: Remark | None = None
    parts: Iterable[Part]
    if kind == "zip":
        kind, part = read_zip(path, limits)
        parts = [part]
    elif kind == "pdf":
        remark, part = pdf.read_pdf(path, limits)
        parts = [part]
    elif kind == "mbox":
        parts = mail.read_mailbox(path)
    else:
        parts = [_READERS[kind](data)]
    if not remark and not sniff.is_named_as(path, kind):
        remark = Remark(Reason.READ_AS, (kind,))
    yield {"kind": kind, "remark": remark.as_json() if remark else []}
    yield from parts


_READERS = {
    "txt": lambda data: plain.read_text(sniff.decode(data)),
    "md": lambda data: plain.read_markdown(sniff.decode(data)),
    "html": web.read_html,
    "rtf": rtf.read_rtf,
    "eml": mail.read_message,
}


def answer(path: Path, limits: Limits) -> Iterator[dict[str, object]]:
    """The JSON lines that answer one request; the last one says how it ended."""
    characters = apart = 0
    try:
        for item in read_file(path, limits):
            if isinstance(item, dict):
                yield dict(item)
                continue
            characters += sum(map(len, item.paragraphs))
            if characters > limits.characters:
                yield {"remark": [Reason.FIRST_MEGABYTES.name, limits.characters >> 20]}
                break
            apart += sum(map(len, chain.from_iterable(item.left.values())))
            left = item.left if apart <= limits.characters else {}
            text = {"paragraphs": item.paragraphs, "dropped": item.dropped, "left": left}
            yield {"part": item.name, **text}
    except LeftOutError as error:
        yield {"end": True, "left_out": error.remark.as_json()}
    except MemoryError:
        # What a failed allocation leaves behind is not worth knowing: ask to be replaced.
        yield {"end": True, "retire": True, "left_out": [Reason.TOO_HUNGRY.name]}
    except RecursionError:
        yield {"end": True, "left_out": [Reason.TOO_DEEP.name]}
    except OSError as error:
        said = (error.strerror or type(error).__name__).lower()
        yield {"end": True, "left_out": [Reason.SYSTEM.name, said]}
    except Exception as error:  # a parser's surprise ends this file, not the reading
        yield {"end": True, "left_out": [Reason.UNREADABLE.name, type(error).__name__]}
    else:
        yield {"end": True}


def main(requests: TextIO, answers: TextIO) -> None:
    """Serve until the requests end."""
    limits = Limits(**json.loads(requests.readline()))
    bound_memory(limits)
    for line in requests:
        for reply in answer(Path(json.loads(line)), limits):
            # ASCII with surrogates escaped: any text and any file name pass through.
            answers.write(json.dumps(reply) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
