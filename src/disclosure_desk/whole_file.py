"""Writes a file whole or not at all."""

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

from disclosure_desk.errors import UnwritableFile

_REASONS = {
    errno.ENOSPC: "磁盘已满。请腾出空间或换一个位置再试。",
    errno.EDQUOT: "磁盘已满。请腾出空间或换一个位置再试。",
    errno.EACCES: "没有写入权限，或文件正被其他程序打开。请关闭该文件或换一个位置再试。",
    errno.EPERM: "没有写入权限，或文件正被其他程序打开。请关闭该文件或换一个位置再试。",
    errno.EROFS: "这个位置只能读取。请换一个位置再试。",
    errno.ENAMETOOLONG: "文件名太长。请换一个短些的文件名。",
    errno.EISDIR: "这是一个文件夹。请另取文件名。",
    # The folder was seen a moment ago: a stick was pulled out, or the path is longer than Windows takes.
    errno.ENOENT: "文件夹已经不在，或文件的完整路径太长。请换一个位置，或用短些的文件名。",
    # What Windows says of a name longer than 255 or with a question mark in it, and Linux of a stick made for Windows.
    errno.EINVAL: "文件名太长，或含有不能使用的字符。请换一个文件名。",
}
IS_WINDOWS = os.name == "nt"
_WRITE_PROTECTED = 19
"""What Windows calls a stick whose switch is set to reading; Python says only that permission is denied."""
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4)
"""Seconds between attempts, about one in all."""


def write_whole(path: Path, content: bytes) -> None:
    """Writes ``content`` to ``path``; an older file of that name is replaced only when all of it is on the disk.

    Raises:
        UnwritableFile: the folder does not exist, may not be written, or has no room left; nothing was changed.
    """
    try:
        if not path.parent.is_dir():
            raise UnwritableFile(f"文件夹“{path.parent}”不存在，没有写入。请先建立文件夹，或换一个位置。")
        if path.is_dir():
            raise UnwritableFile(f"“{path}”没有写入：{_REASONS[errno.EISDIR]}")
        _replace(path, content)
    except OSError as error:
        raise UnwritableFile(f"“{path}”没有写入：{_reason(error)}") from error


def replace_patiently(unfinished: Path, path: Path) -> None:
    """Gives a finished file its name, in place of an older file of that name.

    On Windows a virus scanner or the search index opens each new file for a moment, and meanwhile it cannot be
    renamed; so what is denied there is tried again for a second.

    Raises:
        OSError: it cannot be done; both files are as they were.
    """
    for pause in _PAUSES if IS_WINDOWS else ():
        try:
            unfinished.replace(path)
        except PermissionError as error:
            if getattr(error, "winerror", None) == _WRITE_PROTECTED:
                raise
            time.sleep(pause)
        else:
            return
    unfinished.replace(path)


def forget(unfinished: Path) -> None:
    """Deletes what was not finished, if it is still there; what cannot be deleted hides no other failure."""
    with suppress(OSError):
        unfinished.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    if getattr(error, "winerror", None) == _WRITE_PROTECTED:
        return _REASONS[errno.EROFS]
    return _REASONS.get(error.errno or 0, "这个位置无法写入。请换一个位置再试。")


def _replace(path: Path, content: bytes) -> None:
    # A name of our own: in a folder that may not be written, tempfile would try ten thousand names on Windows.
    unfinished = path.with_name(f".{os.urandom(8).hex()}.unfinished")
    try:
        with unfinished.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _keep_rights(unfinished, path)
        replace_patiently(unfinished, path)
    finally:  # an interrupted command leaves nothing behind either
        forget(unfinished)


def _keep_rights(unfinished: Path, path: Path) -> None:
    """The written file gets the rights of the file it replaces."""
    if not IS_WINDOWS and path.exists():
        unfinished.chmod(path.stat().st_mode & 0o777)
