"""One writer at a time: the operating system's lock says whether there is one, a note beside it says who."""

import contextlib
import getpass
import json
import logging
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from disclosure_desk.errors import DatabaseInUse, Holder

__all__ = ["Holder", "WriterLock"]

_log = logging.getLogger(__name__)


class WriterLock:
    """The right to write to a database, held until :meth:`release` or the end of the process, however that comes.

    ``<database>.lock`` is locked by the operating system, which frees it when the process dies, so that it is never
    stale. ``<database>.owner.json`` names the holder; left behind by a crash it means nothing, because nobody reads it
    but those whom the lock turned away.
    """

    def __init__(self, lock: FileLock, note: Path) -> None:
        self._lock = lock
        self._note = note

    @classmethod
    def take(cls, database: Path) -> "WriterLock":
        """Takes the lock at once or not at all.

        Raises:
            DatabaseInUse: somebody else holds it; ``holder`` says who, where that is known.
            OSError: the folder cannot be written.
        """
        # thread_local=False: the window opens the database in one thread and may close it in another.
        lock = FileLock(database.with_name(f"{database.name}.lock"), timeout=0, thread_local=False)
        note = database.with_name(f"{database.name}.owner.json")
        try:
            lock.acquire()
        except Timeout as error:
            raise _in_use(_read(note)) from error
        held = cls(lock, note)
        held._sign()
        return held

    def release(self) -> None:
        """Lets others write."""
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()

    def _sign(self) -> None:
        """Says who holds the lock. A courtesy: where it cannot be written, the lock holds all the same."""
        who = _this_process()._asdict()
        who["since"] = who["since"].isoformat()
        try:
            self._note.unlink(missing_ok=True)
            self._note.write_text(json.dumps(who, ensure_ascii=False), encoding="utf-8")
        except OSError:
            _log.warning("the holder of the database could not be noted beside it")


def _this_process() -> Holder:
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        user = ""
    return Holder(user, os.environ.get("COMPUTERNAME") or platform.node(), datetime.now(UTC), os.getpid())


def _read(note: Path) -> Holder | None:
    try:
        who = json.loads(note.read_bytes())
        since = datetime.fromisoformat(who["since"])
        return Holder(str(who["user"]), str(who["host"]), since.astimezone(), int(who["pid"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _in_use(holder: Holder | None) -> DatabaseInUse:
    by = "另一个程序窗口"
    if holder is not None:
        since = f"{holder.since:%Y-%m-%d %H:%M}"
        by = f"{holder.user or '另一位用户'}在电脑“{holder.host}”上（自 {since} 起）"
    return DatabaseInUse(
        f"本地数据库正由{by}使用，同一时间只能由一处修改。请关闭那一处后再试，或以只读方式打开。", holder
    )
