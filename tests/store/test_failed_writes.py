"""A write that fails leaves the state before it, and says in words what to do."""

import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from disclosure_desk.errors import (
    DamagedDatabase,
    DatabaseInUse,
    DeskError,
    DiskFull,
    ReadOnlyPlace,
    RefusedChange,
    UnwritableFile,
)
from disclosure_desk.report.editing import set_text
from disclosure_desk.store import connection
from disclosure_desk.store.database import Database
from disclosure_desk.store.failures import in_words
from tests.store.samples import CELL, figure, report


@contextmanager
def _pragma(database: Database, name: str, during: str, after: str) -> Iterator[None]:
    raw = database._transactions._engine.raw_connection()  # type: ignore[union-attr]
    raw.cursor().execute(f"PRAGMA {name}={during}")
    yield
    raw.cursor().execute(f"PRAGMA {name}={after}")


def test_that_a_full_disk_is_said_and_the_state_before_stays(database: Database) -> None:
    stored = database.reports.add(report())
    database.reports.record(stored.summary.id, figure(None, "7"))
    long_text = set_text(report(), "overview", "很长的一段。" * 100_000)
    with _pragma(database, "max_page_count", "1", "1000000"), pytest.raises(DiskFull, match=r"空间不足.*清理磁盘"):
        database.reports.record(stored.summary.id, long_text)
    kept = database.reports.load(stored.summary.id)
    assert (kept.document.cells, kept.document.narratives) == ({CELL: "7"}, {})
    assert kept.done == (figure(None, "7"),)
    database.reports.record(stored.summary.id, long_text)
    assert len(database.reports.load(stored.summary.id).done) == 2


def test_that_a_disk_that_fills_up_while_a_report_is_put_on_the_shelf_leaves_the_shelf_as_it_was(
    database: Database,
) -> None:
    first = database.reports.add(report())
    big = report().applied(set_text(report(), "overview", "很长的一段。" * 100_000))
    with _pragma(database, "max_page_count", "1", "1000000"), pytest.raises(DiskFull):
        database.reports.add(big, replace=True)
    assert [each.id for each in database.reports.shelf()] == [first.summary.id]
    assert database.reports.recycled() == ()


def test_that_a_file_that_became_read_only_is_said(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    with _pragma(database, "query_only", "1", "0"), pytest.raises(ReadOnlyPlace, match=r"只读.*检查权限"):
        database.reports.record(report_id, figure(None, "7"))
    assert database.reports.load(report_id).document == report()


@pytest.mark.parametrize("hold", ["BEGIN EXCLUSIVE", "BEGIN; SELECT * FROM report"])
def test_that_another_program_that_keeps_the_file_busy_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch, hold: str
) -> None:
    monkeypatch.setattr(connection, "_BUSY_SECONDS", 0.05)
    with Database.open(file) as database, closing(sqlite3.connect(file, isolation_level=None)) as other:
        report_id = database.reports.add(report()).summary.id
        for statement in hold.split("; "):
            other.execute(statement).fetchall()
        with pytest.raises(DatabaseInUse, match="另一个程序占用"):
            database.reports.record(report_id, figure(None, "7"))
        other.execute("ROLLBACK")
        assert database.reports.load(report_id).document == report()
        database.reports.record(report_id, figure(None, "8"))
        assert database.reports.load(report_id).done == (figure(None, "8"),)


def test_that_damage_found_while_working_is_said(file: Path) -> None:
    with Database.open(file) as database:
        database.reports.add(report())
    with Database.open(file) as database:
        with file.open("r+b") as stream:
            stream.seek(4096)
            stream.write(b"\xff" * (file.stat().st_size - 4096))
        with pytest.raises(DamagedDatabase, match="文件保持原样"):
            database.reports.latest(2024)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EACCES, ReadOnlyPlace),
        (errno.EROFS, ReadOnlyPlace),
        (errno.EIO, UnwritableFile),
        (errno.ENOLCK, UnwritableFile),
    ],
)
def test_that_what_the_system_reports_has_a_sentence(number: int, kind: type[DeskError]) -> None:
    with pytest.raises(DeskError, match=r"desk\.sqlite") as caught, in_words(Path("desk.sqlite")):
        raise OSError(number, "reported")
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_IOERR_WRITE, UnwritableFile),
        (sqlite3.SQLITE_READONLY_DBMOVED, ReadOnlyPlace),
        (sqlite3.SQLITE_CANTOPEN_FULLPATH, ReadOnlyPlace),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, DatabaseInUse),
        (sqlite3.SQLITE_CORRUPT_VTAB, DamagedDatabase),
        (sqlite3.SQLITE_CONSTRAINT_TRIGGER, RefusedChange),
    ],
)
def test_that_what_sqlite_reports_has_a_sentence_whatever_its_finer_code(code: int, kind: type[DeskError]) -> None:
    error = sqlite3.OperationalError("reported")
    error.sqlite_errorcode = code
    with pytest.raises(DeskError) as caught, in_words(Path("desk.sqlite")):
        raise error
    assert type(caught.value) is kind


def test_that_a_fault_of_the_program_is_not_dressed_up() -> None:
    with pytest.raises(sqlite3.OperationalError), in_words(Path("desk.sqlite")):
        sqlite3.connect(":memory:").execute("SELECT * FROM nothing")


def test_that_figures_and_texts_never_reach_the_log_above_debug(
    database: Database, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    stored = database.reports.add(report())
    database.reports.record(stored.summary.id, figure(None, "918273645"))
    secret = set_text(report(), "overview", "尚未公开的内容")
    with _pragma(database, "query_only", "1", "0"):
        for change in (secret, figure("918273645", "192837465")):
            try:
                database.reports.record(stored.summary.id, change)
            except DeskError:
                logging.getLogger("test").exception("as a hook would")
    monkeypatch.setattr("disclosure_desk.store.failures._BY_CODE", {})
    with _pragma(database, "query_only", "1", "0"):
        try:
            database.reports.record(stored.summary.id, secret)
        except Exception:
            logging.getLogger("test").exception("as a hook would")
    assert "as a hook would" in caplog.text
    loud = "".join(logging.Formatter().format(record) for record in caplog.records if record.levelno > logging.DEBUG)
    for kept in ("尚未公开的内容", "918273645", "192837465"):
        assert kept not in loud
