"""Puts a copy of a database in the place of the present one, after a look into the copy and a copy of the present."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from disclosure_desk.errors import (
    DamagedDatabase,
    DatabaseInUse,
    NewerDatabase,
    NotFound,
    RefusedChange,
    UnreadableFile,
)
from disclosure_desk.report.state import State
from disclosure_desk.store.backup import back_up, backups_of, copy_verified, keep_as_it_is, keep_newest, made_at
from disclosure_desk.store.connection import connect_to_read
from disclosure_desk.store.failures import damaged, in_words
from disclosure_desk.store.program_version import take_over
from disclosure_desk.store.schema_version import SHIPPED, Migrations, give_name, inspect, upgrade
from disclosure_desk.store.shelf import local
from disclosure_desk.store.writer_lock import WriterLock
from disclosure_desk.whole_file import forget


@dataclass(frozen=True)
class KeptReport:
    """One report on the shelf of a copy; ``changed_at`` is local time, aware."""

    year: int
    revision: int
    state: State
    agency_name: str
    changed_at: datetime


@dataclass(frozen=True)
class Kept:
    """What a copy of a database holds.

    Attributes:
        file: the copy.
        written_at: when it was made, local time, aware.
        reports: those on its shelf, newest year and revision first.
    """

    file: Path
    written_at: datetime
    reports: tuple[KeptReport, ...]

    @property
    def agency_name(self) -> str:
        """Whose reports they are, by the newest one; "" for an empty shelf."""
        return self.reports[0].agency_name if self.reports else ""


def look_into(file: Path, migrations: Migrations = SHIPPED) -> Kept:
    """Looks whether a copy is ours, whole, and not newer than this program, and at what it holds.

    Raises:
        NotFound: there is no such file.
        UnreadableFile: it cannot be restored, and why.
    """
    file = file.absolute()
    try:
        with in_words(file, denied=_unreadable):
            if not file.exists():
                raise NotFound(f"没有找到“{file}”。请检查文件是否已移走或改名，U盘是否已插好。")
            inspect(file, migrations)
            return Kept(file, made_at(file), reports_in(file))
    except NewerDatabase as error:
        raise UnreadableFile(
            f"“{file.name}”由更新版本的程序备份，这个版本不能恢复，没有做任何改动。请先安装新版本，再恢复。"
        ) from error
    except DamagedDatabase as error:
        raise UnreadableFile(
            f"“{file.name}”不是本程序的数据备份，或已经损坏，不能恢复，没有做任何改动。请另选一份备份。"
        ) from error


def restore(path: Path, file: Path, migrations: Migrations = SHIPPED) -> Path | None:
    """Puts a copy in the place of a database, the whole of it or nothing.

    Args:
        path: the database; there may be none yet.
        file: the copy, which stays as it is.
        migrations: what this program knows.

    Returns:
        The verified copy of what was replaced, in ``backups`` beside it (a plain one where it was damaged), or None
        where there was nothing.

    Raises:
        DatabaseInUse: a window has the database open; on Windows also one that only reads.
        NotFound, UnreadableFile: as :func:`look_into`.
        RefusedChange: the copy is the database itself.
        DiskFull, ReadOnlyPlace, UnwritableFile: in each case the database is as it was.
    """
    path, file = path.absolute(), file.absolute()
    look_into(file, migrations)
    with in_words(path):
        if path.exists() and file.samefile(path):
            raise RefusedChange(f"“{file}”就是正在使用的本地数据，不是备份。请另选一份备份。")
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = _taken(path)
        try:
            replaced = _kept_before(path, migrations) if path.exists() else None
            _bring_in(file, path, migrations)
            take_over(path, is_new=True)
            # Last: a restore that fails pushes no copy out, and the oldest of them may be what is restored.
            keep_newest(backups_of(path), _replaced(path), spared=file)
        finally:
            lock.release()
    return replaced


def refuse_where_in_use(path: Path) -> None:
    """Looks whether a restore could begin at all.

    Raises:
        DatabaseInUse: somebody has the database open to write.
        ReadOnlyPlace, UnwritableFile: its folder cannot be written.
    """
    path = path.absolute()
    try:
        with in_words(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            WriterLock.take(path).release()
    except DatabaseInUse as error:
        raise DatabaseInUse(
            "本地数据正由另一处使用，不能恢复。请先关闭那一处，按“重试”，再恢复。", error.holder
        ) from error


def _taken(path: Path) -> WriterLock:
    try:
        return WriterLock.take(path)
    except DatabaseInUse as error:
        raise DatabaseInUse(
            "本地数据正在使用（程序窗口开着，或另一处正在处理），没有恢复。请先关闭窗口，再试。", error.holder
        ) from error


def _kept_before(path: Path, migrations: Migrations) -> Path:
    """A copy of what is about to be replaced; a damaged database is copied as it is, for whoever may rescue it."""
    folder, name = backups_of(path), _replaced(path).removesuffix("-")
    try:
        with in_words(path):
            inspect(path, migrations)
        copy = back_up(path, folder, name=name)
    except NewerDatabase:
        copy = back_up(path, folder, name=name)
    except DamagedDatabase:
        copy = keep_as_it_is(path)
    return copy


def _replaced(path: Path) -> str:
    """What the names of the copies begin with that a restore makes."""
    return f"{path.stem}-replaced-"


def _bring_in(file: Path, path: Path, migrations: Migrations) -> None:
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        copy_verified(file, unfinished)
        if inspect(unfinished, migrations) != migrations.head:
            upgrade(unfinished, migrations)
        give_name(unfinished, path)
    except PermissionError as error:  # Windows replaces no file that somebody reads
        raise DatabaseInUse(
            f"“{path}”正被另一个窗口（包括以只读方式打开的）或其他程序占用，没有恢复。请关闭后再试。"
        ) from error
    finally:
        forget(unfinished)


def reports_in(file: Path) -> tuple[KeptReport, ...]:
    """The shelf of a copy, of whichever shape: these columns were in the first one.

    Raises:
        DamagedDatabase: it cannot be read.
        sqlite3.Error: it is no database, or has no shelf.
    """
    with closing(connect_to_read(file)) as connection:
        rows = connection.execute(
            "SELECT year, revision, state, agency_name, changed_at FROM report WHERE recycled_at IS NULL"
            " ORDER BY year DESC, revision DESC"
        ).fetchall()
    try:
        return tuple(
            KeptReport(int(year), int(revision), State(state), str(agency), local(changed))
            for year, revision, state, agency, changed in rows
        )
    except (ValueError, TypeError) as error:
        raise damaged(file, "报告的目录读不出来") from error


def _unreadable(file: Path) -> UnreadableFile:
    return UnreadableFile(f"“{file}”打不开：没有读取权限，或U盘没有接好，没有做任何改动。请检查后再试。")
