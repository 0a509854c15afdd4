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
_OTHERS = (
    r"mot de passe|mdp|code secret|contrase\u00f1a|clave|senha|palavra-passe"
    r"|parola d['\u2019]ordine|parola|wachtwoord|l\u00f6senord|adgangskode"
    r"|passord|salasana|has\u0142o|heslo"
    r"|\u043f\u0430\u0440\u043e\u043b\u044c|\u015fifre|jelsz\u00f3|lozinka"
    r"|\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2"
)
CODE = (
    r"(?:one[- ]time|verification|security|access|recovery|backup|confirmation|unlock"
    r"|door|your|my|dein|ihr|le)[ -]"
    r"codes?|pin(?: code| number)?|cvv2?|cvc2?|geheimzahl|pr\u00fcfziffer|best\u00e4tigungscode|tan"
)
"""Names of secrets that are numbers."""
LABEL = (
    rf"(?:(?<![^\W\d_])(?:[a-z]{{0,16}}(?:password|passwort|kennwort|passwd|pwd)"
    rf"|{_EN}|{_DE}|{_OTHERS}|{CODE})(?![^\W\d_])"
    # Written without spaces, these have no edges.
    r"|\u30d1\u30b9\u30ef\u30fc\u30c9|\u5bc6\u7801|\u5bc6\u78bc|\ube44\ubc00\ubc88\ud638)"
)
"""A name of a secret, as a whole word."""
PASSWORD = (
    r"(?:(?<![^\W\d_])(?:[a-z]{0,16}(?:passwords?|passw(?:ort|\u00f6rter)s?|kennw(?:ort|\u00f6rter)s?"
    r"|passwd|pwd)|p ?[a4@] ?[s5$] ?[s5$] ?w ?[o0] ?r ?d|pw|pass[ -]?(?:phrase|code|word)"
    r"|(?:wi-?fi|wlan)[ -]key|secret[ -](?:word|answer)|code[ -]?wor[dt]|losungswort"
    r"|mots? de passe|mdp|code secret|contrase\u00f1as?|senhas?|palavra-passe|wachtwoord(?:en)?"
    r"|l\u00f6senord(?:et)?|adgangskoden?|passord(?:et)?|salasana\w{0,3}|has\u0142[oa]|hesl[oa]"
    r"|\u043f\u0430\u0440\u043e\u043b\u044c|\u015fifre(?:si|niz)?|jelsz\u00f3|lozinka"
    r"|\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2)(?![^\W\d_]))"
)
"""Names that are of passwords alone: what is said with one of them is of a password."""
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
SIGN_OF_LABEL = (
    r"pass|pwd|pw|pin|secret|key|token|cv[vc]|ssn|credential|login|bearer|basic|kennw|losung"
    r"|geheim|schl\u00fc|zugang|contrase|clave|senha|wachtw|has\u0142|l\u00f6sen|seed|recovery|mnemonic"
    r"|mdp|parola|adgang|salasana|heslo|\u043f\u0430\u0440\u043e\u043b|ifre|jelsz|lozinka"
    r"|\u03ba\u03c9\u03b4\u03b9\u03ba|code|pr\u00fcf|\btan\b|phrase|words|merksatz|identified|wiederher|serial|licen|ausweis|seriennummer"
    r"|\u30d1\u30b9|\u5bc6|\ube44|mysql|maria"
)
"""What no secret that is caught by its name is without."""
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
    "everything something anything nothing all "
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
