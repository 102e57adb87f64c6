"""Facts about a database file that say nothing of what is in it: revision, size, whether it is whole, rows by table."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from disclosure_desk.store.connection import connect
from disclosure_desk.store.schema_version import APPLICATION_ID, SHIPPED
from disclosure_desk.store.tables import METADATA


@dataclass(frozen=True)
class Census:
    """What can be told to a stranger about a database.

    Attributes:
        size: bytes; None where there is no file.
        revision: of the shapes that the program knows; "" where it is none of them or could not be read.
        fault: in SQLite's own words for its kind of error, never with a value in it; "" where none was found.
        rows: how many rows each table of the program has.
    """

    size: int | None = None
    revision: str = ""
    fault: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)


def census(path: Path) -> Census:
    """Count what a database file holds, without changing it. It never fails: what cannot be had is left out.

    Args:
        path: of the file, which need not exist.
    """
    try:
        size = path.stat().st_size
    except OSError:
        return Census()
    try:
        with closing(connect(path.absolute(), mode="ro")) as connection:
            return _counted(connection, size)
    except sqlite3.Error as error:
        # The name of the error's kind: its message may quote what was found.
        return Census(size, fault=getattr(error, "sqlite_errorname", type(error).__name__))


def _counted(connection: sqlite3.Connection, size: int) -> Census:
    (ours,) = connection.execute("PRAGMA application_id").fetchone()
    if ours != APPLICATION_ID:
        return Census(size, fault="not a database of this program")
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = str(found[0]) if found and found[0] in SHIPPED.revisions else ""
    whole = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    rows = {name: _rows(connection, name) for name in sorted(METADATA.tables) if name in there}
    return Census(size, revision, "" if whole else "quick_check failed", rows)


def _rows(connection: sqlite3.Connection, table: str) -> int:
    # The name is one of the program's own tables.
    (count,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
    return int(count)
