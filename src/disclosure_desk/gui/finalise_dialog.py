"""Makes a report final: what stands in the way, or one confirmation that lists what was found."""

from PySide6.QtWidgets import QListWidget, QListWidgetItem

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.window import Noticing, widget


def finalise(window: Noticing, desk: Desk) -> Sheet | None:
    """Refuses with what stands in the way, else asks once and makes the report final."""
    gate = desk.session.gate
    if not gate.is_open:
        first, rest = gate.obstacles[0], len(gate.obstacles) - 1
        more = f"另有 {rest} 处，列在右侧。" if rest else ""
        window.notice(f"还不能定稿：{first.message}{more}", "warning")
        return None
    sheet = Sheet(widget(window), "定稿", "定稿", wide=True)
    sheet.say("定稿后，数字和文字都不能再修改，撤销记录也到此为止。")
    if gate.warnings:
        sheet.say(f"以下 {len(gate.warnings)} 处需要核实，定稿即表示已经核实：")
        sheet.add(_listed([finding.message for finding in gate.warnings]))
    else:
        sheet.say("各项核对均已通过。")

    def act() -> bool:
        try:
            desk.finalise()
        except DeskError as error:
            sheet.complain(str(error))
            return False
        window.notice("已定稿。可以导出 PDF 送签，公开后再归档。")
        return True

    sheet.ask(act)
    return sheet


def archive(window: Noticing, desk: Desk) -> None:
    """Puts the final report into the archive; what stands in the way is said."""
    try:
        desk.archive()
    except DeskError as error:
        window.notice(str(error), "warning")
    else:
        window.notice("已归档。归档的报告只能查看和导出。")


def _listed(sentences: list[str]) -> QListWidget:
    listed = QListWidget()
    listed.setAccessibleName("需要核实的内容")
    listed.setWordWrap(True)
    for sentence in sentences:
        QListWidgetItem(sentence, listed)
    return listed
