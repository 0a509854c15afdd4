"""Profiles on disk: kept, trained again, gone back to, deleted; documents that change."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from editor_app.profiles.shelf import (
    Job,
    Profile,
    Profiles,
    clean_name,
    merge_counts,
    new_job,
    note_forgotten,
    read_profile,
)
from editor_app.profiles.sources import Sources, changes, stamp_files
from models.counts import CountStore
from models.profile import COUNTS, MODEL, NOTE, REPORT, ProfileError


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with two documents and one that is left out."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("one.txt", "two.txt", "scan.pdf"):
        (folder / name).write_text(f"This is {name}.")
    return folder


def sources(folder: Path) -> Sources:
    """What a training of ``folder`` would note."""
    read = [folder / "one.txt", folder / "two.txt"]
    return Sources((str(folder),), (), stamp_files(read, [folder / "scan.pdf"]))


def count(path: Path, documents: dict[str, str]) -> None:
    """Count documents into the store at ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = CountStore(path)
    for name, text in documents.items():
        store.add(name, text.split())
    store.close()


def counted(path: Path) -> dict[str, int]:
    """Documents and their words."""
    store = CountStore(path)
    found = {d.name: d.words for d in store.documents()}
    store.close()
    return found


def train(
    profiles: Profiles,
    folder: Path,
    name: str = "Letters",
    model: str = "first",
    counts: bool = True,
) -> Job:
    """Do what a training does: leave a draft."""
    job = new_job(name, Path("/base"), sources(folder))
    profiles.begin(job)
    draft = profiles.draft(name)
    draft.mkdir(parents=True)
    (draft / MODEL).write_text(model)
    (draft / REPORT).write_text(json.dumps({"adopted": "full"}))
    if counts:
        count(draft / COUNTS, {str(folder / "one.txt"): "so it is", str(folder / "two.txt"): "no"})
    return job


def kept(
    profiles: Profiles, folder: Path, model: str = "first", use: Path | None = None
) -> Profile:
    """A profile that was trained and kept."""
    return profiles.keep(train(profiles, folder, model=model), use)


def test_a_kept_draft_is_a_profile_that_knows_what_it_was_made_from(
    tmp_path: Path, documents: Path
) -> None:
    profiles = Profiles(tmp_path / "profiles")
    job = train(profiles, documents)
    assert profiles.unfinished() == [job] and not profiles.all()
    assert profiles.report("Letters") == {"adopted": "full"}
    profile = profiles.keep(job, None)
    assert profile.trained and profile.name == "Letters" and profile.made
    assert profile.sources == job.sources
    assert profiles.all() == [profile] and not profiles.unfinished()
    assert not profiles.draft("Letters").exists()


def test_a_discarded_draft_leaves_nothing(tmp_path: Path, documents: Path) -> None:
    profiles = Profiles(tmp_path / "profiles")
    train(profiles, documents)
    work = profiles.draft("Letters").with_name(".Letters.work")
    work.mkdir()
    profiles.discard("Letters")
    assert list((tmp_path / "profiles" / ".draft").iterdir()) == []


def test_keeping_takes_the_counts_in_use_along(tmp_path: Path, documents: Path) -> None:
    everyday = tmp_path / "profile"
    diary = "/home/me/diary.txt"
    count(everyday / COUNTS, {diary: "a word of mine", str(documents / "two.txt"): "older text"})
    store = CountStore(everyday / COUNTS)
    store.block("moist")
    store.set_private(str(documents / "one.txt"), True)
    store.close()
    profile = kept(Profiles(tmp_path / "profiles"), documents, use=everyday)
    merged = profile.path / COUNTS
    # What was typed is there, what was trained replaces its older count, what is private is not.
    assert counted(merged) == {diary: 4, str(documents / "two.txt"): 1}
    store = CountStore(merged)
    assert store.blocked() == ["moist"]
    store.close()
    assert counted(everyday / COUNTS)[diary] == 4


def test_counts_that_cannot_be_read_stop_the_keeping_and_change_nothing(
    tmp_path: Path, documents: Path
) -> None:
    profiles = Profiles(tmp_path / "profiles")
    job = train(profiles, documents)
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / COUNTS).write_bytes(b"no database at all, just bytes" * 50)
    with pytest.raises(ProfileError):
        profiles.keep(job, tmp_path / "profile")
    assert profiles.report("Letters") and not profiles.all()
    assert counted(profiles.draft("Letters") / COUNTS)


def test_trained_again_it_can_be_gone_back_to_with_the_newest_counts(
    tmp_path: Path, documents: Path
) -> None:
    profiles = Profiles(tmp_path / "profiles")
    first = kept(profiles, documents)
    second = kept(profiles, documents, "second", use=first.path)
    assert [p.path for p in profiles.all()] == [second.path] and second.path != first.path
    assert (second.path / MODEL).read_text() == "second" and profiles.can_restore(second)
    store = CountStore(second.path / COUNTS)
    store.add("/new.txt", ["since", "then"])
    store.remove(str(documents / "two.txt"))
    store.close()
    earlier = profiles.restore(second)
    assert (earlier.path / MODEL).read_text() == "first" and earlier.name == "Letters"
    assert counted(earlier.path / COUNTS) == {"/new.txt": 2, str(documents / "one.txt"): 3}
    assert profiles.all() == [earlier]
    assert profiles.restore(earlier).path == second.path


def test_only_one_earlier_model_is_kept(tmp_path: Path, documents: Path) -> None:
    profiles = Profiles(tmp_path / "profiles")
    for model in ("first", "second", "third"):
        last = kept(profiles, documents, model)
    folders = [p for p in (tmp_path / "profiles").iterdir() if p.name[0] != "."]
    assert len(folders) == 2 and (last.path / MODEL).read_text() == "third"


def test_a_model_that_knows_what_was_forgotten_is_not_kept(tmp_path: Path, documents: Path) -> None:
    profiles = Profiles(tmp_path / "profiles")
    first = kept(profiles, documents)
    one = str(documents / "one.txt")
    assert note_forgotten(first.path, one)
    first = read_profile(first.path)
    assert first.forgotten == (one,) and one in first.sources.left_out
    assert first.sources.paths == [documents / "scan.pdf", documents / "two.txt"]
    second = kept(profiles, documents, "second")
    assert not profiles.can_restore(second) and not first.path.exists()


def test_forgetting_what_the_model_never_saw_needs_no_training(
    tmp_path: Path, documents: Path
) -> None:
    profile = kept(Profiles(tmp_path / "profiles"), documents)
    assert not note_forgotten(profile.path, "/home/me/diary.txt")
    assert not note_forgotten(profile.path, str(documents / "scan.pdf"))
    assert not read_profile(profile.path).forgotten


def test_going_back_does_not_bring_a_forgotten_document_back(
    tmp_path: Path, documents: Path
) -> None:
    profiles = Profiles(tmp_path / "profiles")
    first = kept(profiles, documents)
    second = kept(profiles, documents, "second", use=first.path)
    one = str(documents / "one.txt")
    store = CountStore(second.path / COUNTS)
    store.remove(one)
    store.close()
    note_forgotten(second.path, one)
    earlier = profiles.restore(read_profile(second.path))
    assert one not in counted(earlier.path / COUNTS)
    assert earlier.forgotten == (one,)


def test_deleting_takes_everything_of_it(tmp_path: Path, documents: Path) -> None:
    profiles = Profiles(tmp_path / "profiles")
    kept(profiles, documents)
    last = kept(profiles, documents, "second")
    profiles.delete(last)
    assert not profiles.all()
    assert [p.name for p in (tmp_path / "profiles").iterdir()] == [".draft"]


def test_names_are_free_and_possible_everywhere(tmp_path: Path, documents: Path) -> None:
    profiles = Profiles(tmp_path / "profiles")
    assert profiles.free_name("Letters") == "Letters"
    kept(profiles, documents)
    assert profiles.free_name("letters") == "letters 2"
    assert clean_name("  a/b\\c:\n..  ") == "a b c"
    assert clean_name("..") == "My writing"
    assert len(clean_name("x" * 300)) == 60


def test_a_damaged_note_is_as_good_as_none(tmp_path: Path) -> None:
    folder = tmp_path / "profiles" / "Letters"
    folder.mkdir(parents=True)
    for content in (
        "",
        "[]",
        "{",
        '{"sources": 7, "forgotten": 3}',
        '{"sources": {"stamps": [1]}}',
    ):
        (folder / NOTE).write_text(content)
        assert Profiles(tmp_path / "profiles").all()[0].sources == Sources()


def test_only_real_changes_of_documents_count(tmp_path: Path, documents: Path) -> None:
    before = sources(documents)
    assert changes(before).count == 0
    os.utime(documents / "one.txt", (1, 1))  # touched, not changed
    assert changes(before).count == 0
    (documents / "one.txt").write_text("This is another.")
    (documents / "two.txt").unlink()
    (documents / "three.md").write_text("New.")
    (documents / ".hidden").write_text("Not looked at.")
    found = changes(before)
    assert found.changed == (str(documents / "one.txt"),)
    assert found.gone == (str(documents / "two.txt"),)
    assert found.new == (str(documents / "three.md"),)
    left_out = replace(before, left_out=(found.changed[0], found.new[0], found.gone[0]))
    assert changes(left_out).count == 0


def test_leaving_a_file_out_keeps_its_neighbours_whole(tmp_path: Path) -> None:
    for name in ("a/b/1.txt", "a/b/2.txt", "a/c/3.txt", "a/.git/4.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    chosen = Sources((str(tmp_path / "a"),)).without([str(tmp_path / "a/b/1.txt")])
    assert chosen.paths == [tmp_path / "a/b/2.txt", tmp_path / "a/c"]


def test_merging_with_no_draft_counts_yet(tmp_path: Path) -> None:
    count(tmp_path / "now.sqlite", {"/a": "one two"})
    merge_counts(tmp_path / "now.sqlite", tmp_path / "draft.sqlite")
    assert counted(tmp_path / "draft.sqlite") == {"/a": 2}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["draft.sqlite", "now.sqlite"]
