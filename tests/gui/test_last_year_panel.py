"""The panel of earlier years: figures, change, what is carried over, and what to do where there is nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.last_year_panel import LastYearPanel
from disclosure_desk.gui.session import Session
from disclosure_desk.report.annotations import Aspect, annotate
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.prior import set_prior
from tests.gui.conftest import MemoryJournal, OpenSession, stored
from tests.gui.table_driver import Key, requests
from tests.gui.test_table_page import zeros

CELL = requests("granted")
Shown = Callable[[Session], LastYearPanel]


def of(year: int, figure: str | None, cell: CellId = CELL) -> ReportDocument:
    report = replace(zeros(), year=year)
    cells = {key: held for key, held in report.cells.items() if key != cell}
    return replace(report, cells={**cells, cell: figure} if figure else cells)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    def panel_on(session: Session, cell: CellId = CELL) -> LastYearPanel:
        panel = LastYearPanel(session)
        qtbot.addWidget(panel)
        panel.resize(280, 480)
        panel.show()
        panel.follow("requests", cell)
        return panel

    return panel_on


def buttons(panel: LastYearPanel) -> list[str]:
    return [button.text() for button in panel.findChildren(QPushButton) if button.isVisible()]


def test_that_at_most_ten_years_are_shown_this_one_first(qtbot: QtBot, shown: Shown) -> None:
    session, journal = Session(), MemoryJournal()
    past = [of(year, str(year - 2000)) for year in range(2023, 2013, -1)]
    session.open(stored(of(2024, "24")), past[0], journal, past=past)
    panel = shown(session)
    assert [each.year for each in panel.strip.years] == list(range(2024, 2014, -1))
    assert panel.strip.accessibleName().startswith("历年数字：2024 年 24；2023 年 23；")
    assert "比 2023 年增加 1（4.3%）。" in panel.said
    assert panel.strip.sizeHint().height() >= 10 * panel.fontMetrics().height()
    session.writer.close()


def test_that_the_panel_follows_what_is_typed(open_session: OpenSession, shown: Shown) -> None:
    session = open_session(of(2024, None), of(2023, "0"))
    panel = shown(session)
    assert "2023 年为 0，本年尚未填写。" in panel.said
    session.type_figure(CELL, "5")
    assert "增加 5；2023 年为 0，不计百分比。" in panel.said
    assert "2024 年 5；2023 年 0" in panel.said


def test_that_a_blank_of_last_year_is_said_in_words(open_session: OpenSession, shown: Shown) -> None:
    panel = shown(open_session(of(2024, "5"), of(2023, None)))
    assert "2023 年此格空白，无从比较。" in panel.said
    assert panel.strip.years[1].remark == "空白"


def test_that_a_carried_over_figure_says_from_where_and_whether_it_agrees(
    open_session: OpenSession, shown: Callable[[Session, CellId], LastYearPanel]
) -> None:
    cell = requests("carried_over_in")
    session = open_session(zeros(), of(2023, "1", requests("carried_over_out")))
    panel = shown(session, cell)
    assert "带自 2023 年“四、结转下年度继续办理”：1。本格与其不符。" in panel.said
    session.apply(annotate(session.report, cell, {Aspect.REASON: "上年漏计一件"}))
    assert "原因：上年漏计一件" in panel.said
    session.type_figure(cell, "1")
    assert "本格与其相符。" in panel.said


def test_that_without_last_year_it_says_what_to_do(qtbot: QtBot, open_session: OpenSession, shown: Shown) -> None:
    panel = shown(open_session(zeros()))
    assert "没有 2023 年" in panel.said
    assert buttons(panel) == ["导入上年报告…", "填写上年对照数字…"]
    with qtbot.waitSignal(panel.prior_wanted):
        next(b for b in panel.findChildren(QPushButton) if "填写" in b.text()).click()
    with qtbot.waitSignal(panel.import_wanted):
        next(b for b in panel.findChildren(QPushButton) if "导入" in b.text()).click()


def test_that_a_report_that_cannot_change_offers_nothing(open_session: OpenSession, shown: Shown) -> None:
    assert buttons(shown(open_session(zeros(), read_only=True))) == []


def test_that_figures_typed_by_hand_are_shown_as_such(
    open_session: OpenSession, shown: Callable[[Session, CellId], LastYearPanel]
) -> None:
    session = open_session(zeros())
    panel = shown(session, requests("carried_over_in"))
    session.apply(set_prior(session.report, {requests("carried_over_out"): "2"}))
    assert "带自 2023 年“四、结转下年度继续办理”：2。本格与其不符。" in panel.said
    assert "手工填写" in panel.said
    assert buttons(panel) == []
    panel.follow("requests", requests("carried_over_out"))
    assert panel.strip.years[1].spoken == "2023 年 2 手工填写"


def test_that_a_place_without_a_cell_and_an_empty_desk_say_so(open_session: OpenSession, shown: Shown) -> None:
    session = open_session(zeros(), replace(zeros(), year=2023))
    panel = shown(session)
    panel.follow("overview", None)
    assert panel.said == "选中表中的一格，这里显示这一格的历年数字。"
    session.close()
    assert "打开一份报告" in panel.said


def test_that_escape_goes_back_to_the_cell(qtbot: QtBot, open_session: OpenSession, shown: Shown) -> None:
    panel = shown(open_session(zeros()))
    with qtbot.waitSignal(panel.wanted) as wanted:
        qtbot.keyClick(panel, Key.Key_Escape)
    assert wanted.args == ["requests", CELL]
