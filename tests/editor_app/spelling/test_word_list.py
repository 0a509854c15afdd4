"""Personal word lists of other programs."""

import pytest

from editor_app.spelling.word_list import words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("zorgle\nBrno\n", ["zorgle", "Brno"]),
        ("\ufeff2\nzorgle/drive\n*teh\nO\u2019Neill\n", ["zorgle", "O\u2019Neill"]),
        ("personal_ws-1.1 en 2 utf-8\nzorgle\ncaf\u00e9\n", ["zorgle", "caf\u00e9"]),
        ("OOoUserDict1\nlang: en-US\ntype: positive\n---\nzor=gle\nteh==the\n", ["zorgle", "teh"]),
        ("OOoUserDict1\nlang: en-US\ntype: negative\n---\nzorgle\n", []),
        ("# mine\n\n42\n<xml>\nwell-known\n", ["well-known"]),
    ],
)
def test_words_of_a_list(text: str, words: list[str]) -> None:
    assert list(words_in(text)) == words
