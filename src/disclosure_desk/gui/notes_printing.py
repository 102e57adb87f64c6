"""The list of notes and flags on paper or as a PDF; an internal list, no part of the report."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from disclosure_desk.gui.background import Work
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.export_flow import KINDS, file_name, opening, with_suffix
from disclosure_desk.gui.file_places import proposed, remember
from disclosure_desk.gui.printing import preview_pdf
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.notes import note_lines
from disclosure_desk.settings import Places, load_settings
from disclosure_desk.whole_file import write_whole

_TITLE = "备注与待核实清单"


def preview_notes(window: Noticing, desk: Desk, places: Places) -> Work:
    """Shows the list as it will print, with the button that prints it."""
    report = desk.session.report
    return preview_pdf(window, _title(report), notes_bytes(report, places))


def save_notes(window: Noticing, desk: Desk, places: Places) -> Work | None:
    """Asks for a file name and writes the list as a PDF; None where the officer leaves it."""
    report = desk.session.report
    begun = proposed(places, "pdf", f"{file_name(_title(report))}.pdf")
    chosen, _ = QFileDialog.getSaveFileName(widget(window), "导出清单", begun, KINDS["pdf"][1])
    if not chosen:
        return None
    remember(places, "pdf", Path(chosen))
    path, make = with_suffix(Path(chosen), "pdf"), notes_bytes(report, places)
    work = Work(widget(window), f"正在写入 {path.name}", lambda: write_whole(path, make()))
    work.done.connect(lambda _: window.notice(f"已导出 {path.name}。", "info", opening(path)))
    work.failed.connect(lambda error: window.notice(str(error), "error"))
    work.start()
    return work


def notes_bytes(report: ReportDocument, places: Places) -> Callable[[], bytes]:
    """What makes the list's PDF; heavy libraries are imported where the work is done, beside the window."""

    def make() -> bytes:
        from disclosure_desk.export.installed_fonts import chosen_fonts  # noqa: PLC0415
        from disclosure_desk.export.notes_list import notes_pdf  # noqa: PLC0415

        fonts = chosen_fonts(load_settings(places).fonts)
        return notes_pdf(report.agency.name, report.year, note_lines(report), fonts)

    return make


def _title(report: ReportDocument) -> str:
    return f"{report.agency.name}{report.year}年{_TITLE}"
