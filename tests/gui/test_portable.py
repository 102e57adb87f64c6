"""The program on a stick: another drive letter tomorrow, another PC the day after."""

from pathlib import Path

import pytest

from disclosure_desk.cli import main
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui import backup_flow
from disclosure_desk.settings import places
from disclosure_desk.store.backup import back_up_today
from tests.gui.windows import desk_of, wait_until, window_on

CELL = CellId("requests/received/natural_person")


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick after an evening's work: typed, backed up, copied for the day, closed."""
    home = tmp_path / "E 盘" / "公开年报"
    home.mkdir(parents=True)
    (home / "portable.txt").touch()
    monkeypatch.delenv("DISCLOSURE_DESK_DATA", raising=False)
    monkeypatch.setenv("DISCLOSURE_DESK_HOME", str(home))
    with window_on(places().data, sample=True) as window:
        desk_of(window).session.type_figure(CELL, "7")
        backup_flow.back_up_as(window, desk_of(window), tmp_path / "copy.sqlite")
        wait_until(lambda: "已备份" in window.notice_bar.sentence)
        assert back_up_today(places().database)
        window.show_place("requests")
    return home


def test_that_nothing_on_the_stick_remembers_where_the_stick_was(stick: Path, tmp_path: Path) -> None:
    files = [file for file in (stick / "数据").rglob("*") if file.is_file() and file.parent.name != "logs"]
    assert {"desk.sqlite", "settings.json", "last-place.json"} <= {file.name for file in files}
    was = [str(tmp_path).encode(code) for code in ("utf-8", "utf-16-le")]
    assert [file.name for file in files if any(path in file.read_bytes() for path in was)] == []


def test_that_work_goes_on_under_another_letter(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = stick.parent.rename(stick.parent.with_name("F 盘")) / stick.name
    monkeypatch.setenv("DISCLOSURE_DESK_HOME", str(moved))
    assert main(["show", "2024"]) in (0, 1)
    with window_on(places().data) as window:
        wait_until(lambda: window.place == "requests")
        assert desk_of(window).session.report.cells[CELL] == "7"
        assert desk_of(window).path.is_relative_to(moved)
    assert not stick.exists()
