"""A file that is replaced is the old one or the new one, and nothing lies beside it."""

from pathlib import Path

import pytest

from models.replacing import replaced, write_text


def test_the_new_one_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "note.json"
    path.write_text("old")
    with replaced(path) as draft:
        draft.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fault", [OSError("full"), KeyboardInterrupt()])
def test_a_fault_leaves_the_old_one_alone(tmp_path: Path, fault: BaseException) -> None:
    path = tmp_path / "note.json"
    write_text(path, "old")
    with pytest.raises(type(fault)), replaced(path) as draft:
        draft.write_text("ha")
        raise fault
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_never_written_is_said(tmp_path: Path) -> None:
    path = tmp_path / "note.json"
    with pytest.raises(FileNotFoundError), replaced(path):
        pass
    assert not path.exists()


def test_what_a_killed_process_left_is_written_over(tmp_path: Path) -> None:
    (tmp_path / ".note.json.partial").write_text("half of somethi")
    write_text(tmp_path / "note.json", "new")
    assert [file.name for file in tmp_path.iterdir()] == ["note.json"]
