"""Word lists as other programs keep them: what a person has taught Hunspell, Aspell, LibreOffice.

One word a line, with what each adds: Hunspell's count on the first line, "word/model" and "*word"
for one that is wrong; Aspell's and LibreOffice's headers. Knows formats, no words.
"""

import re
from collections.abc import Iterator

_HEAD = re.compile(r"personal_ws-|personal_repl-|OOoUserDict|lang: |type: |---|\d+$|#")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['\u2019.-])*")


def words_in(text: str) -> Iterator[str]:
    """The words of a list, in its order; what is no word is passed over.

    A list of forbidden words ("type: negative") has none to add.
    """
    if re.search(r"^type: negative", text, re.MULTILINE):
        return
    for line in text.splitlines():
        line = line.strip().lstrip("\ufeff")
        if _HEAD.match(line) or line.startswith("*"):
            continue
        # Behind a slash stands Hunspell's model, behind "==" LibreOffice's replacement.
        word = line.partition("/")[0].partition("==")[0].replace("=", "").strip()
        if _WORD.fullmatch(word):
            yield word
