"""Takes a report file in: read it, ask only what has to be asked, say what was remarked."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog

from disclosure_desk.checks.evaluate import counts
from disclosure_desk.errors import AlreadyThere, DeskError
from disclosure_desk.gui.background import Work
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.file_places import proposed, remember
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.intake.read import read_report
from disclosure_desk.intake.reading import REWORDED, Reading
from disclosure_desk.settings import Places

KINDS = "报告文件 (*.gknb *.json *.xlsx *.txt *.md)"
_READING = "reading"
"""Name of the work that reads a file; a window reads one at a time."""


def import_file(window: Noticing, desk: Desk, places: Places, path: Path | None = None) -> Work | None:
    """Lets the officer choose a file (unless one was dropped on the window), reads it beside the window, and asks.

    A reading that is still going on is given up for this one; None where no file was chosen.
    """
    if path is None:
        chosen, _ = QFileDialog.getOpenFileName(widget(window), "导入报告", proposed(places, "read"), KINDS)
        if not chosen:
            return None
        path = Path(chosen)
        remember(places, "read", path)
    for earlier in widget(window).findChildren(Work, _READING):
        earlier.cancel()
    reading = Work(widget(window), f"正在读取 {path.name}", partial(read_report, path, desk.formats), may_be_left=True)
    reading.setObjectName(_READING)
    reading.done.connect(partial(_ask, window, desk))
    reading.failed.connect(lambda error: window.notice(str(error), "error"))
    reading.start()
    return reading


def _ask(window: Noticing, desk: Desk, reading: Reading) -> Sheet:
    report = reading.report
    sheet = Sheet(widget(window), "导入报告", "导入", wide=True)
    sheet.say(report.title)
    blank = len(report.form.places) - len(report.cells)
    is_there = any(report.year == each.year for each in desk.shelf())
    is_past = any(report.year < each.year for each in desk.shelf())
    sheet.say(f"表格读出 {len(report.cells)} 格，空白 {blank} 格；需要留意 {len(reading.remarks)} 处，导入后列在右侧。")
    published = QCheckBox("这是已公开的往年报告，按公布时的原样保存，不再修改", sheet)
    published.setAccessibleName("按已公开的往年报告保存")
    # Not where a final report is corrected, nor where something is still to be filled in: that would be locked, too.
    published.setChecked(is_past and not is_there and not blank and not _has_doubts(reading))
    replace = _question(sheet, f"本机已有 {report.year} 年的报告，用这份替换；原来的移入回收站")
    alias = _question(sheet, f"“{report.agency.name}”是本机关的曾用名")
    sheet.add(published)
    if is_past and blank:
        sheet.say(f"有 {blank} 格没有读出。需要补填的，请不要勾选上面一项；补齐以后再定稿。")
    sheet.add(replace)
    sheet.add(alias)
    replace.setVisible(is_there)
    alias.setVisible(_is_other_agency(desk, report.agency.name))

    def act() -> bool:
        try:
            desk.take_in(reading, published=published.isChecked(), replace=replace.isChecked(), alias=alias.isChecked())
        except AlreadyThere as error:
            sheet.complain(f"{error}")
            return False
        except DeskError as error:
            window.notice(str(error), "error")
            return True
        window.notice(_taken(desk, reading))
        return True

    sheet.ask(act)
    return sheet


def _has_doubts(reading: Reading) -> bool:
    """Whether a figure was read that the officer should hold to the paper first."""
    return any(each.cells and each.code != REWORDED for each in reading.remarks)


def _question(sheet: Sheet, sentence: str) -> QCheckBox:
    box = QCheckBox(sentence, sheet)
    box.setAccessibleName(sentence)
    return box


def _is_other_agency(desk: Desk, name: str) -> bool:
    names = {each.agency_name for each in desk.shelf()}
    return bool(names) and name not in names


def _taken(desk: Desk, reading: Reading) -> str:
    found = counts(desk.session.findings)
    told = (
        "，没有需要处理的问题" if not any(found.values()) else f"，强制 {found['error']} 处、核实 {found['warning']} 处"
    )
    remarks = f"；读取时有 {len(reading.remarks)} 处需要留意" if reading.remarks else ""
    ends = "现在是草稿，可以修改" if desk.session.is_editable else "已按公布时的原样保存，不能修改"
    return f"已导入 {reading.report.title}{told}{remarks}。{ends}。"
