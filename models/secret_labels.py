"""What people write before a secret: its names in many languages, and the words that lead to it.

Pieces of regular expressions, read without regard to case. This module must not know what a secret
itself looks like.
"""

_EN = (
    r"passwords?|passwd|passphrase|pass ?code|pwd|pw|pass|pin(?: code| number)?|secret(?: key)?"
    r"|api[_ -]?key|access[_ -]?key|(?:access|auth|bearer|security|api)[_ -]?token|token"
    r"|private[_ -]?key|(?:wi-?fi|wlan)[ -](?:key|code)|cvv|cvc|ssn|credentials?|login"
)
_DE = (
    r"passwort|passw\u00f6rter|kennw(?:o|\u00f6)rt(?:er)?|losung(?:swort)?|geheimzahl"
    r"|(?:wlan-?)schl\u00fcssel|zugangs(?:code|daten)|pr\u00fcfziffer|freischaltcode"
)
_OTHERS = r"clave|parola"
CODE = (
    r"(?:one[- ]time|verification|security|access|recovery|backup|confirmation|unlock"
    r"|door|your|my|dein|ihr|le)[ -]"
    r"codes?|pin(?: code| number)?|cvv2?|cvc2?|geheimzahl|pr\u00fcfziffer|best\u00e4tigungscode|tan"
)
"""Names of secrets that are numbers."""
_PASSWORDS = (
    # English and German, as whole words and at the end of longer ones
    r"[a-z]{0,16}(?:passwords?|passw(?:ort|\u00f6rter)s?|kennw(?:ort|\u00f6rter)s?|passwd|pwd)"
    r"|p ?[a4@] ?[s5$] ?[s5$] ?w ?[o0] ?r ?d|pw|pass[ -]?(?:phrase|code|word)|creds?|credentials"
    r"|(?:wi-?fi|wlan)[ -]key|secret[ -]answer|(?:secret|safe|magic|code|trigger)[ -]?wor[dt]"
    r"|(?:losungs|zauber|schl\u00fcssel|sicherheits)wort|zugangsdaten"
    # Romance
    r"|mots? de passe|mdp|code secret|contrase\u00f1as?|contrasenyas?|contrasinal|senhas?"
    r"|palavra-passe|parola d['\u2019](?:ordine|accesso)|chiave d['\u2019]accesso|parol\u0103"
    # Germanic
    r"|wachtwoord(?:en)?|wagwoord|l\u00f6senord(?:et)?|losenord|adgangskoden?|passord(?:et)?"
    r"|lykilor\u00f0i?\u00f0?"
    # Slavic and Baltic
    r"|has[\u0142l][oa]|hesl[oaem]{1,2}|gesl[oa]|lozink[aeu]|zaporka|\u043f\u0430\u0440\u043e\u043b\w{1,2}"
    r"|slapta\u017eodis"
    # Others
    r"|salasana\w{0,3}|parool|jelsz(?:\u00f3|ava)\w{0,2}|[\u015fs]ifre(?:si|niz|m)?|pasahitza"
    r"|fjal\u00ebkalimi?|nenosiri|pasvorto|kata (?:sandi|laluan)|m\u1eadt kh\u1ea9u"
    r"|\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2|\u05e1\u05d9\u05e1\u05de\u05d4|\u092a\u093e\u0938\u0935\u0930\u094d\u0921"
    r"|\u0643\u0644\u0645\u0629 (?:\u0627\u0644\u0645\u0631\u0648\u0631|\u0627\u0644\u0633\u0631)"
    r"|\u0631\u0645\u0632 \u0639\u0628\u0648\u0631"
)
_UNSPACED = (
    r"\u30d1\u30b9\u30ef\u30fc\u30c9|\u6697\u8a3c\u756a\u53f7|\u5408\u8a00\u8449|\u5bc6\u7801|\u5bc6\u78bc|\u53e3\u4ee4"
    r"|\ube44\ubc00\ubc88\ud638|\uc554\ud638|\u0e23\u0e2b\u0e31\u0e2a\u0e1c\u0e48\u0e32\u0e19"
)
"""Of languages that write without spaces: these have no edges."""
PASSWORD = rf"(?:(?<![^\W\d_])(?:{_PASSWORDS})(?![^\W\d_])|{_UNSPACED})"
"""Names that are of passwords alone: what is said with one of them is of a password."""
LABEL = rf"(?:(?<![^\W\d_])(?:{_PASSWORDS}|{_EN}|{_DE}|{_OTHERS}|{CODE})(?![^\W\d_])|{_UNSPACED})"
"""A name of a secret, as a whole word."""
PAPER = r"passport|reisepass|ausweis|licen[cs]e(?: key)?|serial(?: number)?|seriennummer"
"""Names of papers and goods whose numbers mix letters and digits."""
PHRASE = (
    r"pass ?phrase|(?:seed|recovery|backup)[ -](?:phrase|words)"
    r"|wiederherstellungs(?:phrase|w\u00f6rter)"
    r"|mnemonic|passsatz|merksatz|(?:wallet|crypto)[ -]seed|(?:twelve|twenty-four|12|24) words"
)
"""Names of secrets of several words."""
IS = (
    r"is|was|ist|war|lautet|hei\u00dft|est|es|\u00e8|\u00e9|er|\u00e4r|on|to"
    r"|(?:changed|set|reset) to|\u2014"
)
WHOSE = r"my|our|new|mein|unser|neues|wi-?fi|wlan"
"""Who or what a secret is for: what is said so is named, not talked about."""
LOGIN = (
    r"(?<![^\W_])(?:user(?:[ _-]?(?:name|id))?|log-?in(?:[ _-]?name)?|benutzer(?:name)?|kennung"
    r"|identifiant|utilisateur|usuario|utente|account|admin)(?![^\W_])"
)
"""Names of the names under which people are known to a machine."""
QUESTION = (
    r"security (?:question|answer)|sicherheits(?:frage|antwort)|pregunta de seguridad"
    r"|question (?:secr\u00e8te|de s\u00e9curit\u00e9)|domanda di sicurezza"
    r"|maiden name|geburtsname|m\u00e4dchenname|name of your first|first (?:pet|car|school|teacher)"
    r"|(?:favou?rite|lieblings)[ -]?(?:teacher|pet|food|film|movie|book|colou?r|band|team|lehrer\w*"
    r"|tier|essen|farbe|buch|film)|erstes? (?:haustier|auto|schule)|wo(?:rin)? geboren"
    r"|(?:childhood|best) friend|city (?:of birth|you were born)|street you grew up"
)
"""What accounts ask for to be sure who asks."""
_SAID = (
    "also always already anders bad being different easy entered expire expired falsch for from "
    "gone good hard in incorrect invalid just kept known long longer lost never nicht not "
    "now old only out probably protected required safe secure short sicher still stored "
    "strong stuck that the too unknown unsafe used very wahr weak weg with written wrong zu "
    "a an this these those my your his her its our their there here what which who it he she they "
    "you we i me him them us one two three some any each another no none so as more less than "
    "enough much be been on at by to of and or but if when where how why needed necessary right "
    "correct valid secret same important empty missing optional mandatory sensitive simple complex "
    "random default permission care ease key keys finger fingerprint touch hands hand love both "
    "everything something anything nothing all elsewhere "
    "manager managers protection policy policies field fields change changes changed box prompt "
    "hash hashes file files hint hints recovery strength rule rules page dialog generator "
    "generators reset resets screen entry list lists database security authentication button link "
    "form forms sharing storage input options option settings setting requirements requirement "
    "management login logins account accounts again please mail mails e-mail email "
    "der die das dem den des ein eine einem einen einer mein meine dein ihr ihre sein seine unser "
    "dieser diesem diese richtig kein keine sehr immer nie noch schon wieder geheim leer bekannt "
    "unbekannt erforderlich n\u00f6tig notwendig ge\u00e4ndert vergessen und oder aber "
    "f\u00fcr mit von im am zum zur bei nach was wie wo man sie er es ich du wir alle alles beide "
    "la el le un une una det en ett les de du di il lo"
)
SAID_OF_PASSWORDS = frozenset(_SAID.split(" "))
"""What follows "my password is" without being one."""
