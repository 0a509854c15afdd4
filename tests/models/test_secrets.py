"""The secret detector: what must be found, and what must be left in peace."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.secrets import find_secrets, is_iban, passes_luhn, scrub


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("my card is 4111 1111 1111 1111, thanks", "4111 1111 1111 1111"),
        ("pay 4111111111111111 now", "4111111111111111"),
        ("call +44 20 7946 0958 tonight", "+44 20 7946 0958"),
        ("call (212) 555-0187 tonight", "(212) 555-0187"),
        ("IBAN DE89 3704 0044 0532 0130 00 please", "DE89 3704 0044 0532 0130 00"),
        ("write to jane.doe+news@example.co.uk soon", "jane.doe+news@example.co.uk"),
        ("password: hunter2 is weak", "hunter2"),
        ("the password is Tr0ub4dor&3 now", "Tr0ub4dor&3"),
        ("API_KEY=sunflower", "sunflower"),
        ("key sk-abcdEFGH1234567890xyz here", "sk-abcdEFGH1234567890xyz"),
        ("token ghp_16C7e42F292c6912E7710c838347Ae178B4a ok", "ghp_16C7e42F292c6912E7710c83"),
        ("it was Xk9#mQ2vLp then", "Xk9#mQ2vLp"),
        ("see https://example.com/login?token=abc for it", "https://example.com/login?token=abc"),
        ("id 550e8400-e29b-41d4-a716-446655440000 end", "550e8400-e29b-41d4-a716-446655440000"),
        ("commit 3f2a9c1e8b7d6f50aa12 broke it", "3f2a9c1e8b7d6f50aa12"),
        ("SSN 078-05-1120 on file", "078-05-1120"),
        ("code 482913640 works", "482913640"),
        ("PW: gartenzwerg", "gartenzwerg"),
        ("Kennwort: blaubeere", "blaubeere"),
        ("Das Passwort lautet Zugang73x.", "Zugang73x"),
        ("my password is xylophonist", "xylophonist"),
        ("password: qw,ertyuiop7", "qw,ertyuiop7"),
        ("passphrase: correct horse battery staple", "correct horse battery staple"),
        ("seed phrase: apple river stone tiger", "apple river stone tiger"),
        ("password:\n  sunflower", "sunflower"),
        ("mot de passe : tournesol", "tournesol"),
        ("key JBSWY3DPEHPK3PXP for it", "JBSWY3DPEHPK3PXP"),
        ("CVV 737", "737"),
        ("pass\u200bword: hunter", "hunter"),
        ("\uff30\uff29\uff2e\uff1a 4821", "4821"),
        ("La password \u00e8 Farfalla19.", "Farfalla19"),
        ("Jelsz\u00f3: napraforgo", "napraforgo"),
        (
            "\u041f\u0430\u0440\u043e\u043b\u044c: \u043b\u0438\u043b\u0438\u044f",
            "\u043b\u0438\u043b\u0438\u044f",
        ),
        ("\u5bc6\u7801\uff1axiangrikui", "xiangrikui"),
        ("WLAN-Passwort: kirschbaum", "kirschbaum"),
        ("your code: 881204", "881204"),
        ("\u5bc6\u7801\u662fhudie2020", "hudie2020"),
        ("Moje has\u0142o to Biedronka4", "Biedronka4"),
        ("login anna password gladiolus", "gladiolus"),
        ("IDENTIFIED BY 'oleander'", "oleander"),
        ("The backup phrase: umbrella doctor thunder", "umbrella doctor thunder"),
        ("then liverpool7! he typed", "liverpool7!"),
        ("codes a8f3-k29d", "a8f3-k29d"),
        ("\u0420assword: anemone", "anemone"),
        ("New password - butterscotch", "butterscotch"),
        ("Password Hollyhock7 for the printer", "Hollyhock7"),
        ("PIN 4821 at the gate", "4821"),
        ("| password | marigold |", "marigold"),
        ("<td>password</td><td>snowdrop</td>", "snowdrop"),
        ("<password>bluebell</password>", "bluebell"),
        ('<input type="password" value="daffodil">', "daffodil"),
        ("type=password value=daffodil here", "daffodil"),
        ("run --password cornflower now", "cornflower"),
        ("mysql -u root -pFoxglove12 shop", "Foxglove12"),
        ('password: "many green apples"', "many green apples"),
        ("passwort: a;bcdefgh", "a;bcdefgh"),
        ("The passphrase is violet tractor under glass.", "violet tractor under glass"),
        ("Seed words:\n1. apple 2. river 3. stone", "1. apple 2. river 3. stone"),
        ("user anna / Zugang73x", "Zugang73x"),
        ("It was Gartenzwerg77 before.", "Gartenzwerg77"),
        ("The key is zqXwvKpLmNbTrGhYsD", "zqXwvKpLmNbTrGhYsD"),
        ("then bxzqkvwjtrpmnhgf again", "bxzqkvwjtrpmnhgf"),
        ("jbsw y3dp ehpk 3pxp for the app", "jbsw y3dp ehpk 3pxp"),
        ("backup code 4f7k-92mq-x3vd", "4f7k-92mq-x3vd"),
        ("security code 419 on the back", "419"),
        ("iban fr14 2004 1010 0505 0001 3m02 606", "fr14 2004 1010 0505 0001 3m02 606"),
        ("IBAN: DE89-3704-0044-0532-0130-00", "DE89-3704-0044-0532-0130-00"),
        ("jane.doe (at) example.com is safer", "jane.doe (at) example.com"),
        ("NINO QQ 12 34 56 C was sent", "QQ 12 34 56 C"),
        ("passport C01X00T47 expires", "C01X00T47"),
        ("account number 12345678 is ours", "12345678"),
        ("Your verification code is 482913.", "482913"),
        ("p\u0430ssw\u043erd: hyacinth", "hyacinth"),
        ("The magic word for the bot is rutabaga.", "rutabaga"),
        ("Passwort Amazon jetzt Wintermantel", "Wintermantel"),
        ("the password's marmot-on-skis", "marmot-on-skis"),
        ("What was your first pet? Mr Tibbs", "Mr Tibbs"),
        ("Favourite teacher:\nOttoline", "Ottoline"),
        ("staging creds: qa-bot / Lemonade", "qa-bot / Lemonade"),
        ("Passwords (do not share)\n1) laptop riverbank\n", "riverbank"),
        ("auth=('reader', 'cloudberry')", "cloudberry"),
        ("openssl enc -k thistledown -in a", "thistledown"),
        ("user,password\nannak,hedgehog\n", "annak"),
    ],
)
def test_secrets_are_found(text: str, secret: str) -> None:
    found = [text[s.start : s.end] for s in find_secrets(text)]
    assert any(secret in one for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        "The password is required, and the secret is safe with me.",
        "My password is not safe, he said; a pass is a way over a mountain.",
        "In 1995 and 2024-01-05 we met 1,234,567 people at 10:45.",
        "Version 3.14.15 of Python3 and x86 run utf-8 on 64-bit machines.",
        "A 10-year-old well-known rule (see section 4.2.1) holds for 300 of 500 pages.",
        "He paid $1,299.99 for 12 of them in the 1890s.",
        "She said: \u201cNever!\u201d \u2014 and left; it's over.",
        "The password - if there is one - and the passphrase is entered by hand.",
        "The Rindfleischetikettierung of getElementById, said the counterrevolutionary.",
        "They took their seat with some more wine that week; step-by-step and day-to-day.",
        "Choose a two-factor password that you don't use elsewhere, and change it once a year.",
        "Your password protects the photos of your children and the letters of your friends.",
        "She liked her first pet; my best friend had a favourite teacher and a red car.",
        "LC_CTYPE=en_US.UTF-8 and ISO-2022-JP are names of encodings.",
    ],
)
def test_plain_writing_is_left_alone(text: str) -> None:
    assert find_secrets(text) == []


_NAMES_ABROAD = (
    "Contrasenya Contrasinal Wagwoord L\xf6senord Losenord Adgangskode Lykilor\xf0 Has\u0142o "
    "Haslo Heslo Geslo Lozinka Zaporka \u041f\u0430\u0440\u043e\u043b\u0430 Slapta\u017eodis "
    "Salasana Parool Jelsz\xf3 \u015eifre Sifre Pasahitza Fjal\xebkalimi Nenosiri Pasvorto "
    "\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2 \u05e1\u05d9\u05e1\u05de\u05d4 "
    "\u0643\u0644\u0645\u0629_\u0627\u0644\u0645\u0631\u0648\u0631 \u30d1\u30b9\u30ef\u30fc\u30c9 "
    "\u5bc6\u7801 \u5bc6\u78bc \u53e3\u4ee4 \u6697\u8a3c\u756a\u53f7 \ube44\ubc00\ubc88\ud638 "
    "M\u1eadt_kh\u1ea9u Kata_sandi Parol\u0103 Parola Mot_de_passe Palavra-passe Codewort "
    "Zauberwort Sicherheitsantwort"
)


@pytest.mark.parametrize("name", _NAMES_ABROAD.split(" "))
def test_passwords_are_known_by_their_names(name: str) -> None:
    text = f"{name.replace('_', ' ')}: blimpel"
    assert [text[s.start : s.end] for s in find_secrets(text)] == ["blimpel"]


def test_a_private_key_goes_as_a_whole() -> None:
    key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE abc\nxyz\n-----END RSA PRIVATE KEY-----"
    clean, found = scrub(f"before\n{key}\nafter")
    assert clean == "before\n \nafter"
    assert [secret.kind for secret in found] == ["key"]


@given(st.text(max_size=300))
def test_any_text_is_read_and_spans_are_in_order(text: str) -> None:
    found = find_secrets(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_check_sums() -> None:
    assert passes_luhn("4111111111111111") and not passes_luhn("4111111111111112")
    assert is_iban("GB82 WEST 1234 5698 7654 32") and not is_iban("GB82 WEST 1234 5698 7654 33")


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("name,login,password\nAnna,ak,tulip\nBen,bk,crocus\n", ["tulip", "crocus"]),
        ("site      password\nlibrary   hedgehog\nswim club badger\n", ["hedgehog"]),
        ("| what | pw |\n|---|---|\n| photos | sandcastle |\n", ["sandcastle"]),
        ("Passwords\n\n- bank: Rosengarten\n- Fliederbusch\n", ["Rosengarten", "Fliederbusch"]),
        ("Anna: what was the password again?\nBen: bananasplit\n", ["bananasplit"]),
        ('We took "velvet hammer" as the password.', ["velvet hammer"]),
        ("Set the password for the cloud to peppermint, please.", ["peppermint"]),
        ("The laptop opens with Heimweh, and so does the desk.", ["Heimweh"]),
        ("Das PDF ist mit Zimtstern verschl\u00fcsselt.", ["Zimtstern"]),
        ("Mum's phone unlocks with 290844.", ["290844"]),
        ("It is hwzqkxjvprtmbnlc for the backup.", ["hwzqkxjvprtmbnlc"]),
        ("fossil hamster jungle kiwi ladder mango nephew olive piano quantum ribbon", ["olive"]),
        ("smtp_pass = Lindenallee\n", ["Lindenallee"]),
        ("Voucher K7M2Q9 or 4B71 or L8Z4K2PX9", ["K7M2Q9", "4B71", "L8Z4K2PX9"]),
    ],
)  # fmt: skip
def test_secrets_are_found_by_saying_place_and_looks(text: str, secrets: list[str]) -> None:
    left, _ = scrub(text)
    assert not [secret for secret in secrets if secret in left]


@pytest.mark.parametrize(
    "text",
    [
        "The password is required, and the password you set is safe with us.",
        "Password protection is easy to forget.",
        "The film opens with the murder, and a train of words that nobody could have foreseen.",
        "On the 20th, at 10am, the A4 and the mp3 of the 1990s met Python3 and H2SO4 in Q3 2026.",
        "Rechtsschutzversicherungsgesellschaften und Tschaikowski, Brzezinski, Knightsbridge.",
        "He walked 10-15 miles in 1914-18, and on 2026-06-15.",
    ],
)
def test_plain_sayings_places_and_looks_are_left_alone(text: str) -> None:
    assert [s for s in find_secrets(text) if s.kind in ("password", "key")] == []


@pytest.mark.parametrize(
    "piece",
    ["password ", "a,password\n", "passwords\n", 'password "', "password\t", "key=", "ab-", "12 ",
     "lemon river ", "-u ", "AB12 "],
)  # fmt: skip
def test_any_text_is_read_in_linear_time(piece: str) -> None:
    took = []
    for size in (20_000, 160_000):
        began = time.process_time()
        find_secrets(piece * (size // len(piece)))
        took.append(time.process_time() - began)
    assert took[1] < 25 * took[0] + 0.5
