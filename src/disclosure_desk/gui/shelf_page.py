"""The page of all reports on the shelf, and of those in the recycle bin."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.calm_table import CalmTable
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.page_button import PageButton
from disclosure_desk.gui.theme import heading_font

if TYPE_CHECKING:
    from disclosure_desk.store.stored import ReportSummary

_ID = int(Qt.ItemDataRole.UserRole)
_AGENCY = "机关名称"
_COLUMNS = ("年度", "状态", _AGENCY, "最近修改")


class Say(Protocol):
    """How a page tells the officer something: the window's ``notice``."""

    def __call__(
        self, sentence: str, kind: str = "info", actions: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        """Shows a sentence."""


class ShelfPage(QWidget):
    """All reports.

    Args:
        desk: whose shelf it is.
        say: tells the officer something.
    """

    def __init__(self, desk: Desk, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._say = say
        self.setAccessibleName("往年报告")
        self.reports, self.bin = _Table("报告列表", self), _Table("回收站列表", self)
        self.open_button = self._button("打开", self._open, self.reports, primary=True)
        self.recycle_button = self._button("移入回收站", self._recycle, self.reports)
        self.restore_button = self._button("恢复", self._restore, self.bin)
        self._empty = _text("这里会列出各年度的报告。开始填报，请用“文件”菜单的“新建报告…”或“导入报告…”。", "列表说明")
        self._bin_heading = _text("回收站", "回收站")
        self._lay_out()
        self.reports.itemActivated.connect(self._open)
        self.bin.itemActivated.connect(self._restore)
        self.setFocusProxy(self.reports)
        desk.shelf_changed.connect(self.refresh)
        desk.session.writer.saved.connect(self._note_saved)
        self.refresh()

    def refresh(self) -> None:
        """Reads the shelf again."""
        if not self._desk.is_ready:
            return
        reports, binned = self._desk.shelf(), self._desk.database.reports.recycled()
        self.reports.show_reports(reports)
        self.bin.show_reports(binned)
        self._empty.setVisible(not reports)
        writable = not self._desk.is_read_only
        for widget in (self._bin_heading, self.bin, self.restore_button):
            widget.setVisible(bool(binned))
        self.open_button.setEnabled(bool(reports))
        self.recycle_button.setEnabled(bool(reports) and writable)
        self.restore_button.setEnabled(writable)

    def _note_saved(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        heading = _text("往年报告", "往年报告")
        heading.setFont(heading_font())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        for widget in (heading, self._empty, self.reports):
            column.addWidget(widget)
        column.addLayout(_row(self.open_button, self.recycle_button))
        column.addSpacing(16)
        column.addWidget(self._bin_heading)
        column.addWidget(self.bin)
        column.addLayout(_row(self.restore_button))
        column.addStretch(1)

    def _button(self, word: str, deed: Callable[[], None], table: "_Table", *, primary: bool = False) -> QPushButton:
        button = PageButton(word, self)
        button.setAccessibleName(f"{word}（{table.accessibleName()}）")
        button.setObjectName("primary" if primary else "")
        button.clicked.connect(deed)
        return button

    def _open(self) -> None:
        chosen = self.reports.chosen()
        if chosen is not None:
            self._tried(lambda: self._desk.open_report(chosen))

    def _recycle(self) -> None:
        chosen, spoken = self.reports.chosen(), self.reports.spoken()
        if chosen is not None and self._tried(lambda: self._desk.recycle(chosen)):
            self._say(f"{spoken}已移入回收站。", actions=[("撤销", lambda: self._put_back(chosen))])

    def _restore(self) -> None:
        chosen, spoken = self.bin.chosen(), self.bin.spoken()
        if chosen is not None and self._put_back(chosen):
            self._say(f"{spoken}已恢复。")

    def _put_back(self, report_id: int) -> bool:
        if not self._tried(lambda: self._desk.database.reports.put_back(report_id)):
            return False
        self._desk.shelf_changed.emit()
        return True

    def _tried(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except DeskError as error:
            self._say(str(error), "error")
            return False
        return True


class _Table(CalmTable):
    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, _COLUMNS, _AGENCY, parent)

    def show_reports(self, reports: Sequence["ReportSummary"]) -> None:
        before = self.chosen()
        self.setRowCount(len(reports))
        for row, report in enumerate(reports):
            revision = f"（第 {report.revision} 版）" if report.revision > 1 else ""
            texts = (
                f"{report.year} 年{revision}",
                report.state.spoken,
                report.agency_name,
                f"{report.changed_at.astimezone():%Y-%m-%d %H:%M}",
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setData(_ID, report.id)
                self.setItem(row, column, item)
        ids = [report.id for report in reports]
        if reports:
            self.selectRow(ids.index(before) if before in ids else 0)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + 36 * min(max(len(reports), 1), 8) + 2)

    def chosen(self) -> int | None:
        row = self.currentRow()
        item = self.item(row, 0) if row >= 0 else None
        return int(item.data(_ID)) if item else None

    def spoken(self) -> str:
        item = self.item(self.currentRow(), 0)
        return f"{item.text()}报告" if item else ""


def _text(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setAccessibleName(name)
    return label


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
