"""Makes a report final: a list of what stands in the way, or one confirmation that lists what was found."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.window import Noticing, Turning, widget
from disclosure_desk.report.annotations import flagged_cells

if TYPE_CHECKING:
    from disclosure_desk.checks.finding import Finding

_FINDING = int(Qt.ItemDataRole.UserRole)


def finalise(window: Turning, desk: Desk) -> Sheet:
    """Refuses with a list of what stands in the way, else asks once and makes the report final."""
    gate = desk.session.gate
    return _ask(window, desk, gate.warnings) if gate.is_open else _refuse(window, gate.obstacles)


def archive(window: Noticing, desk: Desk) -> Sheet:
    """Asks once and puts the final report into the archive; what stands in the way is said."""
    sheet = Sheet(widget(window), "归档", "归档", wide=True)
    sheet.setWindowModality(Qt.WindowModality.WindowModal)
    sheet.say(f"{desk.session.report.title}")
    sheet.say("请在公布以后归档。归档以后不能取消；报告仍在本机，可以查看、打印和导出。")

    def act() -> bool:
        try:
            desk.archive()
        except DeskError as error:
            sheet.complain(str(error))
            return False
        window.notice("已归档。归档的报告可以查看、打印和导出。")
        return True

    sheet.ask(act)
    return sheet


def _refuse(window: Turning, obstacles: Iterable["Finding"]) -> Sheet:
    """A click, Enter or the button turns to an obstacle; the sheet goes out of the way."""
    sheet = Sheet(widget(window), "还不能定稿", "前往", wide=True)
    listed = _Findings("定稿前需要处理的内容", obstacles)
    sheet.say(f"先处理以下 {listed.count()} 处，再定稿。点其中一处，即转到该处。")
    sheet.add(listed)
    sheet.cancel.setText("关闭")
    sheet.cancel.setAccessibleName("关闭")

    def go(line: QListWidgetItem) -> None:
        sheet.accept()
        window.go_to(line.data(_FINDING))

    def act() -> bool:
        go(listed.currentItem())
        return False

    listed.itemClicked.connect(go)
    sheet.ask(act)
    listed.setFocus()
    return sheet


def _ask(window: Noticing, desk: Desk, warnings: tuple["Finding", ...]) -> Sheet:
    """Stops the work: what is confirmed has to be what becomes final."""
    sheet = Sheet(widget(window), "定稿", "定稿", wide=True)
    sheet.setWindowModality(Qt.WindowModality.WindowModal)
    sheet.say("请在领导签发以后再定稿。定稿后，数字和文字都不能再修改，撤销记录也到此为止。")
    if warnings:
        sheet.say(f"以下 {len(warnings)} 处需要核实，定稿即表示已经核实：")
        sheet.add(_Findings("需要核实的内容", warnings))
    else:
        sheet.say(
            "已设的各项核对没有发现问题。正文的内容和其中的数字，程序不核对，请按使用手册“程序不查的”一节再看一遍。"
        )
    flagged = flagged_cells(desk.session.report)
    if flagged:
        sheet.say(f"还有 {len(flagged)} 格标着“待核实”，见右侧“备注”；定稿后标记不再改动。")

    def act() -> bool:
        try:
            desk.finalise()
        except DeskError as error:
            sheet.complain(str(error))
            return False
        window.notice("已定稿。请按要求报送、公布；公布以后，用“归档”菜单归档。")
        return True

    sheet.ask(act)
    return sheet


class _Findings(QListWidget):
    """One line for each finding, the first one current."""

    def __init__(self, name: str, findings: Iterable["Finding"]) -> None:
        super().__init__()
        self.setObjectName("list")
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        for finding in findings:
            line = QListWidgetItem(finding.message, self)
            line.setData(_FINDING, finding)
        self.setCurrentRow(0)
