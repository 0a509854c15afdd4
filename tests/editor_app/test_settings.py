"""Settings: one table, a readable file, nothing that a damaged file could break."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.places import config_file
from editor_app.settings import Settings
from editor_app.settings_table import GROUPS, TABLE, Setting, as_markdown


def test_every_setting_is_sound() -> None:
    assert len({s.key for s in TABLE}) == len(TABLE)
    for setting in TABLE:
        assert setting.clean(setting.default) == setting.default
        assert setting.group in GROUPS
        assert setting.key in as_markdown()


def test_values_come_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    settings = Settings(path)
    settings.set("look.size", 17)
    settings.set("ghost.show", False)
    settings.set("look.font", 'A "quoted" \\ name\n')
    settings.set("window.recent", ("/tmp/\u00e9", "/b"))
    again = Settings(path)
    assert again.number("look.size") == 17
    assert again.flag("ghost.show") is False
    assert again.text("look.font") == 'A "quoted" \\ name\n'
    assert again.items("window.recent") == ("/tmp/\u00e9", "/b")
    assert not again.trouble


def test_what_a_person_wrote_into_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        "# my own order\n[look]\n# easier on my eyes\nsize = 20  # not 14!\n"
        '# theme = "system"  # Theme\n\n[mine]\nwhatever = [1,\n  2]\n'
    )
    settings = Settings(path)
    settings.set("look.size", 21)
    settings.set("look.theme", "dark")
    settings.set("text.tab", 2)
    text = path.read_text()
    assert "# my own order" in text and "# easier on my eyes" in text
    assert "size = 21  # not 14!" in text
    assert 'theme = "dark"  # Theme' in text and "# theme" not in text
    assert "whatever = [1,\n  2]" in text
    assert Settings(path).number("text.tab") == 2


def test_a_line_and_a_comment_of_the_same_name_are_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[look]\n# size = 14\nsize = 20\n")
    Settings(path).set("look.size", 21)
    assert path.read_text() == "[look]\n# size = 14\nsize = 21\n"


@pytest.mark.parametrize("text", ["look = 3\n", "[[look]]\n", "[look]\nsize = 20\nsize = 22\n"])
def test_a_file_that_became_strange_meanwhile_is_no_trouble(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    settings = Settings(path)
    path.write_text(text)
    settings.set("look.size", 21)
    assert Settings(path).number("look.size") == 21


def test_a_file_that_was_damaged_meanwhile_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    settings = Settings(path)
    path.write_text("[look\nsize = 20 # half-way\n")
    settings.set("look.size", 21)
    assert "half-way" in (tmp_path / "settings.damaged.toml").read_text()
    assert "kept as" in settings.trouble


def test_back_to_the_default_is_a_comment_again(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    settings = Settings(path)
    settings.set("look.size", 20)
    whole = path.read_text()
    settings.reset("look.size")
    assert "# size = 14" in path.read_text()
    settings.set("look.size", 20)
    assert path.read_text() == whole


def test_what_another_window_changed_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    first, second = Settings(path), Settings(path)
    first.set("look.size", 20)
    second.set("text.tab", 2)
    again = Settings(path)
    assert (again.number("look.size"), again.number("text.tab")) == (20, 2)


@given(st.text())
def test_any_text_makes_a_readable_file(text: str) -> None:
    settings = Settings(table=(Setting("a.b", "", "B"),))
    settings.set("a.b", text)
    read = tomllib.loads(settings.as_toml()).get("a", {}).get("b", "")
    assert read == text


@pytest.mark.parametrize("content", [b"\xff\xfe\0", b"[look\n", b"a = " + b"[" * 5000])
def test_a_damaged_file_is_kept_aside_and_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.number("look.size") == 14
    assert "damaged" in settings.trouble
    assert (tmp_path / "settings.damaged.toml").read_bytes() == content


def test_impossible_values_fall_back_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[look]\nsize = "big"\ntheme = "pink"\ncolumn = 60\n[text]\ntab = 9999\n')
    settings = Settings(path)
    assert settings.number("look.size") == 14
    assert settings.text("look.theme") == "system"
    assert settings.number("look.column") == 60
    assert settings.number("text.tab") == 16
    assert settings.trouble


def test_listeners_hear_changes_only() -> None:
    settings, heard = Settings(), []
    settings.subscribe(heard.append)
    settings.set("look.size", 14)
    settings.set("look.size", 15)
    assert heard == ["look.size"]
    with pytest.raises(ValueError, match=r"look\.theme"):
        settings.set("look.theme", "pink")


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "settings.toml")
    settings.set("look.size", 15)
    assert settings.number("look.size") == 15
    assert settings.trouble


def test_the_test_s_home_is_used(home: Path) -> None:
    assert home in config_file().parents
