"""Verified copies of a database file."""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from disclosure_desk.errors import UnwritableFile
from disclosure_desk.store.connection import connect
from disclosure_desk.store.failures import in_words


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
    with in_words(to_folder):
        to_folder.mkdir(parents=True, exist_ok=True)
        unfinished = to_folder / f"{path.name}.unfinished"
        unfinished.unlink(missing_ok=True)
        try:
            with in_words(path):
                _copy(path, unfinished)
            _to_disk(unfinished)
            copy = _free_name(to_folder, name or path.stem)
            unfinished.replace(copy)
        finally:
            unfinished.unlink(missing_ok=True)
    return copy


def keep_newest(folder: Path, prefix: str, number: int) -> None:
    """Deletes the copies whose name begins with ``prefix``, all but the newest ones."""
    copies = [file for file in folder.iterdir() if file.name.startswith(prefix) and file.suffix == ".sqlite"]
    for copy in sorted(copies, key=lambda copy: (copy.stat().st_mtime_ns, copy.name))[:-number]:
        with suppress(OSError):  # one copy too many does no harm
            copy.unlink()


def _copy(path: Path, to: Path) -> None:
    with closing(connect(path, mode="ro")) as original, closing(connect(to, mode="rwc")) as copy:
        original.execute("BEGIN")  # one state of the original, for the copy and for what it is held to
        wanted = _outline(original)
        original.backup(copy)
        (fault,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if fault != "ok" or _outline(copy) != wanted:
            raise UnwritableFile(f"“{path}”的备份没有通过核对，没有保留。请检查磁盘后再试。")


def _outline(connection: sqlite3.Connection) -> dict[str, object]:
    """What a copy has to have in common with its original: revision and number of rows of each table."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in names}  # noqa: S608 - names from the file's own catalogue
    return {"revision": connection.execute("SELECT version_num FROM alembic_version").fetchall(), **rows}


def _to_disk(file: Path) -> None:
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())


def _free_name(folder: Path, name: str) -> Path:
    stem = f"{name}-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    names = (f"{stem}{suffix}.sqlite" for suffix in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(folder / each for each in names if not (folder / each).exists())
