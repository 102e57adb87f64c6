"""Which shape a database file has, whether it is whole, and how it comes to the shape that the program works with."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from disclosure_desk.errors import DeskError, NewerDatabase
from disclosure_desk.store.backup import back_up, backups_of, keep_newest
from disclosure_desk.store.connection import connect_to_read, engine_for
from disclosure_desk.store.failures import damaged
from disclosure_desk.store.tables import METADATA
from disclosure_desk.whole_file import forget, replace_patiently

APPLICATION_ID = 0x676B6E62
"""``gknb``, which the first migration writes into the header of the file."""


@dataclass(frozen=True)
class Migrations:
    """The steps that a program knows.

    Attributes:
        folder: Alembic's environment.
        revisions: their ids, oldest first; named here so that Alembic is imported only to run one.
    """

    folder: Path
    revisions: tuple[str, ...]

    @property
    def head(self) -> str:
        """The shape that the program works with."""
        return self.revisions[-1]


SHIPPED = Migrations(Path(__file__).parent / "migrations", ("0001", "0002"))


def prepare(path: Path, migrations: Migrations) -> bool:
    """Makes the file if there is none, and brings an older one to the newest shape after a verified backup.

    To be called by whoever holds the writer's lock.

    Returns:
        Whether the file was there in the newest shape, so that nothing had to be done.

    Raises:
        NewerDatabase, DamagedDatabase: the file is left as it is.
    """
    if not path.exists():
        _create(path, migrations)
        return False
    found = inspect(path, migrations)
    if found != migrations.head:
        folder = backups_of(path)
        back_up(path, folder, name=f"{path.stem}-before-{migrations.head}")
        upgrade(path, migrations)
        keep_newest(folder, f"{path.stem}-before-")
    return found == migrations.head


def upgrade(path: Path, migrations: Migrations) -> None:
    """Brings an older file to the newest shape; all of it or nothing."""
    _upgrade(path, "rw", migrations)


def give_name(unfinished: Path, path: Path) -> None:
    """Puts a finished database in its place, at once and whole.

    Raises:
        OSError: that cannot be done; what lies there is as it was.
    """
    _set_aside_leftovers(path)
    replace_patiently(unfinished, path)


def inspect(path: Path, migrations: Migrations) -> str:
    """Looks at a file without changing it.

    Returns:
        Its revision, one of those that the program knows.

    Raises:
        NewerDatabase: a newer program wrote it.
        DamagedDatabase: it is no database of this program, or a damaged one.
    """
    if not path.is_file() or path.stat().st_size == 0:
        raise damaged(path, "文件是空的，或者不是文件")
    with closing(connect_to_read(path)) as connection:
        found = _revision(connection, path)
        if found not in migrations.revisions:
            raise NewerDatabase(
                f"本地数据库“{path}”由更新版本的程序写成，这个版本不能打开，文件没有改动。请安装新版本后再打开。"
            )
        _check_whole(connection, path, newest=found == migrations.head)
    return found


def needs_upgrade(path: Path) -> DeskError:
    """An older database cannot be read before somebody has opened it for writing."""
    return DeskError(f"本地数据库“{path}”由较早版本的程序写成，只读方式不能升级。请先正常打开一次程序，再试。")


def _revision(connection: sqlite3.Connection, path: Path) -> str:
    (ours,) = connection.execute("PRAGMA application_id").fetchone()
    if ours != APPLICATION_ID or "alembic_version" not in _tables(connection):
        raise damaged(path, "它不是本程序的数据库，或者缺少内容")
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise damaged(path, "缺少版本记录")
    return str(row[0])


def _check_whole(connection: sqlite3.Connection, path: Path, *, newest: bool) -> None:
    faults = connection.execute("PRAGMA quick_check(1)").fetchone()
    if faults != ("ok",) or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise damaged(path, "文件已损坏")
    if newest and not _expected() <= _tables(connection):
        raise damaged(path, "缺少数据表")


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _expected() -> set[str]:
    return {each.name for each in METADATA.tables.values()}


def _create(path: Path, migrations: Migrations) -> None:
    """Makes the file beside its place and moves it there, so that a half-made one never has the name."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        _upgrade(unfinished, "rwc", migrations)
        give_name(unfinished, path)
    finally:
        forget(unfinished)


def _set_aside_leftovers(path: Path) -> None:
    """Takes away what a database that is gone left behind: SQLite would roll its last transaction into the new file."""
    for suffix in ("-journal", "-wal"):
        leftover = path.with_name(path.name + suffix)
        if leftover.exists():
            leftover.replace(path.with_name(f"{path.name}{suffix}.set-aside"))


def _upgrade(path: Path, mode: str, migrations: Migrations) -> None:
    """Runs what is missing, all of it in one transaction."""
    # Alembic takes a tenth of a second to import, and a start that finds the newest shape does not need it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    engine = engine_for(path, mode=mode)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()
