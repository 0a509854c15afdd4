"""Finds what must never be learned: card and account numbers, keys, passwords, addresses, phones.

One detector for training documents, personal counts and the document cache, so that what one of
them leaves out none of the others keeps. It errs on the side of leaving out. The module must not
know who asks.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

from models.secret_labels import (
    CODE,
    IS,
    LABEL,
    PAPER,
    PHRASE,
    QUESTION,
    SAID_OF_PASSWORDS,
    WHOSE,
)
from models.secret_odds import by_odds
from models.secret_places import by_place, leads_on
from models.secret_sayings import by_saying
from models.secret_shapes import by_looks
from models.secret_signs import Sign, signs_of
from models.text import LINE_MAY_END


@dataclass(frozen=True, slots=True)
class Secret:
    """A stretch of text that must not be kept."""

    start: int
    end: int
    kind: str


_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_URL = re.compile(r"(?:[A-Za-z][\w+.-]{1,15}://|www\.)[^\s<>\"']{1,2000}")
_DIGITS = re.compile(r"(?<![\w.])\+?\(?\d(?:[ \-./()\u00a0\u2011\u2013]{0,2}\d){6,30}(?!\w)")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)")
_PARAGRAPH_END = re.compile(
    rf"(?:[{re.escape(''.join(sorted(LINE_MAY_END)))}][ \t]*\n|\n[ \t]*\n)\s*"
)
"""Where a line surely ends a paragraph."""
KEY_BLOCK_BEGINS = "-----BEGIN "
"""The only secret that may hold empty lines begins so."""
_KEY_BLOCK = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,60}-----.{0,20000}?(?:-----END [A-Z0-9 ]{0,60}-----|\Z)", re.DOTALL
)
_KNOWN_KEY = re.compile(
    r"(?<!\w)(?:(?:sk|pk|rk|ghp|gho|ghs|ghu|github_pat|glpat|xox[abprs]|AKIA|ASIA|AIza|ya29|npm|hf"
    r"|pypi|SG|eyJ)"
    r"[\w.\-]{12,}|(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+) [A-Za-z0-9+/=]{20,})"
)
_NAMED = re.compile(
    rf"(?:\b(?P<whose>{WHOSE})[ -])?{LABEL}"
    rf"(?P<link>[\"'`]?[ \t]{{0,3}}(?::=|=>|[:=\uff1a\u662f]|\b(?:{IS})\b|[-\u2013](?=[ \t]))"
    r"[ \t]{0,3}(?:\r?\n[ \t]{0,8})?)"
    r"(?P<value>\"[^\"\n]{3,80}\"|'[^'\n]{3,80}'"
    r"|[\"'`\u201c\u2018]?(?:[^\s\"'`\u201d;]|[;'](?=\w)){3,200})",
    re.IGNORECASE,
)
_CELL = re.compile(
    rf"{LABEL}(?:[ \t]{{0,20}}(?:\||\t)|</t[dh]>\s{{0,9}}<t[dh]>|(?<=\w)>)[ \t]{{0,20}}"
    r"(?P<value>[^\s|<>-][^|\t\n<>]{2,80})",
    re.IGNORECASE,
)
"""What stands in the cell behind a name, or between tags of that name."""
_ATTRIBUTE = re.compile(
    r"type=[\"']?password[\"']?(?:[^<>\n]{0,80}?)\bvalue=[\"']?(?P<value>[^\s\"'<>]{3,80})"
    r"|(?<!\S)--?(?:password|pass|token|secret)[ =](?P<option>\S{3,80})"
    r"|\blogin \S{1,60} password (?P<machine>\S{3,80})|\bidentified by '(?P<by>[^'\n]{3,80})"
    r"|\b(?:mysql|mysqldump|mariadb)\b[^\n]{0,80}?[ ]-p(?P<joined>\S{3,80})",
    re.IGNORECASE,
)
_UNLINKED = re.compile(
    rf"(?:{LABEL}|\b(?:{PAPER})\b)[ \t]{{0,3}}\r?\n?[ \t]{{0,8}}(?<=\s)"
    r"(?P<value>(?=[^\s\d]{0,40}\d)(?=\d{0,40}[^\W\d])[^\s\"'|,;<>()]{5,80})",
    re.IGNORECASE,
)
"""Letters and digits in one behind a name."""
_CODE = re.compile(
    rf"(?<![^\W\d_])(?:{CODE})(?:[ \t]{{1,3}}|:[ \t]{{0,3}})"
    r"(?P<value>\d{3,8}|\d{3}[ -]\d{3})(?![\w-])",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\b(?:(?:account|konto|sort|routing)[ -]?(?:number|nummer|code|nr\.?|no\.?)|blz)[: \t]{1,3}"
    r"(?P<value>\d[\d -]{3,30}\d)",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    rf"(?<![A-Za-z])(?:{PHRASE})"
    r"(?:[ \t]{0,3}\([^()\n]{1,20}\))?[ \t]{0,3}"
    r"(?P<link>[:=]|\b(?:is|are|ist|sind|lautet)\b)\s{0,8}"
    r"(?P<value>(?:\d{1,2}[.)][ \t]{0,3}[^\W\d_]{2,20}[\s,]{0,4}){3,24}|[^\s.;][^.;\n]{2,300})",
    re.IGNORECASE,
)
"""A secret of several words: all that follows on its line, or a numbered list."""
_ENDS_IN_LABEL = re.compile(
    rf"(?:{LABEL}|(?:{PHRASE})|(?:{QUESTION}))[\"'`]?[ \t]{{0,3}}[:=?\uff1a]?\s{{0,80}}\Z",
    re.IGNORECASE,
)
_LETTER = r"[A-Za-z\u00c0-\u024f\u0370-\u04ff]"
_STEM = re.compile(
    rf"(?<![\w@#/.-])(?:{_LETTER}{{4,24}}(?:\d{{2,4}}|[_!@#$%&*]\d{{1,4}})"
    rf"|{_LETTER}{{4,24}}\d{{1,4}}{_LETTER}|{_LETTER}{{4,24}}\d(?=[!#$%*]))[!?*#$%]{{0,3}}(?![\w/-])"
)
"""A word with a few digits to it, as passwords are made."""
_GROUPS = re.compile(
    r"(?<![\w-])(?:(?:[A-Za-z0-9]{3,6}-){1,12}[A-Za-z0-9]{3,6}"
    r"|(?:[A-Za-z2-7]{4} ){3,12}[A-Za-z2-7]{4})"
    r"(?![\w-])"
)
_IBAN_LOOSE = re.compile(
    r"(?<!\w)[a-z]{2}\d{2}(?:[ -]?(?=[a-z]{0,3}\d)[a-z0-9]{4}){2,7}"
    r"(?:[ -]?(?=[a-z]{0,3}\d)[a-z0-9]{1,4})?(?!\w)",
    re.IGNORECASE,
)
_INSURED = re.compile(r"(?<!\w)[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)")
_MAIL_IN_WORDS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?[(\[{] ?(?:at|\u00e4t) ?[)\]}] ?[\w-]{1,63}"
    r"(?: ?(?:\.|[(\[{] ?(?:dot|punkt) ?[)\]}]) ?[\w-]{2,63}){1,4}",
    re.IGNORECASE,
)
_BEARER = re.compile(r"(?<!\w)(?:Bearer|Basic) (?P<value>[A-Za-z0-9._~+/=-]{12,})")
_RUN = re.compile(r"[^\s<>()\[\]{}\"'`,;|\u2018-\u201f\u2026\u2014]{8,200}")
_SSN = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
_DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}")


def find_secrets(text: str) -> list[Secret]:
    """All secrets of ``text``, in order, not overlapping.

    What looks alike is read alike: full-width characters as the plain ones, and nothing where a
    character has no width.
    """
    if text.isascii():
        return _found(text)
    plain = text.translate(_PLAIN) if _WIDE.search(text) else text
    if not _UNSEEN.search(plain):
        return _found(plain)
    places = [at for at, c in enumerate(plain) if not _UNSEEN.match(c)]
    found = _found("".join(plain[at] for at in places))
    return [Secret(places[s.start], places[s.end - 1] + 1, s.kind) for s in found]


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """``text`` cut behind its paragraphs, with where each begins, but where a secret may reach
    across: a block of key, or what stands below its name."""
    at = 0
    if KEY_BLOCK_BEGINS not in text:
        for match in _PARAGRAPH_END.finditer(text):
            if _ends_in_label(text[max(at, match.end() - 120) : match.end()]):
                continue
            yield at, text[at : match.end()]
            at = match.end()
    if at < len(text):
        yield at, text[at:]


def _ends_in_label(text: str) -> bool:
    """Whether ``text`` ends in the name of a secret, so that the secret itself may come next."""
    last = text[-120:]
    if not signs_of(last) & {Sign.NAME, Sign.QUESTION}:
        return False
    return _ENDS_IN_LABEL.search(last) is not None or leads_on(last)


_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE = re.compile("[\uff01-\uff5e]")
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


_LOOKS_LATIN = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0420\u0410\u0421\u041e",
    "aeopcyxisPACO",
)
"""Cyrillic letters that look like Latin ones."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def _found(text: str) -> list[Secret]:
    """As :func:`find_secrets`, paragraph by paragraph: most have no sign of any secret."""
    return [
        Secret(at + secret.start, at + secret.end, secret.kind)
        for at, paragraph in paragraphs(text)
        for secret in _found_in(paragraph)
    ]


def _found_in(text: str) -> list[Secret]:
    if not _CYRILLIC.search(text):
        return _merged(_all(text))
    return _merged(chain(_all(text), _all(text.translate(_LOOKS_LATIN))))


def _merged(secrets: Iterable[Secret]) -> list[Secret]:
    merged: list[Secret] = []
    for secret in sorted(secrets, key=lambda s: (s.start, -s.end)):
        if merged and secret.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = Secret(last.start, max(last.end, secret.end), last.kind)
        else:
            merged.append(secret)
    return merged


def scrub(text: str, gap: str = " ") -> tuple[str, list[Secret]]:
    """``text`` with every secret replaced by ``gap``, and what was taken out."""
    found = find_secrets(text)
    parts: list[str] = []
    at = 0
    for secret in found:
        parts.extend((text[at : secret.start], gap))
        at = secret.end
    parts.append(text[at:])
    return "".join(parts), found


def _all(text: str) -> Iterator[Secret]:
    signs = signs_of(text)
    for start, end in by_saying(text, signs):
        yield Secret(start, end, "password")
    if Sign.NAME in signs:
        for start, end in by_place(text):
            yield Secret(start, end, "password")
    if signs & {Sign.NAME, Sign.QUESTION}:
        for start, end in by_odds(text):
            yield Secret(start, end, "password")
    yield from (Secret(*stretch) for stretch in by_looks(text, Sign.DIGIT in signs))
    for needed, rules in _RULES.items():
        if needed in signs:
            yield from _by_rules(text, rules)


def _by_rules(text: str, rules: Iterable["_Rule"]) -> Iterator[Secret]:
    for pattern, group, kind_of in rules:
        for match in pattern.finditer(text):
            if kind := kind_of(match):
                yield Secret(match.start(group), match.end(group), kind)


def _number_kind(found: str) -> str:
    digits = "".join(c for c in found if c.isdigit())
    if 12 <= len(digits) <= 19 and passes_luhn(digits):
        return "card number"
    if _DATE.fullmatch(found.strip("( )")):
        return ""
    grouped = len(digits) < len(found.strip("()+"))
    if 7 <= len(digits) <= 15 and (found.startswith(("+", "(")) or (grouped and "." not in found)):
        return "phone number"
    return "number" if len(digits) >= 9 and "." not in found else ""


def passes_luhn(digits: str) -> bool:
    """The check sum of card numbers (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_iban(text: str) -> bool:
    """The check sum of account numbers (ISO 13616)."""
    plain = text.replace(" ", "").replace("-", "")
    if not 15 <= len(plain) <= 34:
        return False
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def is_random(run: str) -> bool:
    """Whether an unbroken run of characters looks drawn rather than written.

    Hexadecimal of 16 and more; or letters and digits mixed (or case mixed inside) with an entropy
    per character that words do not have.
    """
    run = run.strip(".:-_/=+!?*#&%$")
    if len(run) < 8 or run.isalpha() or _DATE.fullmatch(run):
        return False
    digits = sum(c.isdigit() for c in run)
    letters = sum(c.isalpha() for c in run)
    if letters and re.fullmatch(r"(?:0x)?[0-9a-fA-F]{16,}", run) and digits:
        return True
    if re.fullmatch(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", run):
        return True
    if not digits or not letters:
        return False
    if re.fullmatch(r"[A-Z2-7]{16,}=*", run):  # base32, as keys of second factors are written
        return True
    if len(run) >= 24 and _is_mixed(run, 3.5, 6):
        return True
    # Names such as "en_AU.UTF-8" and "10-year-old" fall apart into short pieces.
    return any(
        len(piece) >= 8 and _is_mixed(piece, 2.75, 4) for piece in re.split(r"[-_./=:]", run)
    )


def _is_mixed(run: str, least_entropy: float, least_switches: int) -> bool:
    """Whether digits and letters of both cases (or signs) alternate as in drawn characters."""
    if not any(c.isdigit() for c in run):
        return False
    classes = sum(
        (
            any(c.islower() for c in run),
            any(c.isupper() for c in run),
            any(c.isdigit() for c in run),
            any(not c.isalnum() for c in run),
        )
    )
    switches = sum(_class(a) != _class(b) for a, b in pairwise(run))
    entropy = -sum(n / len(run) * math.log2(n / len(run)) for n in Counter(run).values())
    return classes >= 3 and switches >= least_switches and entropy >= least_entropy


def _class(c: str) -> int:
    return c.isdigit() * 3 + c.isupper() * 2 + c.islower()


_LETTERS = re.compile(r"(?<![^\W_])[A-Za-z]{14,200}(?![^\W_])")


def _is_drawn(run: str) -> bool:
    """Whether letters alone look drawn: hardly a vowel, or capitals all over."""
    vowels = sum(c in "aeiouyAEIOUY" for c in run)
    switches = sum(a.isupper() != b.isupper() for a, b in pairwise(run))
    return vowels < len(run) / 7 or (len(run) >= 16 and switches >= 0.4 * len(run))


def _is_code(found: str) -> bool:
    """Whether at least two groups mix letters and digits."""
    groups = re.split("[ -]", found)
    return sum(not g.isdigit() and any(c.isdigit() for c in g) for g in groups) >= 2


def _looks_chosen(value: str, link: str, whose: str | None) -> bool:
    """ "password: hunter2" and "my password is sunflower" name one, "the password is required" does
    not."""
    plain = value.rstrip(",.!?)")
    mixed = any(not c.isalpha() for c in plain) or (plain[1:] != plain[1:].lower())
    if any(c in link for c in ":=\uff1a\u662f"):
        return True
    if "-" in link or "\u2013" in link:
        return bool(whose) and plain.lower() not in SAID_OF_PASSWORDS
    return mixed or (bool(whose) and plain.lower() not in SAID_OF_PASSWORDS)


def _is_phrase(value: str, link: str) -> bool:
    return link in ":=" or value.split()[0].lower().rstrip(",") not in SAID_OF_PASSWORDS


def _always(kind: str) -> Callable[[re.Match[str]], str]:
    return lambda _: kind


_Rule = tuple[re.Pattern[str], str | int, Callable[[re.Match[str]], str]]
_BY_NAME: tuple[_Rule, ...] = (
    (
        _PHRASE,
        "value",
        lambda m: "password" if _is_phrase(m["value"], m["link"]) else "",
    ),
    (
        _NAMED,
        "value",
        lambda m: "password" if _looks_chosen(m["value"], m["link"], m["whose"]) else "",
    ),
    (_CELL, "value", _always("password")),
    (_ATTRIBUTE, 0, _always("password")),
    (_UNLINKED, "value", _always("password")),
    (_CODE, "value", _always("code")),
    (_BEARER, "value", _always("key")),
)
_BY_DIGITS: tuple[_Rule, ...] = (
    (_SSN, 0, _always("number of a person")),
    (_INSURED, 0, _always("number of a person")),
    (_ACCOUNT, "value", _always("account number")),
    (_DIGITS, 0, lambda match: _number_kind(match.group())),
    (_IBAN, 0, lambda match: "account number" if is_iban(match.group()) else ""),
    (_IBAN_LOOSE, 0, lambda match: "account number" if is_iban(match.group()) else ""),
    (_STEM, 0, _always("password")),
    (_GROUPS, 0, lambda match: "key" if _is_code(match.group()) else ""),
    (_RUN, 0, lambda match: "key" if is_random(match.group()) else ""),
)
_ANYWHERE: tuple[_Rule, ...] = (
    (_KEY_BLOCK, 0, _always("key")),
    (_KNOWN_KEY, 0, _always("key")),
    (_MAIL_IN_WORDS, 0, _always("e-mail address")),
    (_LETTERS, 0, lambda match: "key" if _is_drawn(match.group()) else ""),
)
_RULES: Mapping[Sign, tuple[_Rule, ...]] = {
    Sign.NAME: _BY_NAME,
    Sign.ANY: _ANYWHERE,
    Sign.AT: ((_EMAIL, 0, _always("e-mail address")),),
    Sign.ADDRESS: ((_URL, 0, _always("address")),),
    Sign.DIGIT: _BY_DIGITS,
}
"""By what no text is without in which they find something: what to look for, which group of it is
the secret, and what it is called: nothing where it is none after all. Of two that begin at one
place the longer names it."""
