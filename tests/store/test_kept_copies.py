"""What the officer is told of the copies that the program made by itself."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from disclosure_desk.store import restore
from disclosure_desk.store.backup import back_up, back_up_today, backups_of, made_at
from disclosure_desk.store.database import Database
from disclosure_desk.store.kept_copies import Cause, kept_copies
from tests.store.samples import report


@pytest.fixture
def worked_on(file: Path) -> Path:
    """Two years of reports."""
    with Database.open(file) as database:
        for year in (2023, 2024):
            database.reports.add(report(year))
    return file


def renamed(copy: Path, time: str) -> Path:
    """The copy as if it had been made at another time, which a copied file need not bear."""
    return copy.rename(copy.with_name(f"{copy.name[: -len('20260101-000000.sqlite')]}{time}.sqlite"))


def test_that_each_copy_tells_when_and_why_it_was_made_and_which_years_it_holds(worked_on: Path) -> None:
    daily = back_up_today(worked_on)
    assert daily is not None
    renamed(daily, "20260110-083000")
    worked_on.with_name("desk.sqlite.version").write_text("0.0.9", encoding="utf-8")
    Database.open(worked_on).close()
    (version,) = backups_of(worked_on).glob("desk-version-*")
    renamed(version, "20260111-090000")
    asked = renamed(back_up(worked_on, backups_of(worked_on)), "20260109-170000")
    replaced = restore.restore(worked_on, asked)
    assert replaced is not None
    renamed(replaced, "20260112-100000")
    told = kept_copies(worked_on)
    assert [each.cause for each in told] == [Cause.RESTORE, Cause.VERSION, Cause.DAY, Cause.ASKED]
    assert told[2].made_at == datetime(2026, 1, 10, 8, 30).astimezone()
    for each in told:
        assert each.reports is not None
        assert [kept.year for kept in each.reports] == [2024, 2023]
        assert each.size == each.file.stat().st_size


def test_that_a_copy_that_cannot_be_read_is_listed_as_such_and_other_files_are_not(worked_on: Path) -> None:
    folder = backups_of(worked_on)
    folder.mkdir()
    (folder / "desk-damaged-20260101-000000.sqlite").write_bytes(b"\xff" * 9000)
    (folder / "desk-daily-20260102-000000.sqlite").touch()
    for other in ("其他.sqlite", "desk-daily-1.txt", "gknb-0123abcd.unfinished", "desktop.sqlite"):
        (folder / other).write_bytes(b"x")
    told = kept_copies(worked_on)
    assert [(each.cause, each.reports) for each in told] == [(Cause.DAY, None), (Cause.DAMAGE, None)]


def test_that_without_copies_there_is_nothing_to_list_and_nothing_is_made(worked_on: Path) -> None:
    before = sorted(worked_on.parent.iterdir())
    assert kept_copies(worked_on) == []
    assert sorted(worked_on.parent.iterdir()) == before


def test_that_a_copy_whose_name_tells_no_time_has_that_of_the_file(tmp_path: Path) -> None:
    for name in ("示例局-公开年报备份-20260112.sqlite", "desk-20261399-250000.sqlite"):
        copy = tmp_path / name
        copy.touch()
        os.utime(copy, (1_700_000_000, 1_700_000_000))
        assert made_at(copy).timestamp() == 1_700_000_000
