"""One agency's database: opened by one writer, or by any number of readers."""

from pathlib import Path
from types import TracebackType
from typing import Self

from disclosure_desk.errors import NotFound
from disclosure_desk.formats.catalogue import Catalogue, catalogue
from disclosure_desk.store.connection import Transactions
from disclosure_desk.store.failures import in_words
from disclosure_desk.store.program_version import take_over
from disclosure_desk.store.reports import Reports
from disclosure_desk.store.schema_version import SHIPPED, Migrations, inspect, needs_upgrade, prepare
from disclosure_desk.store.writer_lock import WriterLock


class Database:
    """An open database. Any thread may use it: each call is one transaction, and calls wait for each other.

    Attributes:
        path: the file.
        read_only: whether it was opened for reading only.
        reports: its reports.
    """

    def __init__(self, path: Path, formats: Catalogue, lock: WriterLock | None) -> None:
        self.path = path
        self.read_only = lock is None
        self._lock = lock
        self._transactions = Transactions(path, read_only=self.read_only)
        self.reports = Reports(self._transactions, formats)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        formats: Catalogue | None = None,
        migrations: Migrations = SHIPPED,
    ) -> "Database":
        """Opens a database.

        To write: takes the writer's lock, makes folder and file where they are missing, and brings an older file to
        the newest shape after a verified backup in ``backups`` beside it; another version of the program makes such a
        backup the first time, too. To read: changes nothing, makes nothing, and works while somebody writes.

        Raises:
            DatabaseInUse: somebody else writes to it; ``holder`` says who. Reading is possible.
            NewerDatabase, DamagedDatabase: the file is left as it is.
            DiskFull, ReadOnlyPlace, UnwritableFile: it could not be made or changed.
            NotFound: there is no file to read.
            DeskError: an older file cannot be read before it was opened to write.
        """
        path, known = path.absolute(), formats or catalogue()
        with in_words(path):
            return cls._to_read(path, known, migrations) if read_only else cls._to_write(path, known, migrations)

    @classmethod
    def _to_read(cls, path: Path, formats: Catalogue, migrations: Migrations) -> "Database":
        if not path.exists():
            raise NotFound(f"还没有本地数据库（“{path}”）。请先新建或导入一份报告。")
        if inspect(path, migrations) != migrations.head:
            raise needs_upgrade(path)
        return _legible(cls(path, formats, None))

    @classmethod
    def _to_write(cls, path: Path, formats: Catalogue, migrations: Migrations) -> "Database":
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = WriterLock.take(path)
        try:
            was_there = prepare(path, migrations)
            take_over(path, is_new=not was_there)
            return _legible(cls(path, formats, lock))
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Closes the file and lets others write; once is enough."""
        self._transactions.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _legible(database: Database) -> Database:
    """The database, once its shelf was read: a window that finds damage only later has nothing to show."""
    try:
        database.reports.shelf()
        database.reports.recycled()
    except BaseException:
        database.close()
        raise
    return database
