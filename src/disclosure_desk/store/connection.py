"""The connection to one database file: how it is opened, and transactions that several threads may ask for."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, create_engine

from disclosure_desk.errors import DeskError, RefusedChange
from disclosure_desk.store.failures import in_words, legible

_BUSY_SECONDS = 5.0


def file_uri(path: PurePath, mode: str) -> str:
    """The path as SQLite wants it in a URI; a Windows share has no authority there but four slashes."""
    uri = path.as_uri()
    if not uri.startswith("file:///"):
        uri = "file:////" + uri.removeprefix("file://")
    return f"{uri}?mode={mode}"


def connect(path: Path, *, mode: str) -> sqlite3.Connection:
    """Opens a file that exists (``rwc`` makes it), without looking into it.

    Args:
        path: absolute path of the file.
        mode: ``ro``, ``rw`` or ``rwc``.
    """
    # isolation_level None: transactions begin where we say so, those that change tables included.
    # check_same_thread False: Transactions lets one thread in at a time.
    connection = sqlite3.connect(
        file_uri(path, mode), uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Opens a file for reading. A transaction that a crash cut short is rolled back first, as SQLite does.

    Args:
        path: absolute path of the file.
    """
    connection = connect(path, mode="ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchall()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode not in (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_CANTOPEN):
            raise
        with closing(connect(path, mode="rw")) as repairing:
            repairing.execute("SELECT 1 FROM sqlite_master").fetchall()
        connection = connect(path, mode="ro")
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_to_write(path: Path, mode: str) -> sqlite3.Connection:
    connection = connect(path, mode=mode)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def engine_for(path: Path, *, mode: str) -> Engine:
    """An engine that keeps one connection to the file (``ro``, ``rw`` or ``rwc``)."""

    def open_file() -> sqlite3.Connection:
        return connect(path, mode=mode) if mode == "ro" else _connect_to_write(path, mode)

    # hide_parameters: an error is logged with its trace, and figures and texts must not be in it.
    engine = create_engine("sqlite://", creator=open_file, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # IMMEDIATE: a writer waits for its turn at the start, where nothing is lost by giving up.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class Transactions:
    """Transactions on one file. Any thread may ask for one; while one runs, the others wait.

    Args:
        path: the file, which exists and has been found to be whole.
        read_only: whether writing is refused.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._turn = threading.RLock()
        self._engine: Engine | None = engine_for(path, mode="ro" if read_only else "rw")
        self._writing = self._engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one state of the file.

        Raises:
            DamagedDatabase: what is read in it is not what the program writes.
        """
        with (
            self._turn,
            in_words(self.path),
            legible(self.path),
            Session(self._alive(), expire_on_commit=False) as session,
        ):
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that is on the disk when the block ends, or has left no trace.

        Raises:
            RefusedChange: the database was opened read-only.
        """
        if self.read_only:
            raise RefusedChange("数据库是以只读方式打开的，不能修改。需要修改的，请等对方关闭后重新打开。")
        with self._turn, in_words(self.path):
            self._alive()
            with Session(self._writing, expire_on_commit=False) as session, session.begin():
                yield session

    def close(self) -> None:
        """Closes the file; once is enough."""
        with self._turn:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def _alive(self) -> Engine:
        if self._engine is None:
            raise DeskError("本地数据库已经关闭。请重新打开后再试。")
        return self._engine
