"""Opens the manual that came with the program: in the browser, at what is on show, or as a PDF."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from disclosure_desk.errors import DeskError
from disclosure_desk.resources import manual

PDF = "使用手册.pdf"
_MISSING = "没有找到使用手册，安装可能不完整。请重新安装本程序。怎样填写一格，可按 F1 查看“填报说明”。"
_NO_PDF = "没有找到 PDF 版的使用手册。请用“帮助”菜单的“使用手册”查看；需要纸质的，可在浏览器中打印。"


def open_manual(place: str) -> None:
    """Opens the manual in the browser where it speaks about a page of the window, else at its beginning.

    Raises:
        DeskError: there is no manual, or nothing that could show it.
    """
    folder = manual()
    if folder is None:
        raise DeskError(_MISSING)
    # A page of its own leads to the heading: a local address with # is not understood by every system.
    at = folder / f"at-{place}.html"
    _open(at if at.is_file() else folder / "index.html")


def open_printed_manual() -> None:
    """Opens the manual as a PDF.

    Raises:
        DeskError: there is none, or nothing that could show it.
    """
    folder = manual()
    if folder is None or not (folder / PDF).is_file():
        raise DeskError(_NO_PDF)
    _open(folder / PDF)


def _open(file: Path) -> None:
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
        raise DeskError(f"没有程序可以打开使用手册。请在文件夹中找到它，用浏览器打开：{file}")
