"""Writes a file whole or not at all."""

import errno
import os
import tempfile
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
}


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
        reason = _REASONS.get(error.errno or 0, "这个位置无法写入。请换一个位置再试。")
        raise UnwritableFile(f"“{path}”没有写入：{reason}") from error


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".unfinished", dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _give_usual_rights(unfinished, path)
        unfinished.replace(path)
    except BaseException:  # an interrupted command leaves nothing behind either
        unfinished.unlink(missing_ok=True)
        raise


def _give_usual_rights(unfinished: Path, path: Path) -> None:
    """A temporary file is private; the written one gets the rights of the file it replaces, or the usual ones."""
    if os.name == "nt":
        return
    mask = os.umask(0)
    os.umask(mask)
    unfinished.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
