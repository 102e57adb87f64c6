"""Packs the zip that runs from a USB stick; the same tree gives the same bytes."""

import time
import zipfile
from pathlib import Path

from installer.tree import files_of

MARKER = "portable.txt"
MARKER_TEXT = """\
这是“公开年报”的U盘版，不需要安装。

使用：双击“公开年报.exe”打开程序。
数据：填写的报告、设置和日志都保存在本文件夹下的“数据”文件夹里，不写入这台电脑。
换电脑：把整个文件夹（连同“数据”）复制过去即可。
拔出U盘之前，请先关闭程序，再用“安全删除硬件”。
更新：把新版压缩包解压到另一个文件夹，再把原来的“数据”文件夹复制到新文件夹里。

请保留本文件：删除后，程序会改把数据保存在这台电脑的用户文件夹里。
需要 64 位的 Windows 10 或更新版本。
"""
# The zip format has no earlier time.
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def write_zip(program: Path, target: Path, top: str, epoch: int) -> None:
    """Pack the program's tree below a folder named ``top``, with the marker that keeps its data beside it."""
    moment = max(time.gmtime(epoch)[:6], _EARLIEST)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, f"{top}/{MARKER}", moment, marker())
        for file in files_of(program):
            _add(archive, f"{top}/{file}", moment, (program / file).read_bytes())


def marker() -> bytes:
    """The marker file, for Notepad: with a byte order mark and Windows line ends."""
    return MARKER_TEXT.replace("\n", "\r\n").encode("utf-8-sig")


def _add(archive: zipfile.ZipFile, name: str, moment: tuple[int, ...], content: bytes) -> None:
    entry = zipfile.ZipInfo(name, (moment[0], moment[1], moment[2], moment[3], moment[4], moment[5]))
    entry.compress_type = zipfile.ZIP_DEFLATED
    # As written on Windows: the same entry wherever it is made.
    entry.create_system = 0
    archive.writestr(entry, content)
