"""Says in the officer's words what SQLite and the file system report; what is a fault of the program stays as it is."""

import errno
import logging
import sqlite3
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from sqlalchemy.exc import DBAPIError

from disclosure_desk.errors import (
    DamagedDatabase,
    DatabaseInUse,
    DeskError,
    DiskFull,
    ReadOnlyPlace,
    RefusedChange,
    UnwritableFile,
)

_log = logging.getLogger(__name__)

CLOSED = (
    "这份报告已经定稿，内容不能再修改。"
    "需要更正的，请先用“导出报告文件”存出，再用“导入报告”读入并替换这一份，得到可以修改的草稿。"
)
"""Why a report that is final, published or archived refuses a change."""


def disk_full(path: Path) -> DiskFull:
    """There is no room left."""
    return DiskFull(f"磁盘空间不足，刚才的内容没有写入“{path}”，原有内容没有变化。请清理磁盘后再试。")


def read_only(path: Path) -> ReadOnlyPlace:
    """The file or its folder cannot be written."""
    return ReadOnlyPlace(
        f"不能写入“{path}”：文件或所在文件夹是只读的，或没有写入权限。请检查权限，或换一个可以写入的文件夹；"
        "也可以只读方式打开。"
    )


def damaged(path: Path, what: str) -> DamagedDatabase:
    """The file is no database of this program that can be trusted."""
    return DamagedDatabase(
        f"本地数据库“{path}”不能使用：{what}。文件保持原样，没有改动。请从备份恢复；没有备份的，请把它改名保存，"
        "重新启动程序后再导入以前导出的报告文件。"
    )


def _busy(path: Path) -> DatabaseInUse:
    return DatabaseInUse(f"本地数据库“{path}”正被另一个程序占用，刚才的内容没有写入。请关闭那个程序后再试。")


def _failing_disk(path: Path) -> UnwritableFile:
    return UnwritableFile(
        f"读写“{path}”时磁盘出错，刚才的内容没有写入。请检查磁盘、U盘或网络盘是否连接正常，再试一次。"
    )


def _corrupt(path: Path) -> DamagedDatabase:
    return damaged(path, "文件已损坏，或者不是数据库文件")


_BY_CODE: dict[int, Callable[[Path], DeskError]] = {
    sqlite3.SQLITE_FULL: disk_full,
    sqlite3.SQLITE_READONLY: read_only,
    sqlite3.SQLITE_CANTOPEN: read_only,
    sqlite3.SQLITE_PERM: read_only,
    sqlite3.SQLITE_AUTH: read_only,
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_PROTOCOL: _busy,
    sqlite3.SQLITE_IOERR: _failing_disk,
    sqlite3.SQLITE_NOLFS: _failing_disk,
    sqlite3.SQLITE_CORRUPT: _corrupt,
    sqlite3.SQLITE_NOTADB: _corrupt,
}
_NO_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.EISDIR)


def no_copy_there(path: Path) -> ReadOnlyPlace:
    """The place that a copy was to go to cannot be written."""
    return ReadOnlyPlace(f"不能写入“{path}”：这个位置是只读的，或没有写入权限，没有备份。请换一个位置再试。")


@contextmanager
def in_words(path: Path, *, denied: Callable[[Path], DeskError] = read_only) -> Iterator[None]:
    """Turns what goes wrong with a database into a DeskError with a way out.

    Args:
        path: what is worked on.
        denied: what to say where it may not be written.

    Raises:
        DeskError: of the kind that fits. Errors that only a fault of the program can cause pass through.
    """
    try:
        yield
    except DBAPIError as error:
        _tell(_sqlite_sentence(error.orig, path, denied), error)
    except sqlite3.Error as error:
        _tell(_sqlite_sentence(error, path, denied), error)
    except OSError as error:
        raise _system_sentence(error, path, denied) from error
    except UnicodeEncodeError as error:
        raise RefusedChange("文字中含有不完整的字符，不能保存。请删去显示异常的字符后再试。") from error


def _tell(sentence: DeskError | None, error: Exception) -> NoReturn:
    if isinstance(sentence, DamagedDatabase):
        raise sentence from None  # what SQLite and Python say of damage may quote the value
    raise sentence or error from error


@contextmanager
def legible(path: Path) -> Iterator[None]:
    """Turns a stored value that the program cannot have written into damage; SQLite looks at pages, not at values.

    Raises:
        DamagedDatabase: such a value was found.
    """
    try:
        yield
    except (ValueError, KeyError, TypeError) as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        # Kind and place alone: the words of the error may quote the value.
        told = (type(error).__name__, at.name, at.lineno)
        _log.error("what is stored cannot be read: %s in %s, line %s", *told)
        raise damaged(path, "其中有的内容读不出来") from None


def _sqlite_sentence(error: BaseException | None, path: Path, denied: Callable[[Path], DeskError]) -> DeskError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # Python's own: a text in the file is none; its words would quote it
        return _corrupt(path) if str(error).startswith("Could not decode") else None
    if code == sqlite3.SQLITE_CONSTRAINT_TRIGGER:  # the triggers of the migrations: a closed report was touched
        return RefusedChange(CLOSED)
    sentence = _BY_CODE.get(code & 0xFF)
    if sentence is read_only:
        return denied(path)
    return sentence(path) if sentence else None


def _system_sentence(error: OSError, path: Path, denied: Callable[[Path], DeskError]) -> DeskError:
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return UnwritableFile(f"“{path}”不能使用：文件名太长，或含有不能使用的字符。请换一个文件名。")
    if error.errno in _NO_ROOM:
        return disk_full(path)
    return denied(path) if error.errno in _FORBIDDEN else _failing_disk(path)
