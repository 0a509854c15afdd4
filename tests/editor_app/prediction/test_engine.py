"""The engine on a model whose answers are known: completion, case, spaces, learning, the rules."""

import json
import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor_app.prediction.blend import SOURCES, BlendSource
from editor_app.prediction.cache import LONGEST_HISTORY
from editor_app.prediction.engine import Engine, EngineError
from editor_app.prediction.further_words import FurtherWords
from editor_app.prediction.gate import LEVELS, Eagerness
from editor_app.prediction.session import State, Step
from editor_app.prediction.trail import LONGEST_TEXT
from editor_app.prediction.types import Answer, Query, Suggestion
from models.profile import make_counts_profile
from tests.tiny_bundle import make


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("bundle") / "tiny")


@pytest.fixture(scope="module")
def shared(bundle: Path) -> Engine:
    """An engine that learns nothing; every test uses its own document."""
    return Engine.open(bundle)


@pytest.fixture
def engine(bundle: Path, tmp_path: Path) -> Engine:
    return Engine.open(bundle, tmp_path / "profile")


def words(engine: Engine, context: str, prefix: str | None = None, **more: object) -> list[str]:
    query = Query(context, prefix, **more)  # type: ignore[arg-type]
    return [suggestion.word for suggestion in engine.suggest(query).suggestions]


def best(engine: Engine, context: str, prefix: str | None = None) -> Suggestion:
    return engine.suggest(Query(context, prefix)).suggestions[0]


# ---- what was typed past


def test_what_was_typed_past_gives_way_the_more_often_it_was(shared: Engine) -> None:
    plain = shared.suggest(Query("I know the w")).suggestions
    first, second = plain[0], plain[1]
    once = shared.suggest(Query("I know the w", passed=(first.word,))).suggestions
    thrice = shared.suggest(Query("I know the w", passed=(first.word,) * 30)).suggestions
    assert {s.word: s.probability for s in once}[first.word] < first.probability
    assert thrice[0].word == second.word
    assert shared.suggest(Query("I know the w")).suggestions == plain


def test_what_was_typed_past_is_judged_by_the_persons_own_take_rate(shared: Engine) -> None:
    def chance(rate: float) -> float:
        query = Query("I know the w", passed=("Weather",), take_rate=rate)
        answers = {s.word: s.probability for s in shared.suggest(query).suggestions}
        return answers["weather"]

    assert chance(0.0) > chance(0.5) > chance(0.9) > 0.0


def test_parts_of_compounds_are_typed_past_as_well(shared: Engine) -> None:
    usual = words(shared, "a sea-w")
    query = Query("a sea-w", passed=(usual[0],) * 30)
    assert shared.suggest(query).suggestions[0].word == usual[1]
    finer = words(shared, "a sea-w", "w")
    query = Query("a sea-w", "w", passed=(finer[0],) * 30)
    assert shared.suggest(query).suggestions[0].word == finer[1]


def test_a_word_list_gives_way_as_well(bundle: Path) -> None:
    engine = Engine.open(bundle)
    engine.use_further_words(FurtherWords.of({"wonder": 4.0, "wonderful": 3.0}, 7.0, 1e3))
    assert words(engine, "We wond", passed=("wonder",))[0] == "wonderful"
    engine.close()


def test_the_take_rate_is_learned_and_forgotten(bundle: Path, tmp_path: Path) -> None:
    engine = Engine.open(bundle, tmp_path / "profile")
    assert engine.memory.take_rate == 0.5
    engine.memory.learn("d", "The cat sat.")
    for _ in range(30):
        engine.memory.note_takes(0, 1)
    assert engine.memory.take_rate < 0.1
    engine.close()
    again = Engine.open(bundle, tmp_path / "profile")
    assert again.memory.take_rate < 0.1
    again.memory.forget_everything()
    assert again.memory.take_rate == 0.5
    again.close()


# ---- completion and case


def test_a_prefix_is_completed_by_the_likeliest_word(shared: Engine) -> None:
    suggestion = best(shared, "We cons")
    assert (suggestion.text, suggestion.word) == ("ider", "consider")
    assert words(shared, "The cat sat on the c")[0] == "cat"


@pytest.mark.parametrize(
    ("context", "word"),
    [
        ("in Lond", "London"),
        ("in lond", "london"),
        ("in LOND", "LONDON"),
        ("Cons", "Consider"),
        ("we CONS", "CONSIDER"),
        ("I don", "don't"),
        ("I don\u2019", "don\u2019t"),
        ("It\u2019s true. I don", "don\u2019t"),
    ],
)
def test_case_and_apostrophes_follow_what_is_typed(shared: Engine, context: str, word: str) -> None:
    suggestion = best(shared, context)
    assert suggestion.word == word
    assert (context + suggestion.text).endswith(word)


ODD_WORDS = """
I'm here and I've seen it. I'll go. The API is new. APIs are fine. An apple is here. A PC and two
PCs and NASA. On the 19th and the 21st of May at 10 pm, in the 1990s, the 19th, the th s th st.
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    engine = Engine.open(make(tmp_path_factory.mktemp("odd") / "tiny", ODD_WORDS))
    engine.use_further_words(FurtherWords.of({}, 1.0, 1.0))
    return engine


@pytest.mark.parametrize(
    ("context", "offered"),
    [
        ("and I'", ["I'm", "I've", "I'll"]),
        ("two PC", ["PCs"]),
        ("The API", ["APIs"]),
        ("The ap", ["api", "apis", "apple"]),
        ("the Ap", ["Api", "Apis", "Apple"]),
        ("and nas", ["nasa"]),
        ("and NAS", ["NASA"]),
        ("and NA", ["NASA"]),
    ],
)
def test_the_form_that_begins_with_the_typed_letters_wins(
    odd: Engine, context: str, offered: list[str]
) -> None:
    assert sorted(words(odd, context)) == sorted(offered)


def test_an_ending_of_a_number_stands_at_once_behind_it_or_not_at_all(odd: Engine) -> None:
    def texts(context: str) -> list[str]:
        return [s.text for s in odd.suggest(Query(context, k=20)).suggestions]

    assert {"th"} == {t for t in texts("on the 19") if t.strip() in ("st", "th", "s")}
    assert {"st"} == {t for t in texts("on the 21") if t.strip() in ("st", "th", "s")}
    assert {"th", "s"} == {t for t in texts("in the 1990") if t.strip() in ("st", "th", "s")}
    assert not {t for t in texts("on the 19 ") if t.strip() in ("st", "th", "s")}
    assert " pm" in texts("at 10")


def test_a_content_word_is_not_said_again_at_once(bundle: Path) -> None:
    engine = Engine.open(bundle)
    for again in ("zorblax ", "zorblax of "):
        said = "The zorblax of the zorblax of the zorblax of the " + again
        assert "zorblax" not in words(engine, said, k=30)
    assert "zorblax" in words(engine, "The zorblax of it and the ", k=30)
    engine.close()


def test_sentence_starts_are_capitalised(shared: Engine) -> None:
    assert words(shared, "")[0][0].isupper()
    assert words(shared, "The cat sat. ")[0][0].isupper()
    assert words(shared, "We ")[0] == "consider"


def test_a_space_stands_before_a_word_after_a_finished_sentence(shared: Engine) -> None:
    assert best(shared, "The cat sat.").text.startswith(" ")
    assert not best(shared, "The cat sat. ").text.startswith(" ")
    assert not best(shared, 'He said "').text.startswith(" ")
    assert best(shared, "We", "").text.startswith(" ")


def test_hyphenated_words_whole_or_by_their_parts(shared: Engine) -> None:
    assert best(shared, "a well-kn").word == "well-known"
    assert best(shared, "a well-kn", "kn").word == "known"
    assert best(shared, "a well-", "").word == "known"
    assert best(shared, "a sea-mat").word.startswith("sea-mat")
    assert best(shared, "a sea-weat", "weat").word == "weather"


def test_a_word_list_is_the_last_resort(bundle: Path) -> None:
    engine = Engine.open(bundle)
    engine.use_further_words(FurtherWords.of({"wonder": 2, "wonderful": 1, "Walrus": 1}, 4.0, 1e3))
    assert words(engine, "We wond") == ["wonder", "wonderful"]
    assert words(engine, "We cons")[0] == "consider"


def test_a_mistyped_prefix_is_mended_only_where_that_is_possible(shared: Engine) -> None:
    assert shared.suggest(Query("we cosn")).suggestions == ()
    fixed = shared.suggest(Query("we cosn", fixes=True)).suggestions[0]
    assert (fixed.text, fixed.replace) == ("consider", 4)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(context=st.text(max_size=60), prefix=st.none() | st.text(max_size=3), k=st.integers(1, 5))
def test_any_text_is_answered(shared: Engine, context: str, prefix: str | None, k: int) -> None:
    answer = shared.suggest(Query(context, prefix, k, words=2, document="any", fixes=True))
    assert len(answer.suggestions) <= k
    for suggestion in answer.suggestions:
        assert suggestion.text and "".join(suggestion.parts) == suggestion.text
        assert 0.0 <= suggestion.probability <= 1.0


PIECES = st.sampled_from(
    ["The ", "cat ", "Zorblax ", "sat ", "on", ". ", "\n\n", "well-", "known ", "I'", "m "]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=6))
def test_following_edits_equals_reading_afresh(shared: Engine, texts: list[str]) -> None:
    for name in ("edited", "fresh"):
        shared.close_document(name)
    edited, fresh = shared.trail("edited"), shared.trail("fresh")
    for text in texts:
        edited.follow(text)
        edited.step()
    fresh.follow(texts[-1])
    size = len(shared.lexicon)
    mixed = []
    for trail in (edited, fresh):
        evidence, _ = shared.weighed(trail)
        # Which places have a hidden vector depends on how the text was read.
        evidence.sparse.pop(BlendSource.DOCUMENT_ALIKE, None)
        bias = np.zeros(len(SOURCES), np.float32)  # it depends on where the cursor was
        mixed.append(shared.blend.mix(evidence, shared.blend.weights(evidence, bias), size))
    assert np.allclose(mixed[0], mixed[1], atol=1e-4)


def test_a_sliding_window_is_followed(bundle: Path) -> None:
    engine = Engine.open(bundle)
    chance = random.Random(3)
    text = " ".join(chance.choice(["the", "cat", "dog", "went", "to", "on"]) for _ in range(300))
    for end in range(400, 1000, 7):
        engine.suggest(Query(text[end - 400 : end], start=end - 400, document="slides"))
    trail = engine.trail("slides")
    assert len(trail.text) > 900 and trail.text in text


def test_a_text_without_end_is_remembered_in_part_and_cut_seldom(bundle: Path) -> None:
    engine = Engine.open(bundle)
    trail = engine.trail("long")
    text = "the cat sat on the mat. " * (LONGEST_TEXT // 20)
    begins = set()
    for end in range(len(text) - 30, len(text)):
        trail.follow(text[:end])
        assert len(trail.text) <= LONGEST_TEXT and text[:end].endswith(trail.text)
        begins.add(end - len(trail.text))
    assert len(begins) == 1, "what was read stays where it was"
    for start in range(LONGEST_TEXT, 3 * LONGEST_TEXT, 30_000):  # windows that slide on
        trail.follow(text[:30_000], start)
    assert len(trail.text) <= LONGEST_TEXT
    remembered = sum(len(places) for places in trail.cache._places.values())
    assert remembered <= LONGEST_HISTORY * trail.length, "the cache has let the rest go, too"
    assert len(trail.cache) == trail.length
    trail.follow("We went.", 3)  # far before what is remembered
    assert trail.text == "We went."


def test_what_stands_far_before_a_jump_is_read_while_nobody_waits(bundle: Path) -> None:
    chance = random.Random(5)
    said = [chance.choice(["the", "cat", "dog", "went", "to", "on"]) for _ in range(500)]
    text = " ".join(said) + " "
    engine = Engine.open(bundle)
    read: list[int] = []
    model = engine.trail("d")._model
    run = model.run

    def watched(ids: list[int], state: State, last: int) -> Step:
        read.append(len(ids))
        return run(ids, state, last)

    model.run = watched  # type: ignore[method-assign]
    first = engine.suggest(Query(text, document="d")).suggestions
    assert sum(read) < 110, "the first answer does not wait for all of it"
    while engine.settle("d"):
        assert max(read[1:]) <= 33
    assert sum(read[1:]) >= 499
    assert engine.suggest(Query(text, document="d")).suggestions == first
    read.clear()
    engine.suggest(Query(text + "cat ", document="d"))
    assert sum(read) <= 2, "typing goes on from what was read"
    read.clear()
    assert not engine.settle("d") and not read, "once is enough"
    engine.close()


def test_a_change_under_the_far_reading_ends_it(bundle: Path) -> None:
    engine = Engine.open(bundle)
    text = "the cat went on " * 120
    engine.suggest(Query(text, document="d"))
    assert engine.settle("d")
    engine.suggest(Query("we " + text, document="d"))
    while engine.settle("d"):
        pass
    fresh = Engine.open(bundle)
    expected = fresh.suggest(Query("we " + text, document="d")).suggestions
    assert engine.suggest(Query("we " + text, document="d")).suggestions == expected
    engine.close()
    fresh.close()


# ---- what is learned


def test_a_new_name_used_twice_is_offered_the_third_time(bundle: Path) -> None:
    engine = Engine.open(bundle)
    text = "We went to Quillfeather and the dog. You know Quillfeather well. We consider Qu"
    assert best(engine, text).word == "Quillfeather"
    assert best(engine, text[: -len("Qu")] + "Q").word == "Quillfeather"


def test_what_is_deleted_is_unlearned(bundle: Path) -> None:
    engine = Engine.open(bundle)
    text = "We went to Quillfeather and Quillfeather. "
    assert "Quillfeather" in words(engine, text + "Qui")
    assert "Quillfeather" not in words(engine, "We went to Qui")


def test_learned_words_are_offered_in_their_usual_case_and_forgotten(engine: Engine) -> None:
    before = words(engine, "We consider the Qui")
    engine.memory.learn("letters", "We consider the Quillfeather. I know the Quillfeather. " * 3)
    assert best(engine, "We consider the Qui").word == "Quillfeather"
    assert engine.memory.forget("letters")
    engine.close_document("")
    assert words(engine, "We consider the Qui") == before
    assert not engine.memory.forget("letters")


def test_phrases_of_the_person_come_out_whole(engine: Engine) -> None:
    engine.memory.learn("letters", "I consider Quillfeather Lane the best. " * 40)
    answer = engine.suggest(Query("I consider Qui", words=3, asked=True))
    assert answer.suggestions[0].text.startswith("llfeather Lane")
    assert answer.suggestions[0].parts[:2] == ("llfeather", " Lane")
    single = engine.suggest(Query("I consider Qui"))
    assert single.suggestions[0].parts[0] == answer.suggestions[0].parts[0]
    engine.eagerness = Eagerness(0.0, 0.999, 0.999)  # hardly anything is so sure as a whole
    calm = engine.suggest(Query("I consider Qui", words=3, asked=True))
    assert len(calm.suggestions[0].parts) == 1


def test_how_far_the_person_said_the_same_before(engine: Engine) -> None:
    engine.memory.learn("letters", "the cat saw the sea. I know the best Quillfeather Lane of all")
    personal = engine.memory.personal
    assert personal is not None

    def repeated(text: str) -> tuple[str, int]:
        ids = [engine.lexicon.find(word) for word in text.split()]
        word, length = personal.repeated([i for i in ids if i is not None])
        return engine.lexicon.words[word] if word >= 0 else "", length

    assert repeated("cat know the best Quillfeather Lane") == ("of", 5)
    assert repeated("best Quillfeather Lane") == ("of", 3)
    assert repeated("Quillfeather Lane") == ("", 0)
    assert repeated("the best cat") == ("", 0)
    engine.memory.learn("others", "best Quillfeather Lane at best Quillfeather Lane I")
    assert repeated("best Quillfeather Lane") == ("", 0), "now this, now that"


def test_a_long_repetition_goes_on(engine: Engine) -> None:
    said = "the cat saw the sea and the best Quillfeather Lane of all that I know"
    before = engine.suggest(Query(f"{said} ", k=1)).suggestions[0]
    engine.memory.learn("letters", f"{said} barked.")
    after = engine.suggest(Query(f"{said} ", k=1, document="new")).suggestions[0]
    assert before.word != after.word == "barked"
    assert after.probability > 0.7
    short = engine.suggest(Query("that I know ", k=1, document="newer")).suggestions[0]
    assert short.word != "barked"


def test_slips_are_on_probation_until_used_three_times(engine: Engine) -> None:
    engine.memory.learn("one", "the matetr and the matetr went to sea")
    assert "matetr" not in words(engine, "We know the mate")
    engine.memory.learn("two", "a matetr")
    assert "matetr" in words(engine, "We know the mate")


def test_secrets_are_never_offered(engine: Engine) -> None:
    engine.memory.learn(
        "notes", "password: Quillfeather1 and write to quillfeather@example.com now. " * 5
    )
    mail = "mail quillfeather@example.com twice quillfeather@example.com Quil"
    for text in ("We consider the Quil", mail):
        assert not any(word.lower() == "quillfeather" for word in words(engine, text))


def test_blocked_words_are_never_offered(engine: Engine) -> None:
    engine.memory.block("Consider")
    assert "consider" not in words(engine, "We cons")
    engine.memory.unblock("consider")
    assert "consider" in words(engine, "We cons")


def test_offensive_words_are_offered_only_to_who_wrote_them(tmp_path: Path) -> None:
    rude = make(tmp_path / "rude", "You shit. You sit. You shit. You shit and sit. " * 3)
    engine = Engine.open(rude, tmp_path / "profile")
    assert "shit" not in words(engine, "You s")
    engine.memory.learn("d", "what shit")
    assert "shit" in words(engine, "You s")


def test_private_documents_teach_nothing(engine: Engine) -> None:
    engine.memory.set_private("diary", True)
    engine.memory.learn("diary", "Quillfeather Quillfeather Quillfeather")
    assert "Quillfeather" not in words(engine, "We Quil")


def test_a_long_text_is_learned_in_fewer_changes_where_nobody_waits(engine: Engine) -> None:
    text = "I know the Quillfeather. " * 5000  # 25,000 words and marks
    before = engine.memory.revision
    engine.memory.learn("at once", text)
    assert engine.memory.revision == before + 1
    store = engine.memory.store
    assert store is not None
    at_once = store.count("Quillfeather")
    for _ in engine.memory.learning("in steps", text):
        pass
    assert engine.memory.revision > before + 2
    assert store.count("Quillfeather") == 2 * at_once == 10_000


def test_without_a_profile_nothing_can_be_learned(shared: Engine) -> None:
    with pytest.raises(EngineError, match="profile"):
        shared.memory.learn("d", "text")


# ---- the gate's part


def test_a_finished_word_is_not_lengthened(shared: Engine) -> None:
    assert not shared.suggest(Query("We went to the")).show
    assert shared.suggest(Query("We cons")).show


def test_quiet_asked_and_inside_a_word(shared: Engine) -> None:
    assert not shared.suggest(Query("We cons", quiet=True)).show
    assert not shared.suggest(Query("We went to the ", k=1)).show, "not sure enough by itself"
    assert shared.suggest(Query("We went to the ", k=1, asked=True)).show
    assert not shared.suggest(Query("We cons", after="ider")).show
    assert shared.suggest(Query("We cons", after=" it")).show


# ---- opening


def test_a_counts_only_profile_names_its_base(bundle: Path, tmp_path: Path) -> None:
    profile = tmp_path / "mine"
    make_counts_profile(profile, bundle)
    engine = Engine.open(profile)
    engine.memory.learn("d", "the Quillfeather " * 4)
    engine.close()
    again = Engine.open(profile)
    assert best(again, "We know the Quil").word == "Quillfeather"
    again.close()


def test_a_profile_without_a_base_is_refused(tmp_path: Path) -> None:
    (tmp_path / "profile.json").write_text(json.dumps({"name": "x"}))
    with pytest.raises(EngineError, match="base"):
        Engine.open(tmp_path)


def test_a_damaged_bundle_is_refused(tmp_path: Path) -> None:
    bundle = make(tmp_path / "b")
    (bundle / "vocab.txt").write_text("short\t1\n")
    with pytest.raises(EngineError):
        Engine.open(bundle)
    with pytest.raises(EngineError):
        Engine.open(tmp_path / "nothing here")


def _ghost(engine: Engine, context: str, words: int, level: str = "eager") -> Answer:
    return engine.suggest(Query(context, None, 5, words, eagerness=level))


def test_a_ghost_grows_to_the_longest_whole_that_is_likely_enough(shared: Engine) -> None:
    texts = [_ghost(shared, "The dog went o", n).suggestions[0].text for n in (1, 2, 3)]
    assert all(longer.startswith(text) for text, longer in pairwise(texts))
    answer = _ghost(shared, "The cat s", 8)
    best = answer.suggestions[0]
    assert len(best.parts) > 1
    assert "".join(best.parts) == best.text
    assert best.probability >= LEVELS["eager"].least_whole
    assert not answer.grows
    calm = _ghost(shared, "The cat s", 8, "calm").suggestions[0]
    assert best.text.startswith(calm.text)


def test_what_is_found_behind_a_word_does_not_depend_on_how_it_was_asked(shared: Engine) -> None:
    once = _ghost(shared, "The cat sat on t", 4).suggestions[0]
    for words in (1, 2, 3, 4):
        again = _ghost(shared, "The cat sat on t", words).suggestions[0]
    assert again == once


def test_a_phrase_may_follow_a_finished_word(shared: Engine) -> None:
    assert not _ghost(shared, "The cat sat", 1).show
    answer = _ghost(shared, "The cat sat", 3)
    assert answer.show
    assert answer.suggestions[0].text.startswith(" on")
    assert _ghost(shared, "The cat sat", 1).grows


def test_words_beyond_the_vocabulary_come_by_their_frequency(engine: Engine) -> None:
    counts = {"zeppelin": 2.0, "zephyr": 60.0, "zebra": 9.0, "consideration": 1e6}
    engine.use_further_words(FurtherWords.of(counts, 100.0, 1e9))
    assert words(engine, "We ze") == ["zephyr", "zebra", "zeppelin"]
    assert words(engine, "We zep") == ["zephyr", "zeppelin"]
    # What the model knows is not pushed aside by what it does not.
    assert words(engine, "We cons")[0] == "consider"
    engine.memory.block("zephyr")
    assert words(engine, "We ze") == ["zebra", "zeppelin"]


def test_a_possessive_is_formed_on_any_noun(bundle: Path) -> None:
    engine = Engine.open(bundle)
    engine.use_further_words(FurtherWords.of({"cat's": 1.0}, 100.0, 1e3))
    assert "cat's" in words(engine, "The cat sat on the ca")
    assert words(engine, "The dog'") == ["dog's"]
    assert words(engine, "We saw Quillfeather'") == ["Quillfeather's"]
    assert words(engine, "We saw Quillfeather\u2019") == ["Quillfeather\u2019s"]
    assert "London's" in words(engine, "We went to London")


def test_compounds_that_are_used_and_parts_share_the_rest(bundle: Path) -> None:
    engine = Engine.open(bundle)
    engine.use_further_words(FurtherWords.of({"sea-matron": 5.0}, 100.0, 1e3))
    found = words(engine, "a sea-mat")
    assert {"sea-matron", "sea-matter"} <= set(found)
    assert words(engine, "a sea-weat", "weat")[0] == "weather"


def test_a_word_is_offered_as_the_document_writes_it(bundle: Path) -> None:
    engine = Engine.open(bundle)
    plain = "You consider the matter. We consider the "
    assert words(engine, plain)[0] == "matter"
    assert words(engine, plain.replace("matter", "Matter"))[0] == "Matter"
    # The first letter of a sentence says nothing, and letters that are typed say more.
    assert words(engine, plain + "end. Matter! We consider the ")[0] == "matter"
    assert words(engine, plain.replace("matter", "Matter") + "mat")[0] == "matter"


def test_a_passage_said_before_is_offered_whole(engine: Engine) -> None:
    said = "You know the dog and the cats want the weather of London this matter."
    text = f"{said} The cat sat on the mat. {said[:47]}"
    for words in range(1, 9):
        answer = _ghost(engine, text, words, "normal")
    assert said[47:].startswith(answer.suggestions[0].text)
    assert len(answer.suggestions[0].parts) > 2
