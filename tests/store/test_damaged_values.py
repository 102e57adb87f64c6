"""A value that rotted on the disk: the file is whole to SQLite, and yet it does not say what it should."""

import sqlite3
import traceback
from contextlib import closing
from pathlib import Path

import pytest

from disclosure_desk.errors import DamagedDatabase, NotFound
from disclosure_desk.store.database import Database
from tests.store.samples import figure, report


@pytest.fixture
def worked_on(file: Path) -> Path:
    with Database.open(file) as database:
        kept = database.reports.add(report()).summary.id
        database.reports.record(kept, figure(None, "7"))
        database.reports.add(report(2023))
    return file


def rot(file: Path, damage: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(damage)


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("damage", ["changed_at = '1月'", "agency_name = CAST(x'ff41' AS TEXT)", "recycled_at = 'x'"])
def test_that_a_shelf_that_cannot_be_read_is_damage_found_at_opening(
    worked_on: Path, damage: str, *, read_only: bool
) -> None:
    rot(worked_on, f"UPDATE report SET {damage} WHERE year = 2023")  # noqa: S608 - our own words
    with pytest.raises(DamagedDatabase, match="从备份恢复"):
        Database.open(worked_on, read_only=read_only)
    rot(worked_on, "DELETE FROM report WHERE year = 2023")
    Database.open(worked_on).close()  # the lock was let go


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE cell SET figure = '7x'",
        "UPDATE cell SET figure = CAST(x'ff' AS TEXT)",
        "UPDATE change SET edits = '{'",
        "UPDATE change SET edits = '[]7'",
        "UPDATE report SET section_formats = '[' WHERE year = 2024",
        "UPDATE report SET extras = '' WHERE year = 2024",
    ],
)
def test_that_a_report_that_cannot_be_read_is_said_in_words_and_the_others_can_be_opened(
    worked_on: Path, damage: str
) -> None:
    rot(worked_on, damage)
    with Database.open(worked_on) as database:
        with pytest.raises(DamagedDatabase, match="从备份恢复"):
            database.reports.latest(2024)
        assert database.reports.latest(2023).document == report(2023)


@pytest.mark.parametrize("column", ["agency_name", "changed_at"])
def test_that_no_trace_of_such_damage_quotes_what_is_stored(worked_on: Path, column: str) -> None:
    rot(worked_on, f"UPDATE report SET {column} = CAST(x'{'某某县公安局'.encode().hex()}ff' AS TEXT)")  # noqa: S608 - ours
    with pytest.raises(DamagedDatabase) as caught:
        Database.open(worked_on)
    assert "某某县公安局" not in "".join(traceback.format_exception(caught.value))
    rot(worked_on, f"UPDATE report SET agency_name = 'x', {column} = '某某县公安局'")  # noqa: S608 - ours
    if column == "changed_at":
        with pytest.raises(DamagedDatabase) as caught:
            Database.open(worked_on)
        assert "某某县公安局" not in "".join(traceback.format_exception(caught.value))


def test_that_a_report_of_a_form_that_only_a_newer_version_knows_is_said_and_the_others_can_be_opened(
    worked_on: Path,
) -> None:
    rot(worked_on, "UPDATE report SET format = '2031' WHERE year = 2024")
    with Database.open(worked_on) as database:
        with pytest.raises(NotFound, match=r"2024 年的报告.*“2031”.*安装新版本"):
            database.reports.latest(2024)
        assert database.reports.latest(2023).document == report(2023)
