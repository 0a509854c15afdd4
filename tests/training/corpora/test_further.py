"""Words beyond a vocabulary: counted by weight, in the case in which they are used."""

from pathlib import Path

from models.vocabulary import SPECIAL, Vocabulary
from training.corpora.corpus import Plan
from training.corpora.further import further_words
from training.corpora.reading import Shape

LETTERS = "abcdefghijklmnopqrstuvwxyz-'"
KNOWN = Vocabulary(
    (*SPECIAL, "the", "captain", "sea", "saw", LETTERS, "x" + LETTERS, "y" + LETTERS)
)


def _found(tmp_path: Path, plan: Plan, least: float = 1, **texts: str) -> dict[str, int]:
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return dict(further_words([tmp_path], plan, KNOWN, least))


def test_what_the_vocabulary_has_in_any_case_is_left_out(tmp_path: Path) -> None:
    found = _found(tmp_path, Plan(), book="The captain saw the Sea. SAW a zeppelin, zeppelin")
    assert found == {"a": 1, "zeppelin": 2}


def test_compounds_and_possessives_are_words_of_their_own(tmp_path: Path) -> None:
    found = _found(tmp_path, Plan(), book="the sea-captain saw the captain\u2019s sea-captain")
    assert found == {"sea-captain": 2, "captain's": 1}


def test_a_capital_counts_for_the_more_frequent_reading(tmp_path: Path) -> None:
    found = _found(tmp_path, Plan(), book="Zebras saw zebras, zebras. Smith saw Smith the smith")
    assert found == {"zebras": 3, "Smith": 2, "smith": 1}


def test_sources_count_by_their_weight(tmp_path: Path) -> None:
    plan = Plan(weights={"mail": 8.0, "old": 0.0})
    found = _found(tmp_path, plan, least=2, mail="zeppelin", book="airship", old="gondola gondola")
    assert found == {"zeppelin": 8}


def test_names_that_only_private_text_knows_are_left_out(tmp_path: Path) -> None:
    plan = Plan(private=frozenset({"mail"}), shapes={"mail": Shape.DOCUMENTS})
    mail = "the Quillfeather saw Brunswick, the zeppelin"
    found = _found(tmp_path, plan, mail=mail, book="Brunswick the Brunswick saw Brunswick")
    assert found == {"Brunswick": 4, "zeppelin": 1}


def test_quotations_in_another_script_are_left_out(tmp_path: Path) -> None:
    assert _found(tmp_path, Plan(), book="the \u5916\u6587\u540d saw a caf\u00e9") == {"a": 1}
