"""Writes the open report as a file: ask where, do it beside the window, offer to open it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from disclosure_desk.export.report_file import bytes_as
from disclosure_desk.gui.background import Work
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.file_places import proposed, remember
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.settings import Places, load_settings
from disclosure_desk.whole_file import write_whole

KINDS = {
    "pdf": ("导出 PDF", "PDF 文件 (*.pdf)"),
    "gknb": ("导出报告文件", "报告文件 (*.gknb)"),
    "xlsx": ("导出 Excel", "Excel 工作簿 (*.xlsx)"),
}
_FORBIDDEN = '\\/:*?"<>|'


def export_as(window: Noticing, desk: Desk, kind: str, places: Places) -> None:
    """Asks for a file name and writes the report; the report as it is now, whatever is typed meanwhile."""
    report = desk.session.report
    title, pattern = KINDS[kind]
    begun = proposed(places, kind, f"{file_name(report.title)}.{kind}")
    chosen, _ = QFileDialog.getSaveFileName(widget(window), title, begun, pattern)
    if chosen:
        remember(places, kind, Path(chosen))
        export_to(window, report, with_suffix(Path(chosen), kind), places)


def export_to(window: Noticing, report: ReportDocument, path: Path, places: Places) -> Work:
    """Writes the report to a path beside the window, and says when it is done."""

    def write() -> None:
        content = bytes_as(path.suffix, report, load_settings(places).fonts)
        if not work.is_cancelled:
            write_whole(path, content)

    work = Work(widget(window), f"正在写入 {path.name}", write)
    work.done.connect(lambda _: window.notice(f"已导出 {path.name}。", "info", opening(path)))
    work.failed.connect(lambda error: window.notice(str(error), "error"))
    work.start()
    return work


def file_name(title: str) -> str:
    """The title without what file systems do not allow."""
    return "".join("_" if char in _FORBIDDEN or ord(char) < ord(" ") else char for char in title).strip(" .") or "报告"


def with_suffix(path: Path, kind: str) -> Path:
    """The path with the kind's suffix, added where the officer left it out."""
    return path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")


def opening(path: Path) -> list[tuple[str, Callable[[], None]]]:
    """The two things to do with a finished file."""
    return [("打开", partial(_open, path)), ("打开所在文件夹", partial(_open, path.parent))]


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
