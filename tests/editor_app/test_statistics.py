"""What was typed and saved, by day and by document."""

from datetime import date
from pathlib import Path

import pytest

from editor_app.statistics import Statistics


def test_statistics_by_day_and_document(tmp_path: Path) -> None:
    today = [date(2026, 1, 1)]
    statistics = Statistics(tmp_path / "s" / "statistics.sqlite", lambda: today[0])
    statistics.record("a", typed=80, shown=6, taken=4, saved=20)
    today[0] = date(2026, 1, 2)
    statistics.record("a", typed=20)
    statistics.record("b", typed=10, saved=40)
    assert [d.name for d in statistics.days()] == ["2026-01-02", "2026-01-01"]
    assert [d.name for d in statistics.documents()] == ["b", "a"]
    assert statistics.document("a").share == pytest.approx(20 / 120)
    statistics.forget("a")
    assert [d.name for d in statistics.documents()] == ["b", ""]
    assert statistics.everything().saved == 60
    statistics.close()
    again = Statistics(tmp_path / "s" / "statistics.sqlite")
    assert again.everything().typed == 110
    again.close()


def test_statistics_without_a_place_to_write_count_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    statistics = Statistics(tmp_path / "file" / "statistics.sqlite")
    statistics.record("a", typed=1)
    assert statistics.everything().typed == 1
    statistics.close()
