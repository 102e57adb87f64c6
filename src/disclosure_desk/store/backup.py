"""Verified copies of a database file."""

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from disclosure_desk.errors import RefusedChange, UnwritableFile
from disclosure_desk.store.connection import connect, connect_to_read
from disclosure_desk.store.failures import damaged, in_words, no_copy_there
from disclosure_desk.whole_file import forget, replace_patiently

DAMAGED = "-damaged-"
"""In the name of a plain copy of what could not be read."""
KEPT = 10
"""How many copies of one kind are kept."""
_UNFINISHED = re.compile(r"gknb-[0-9a-f]{8}\.unfinished(-journal)?")
_TIME, _NAMED = "%Y%m%d-%H%M%S", re.compile(r"-(\d{8}-\d{6})(?:-\d+)?\.sqlite")
_ABANDONED = 3600
"""Seconds after which nobody can still be writing a copy that is not finished."""
_DAY = 86_400


def backups_of(path: Path) -> Path:
    """Where the copies of a database lie that nobody chose another place for."""
    return path.parent / "backups"


def back_up(path: Path, to_folder: Path, *, name: str | None = None) -> Path:
    """Copies a database, also while somebody writes to it, and holds the copy to the original before naming it.

    Args:
        path: the database.
        to_folder: where the copy goes; made if it is not there.
        name: what the copy's name begins with, before the time; the database's own by default.

    Returns:
        The copy, ``<name>-<local time>.sqlite``.

    Raises:
        DamagedDatabase, DiskFull, ReadOnlyPlace, UnwritableFile: there is no copy, and the original is as it was.
    """
    path, to_folder = path.absolute(), to_folder.absolute()
    with in_words(to_folder, denied=no_copy_there):
        to_folder.mkdir(parents=True, exist_ok=True)
        with _unfinished(to_folder) as unfinished:
            copy_verified(path, unfinished)
            copy = free_name(to_folder, name or path.stem)
            replace_patiently(unfinished, copy)
    return copy


def back_up_to(path: Path, file: Path) -> None:
    """Copies a database as :meth:`back_up` does, to a file that somebody chose; an older file there is replaced.

    Raises:
        UnwritableFile: there is no such folder, or a folder of that name.
        RefusedChange: the file is the database itself.
        DamagedDatabase, DiskFull, ReadOnlyPlace: the original is as it was, and so is what lay there.
    """
    path, file = path.absolute(), file.absolute()
    with in_words(file, denied=no_copy_there):
        if not file.parent.is_dir():
            raise UnwritableFile(f"文件夹“{file.parent}”不存在，没有备份。请先建立文件夹，或换一个位置。")
        if file.is_dir():
            raise UnwritableFile(f"“{file}”是一个文件夹，没有备份。请另取文件名。")
        if file.exists() and file.samefile(path):
            raise RefusedChange(f"“{file}”就是正在使用的本地数据，不能用备份覆盖。请另取文件名。")
        with _unfinished(file.parent) as unfinished:
            copy_verified(path, unfinished)
            replace_patiently(unfinished, file)


def keep_as_it_is(path: Path) -> Path:
    """A plain copy of a damaged database beside its other copies, for whoever may rescue something from it.

    Returns:
        The copy, ``<database>-damaged-<local time>.sqlite``.

    Raises:
        DiskFull, ReadOnlyPlace, UnwritableFile: there is no copy.
    """
    folder = backups_of(path.absolute())
    with in_words(folder, denied=no_copy_there):
        folder.mkdir(parents=True, exist_ok=True)
        with _unfinished(folder) as unfinished:
            shutil.copyfile(path, unfinished)
            _to_disk(unfinished)
            copy = free_name(folder, f"{path.stem}{DAMAGED}".removesuffix("-"))
            replace_patiently(unfinished, copy)
    return copy


def back_up_today(path: Path, today: date | None = None) -> Path | None:
    """Makes the copy of the day: one a day, only where something was written since the last, the newest ten kept.

    Returns:
        The copy, or None where none is due: there is one of today, nothing has changed, or there is no report yet.

    Raises:
        DeskError: as :meth:`back_up`.
    """
    folder, prefix = backups_of(path), f"{path.stem}-daily-"
    with in_words(folder, denied=no_copy_there):
        if _has_one(folder, prefix, path, today or datetime.now().astimezone().date()) or not holds_reports(path):
            return None
        copy = back_up(path, folder, name=prefix.removesuffix("-"))
        keep_newest(folder, prefix)
    return copy


def _has_one(folder: Path, prefix: str, path: Path, today: date) -> bool:
    """Whether there is a copy of today, or of what the database is still; one of a later day tells nothing.

    A clock that once ran ahead leaves such copies behind, and must not put an end to the copies for years.
    """
    times = (_changed(copy) for copy in _copies(folder, prefix))
    last = max((each for each in times if written_at(each).date() <= today), default=None)
    return last is not None and (written_at(last).date() == today or path.stat().st_mtime <= last)


def written_at(changed: float) -> datetime:
    """The time of a file in local time, aware; by way of UTC, without which Windows refuses times about 1970."""
    return datetime.fromtimestamp(changed, UTC).astimezone()


def made_at(copy: Path) -> datetime:
    """When a copy was made, local time, aware: what its name says, else when the file was written.

    A file that is copied to another disk may be given another time; its name stays.
    """
    named = _NAMED.search(copy.name)
    with suppress(ValueError):
        if named:
            return datetime.strptime(named[1], _TIME).astimezone()
    return written_at(_changed(copy))


def holds_reports(path: Path) -> bool:
    """Whether there is anything in a database that could be lost."""
    with in_words(path), closing(connect_to_read(path.absolute())) as connection:
        return connection.execute("SELECT 1 FROM report LIMIT 1").fetchone() is not None


def keep_newest(folder: Path, prefix: str, number: int = KEPT, *, spared: Path | None = None) -> None:
    """Deletes the copies whose name begins with ``prefix``, all but the newest ones and the one that is spared.

    Whatever bears a time that is still to come was written by a clock that ran ahead: before all others.
    """
    ahead = time.time() + _DAY
    times = {copy: _changed(copy) for copy in _copies(folder, prefix)}
    in_order = sorted(times, key=lambda copy: (times[copy] <= ahead, times[copy], copy.name))
    for copy in in_order[:-number]:
        if spared is None or copy.resolve() != spared.resolve():
            forget(copy)  # one copy too many does no harm


def _changed(copy: Path) -> float:
    """When a file was last written, seconds since 1970; 0 for one that is gone by now."""
    with suppress(OSError):
        return copy.stat().st_mtime
    return 0.0


def copy_verified(path: Path, to: Path) -> None:
    """Copies a database to a new file and onto the disk, and holds the copy to it.

    Raises:
        DamagedDatabase, UnwritableFile: the copy is not what it should be; whoever asked for it throws it away.
        sqlite3.Error, OSError: it cannot be written.
    """
    with in_words(path):
        original = connect_to_read(path)
    with closing(original), closing(connect(to, mode="rwc")) as copy:
        original.execute("BEGIN")  # one state of the original, for the copy and for what it is held to
        with in_words(path):
            wanted = _wanted(original, path)
        if _fault_of(original, copy, path) != "ok" or _outline(copy) != wanted:
            raise UnwritableFile(f"“{path}”的备份没有通过核对，没有保留。请检查磁盘后再试。")
    _to_disk(to)


def _wanted(original: sqlite3.Connection, path: Path) -> dict[str, object]:
    try:
        return _outline(original)
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:  # no such table
            raise damaged(path, "它不是本程序的数据库，或者缺少内容") from error
        raise


def _fault_of(original: sqlite3.Connection, copy: sqlite3.Connection, path: Path) -> str:
    """Copies, and looks through every page of the copy."""
    try:
        original.backup(copy)
        return str(copy.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise damaged(path, "文件已损坏") from error
        raise


def free_name(folder: Path, name: str) -> Path:
    """A name in a folder that no file has yet: ``<name>-<local time>.sqlite``."""
    stem = f"{name}-{datetime.now().astimezone():{_TIME}}"
    names = (f"{stem}{suffix}.sqlite" for suffix in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(folder / each for each in names if not (folder / each).exists())


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A file in a folder, which is gone at the end unless it was given its name; each copy writes one of its own."""
    _clear_abandoned(folder)
    unfinished = folder / f"gknb-{os.urandom(4).hex()}.unfinished"
    try:
        yield unfinished
    finally:
        forget(unfinished)


def _clear_abandoned(folder: Path) -> None:
    """Takes away what a process left behind that was killed in the middle of a copy."""
    with suppress(OSError):  # a folder that may be written but not listed
        for file in folder.iterdir():
            if _UNFINISHED.fullmatch(file.name) and abs(time.time() - _changed(file)) > _ABANDONED:
                forget(file)


def _copies(folder: Path, prefix: str) -> list[Path]:
    with suppress(FileNotFoundError):
        return [file for file in folder.iterdir() if file.name.startswith(prefix) and file.suffix == ".sqlite"]
    return []


def _outline(connection: sqlite3.Connection) -> dict[str, object]:
    """What a copy has to have in common with its original: revision and number of rows of each table."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in names}  # noqa: S608 - names from the file's own catalogue
    return {"revision": connection.execute("SELECT version_num FROM alembic_version").fetchall(), **rows}


def _to_disk(file: Path) -> None:
    # Opened for writing: Windows puts nothing on the disk through a handle that may only read.
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())
