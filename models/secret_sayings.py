"""How people and programs say a password: "the password is now X", "X as the password", "it opens
with X", "mit X verschl\u00fcsselt", ``db_password = X``, ``-u X``.

Reads what stands around a name on its line. Must not know what a secret looks like.
"""

import re
from collections.abc import Iterator, Set

from models.secret_labels import LOGIN, PASSWORD, SAID_OF_PASSWORDS
from models.secret_signs import Sign

_OPENS = r"[\"'\u201e\u201c\u201a\u2018\u00ab]"
_CLOSES = r"[\"'\u201d\u201c\u00bb]"
_WORD = rf"{_OPENS}?(?P<value>[^\s\"'\u201c\u201d\u201e\u00ab\u00bb,;()]{{3,60}})"
_REST = r"(?P<value>[^\s][^.;\n]{2,80})"
_QUOTED = rf"[\"\u201e\u201c\u00ab](?P<value>[^\"\u201c\u201d\u00bb\n]{{2,40}}){_CLOSES}"
_NEAR = r"[^.:;?!\n\"\u201c\u201e\u00ab]"
"""What may stand between a name and its verb."""
_IS = (
    r"(?:is|was|ist|war|lautete?|hei\u00dft|hie\u00df|\u00e8|\u00e9|er|\u00e4r|es|est|c['\u2019]est"
    r"|it['\u2019]s|je|on|jest|blijft|blir)"
)
_STILL = (
    r"(?:(?:now|still|just|simply|currently|always|again|jetzt|nun|noch|immer|einfach|derzeit"
    r"|wieder|ahora|maintenant|encore|ora|nu)[ ]{1,2}){0,2}"
)
_KEY = r"(?<![^\W_])(?:api|access|secret|license|licence|encryption)[ _-]?key"
_LETS_IN = (
    r"(?:opens?|unlocks?|unlocked|decrypts?|lets? (?:me|you|us|him|her) in|log(?:s|ged)? in"
    r"|sign(?:s|ed)? in|encrypted|entsperr\w{1,4}|entschl\u00fcssel\w{1,3})"
)
_LOCK = (
    r"(?:\w{0,12}code|c\u00f3digo|codice|kod|pin|puk|safe|tresor|\w{0,8}lock|\w{0,12}schloss"
    r"|unlock\w{0,3}|entsperr\w{0,4}|alarm\w{0,8}|gate|garage|(?:zahlen)?kombination|combination"
    r"|pr\u00fcfziffer|cvv|cvc|tan|geheimzahl|bancomat|voicemail|mailbox)"
)
_COMMANDS = (
    r"sshpass|openssl|smbclient|redis-cli|7za?|zip|unzip|gpg|psql|ldap\w{3,10}|htpasswd|cryptsetup"
    r"|rclone|restic|borg|vncviewer|xfreerdp|rdesktop|ipmitool|mosquitto_\w{3}|pdftk|qpdf"
)
_ASSIGNED = r"[\w.$-]{0,40}(?:key|secret|token|pass|passw(?:or)?d|pwd)"


def _rules(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_NAMED_RULES = _rules(
    rf"(?:{PASSWORD}|{_KEY}){_NEAR}{{0,40}}\b{_IS}[ ]{{1,2}}{_STILL}{_WORD}"
    r"(?:[ ][^\s.,;:!?]{1,20}){0,4}",
    rf"\b(?:set|sets|change[ds]?|reset|changing|setting|put)\b{_NEAR}{{0,25}}{PASSWORD}"
    rf"{_NEAR}{{0,30}}?\bto[ ]{{1,2}}{_WORD}",
    rf"{PASSWORD}{_NEAR}{{0,30}}\b(?:set|changed|reset)[ ]to[ ]{_WORD}",
    rf"{PASSWORD}{_NEAR}{{0,50}}\bauf[ ]{_WORD}[ ](?:gesetzt|ge\u00e4ndert)",
    rf"\bals[ ](?:\w{{1,12}}[ ])?{PASSWORD}[ ]{_STILL}{_WORD}",
    rf"{_WORD}{_CLOSES}?[ ](?:as|als|f\u00fcr|for)[ ]"
    rf"(?:(?:the|my|our|a|its|mein|unser|das|ein)[ ])?{PASSWORD}",
    rf"{PASSWORD}{_NEAR}{{0,30}}[;,]?[ ](?:type|enter|try|use|gib|tippe|nimm)[ ]{_WORD}",
    rf"{PASSWORD}[ \t]{{1,2}}{_WORD}(?={_CLOSES}?(?:[,.;)!]|\s*\n|\s*\Z))",
    rf"{PASSWORD}[^.!?\n]{{0,60}}{_QUOTED}",
    rf"{_QUOTED}[^.!?\n]{{0,40}}{PASSWORD}",
)
"""With the name of a password in them; what they find may be what people say of passwords."""
_FREE_RULES = _rules(
    rf"\b{_LETS_IN}[ ](?:with|mit)[ ]{_WORD}(?=[\"'\u201d]?(?:[,.;)!]|\s|\Z))",
    rf"\bmit[ ]{_WORD}{_CLOSES}?[ ]"
    r"(?:verschl\u00fcsselt|entsperrt|ge\u00f6ffnet|aufgesperrt|gesichert|gesch\u00fctzt)",
    rf"\bthe word[ ]{_WORD}{_CLOSES}?[ ]to[ ](?:open|unlock|enter|decrypt|log)",
)
"""Without one."""
_GIVEN = _rules(
    rf"(?:{PASSWORD}|{_KEY}){_NEAR}{{0,40}}(?::|=|\u2192|->|\u21d2|=>)[ \t]{{0,3}}{_REST}",
)
"""What is given to a name is a secret, whatever it is."""
_GIVEN_ELSEWHERE = _rules(
    r"(?:maiden name|security (?:question|answer)|sicherheits(?:frage|antwort)"
    r"|geburtsname (?:der|meiner|deiner) mutter)[^\n]{0,60}?"
    r"(?::|=|\banswer\b|\bantwort\b|\b(?:is|ist|was|war)\b)[: ]{0,3}"
    r"(?P<value>[^\s,;.?!][^\n,;.?!]{1,40})",
    # As programs and their files write it: a name that ends so, and what it is given.
    rf"(?<!\w){_ASSIGNED}[\"']?[ \t]{{0,3}}(?:=>|:?=)[ \t]{{0,3}}[\"']?"
    r"(?P<value>[^\s\"';,=][^\s\"';,]{2,120})",
    rf"[\"']{_ASSIGNED}[\"'][ \t]{{0,3}},[ \t]{{0,3}}[\"'](?P<value>[^\"'\n]{{3,80}})",
    # What is called with it, and the options that commands take it by.
    r"\b\w{0,20}(?:auth|connect|login|sign_?in|credentials?)\w{0,20}[\"']?[ ]?[=:]?[ ]?\([ ]?"
    r"(?P<value>[\"'][^()\n]{1,200})\)",
    rf"\b(?:{_COMMANDS})\b[^\n]{{0,80}}?[ ]-{{1,2}}(?:p|P|a|k|w|pass\w{{0,8}}|pw)[ =:]?"
    r"(?P<value>[^\s-]\S{2,80})",
    r"(?:secure ?string|credentials?)[ (]{1,3}[\"'](?P<value>[^\"'\n]{2,80})[\"']",
    r"(?<!\S)(?:-u|--user)[ =]?(?P<value>\S{2,80}(?:[ ]{1,3}-p[ =]?\S{3,80})?)",
    # A login, and what stands behind it.
    rf"{LOGIN}[\"']?[ \t]{{0,3}}[:=][ \t]{{0,3}}[\"']?"
    r"(?P<value>[^\s\"',;]{2,60}(?:[ ]{0,2}/[ ]{0,2}\S{3,60})?)",
    rf"(?:{LOGIN}|portal|zugang)\b[^\n:]{{0,40}}:[ ]"
    r"(?P<value>\S{2,60}(?:[ ]/[ ]|[ ]mit[ ]|[ ]with[ ])\S{3,60})",
)
_ELSEWHERE = frozenset({Sign.NAME, Sign.QUESTION, Sign.LOGIN})
_LOCKED = re.compile(
    rf"\b{_LOCK}\b[^.!?\n]{{0,40}}?(?P<value>(?<![\w.])\d{{3,8}}(?![\w%]|[.,:]\d))",
    re.IGNORECASE,
)
"""Numbers are words of nobody: they cost nothing where a lock is spoken of."""
_NUMBERED = re.compile(
    r"(?i:(?<![^\W_])\w{0,30}(?:nummer|number|nr|no|id|ausweis|passport|card|karte)\b\.?:?)[ ]{1,3}"
    r"(?P<value>[A-Z0-9]{1,12}(?:[ ./-][A-Z0-9]{1,12}){0,6})(?!\w)"
)
"""Numbers of people and papers, which may have letters among them."""
_LEAST_DIGITS = 5
_NAME = re.compile(PASSWORD, re.IGNORECASE)
_NAMED = re.compile(rf"{PASSWORD}|{_KEY}", re.IGNORECASE)
_MIXED = re.compile(r"(?<!\w)(?=[^\W\d]*\d)(?=\d*[^\W\d])\w{4,60}(?!\w)")
_FAR = 120
"""Characters from a name within which letters and digits in one are a secret of that name."""
_PARTICIPLE = re.compile(
    r"\w{2,}(?:ed|ing)|ge\w{2,}(?:t|en)|(?:ver|be|er|ab|ein|aus)\w{2,}(?:t|en)"
    r"|\w+(?:able|ible|lich|bar)"
)


def by_saying(text: str, signs: Set[Sign]) -> Iterator[tuple[int, int]]:
    """Where secrets are said in ``text``, which has ``signs``: from and to."""
    named = Sign.NAME in signs and _NAMED.search(text) is not None
    for pattern in (*_NAMED_RULES, *_FREE_RULES) if named else _FREE_RULES:
        for match in pattern.finditer(text):
            if not _is_said(match["value"]):
                yield match.start("value"), match.end()
    given = (*(_GIVEN if named else ()), *(_GIVEN_ELSEWHERE if signs & _ELSEWHERE else ()))
    for pattern in given:
        for match in pattern.finditer(text):
            yield match.span("value")
    if Sign.DIGIT in signs:
        for match in _LOCKED.finditer(text):
            yield match.span("value")
        for match in _NUMBERED.finditer(text):
            if sum(c.isdigit() for c in match["value"]) >= _LEAST_DIGITS:
                yield match.span("value")
    if named:
        yield from _beside_names(text)


def _is_said(value: str) -> bool:
    """Is it something that people say of passwords, and none?"""
    first = value.rstrip(".!?:").lower().split(" ")[0]
    chosen = value[:1].isupper()
    return first in SAID_OF_PASSWORDS or (not chosen and _PARTICIPLE.fullmatch(first) is not None)


def _beside_names(text: str) -> Iterator[tuple[int, int]]:
    """Letters and digits in one, on the line of a name and not far from it."""
    for name in _NAME.finditer(text):
        start = max(name.start() - _FAR, 0)
        start = max(start, text.rfind("\n", start, name.start()) + 1)
        end = min(name.end() + _FAR, len(text))
        end = text.find("\n", name.end(), end) % (end + 1)
        for match in _MIXED.finditer(text, start, end):
            yield match.span()
