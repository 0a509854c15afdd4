"""What no text is without in which there may be a secret of some kind: a quick look that spares
most of them the slow ones.

Must not know what a secret looks like.
"""

import re
from enum import Enum

# In small letters: what no name of a secret is without.
_OF_NAMES = (
    "pass pwd pw pin secret key token cvv cvc ssn cred login bearer basic code 口令 serial "
    "licen phrase word mnemonic seed recovery unlock wi-fi wifi wlan mysql "
    "maria identified auth connect kennw losung geheim schlü schloss zugang zugänge prüf wort "
    "merksatz wiederher ausweis safe mdp contrase contrasi clave senha parol parool chiave wachtw "
    "wagwo lösenord losenord adgang lykilor hasł haslo hasla hesl gesl lozink zapork парол "
    "slapta salasana jelsz ifre pasah fjalëk nenosiri pasvort sandi laluan khẩu κωδικ סיסמ "
    "पासव كلمة رمز パス 暗証 合言 密 비밀 암호 รหัส"
)
_OF_QUESTIONS = (
    "question frage maiden mädchenn geburtsn name first erste favo lieblings friend birth "
    "born geboren grew pregunta domanda"
)
_OF_LOGINS = (
    "user admin account portal zugang benutz identif utilis usuario utente -u "
    # and commands that take one
    "openssl zip 7z gpg psql ldap crypt htpass redis smbcl rclone restic borg vnc rdp rdesk ipmi "
    "mosq pdft"
)
_NAMES, _QUESTIONS, _LOGINS = (
    tuple(bits.split(" ")) for bits in (_OF_NAMES, _OF_QUESTIONS, _OF_LOGINS)
)
_SPACED = str.maketrans({" ": None, "4": "a", "@": "a", "5": "s", "$": "s", "0": "o"})
_TAN = re.compile(r"(?<![a-z])tan(?![a-z])")
_DIGIT = re.compile(r"\d")


class Sign(Enum):
    """What a look for secrets needs to stand in a text."""

    ANY = "nothing in particular"
    NAME = "what may be a secret's name"
    QUESTION = "what may be asked to be sure who asks"
    LOGIN = "what may be a login's name, or a command that takes one"
    DIGIT = "a digit"
    AT = "@"
    ADDRESS = "what begins an address"


def signs_of(text: str) -> frozenset[Sign]:
    """The signs that stand in ``text``."""
    low = text.lower()
    found = {Sign.ANY}
    if any(bit in low for bit in _NAMES) or "passw" in low.translate(_SPACED) or _TAN.search(low):
        found.add(Sign.NAME)
    if any(bit in low for bit in _QUESTIONS):
        found.add(Sign.QUESTION)
    if any(bit in low for bit in _LOGINS):
        found.add(Sign.LOGIN)
    if _DIGIT.search(text):
        found.add(Sign.DIGIT)
    if "@" in text:
        found.add(Sign.AT)
    if "://" in text or "www." in low:
        found.add(Sign.ADDRESS)
    return frozenset(found)
