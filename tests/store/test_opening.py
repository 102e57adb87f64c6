"""Opening a database: what is made, what is refused in words, and that nothing is overwritten."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from disclosure_desk.errors import (
    DamagedDatabase,
    DatabaseInUse,
    DeskError,
    NewerDatabase,
    NotFound,
    ReadOnlyPlace,
    RefusedChange,
)
from disclosure_desk.store.connection import file_uri
from disclosure_desk.store.database import Database
from tests.store.samples import figure, report


def _execute(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_that_folder_and_file_are_made_where_there_are_none(tmp_path: Path) -> None:
    file = tmp_path / "新" / "文件夹" / "desk.sqlite"
    with Database.open(file) as database:
        assert (database.path, database.read_only, database.reports.shelf()) == (file, False, ())
    assert [each.name for each in file.parent.iterdir() if "unfinished" in each.name] == []


def test_that_the_file_is_set_to_lose_nothing(database: Database) -> None:
    with database._transactions.writing() as session:
        asked = {
            name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert asked == {"journal_mode": "delete", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_that_reading_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="还没有本地数据库"):
        Database.open(tmp_path / "neu" / "desk.sqlite", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_that_reading_works_while_somebody_writes(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    with Database.open(database.path, read_only=True) as reader:
        assert reader.read_only
        assert reader.reports.latest(2024).document == report()
        database.reports.record(report_id, figure(None, "7"))
        assert reader.reports.latest(2024).done == (figure(None, "7"),)


def test_that_who_reads_cannot_write(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    with Database.open(database.path, read_only=True) as reader:
        for write in (
            lambda: reader.reports.add(report(2023)),
            lambda: reader.reports.record(report_id, figure(None, "7")),
            lambda: reader.reports.undo(report_id),
            lambda: reader.reports.recycle(report_id),
        ):
            with pytest.raises(RefusedChange, match="只读方式"):
                write()
    assert database.reports.latest(2024).document == report()


def test_that_a_closed_database_says_so(file: Path) -> None:
    database = Database.open(file)
    database.close()
    database.close()
    with pytest.raises(DeskError, match="已经关闭"):
        database.reports.shelf()


@pytest.mark.parametrize("read_only", [True, False])
def test_that_a_newer_database_is_refused_and_stays_as_it_is(file: Path, *, read_only: bool) -> None:
    _execute(file, "UPDATE alembic_version SET version_num = '9999'", "DROP TABLE narrative", "PRAGMA journal_mode=WAL")
    before = file.read_bytes()
    with pytest.raises(NewerDatabase, match=r"更新版本的程序.*安装新版本"):
        Database.open(file, read_only=read_only)
    assert file.read_bytes() == before
    assert not (file.parent / "backups").exists()


def _text_file(file: Path) -> None:
    file.write_text("这不是数据库。" * 1000, encoding="utf-8")


def _empty_file(file: Path) -> None:
    file.write_bytes(b"")


def _cut_file(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _scribbled_file(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    file.write_bytes(content)


def _foreign_database(file: Path) -> None:
    file.unlink()
    _execute(file, "CREATE TABLE letter (id INTEGER)")


def _missing_table(file: Path) -> None:
    _execute(file, "DROP TABLE narrative")


def _missing_version(file: Path) -> None:
    _execute(file, "DELETE FROM alembic_version")


def _orphaned_rows(file: Path) -> None:
    _execute(file, "PRAGMA foreign_keys=OFF", "INSERT INTO cell VALUES (77, 'requests/received/total', '1')")


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    "damage",
    [
        _text_file,
        _empty_file,
        _cut_file,
        _scribbled_file,
        _foreign_database,
        _missing_table,
        _missing_version,
        _orphaned_rows,
        _folder,
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_that_a_damaged_database_is_refused_and_stays_as_it_is(
    file: Path, damage: Callable[[Path], None], *, read_only: bool
) -> None:
    damage(file)
    before = file.read_bytes() if file.is_file() else None
    with pytest.raises(DamagedDatabase, match=r"文件保持原样.*备份"):
        Database.open(file, read_only=read_only)
    assert (file.read_bytes() if file.is_file() else None) == before


def test_that_a_refused_database_can_be_tried_again(file: Path) -> None:
    _execute(file, "ALTER TABLE narrative RENAME TO lost")
    with pytest.raises(DamagedDatabase):
        Database.open(file)
    _execute(file, "ALTER TABLE lost RENAME TO narrative")
    with Database.open(file) as database:
        assert database.reports.shelf() == ()


def _crash(file: Path, copy: Path) -> None:
    """Leaves in ``copy`` what a power cut leaves in the middle of a commit: half of it in the file, and a journal."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN")
        connection.execute("UPDATE report SET extras = hex(zeroblob(200000))")
        for each in (file, file.with_name(f"{file.name}-journal")):
            shutil.copy(each, copy.with_name(each.name.replace(file.name, copy.name)))
        connection.execute("ROLLBACK")


@pytest.mark.parametrize("read_only", [True, False])
def test_that_a_commit_cut_short_by_a_crash_is_rolled_back(file: Path, *, read_only: bool) -> None:
    with Database.open(file) as database:
        database.reports.add(report())
    crashed = file.with_name("crashed.sqlite")
    _crash(file, crashed)
    assert crashed.stat().st_size > file.stat().st_size
    with Database.open(crashed, read_only=read_only) as database:
        assert database.reports.latest(2024).document == report()


def test_that_a_new_file_takes_nothing_from_the_journal_of_one_that_is_gone(file: Path) -> None:
    with Database.open(file) as database:
        database.reports.add(report())
    crashed = file.with_name("crashed.sqlite")
    _crash(file, crashed)
    crashed.rename(file.with_name("kept.sqlite"))
    with Database.open(crashed) as database:
        assert database.reports.shelf() == ()
    with Database.open(crashed) as database:
        assert database.reports.shelf() == ()
    assert crashed.with_name("crashed.sqlite-journal.set-aside").stat().st_size > 0


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Root may write everywhere; for the time of the test it is nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked_folder(blank_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that may be read and not written, with a database in it."""
    folder = tmp_path_factory.mktemp("locked")
    file = Path(shutil.copy(blank_file, folder / "desk.sqlite"))
    file.chmod(0o444)
    above = [each for each in folder.parents if each.stat().st_uid == os.getuid() and each != Path("/")]
    modes = {each: each.stat().st_mode for each in above}
    for each in above:
        each.chmod(modes[each] | 0o055)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    for each, mode in modes.items():
        each.chmod(mode)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders are another matter there")
def test_that_a_folder_that_cannot_be_written_is_named_and_can_be_read(locked_folder: Path, unprivileged: None) -> None:
    before = sorted(locked_folder.iterdir())
    with pytest.raises(ReadOnlyPlace, match="只读"):
        Database.open(locked_folder / "desk.sqlite")
    with pytest.raises(ReadOnlyPlace, match="只读"):
        Database.open(locked_folder / "neu" / "desk.sqlite")
    with Database.open(locked_folder / "desk.sqlite", read_only=True) as database:
        assert database.reports.shelf() == ()
    assert sorted(locked_folder.iterdir()) == before


def test_that_a_file_where_a_folder_should_be_is_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    with pytest.raises(ReadOnlyPlace):
        Database.open(tmp_path / "data" / "desk.sqlite")


def test_that_a_second_writer_is_turned_away_and_the_first_goes_on(database: Database) -> None:
    with pytest.raises(DatabaseInUse, match="以只读方式打开"):
        Database.open(database.path)
    assert database.reports.add(report()).summary.year == 2024


def test_that_paths_of_every_kind_become_uris_that_sqlite_takes() -> None:
    assert file_uri(PurePosixPath("/数据/a b%?.sqlite"), "ro").startswith(
        "file:///%E6%95%B0%E6%8D%AE/a%20b%25%3F.sqlite"
    )
    assert file_uri(PureWindowsPath(r"C:\data\desk.sqlite"), "rw") == "file:///C:/data/desk.sqlite?mode=rw"
    assert file_uri(PureWindowsPath(r"\\server\share\desk.sqlite"), "rw") == "file:////server/share/desk.sqlite?mode=rw"
