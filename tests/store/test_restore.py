"""A copy comes back whole or not at all, and what it replaces is copied first."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from disclosure_desk.errors import DatabaseInUse, DeskError, NotFound, RefusedChange, UnreadableFile
from disclosure_desk.report.state import State
from disclosure_desk.store import backup, restore, schema_version
from disclosure_desk.store.backup import back_up, back_up_to
from disclosure_desk.store.database import Database
from disclosure_desk.store.restore import look_into
from disclosure_desk.store.schema_version import APPLICATION_ID
from tests.store.samples import figure, report


@pytest.fixture
def copy(file: Path, tmp_path: Path) -> Path:
    """A copy with one report; the database itself has gone on since, to a report that is final."""
    with Database.open(file) as database:
        report_id = database.reports.add(report()).summary.id
        made = back_up(database.path, tmp_path / "U盘 一")
        database.reports.record(report_id, figure(None, "7"))
        database.reports.set_state(report_id, State.FINAL)
    return made


def states(file: Path) -> list[State]:
    with Database.open(file, read_only=True) as database:
        return [each.state for each in database.reports.shelf()]


def test_that_a_look_into_a_copy_tells_whose_it_is_which_years_and_in_what_state(copy: Path) -> None:
    before = copy.read_bytes(), sorted(copy.parent.iterdir())
    kept = look_into(copy)
    assert kept.agency_name == report().agency.name
    assert [(each.year, each.revision, each.state) for each in kept.reports] == [(2024, 1, State.DRAFT)]
    assert kept.written_at.tzinfo is not None
    assert (copy.read_bytes(), sorted(copy.parent.iterdir())) == before


def test_that_a_copy_takes_the_place_of_the_database_and_what_was_there_is_kept(file: Path, copy: Path) -> None:
    replaced = restore.restore(file, copy)
    assert states(file) == [State.DRAFT]
    with Database.open(file) as database:
        assert database.reports.latest(2024).document == report()
    assert replaced is not None
    assert replaced.parent == file.parent / "backups"
    assert states(replaced) == [State.FINAL]
    assert copy.is_file()
    assert list(file.parent.glob("*.unfinished")) == []


def test_that_a_copy_becomes_the_database_of_a_new_pc(copy: Path, tmp_path: Path) -> None:
    new = tmp_path / "新 电脑" / "desk.sqlite"
    assert restore.restore(new, copy) is None
    assert states(new) == [State.DRAFT]


def test_that_an_older_copy_is_brought_to_the_newest_shape(tmp_path: Path) -> None:
    old = Path(__file__).parent.parent / "fixtures" / "databases"
    copies = sorted(old.rglob("*.sqlite"))
    assert copies
    for number, each in enumerate(copies):
        new = tmp_path / str(number) / "desk.sqlite"
        restore.restore(new, each)
        with Database.open(new, read_only=True) as database:
            assert len(database.reports.shelf()) == len(look_into(each).reports)


def test_that_a_damaged_database_can_be_replaced_and_is_kept_as_it_was(file: Path, copy: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    file.write_bytes(content)
    replaced = restore.restore(file, copy)
    assert states(file) == [State.DRAFT]
    assert replaced is not None
    assert replaced.name.startswith("desk-damaged-")
    assert replaced.read_bytes() == content


def test_that_nothing_is_restored_while_somebody_writes(file: Path, copy: Path) -> None:
    with Database.open(file) as database:
        with pytest.raises(DatabaseInUse, match="先关闭窗口") as caught:
            restore.restore(file, copy)
        assert caught.value.holder is not None
        assert database.reports.shelf()[0].state is State.FINAL
    assert not (file.parent / "backups").exists()


def test_that_the_database_is_no_copy_of_itself(file: Path) -> None:
    with pytest.raises(RefusedChange, match="正在使用"):
        restore.restore(file, file.parent / ".." / file.parent.name / file.name)
    with Database.open(file) as database, pytest.raises(RefusedChange, match="不能用备份覆盖"):
        back_up_to(database.path, file)


def test_that_a_copy_of_a_newer_version_is_refused_in_words(file: Path, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UnreadableFile, match="先安装新版本"):
        restore.restore(file, copy)
    assert states(file) == [State.FINAL]


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('0002')")


def without_tables(path: Path) -> None:
    foreign(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def cut_short(path: Path) -> None:
    path.write_bytes((path.parent / "whole.sqlite").read_bytes()[:9000])


@pytest.mark.parametrize(
    "make", [foreign, without_tables, cut_short, Path.touch, Path.mkdir], ids=lambda make: make.__name__
)
def test_that_whatever_is_no_whole_copy_of_ours_is_refused_and_nothing_changes(
    file: Path, copy: Path, make: object
) -> None:
    copy.rename(copy.with_name("whole.sqlite"))
    assert callable(make)
    make(copy)
    before = file.read_bytes(), sorted(file.parent.iterdir())
    with pytest.raises(UnreadableFile, match="没有做任何改动"):
        restore.restore(file, copy)
    assert (file.read_bytes(), sorted(file.parent.iterdir())) == before


def test_that_a_missing_copy_is_said(file: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="U盘是否已插好"):
        restore.restore(file, tmp_path / "gone.sqlite")


@pytest.mark.parametrize("step", ["copy_verified", "give_name"])
def test_that_a_restore_that_fails_leaves_the_database_as_it_was(
    file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def no_room(*_: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(restore, step, no_room)
    with pytest.raises(DeskError, match="磁盘空间不足"):
        restore.restore(file, copy)
    assert states(file) == [State.FINAL]
    assert list(file.parent.glob("*.unfinished")) == []
    Database.open(file).close()  # the lock was let go


def test_that_a_database_that_a_reader_holds_on_windows_is_left_alone(
    file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_: Path, to: Path) -> None:
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(schema_version, "replace_patiently", held)
    with pytest.raises(DatabaseInUse, match="以只读方式打开的"):
        restore.restore(file, copy)
    assert states(file) == [State.FINAL]


def test_that_what_was_replaced_is_not_kept_for_ever(file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "KEPT", 10)
    for _ in range(13):
        restore.restore(file, copy)
    assert len(list((file.parent / "backups").glob("desk-replaced-*"))) == 10


def test_that_a_stick_that_is_read_only_or_gone_is_named_as_the_place(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: Path) -> None:
        raise PermissionError(errno.EACCES, "write protected")

    monkeypatch.setattr(backup, "replace_patiently", denied)
    target = tmp_path / "E 盘.sqlite"
    with pytest.raises(DeskError, match="换一个位置") as caught:
        back_up_to(file, target)
    assert str(target) in str(caught.value)
    assert "只读方式打开" not in str(caught.value)
    assert not target.exists()


def test_that_the_oldest_kept_copy_can_be_restored_and_is_still_there_afterwards(file: Path, copy: Path) -> None:
    for _ in range(backup.KEPT):
        restore.restore(file, copy)
    kept = sorted((file.parent / "backups").glob("desk-replaced-*"), key=lambda each: each.stat().st_mtime_ns)
    assert states(kept[0]) == [State.FINAL]
    restore.restore(file, kept[0])
    assert states(file) == [State.FINAL]
    assert kept[0].is_file()


def test_that_restores_that_fail_push_no_copy_out(file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(backup.KEPT):
        restore.restore(file, copy)
    before = set((file.parent / "backups").iterdir())

    def no_room(*_: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(restore, "give_name", no_room)
    with pytest.raises(DeskError):
        restore.restore(file, copy)
    assert before <= set((file.parent / "backups").iterdir())


@pytest.mark.parametrize(
    "damage", ["changed_at = '1月'", "year = '二〇'", "agency_name = CAST(x'ff41' AS TEXT)", "changed_at = x'00'"]
)
def test_that_a_copy_whose_shelf_cannot_be_read_is_refused_in_words(file: Path, copy: Path, damage: str) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute(f"UPDATE report SET {damage}")  # noqa: S608 - our own words
    with pytest.raises(UnreadableFile, match="已经损坏") as caught:
        restore.restore(file, copy)
    assert copy.name in str(caught.value)
    assert states(file) == [State.FINAL]
