"""Copies of a database are whole, or there is none."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from disclosure_desk.errors import DamagedDatabase, DeskError, DiskFull, ReadOnlyPlace, UnwritableFile
from disclosure_desk.store import backup
from disclosure_desk.store.backup import back_up, back_up_to, keep_newest
from disclosure_desk.store.database import Database
from tests.store.samples import figure, report


def test_that_a_backup_is_a_database_with_the_same_content(database: Database, tmp_path: Path) -> None:
    report_id = database.reports.add(report()).summary.id
    database.reports.record(report_id, figure(None, "7"))
    copy = back_up(database.path, tmp_path / "新 备份")
    assert copy.parent == tmp_path / "新 备份"
    assert list(copy.parent.iterdir()) == [copy]
    with Database.open(copy, read_only=True) as other:
        assert other.reports.load(report_id) == database.reports.load(report_id)


def test_that_a_backup_is_made_while_somebody_writes_and_holds_what_was_committed(
    database: Database, tmp_path: Path
) -> None:
    database.reports.add(report())
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE report SET agency_name = '未提交'")
        copy = back_up(database.path, tmp_path)
        other.execute("ROLLBACK")
    with Database.open(copy, read_only=True) as kept:
        assert kept.reports.latest(2024).document == report()


def test_that_two_backups_of_one_second_do_not_meet(file: Path, tmp_path: Path) -> None:
    copies = {back_up(file, tmp_path, name="desk") for _ in range(3)}
    assert len(copies) == 3
    assert all(copy.is_file() for copy in copies)


def test_that_a_damaged_original_gives_no_backup(file: Path, tmp_path: Path) -> None:
    content = bytearray(file.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    file.write_bytes(content)
    folder = tmp_path / "backups"
    with pytest.raises((DamagedDatabase, UnwritableFile)):
        back_up(file, folder)
    assert list(folder.iterdir()) == []
    assert file.read_bytes() == content


def test_that_a_copy_that_lacks_something_is_not_kept(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.reports.add(report())
    whole = backup._outline
    seen: list[object] = []

    def one_row_less_in_the_copy(connection: sqlite3.Connection) -> dict[str, object]:
        if seen:
            connection.execute("DELETE FROM report")
        seen.append(connection)
        return whole(connection)

    monkeypatch.setattr(backup, "_outline", one_row_less_in_the_copy)
    folder = tmp_path / "backups"
    with pytest.raises(UnwritableFile, match="没有通过核对"):
        back_up(database.path, folder)
    assert list(folder.iterdir()) == []


def test_that_a_full_disk_gives_no_backup(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_to_disk", full)
    with pytest.raises(DiskFull):
        back_up(file, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_that_a_place_that_cannot_be_made_is_said(file: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(ReadOnlyPlace, match="taken"):
        back_up(file, tmp_path / "taken" / "backups")


def test_that_only_the_newest_copies_of_one_kind_are_kept(tmp_path: Path) -> None:
    for number in range(14):
        (tmp_path / f"desk-before-{number:02}.sqlite").write_text("", encoding="utf-8")
    (tmp_path / "desk-monthly.sqlite").write_text("", encoding="utf-8")
    keep_newest(tmp_path, "desk-before-", 10)
    assert len(list(tmp_path.glob("desk-before-*"))) == 10
    assert (tmp_path / "desk-before-13.sqlite").exists()
    assert (tmp_path / "desk-monthly.sqlite").exists()


def test_that_two_copies_made_at_once_do_not_touch_each_other(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.reports.add(report())
    whole, folder, others = backup._to_disk, tmp_path / "backups", list[Path]()

    def meanwhile_another_one(file: Path) -> None:
        whole(file)
        if not others:
            others.append(file)
            others[0] = back_up(database.path, folder, name="desk-daily")

    monkeypatch.setattr(backup, "_to_disk", meanwhile_another_one)
    copies = [back_up(database.path, folder), *others]
    assert sorted(folder.iterdir()) == sorted(copies)
    for copy in copies:
        with Database.open(copy, read_only=True) as kept:
            assert kept.reports.latest(2024).document == report()


def test_that_what_a_killed_copy_left_behind_is_cleared_away_but_not_one_that_is_being_made(
    file: Path, tmp_path: Path
) -> None:
    copy = back_up(file, tmp_path / "backups")
    leftovers = [copy.with_name(f"gknb-{each}") for each in ("0123abcd.unfinished", "0123abcd.unfinished-journal")]
    others = [copy.with_name("gknb-89abcdef.unfinished"), copy.with_name("信.unfinished")]
    for each in (*leftovers, *others):
        each.write_bytes(b"half")
    for each in (*leftovers, others[1]):
        os.utime(each, (0, copy.stat().st_mtime - 7200))
    second = back_up(file, copy.parent)
    assert sorted(copy.parent.iterdir()) == sorted([copy, second, *others])


def test_that_a_copy_may_have_as_long_a_name_as_the_system_takes(file: Path, tmp_path: Path) -> None:
    longest = tmp_path / f"{'名' * 82}.sqlite"
    back_up_to(file, longest)
    assert longest.is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="Wine keeps a long name in Chinese; Windows refuses it")
def test_that_a_name_too_long_for_the_disk_is_said(file: Path, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="文件名太长"):
        back_up_to(file, tmp_path / f"{'名' * 300}.sqlite")


def test_that_a_copy_that_vanishes_while_the_old_ones_are_counted_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "desk-before-gone.sqlite"
    (tmp_path / "desk-before-1.sqlite").write_text("", encoding="utf-8")
    listed = backup._copies
    monkeypatch.setattr(backup, "_copies", lambda *asked: [*listed(*asked), gone])
    keep_newest(tmp_path, "desk-before-", 1)
    assert len(list(tmp_path.iterdir())) <= 1


@pytest.mark.parametrize("content", [b"", None])
def test_that_an_empty_file_and_another_programs_database_are_said_not_copied(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "desk.sqlite"
    if content is None:
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("CREATE TABLE other (words TEXT)")
    else:
        file.write_bytes(content)
    with pytest.raises(DamagedDatabase, match="不是本程序的数据库"):
        back_up(file, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
