"""Finds what must never be learned: card and account numbers, keys, passwords, addresses, phones.

One detector for training documents, personal counts and the document cache, so that what one of
them leaves out none of the others keeps. It errs on the side of leaving out. The module must not
know who asks.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise


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
_LABEL = (
    r"passwords?|passwd|passwor[dt]|kennw(?:o|\u00f6)rt(?:er)?|losung(?:swort)?|passphrase"
    r"|pass ?code|pwd|pw|pass|pin(?: code| number)?|geheimzahl|secret(?: key)?|api[_ -]?key"
    r"|access[_ -]?key"
    r"|(?:access|auth|bearer|security|api)[_ -]?token|token|private[_ -]?key|(?:wi-?fi|wlan)[ -]key"
    r"|(?:wlan-?)schl\u00fcssel|cvv|cvc|ssn|credentials?|login|zugangscode"
    r"|mot de passe|contrase\u00f1a|clave|senha|wachtwoord|has\u0142o|l\u00f6senord"
)
_NAMED = re.compile(
    rf"(?<![A-Za-z])(?P<whose>(?:my|our|mein|unser|wi-?fi|wlan)[ -])?(?:{_LABEL})(?![a-z])"
    r"(?P<link>[\"'`]?[ \t]{0,3}(?::=|:|=>|=|\bis\b|\bwas\b|\bist\b|\blautet\b)"
    r"[ \t]{0,3}(?:\r?\n[ \t]{0,8})?[\"'`\u201c\u2018]?)"
    r"(?P<value>[^\s\"'`\u201d;]{3,200})",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"(?<![A-Za-z])(?:pass ?phrase|(?:seed|recovery)[ -](?:phrase|words)|mnemonic)"
    r"[ \t]{0,3}[:=][ \t]{0,3}(?P<value>[^\s.;][^.;\n]{2,300})",
    re.IGNORECASE,
)
"""A secret of several words: all that follows on its line."""
_CARD_CODE = re.compile(
    r"(?<![A-Za-z])(?:cvv|cvc)2?[ \t]{1,3}(?P<value>\d{3,4})(?!\d)", re.IGNORECASE
)
_NAME = re.compile(
    r"pass|pwd|pw|pin|secret|key|token|cv[vc]|ssn|credential|login|bearer|basic|kennw|losung"
    r"|geheim|schl\u00fc|zugang|contrase|clave|senha|wachtw|has\u0142|l\u00f6sen|seed|recovery|mnemonic",
    re.IGNORECASE,
)
"""What no secret that is caught by its name is without."""
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
    plain = text.translate(_PLAIN)
    if not _UNSEEN.search(plain):
        return _found(plain)
    places = [at for at, c in enumerate(plain) if not _UNSEEN.match(c)]
    found = _found("".join(plain[at] for at in places))
    return [Secret(places[s.start], places[s.end - 1] + 1, s.kind) for s in found]


_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def _found(text: str) -> list[Secret]:
    merged: list[Secret] = []
    for secret in sorted(_all(text), key=lambda s: (s.start, -s.end)):
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
    if not any(c.isdigit() or c in "@:=-/" for c in set(text)) and not _NAME.search(text):
        # Only long mixed runs are left, and those hold a digit or are caught by their name.
        return
    for pattern, group, kind_of in _RULES:
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
    plain = text.replace(" ", "")
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
    if len(run) < 8 or _DATE.fullmatch(run):
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


def _looks_chosen(value: str, link: str, whose: str | None) -> bool:
    """ "password: hunter2" and "my password is sunflower" name one, "the password is required" does
    not."""
    plain = value.rstrip(",.!?)")
    mixed = any(not c.isalpha() for c in plain) or (plain[1:] != plain[1:].lower())
    if mixed or any(c in link for c in ":="):
        return True
    return bool(whose) and plain.lower() not in _SAID_OF_PASSWORDS


_SAID_OF_PASSWORDS = frozenset(
    [
        "also",
        "always",
        "already",
        "anders",
        "bad",
        "being",
        "different",
        "easy",
        "expired",
        "falsch",
        "for",
        "from",
        "gone",
        "good",
        "hard",
        "in",
        "incorrect",
        "invalid",
        "just",
        "kept",
        "known",
        "long",
        "longer",
        "lost",
        "never",
        "nicht",
        "not",
        "now",
        "old",
        "only",
        "out",
        "probably",
        "required",
        "safe",
        "secure",
        "short",
        "sicher",
        "still",
        "stored",
        "strong",
        "stuck",
        "that",
        "the",
        "too",
        "unknown",
        "unsafe",
        "very",
        "wahr",
        "weak",
        "weg",
        "with",
        "written",
        "wrong",
        "zu",
    ]
)
"""What follows "my password is" without being one."""


def _always(kind: str) -> Callable[[re.Match[str]], str]:
    return lambda _: kind


_RULES: tuple[tuple[re.Pattern[str], str | int, Callable[[re.Match[str]], str]], ...] = (
    (_KEY_BLOCK, 0, _always("key")),
    (_KNOWN_KEY, 0, _always("key")),
    (_EMAIL, 0, _always("e-mail address")),
    (_URL, 0, _always("address")),
    (_SSN, 0, _always("number of a person")),
    (_DIGITS, 0, lambda match: _number_kind(match.group())),
    (_IBAN, 0, lambda match: "account number" if is_iban(match.group()) else ""),
    (_PHRASE, "value", _always("password")),
    (
        _NAMED,
        "value",
        lambda m: "password" if _looks_chosen(m["value"], m["link"], m["whose"]) else "",
    ),
    (_CARD_CODE, "value", _always("card number")),
    (_BEARER, "value", _always("key")),
    (_RUN, 0, lambda match: "key" if is_random(match.group()) else ""),
)
"""What to look for, which group of it is the secret, and what it is called: nothing where it is
none after all. Of two that cover the same stretch the earlier names it."""
