"""How surprising the letters of a word are, one after the other, in bits.

Words of any Latin language are made of the same few hundred pairs of letters; what was drawn at
random is not. Standard library only; must not know what the surprise is taken for.
"""

from itertools import pairwise

_FIRST = "a"
_HALF_BITS = (
    "h989hcadaic695iak6869cegcf",
    "6bgf4hef7gi6gg7im79d7jgqcg",
    "6kch7kk48p7ajl5ij9d8annpdl",
    "7ffb3fcf5hjade7gk99f8eepcl",
    "9da7bccd9kf8a5ech469dddceh",
    "6hhj57eh5mi7gh6ho7c88nindf",
    "7hkh3hb87oc9ea9hn78c8nhndj",
    "5fih4ggh6oe9ba6il8c89jcpbh",
    "9c7a7c9kkmd8a47cia77gamhnc",
    "4hfh4iij8gkifk5fhhci4ikkik",
    "6ejf3fed6nf8fa7fm9889iepch",
    "6efa5efi5oe6ee7foiaaaeir8h",
    "59eh4hhj6rhe8f67nhaf9khmdj",
    "7e976c5e8hbegaagig76cdgled",
    "ccaafdaecid884aam5998bafeh",
    "6ihh5ci87mi7hi68p5a99klndo",
    "cghjjhjjdjjbijjjjhhg0hgjjj",
    "6cba5dbe6lbcaa7dlb88aefobf",
    "8e7g6ff87ocbbf99gg749hdpdh",
    "7gdj4fg84okbfg8hq7899jfqad",
    "aa9a9aafake785fan667lhihjf",
    "6kii2jkk4oojhk7ioghifmlofo",
    "4fge4gj95kgbg97hoaafcohoen",
    "7e7g6ehb5kfeeib5gjh6afhdbg",
    "7b9a7edf8ke88887m969cgdkhe",
    "6dij3hge5lgcjj9hmhgb5iakcb",
)
"""Bits that each letter (column, a to z) costs behind each other (row), in halves, as digits of
base 36: of the words that the shipped base and a German dictionary know, each once."""


def surprise(word: str) -> float:
    """Bits per letter of ``word``, its first letter apart; letters beyond a to z are passed over.

    English and German words lie below 4.6, letters drawn evenly at 6.5 or so.
    """
    low = [ord(c) - ord(_FIRST) for c in word.lower() if "a" <= c <= "z"]
    if len(low) < 2:
        return 0.0
    bits = sum(int(_HALF_BITS[a][b], 36) for a, b in pairwise(low))
    return bits / 2 / (len(low) - 1)
