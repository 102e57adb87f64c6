"""A list in columns cuts nothing but, at most, the column that takes the room left."""

from PySide6.QtWidgets import QApplication, QTableWidgetItem
from pytestqt.qtbot import QtBot

from disclosure_desk.gui.calm_table import CalmTable
from disclosure_desk.gui.theme import apply_theme

HEADINGS = ("年度", "状态", "机关名称", "最近修改")
LINE = ("2024 年（第 2 版）", "待审签", "示例区交警大队", "2026-01-12 10:32")


def test_that_every_column_but_one_is_as_wide_as_what_is_in_it(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp)
    table = CalmTable("报告", HEADINGS, "机关名称")
    qtbot.addWidget(table)
    table.setRowCount(1)
    for column, text in enumerate(LINE):
        table.setItem(0, column, QTableWidgetItem(text))
    for width in (360, 560, 1200):
        table.resize(width, 200)
        table.show()
        qtbot.waitExposed(table)
        for column in (0, 1, 3):
            assert table.columnWidth(column) >= table.sizeHintForColumn(column)
            assert table.columnWidth(column) > table.fontMetrics().horizontalAdvance(LINE[column])
    assert table.columnWidth(2) > table.fontMetrics().horizontalAdvance(LINE[2])
