"""The copies that the program made by itself, as a list to choose from: when, why, which years, how large."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTableWidgetItem, QWidget

from disclosure_desk.gui.calm_table import ROW, CalmTable
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.store.kept_copies import Cause

if TYPE_CHECKING:
    from disclosure_desk.store.kept_copies import KeptCopy

TITLE, OTHER = "从备份恢复", "选择其他文件…"
WORDS = "下面是程序自动留存的备份，最近的在最前。选定后先列出其中的报告，确认以后才恢复。"
CAUSES = {
    Cause.DAY: "当天的备份",
    Cause.RESTORE: "恢复以前的数据",
    Cause.UPGRADE: "升级以前的数据",
    Cause.VERSION: "升级以前的数据",
    Cause.DAMAGE: "损坏的数据，留存",
    Cause.ASKED: "升级安装或命令备份",
}
UNREADABLE = "读不出来，不能恢复"
_REPORTS = "其中的报告"
_COLUMNS = ("备份时间", "缘由", _REPORTS, "大小")
_MOST_ROWS, _WIDTH, _YEARS = 8, 760, 3


def choose_copy(
    window: Noticing, copies: Sequence["KeptCopy"], chosen: Callable[[Path], object], other: Callable[[], object]
) -> Sheet:
    """Shows the list.

    Args:
        window: the main window.
        copies: at least one, the newest first.
        chosen: goes on with the copy that the officer chose.
        other: lets the officer choose any file.
    """
    sheet = Sheet(widget(window), TITLE, "下一步", wide=True)
    sheet.setMinimumWidth(_WIDTH)
    sheet.say(WORDS)
    listed = CopiesTable(copies, sheet)
    sheet.add(listed)
    sheet.add(_elsewhere(sheet, other))
    sheet.verb.setEnabled(listed.chosen() is not None)
    listed.itemSelectionChanged.connect(lambda: sheet.verb.setEnabled(listed.chosen() is not None))
    listed.itemActivated.connect(lambda _: sheet.verb.click())

    def act() -> bool:
        file = listed.chosen()
        if file is not None:
            chosen(file)
        return file is not None

    sheet.ask(act)
    listed.setFocus()
    return sheet


class CopiesTable(CalmTable):
    """A line for each copy; one that cannot be read cannot be chosen.

    Args:
        copies: the newest first.
    """

    def __init__(self, copies: Sequence["KeptCopy"], parent: QWidget | None = None) -> None:
        super().__init__("自动留存的备份", _COLUMNS, _REPORTS, parent)
        self._files = [each.file for each in copies]
        self.setRowCount(len(copies))
        for row, each in enumerate(copies):
            for column, text in enumerate(_line(each)):
                item = QTableWidgetItem(text)
                if each.reports is None:
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
                self.setItem(row, column, item)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + ROW * min(len(copies), _MOST_ROWS) + 2)
        first = next((row for row, each in enumerate(copies) if each.reports is not None), None)
        if first is not None:
            self.selectRow(first)

    def chosen(self) -> Path | None:
        """The copy that is marked."""
        marked = self.selectionModel().selectedRows()
        return self._files[marked[0].row()] if marked else None


def _line(copy: "KeptCopy") -> tuple[str, ...]:
    return (f"{copy.made_at:%Y-%m-%d %H:%M}", CAUSES[copy.cause], _reports(copy), _size(copy.size))


def _reports(copy: "KeptCopy") -> str:
    if copy.reports is None:
        return UNREADABLE
    if not copy.reports:
        return "没有报告"
    years = sorted({each.year for each in copy.reports}, reverse=True)
    named = "、".join(map(str, years[:_YEARS]))
    return f"{named} 年{'等' if len(years) > _YEARS else ''}，共 {len(copy.reports)} 份"


def _size(size: int) -> str:
    kilobytes = -(-size // 1024)
    return f"{kilobytes} KB" if kilobytes < 1024 else f"{size / 1024 / 1024:.1f} MB"  # noqa: PLR2004 - of bytes


def _elsewhere(sheet: Sheet, other: Callable[[], object]) -> QWidget:
    """The way to a copy on a stick or another disk."""
    button = QPushButton(OTHER, sheet)
    button.setObjectName("flat")
    button.setAccessibleName(OTHER)
    button.setAutoDefault(False)
    button.clicked.connect(sheet.reject)
    button.clicked.connect(lambda: other())  # noqa: PLW0108  Qt would pass "checked"
    line = QWidget(sheet)
    line.setAccessibleName("其他位置的备份")
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return line
