"""The copies that nobody asks for: one a day with changes, and one before another version of the program goes on."""

import errno
import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from disclosure_desk import __version__
from disclosure_desk.errors import DeskError
from disclosure_desk.store import backup, program_version
from disclosure_desk.store.backup import back_up_today
from disclosure_desk.store.database import Database
from disclosure_desk.store.program_version import take_over
from tests.store.samples import figure, report

DAY = 86_400


def copies(file: Path, kind: str) -> list[Path]:
    return sorted((file.parent / "backups").glob(f"desk-{kind}-*"))


def set_back(files: list[Path], days: int = 1) -> None:
    for each in files:
        at = each.stat().st_mtime - days * DAY
        os.utime(each, (at, at))


@pytest.fixture
def worked_on(file: Path) -> Path:
    with Database.open(file) as database:
        database.reports.add(report())
    return file


def test_that_the_copy_of_the_day_holds_what_was_written(worked_on: Path) -> None:
    copy = back_up_today(worked_on)
    assert copy is not None
    with Database.open(copy, read_only=True) as kept:
        assert kept.reports.latest(2024).document == report()


def test_that_there_is_one_copy_a_day(worked_on: Path) -> None:
    assert back_up_today(worked_on)
    os.utime(worked_on)
    assert back_up_today(worked_on) is None
    tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
    os.utime(worked_on, (worked_on.stat().st_atime, worked_on.stat().st_mtime + 5))
    assert back_up_today(worked_on, tomorrow)


def test_that_a_day_without_changes_gives_no_copy(worked_on: Path) -> None:
    assert back_up_today(worked_on)
    tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
    set_back([worked_on])
    assert back_up_today(worked_on, tomorrow) is None


def test_that_a_database_without_a_report_is_not_copied(file: Path) -> None:
    Database.open(file).close()
    assert back_up_today(file) is None
    assert not (file.parent / "backups").exists()


def test_that_ten_days_are_kept_and_other_copies_are_left_alone(worked_on: Path) -> None:
    mine = backup.back_up(worked_on, worked_on.parent / "backups")
    for day in range(13):
        set_back(copies(worked_on, "daily"))
        os.utime(worked_on)
        assert back_up_today(worked_on, date.today() + timedelta(days=day))  # noqa: DTZ011 - the officer's own day
    assert len(copies(worked_on, "daily")) == 10
    assert mine.is_file()


def test_that_a_damaged_database_pushes_no_good_copy_out(worked_on: Path) -> None:
    good = back_up_today(worked_on)
    set_back([path for path in [good] if path])
    content = bytearray(worked_on.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    worked_on.write_bytes(content)
    with pytest.raises(DeskError):
        back_up_today(worked_on)
    assert copies(worked_on, "daily") == [good]


def test_that_another_version_makes_a_copy_before_it_goes_on(worked_on: Path) -> None:
    note = worked_on.with_name("desk.sqlite.version")
    assert note.read_text(encoding="utf-8").strip() == __version__
    note.write_text("0.0.9\n", encoding="utf-8")
    with Database.open(worked_on) as database:
        database.reports.record(database.reports.shelf()[0].id, figure(None, "7"))
    (copy,) = copies(worked_on, "version-0.0.9")
    with Database.open(copy, read_only=True) as kept:
        assert kept.reports.latest(2024).document == report()
    Database.open(worked_on).close()
    assert len(copies(worked_on, "version")) == 1


def test_that_a_database_from_before_versions_were_noted_is_copied_once(worked_on: Path) -> None:
    worked_on.with_name("desk.sqlite.version").unlink()
    for _ in range(2):
        Database.open(worked_on).close()
    assert len(copies(worked_on, "version-unknown")) == 1


def test_that_the_same_version_copies_nothing(worked_on: Path) -> None:
    Database.open(worked_on).close()
    assert not (worked_on.parent / "backups").exists()


@pytest.mark.parametrize("content", [b"\xff\xfe", b"../../x", b"1" * 100])
def test_that_a_damaged_note_names_no_file(worked_on: Path, content: bytes) -> None:
    worked_on.with_name("desk.sqlite.version").write_bytes(content)
    Database.open(worked_on).close()
    assert len(copies(worked_on, "version-unknown")) == 1


def test_that_a_disk_without_room_for_the_copy_keeps_nobody_from_working(
    worked_on: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(backup, "copy_verified", no_room)
    assert take_over(worked_on, is_new=False, version="0.2.0") is None
    monkeypatch.undo()
    copy = take_over(worked_on, is_new=False, version="0.2.0")
    assert copy is not None
    assert program_version.take_over(worked_on, is_new=False, version="0.2.0") is None


def test_that_a_clock_that_once_ran_ahead_does_not_stop_the_copies_of_the_day(worked_on: Path) -> None:
    for _ in range(12):
        ahead = backup.back_up(worked_on, worked_on.parent / "backups", name="desk-daily")
        set_back([ahead], days=-2000)
    os.utime(worked_on)
    copy = back_up_today(worked_on)
    assert copy is not None
    assert copy.is_file()
    assert len(copies(worked_on, "daily")) == 10
    os.utime(worked_on)
    assert back_up_today(worked_on) is None  # still one a day
