"""The officer's tasks from menu to result: a PDF, the next year, a final report; with real keys and mouse."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.findings_panel import NOTHING_FOUND
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.outline import PartState
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.report.state import State
from tests.export.pages import text_of
from tests.gui.windows import desk_of, wait_until, window_on

RECEIVED = CellId("requests/received/natural_person")
CARRIED_OUT = CellId("requests/carried_over_out/natural_person")
CARRIED_IN = CellId("requests/carried_over_in/natural_person")
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with window_on(tmp_path / "desk", sample=True) as opened:
        yield opened


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    focused: QWidget = window.focusWidget() or window
    QTest.keyClick(focused, key, modifier)


def type_figure(window: MainWindow, cell: CellId, figure: str) -> None:
    press(window, Qt.Key.Key_3, ALT)
    assert isinstance(window.page, TablePage)
    window.page.go_to(cell)
    QTest.keyClicks(window.focusWidget(), figure)
    press(window, Qt.Key.Key_Return)


def sheet_of(window: MainWindow) -> Sheet:
    return next(sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())


def test_a_wrong_figure_is_found_taken_back_and_the_report_printed_to_a_file(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_figure(window, RECEIVED, "9")
    assert window.outline.entry("requests").state is PartState.WRONG
    window.show_place("cover")
    press(window, Qt.Key.Key_F8)
    assert isinstance(window.page, TablePage), "the finding leads to its cell"
    press(window, Qt.Key.Key_Z, CONTROL)
    assert window.findings.calm_sentence == NOTHING_FOUND

    offered: list[str] = []

    def choose(_parent: QWidget, _title: str, proposed: str, _pattern: str) -> tuple[str, str]:
        offered.append(Path(proposed).name)
        return str(tmp_path / "年报"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    press(window, Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    wait_until(lambda: window.notice_bar.sentence == "已导出 年报.pdf。")
    assert offered == ["示例区交警大队2024年政府信息公开工作年度报告.pdf"]
    assert "160448" in text_of((tmp_path / "年报.pdf").read_bytes())


def test_the_next_year_starts_with_what_the_last_one_carried_over(window: MainWindow) -> None:
    type_figure(window, CARRIED_OUT, "3")
    press(window, Qt.Key.Key_N, CONTROL)
    sheet = sheet_of(window)
    assert sheet.findChild(QSpinBox).value() == 2025
    QTest.mouseClick(sheet.verb, Qt.MouseButton.LeftButton)

    session = desk_of(window).session
    assert (session.report.year, session.report.agency.name) == (2025, "示例区交警大队")
    assert session.report.cells[CARRIED_IN] == "3"
    assert window.notice_bar.sentence == "已新建 2025 年报告，并带入 2024 年的结转数字。"
    assert window.outline.entry("requests").state is PartState.PROGRESS

    press(window, Qt.Key.Key_Z, CONTROL)
    assert session.report.cells == {}, "the figures came in as one step"
    press(window, Qt.Key.Key_Y, CONTROL)
    assert session.report.cells[CARRIED_IN] == "3"


def test_a_report_with_a_blank_leads_to_it_and_once_filled_becomes_final_for_good(
    window: MainWindow, tmp_path: Path
) -> None:
    session = desk_of(window).session
    session.type_text("other_matters", "")
    window.actions_["finalise"].trigger()
    QTest.mouseClick(sheet_of(window).verb, Qt.MouseButton.LeftButton)
    assert window.place == "other_matters"
    assert isinstance(window.page, NarrativePage)
    QTest.keyClicks(window.page.editor, "2024")

    window.actions_["finalise"].trigger()
    QTest.mouseClick(sheet_of(window).verb, Qt.MouseButton.LeftButton)
    assert session.stored.summary.state is State.FINAL
    assert session.report.narratives["other_matters"] == "2024"
    assert window.banner.sentence.startswith("这份报告的状态是“定稿”")

    before = session.report
    type_figure(window, RECEIVED, "9")
    press(window, Qt.Key.Key_Z, CONTROL)
    assert session.report == before
    window.actions_["archive"].trigger()
    QTest.mouseClick(sheet_of(window).verb, Qt.MouseButton.LeftButton)
    assert not window.actions_["archive"].isEnabled()
    window.close()

    with window_on(tmp_path / "desk") as again:
        assert desk_of(again).session.stored.summary.state is State.ARCHIVED
        assert desk_of(again).session.report == before
        assert "“归档”" in again.banner.sentence
        type_figure(again, RECEIVED, "9")
        assert desk_of(again).session.report == before
