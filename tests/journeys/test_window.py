"""Whole tasks in the window, with real keys and mouse, on a database of the test's own."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from disclosure_desk.app import start
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.findings_panel import NOTHING_FOUND
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.outline import PartState
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.settings import places
from tests.gui.windows import desk_of, wait_until, window_on

CELL = CellId("requests/received/natural_person")
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def keyboard(window: MainWindow) -> QAbstractButton | MainWindow:
    return window.focusWidget() or window  # type: ignore[return-value]


def test_the_first_start_the_sample_a_wrong_figure_and_back(tmp_path: Path, qtbot: QtBot) -> None:
    window = MainWindow(places(tmp_path))
    start(window)
    window.show()
    assert window.desk is None, "the frame is painted before anything that knows about reports is loaded"
    wait_until(lambda: window.place == "start")

    assert window.page is not None
    sample = next(b for b in window.page.findChildren(QAbstractButton) if b.text() == "打开示例")
    QTest.mouseClick(sample, Qt.MouseButton.LeftButton)
    assert window.findings.calm_sentence == NOTHING_FOUND
    assert window.outline.entry("requests").state is PartState.DONE

    QTest.keyClick(keyboard(window), Qt.Key.Key_3, ALT)
    assert isinstance(window.page, TablePage)
    window.page.go_to(CELL)
    QTest.keyClicks(keyboard(window), "9")
    QTest.keyClick(keyboard(window), Qt.Key.Key_Return)

    assert desk_of(window).session.report.cells[CELL] == "9"
    assert window.findings.findings
    assert window.outline.entry("requests").state is PartState.WRONG
    assert "有误" in window.outline.item(4).toolTip()

    QTest.keyClick(keyboard(window), Qt.Key.Key_Z, CONTROL)
    assert window.findings.calm_sentence == NOTHING_FOUND
    assert window.outline.entry("requests").state is PartState.DONE
    wait_until(lambda: window.status.saving.text().startswith("已保存"))
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def test_what_was_typed_last_is_there_when_the_program_is_closed_at_once(tmp_path: Path, qtbot: QtBot) -> None:
    with window_on(tmp_path, sample=True) as window:
        window.show_place("other_matters")
        assert isinstance(window.page, NarrativePage)
        window.page.editor.selectAll()
        QTest.keyClicks(window.page.editor, "typed")

    desk = Desk(places(tmp_path).database, catalogue())
    desk.open()
    desk.open_report(desk.shelf()[0].id)
    assert desk.session.report.narratives["other_matters"] == "typed"
    assert desk.close()


def test_undo_goes_on_after_the_program_was_closed(tmp_path: Path, qtbot: QtBot) -> None:
    with window_on(tmp_path, sample=True) as window:
        before = desk_of(window).session.report.cells[CELL]
        desk_of(window).session.type_figure(CELL, "9")

    with window_on(tmp_path) as again:
        session = desk_of(again).session
        assert session.report.cells[CELL] == "9"
        assert again.outline.entry("requests").state is PartState.WRONG
        assert again.actions_["undo"].text() == "撤销 填写 表三“新收”“自然人”"

        QTest.keyClick(again, Qt.Key.Key_Z, CONTROL)

        assert session.report.cells[CELL] == before
        assert again.findings.calm_sentence == NOTHING_FOUND
