"""Copying, pasting, filling down: one change or none, computed totals left to follow."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from disclosure_desk.errors import DeskError
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.grid import grid
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_clipboard import as_text, block_of, parsed, pasted
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.gui.table_paths import FigurePaths
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.document import ReportDocument, TotalsMode
from tests.gui.conftest import OpenSession
from tests.gui.table_driver import CONTROL, SHIFT, Key, Officer, requests
from tests.reports import AGENCY, consistent_reports, official_form

LINE = ("natural_person", "commercial_enterprise", "research_institution")


def paths_of(report: ReportDocument, section: str = "requests") -> FigurePaths:
    return FigurePaths(grid(next(t for t in report.form.tables if t.id == section)))


def put(text: str) -> None:
    QApplication.clipboard().setText(text)


@pytest.fixture
def officer(qtbot: QtBot, session: Session) -> Officer:
    return Officer(qtbot, TablePage(session, "requests"))


def cells_of(officer: Officer) -> dict[CellId, str]:
    return dict(officer.page.model.session.report.cells)


def test_that_a_block_lands_from_the_current_cell_as_one_step(officer: Officer) -> None:
    put("1\t2\t3\r\n4\t5\t6\r\n")
    officer.press(Key.Key_V, held=CONTROL)
    cells = cells_of(officer)
    assert [cells[requests("received", c)] for c in LINE] == ["1", "2", "3"]
    assert [cells[requests("carried_over_in", c)] for c in LINE] == ["4", "5", "6"]
    assert officer.page.model.session.stack.count() == 1
    assert officer.page.model.session.stack.undoText() == "粘贴 6 格"
    officer.page.model.session.stack.undo()
    assert cells_of(officer) == {}


def test_that_one_value_fills_the_selection(officer: Officer) -> None:
    put("0")
    officer.press(Key.Key_Right, Key.Key_Right, Key.Key_Down, held=SHIFT)
    officer.press(Key.Key_V, held=CONTROL)
    cells = cells_of(officer)
    assert {cells[requests(row, c)] for row in ("received", "carried_over_in") for c in LINE} == {"0"}
    assert len(cells) == 6


def test_that_a_block_over_computed_totals_leaves_them_to_follow(officer: Officer) -> None:
    put("1\t1\t1\t1\t1\t1\t999")
    officer.press(Key.Key_V, held=CONTROL)
    assert cells_of(officer)[requests("received", "total")] == "6"


def test_that_a_block_over_typed_totals_sets_them(qtbot: QtBot, open_session: OpenSession) -> None:
    report = replace(begin(AGENCY, 2024, catalogue()), totals=TotalsMode.TYPED)
    officer = Officer(qtbot, TablePage(open_session(report), "requests"))
    put("1\t1\t1\t1\t1\t1\t999")
    officer.press(Key.Key_V, held=CONTROL)
    assert cells_of(officer)[requests("received", "total")] == "999"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1\tabc", "“abc”不是数字"),
        ("1\t-2", "负数"),
        ("1.2万", "12000"),
        ("合计\t3", "不是数字"),
        ("1\t2\t3\t4\t5\t6\t7\t8", "放不下"),
        ("\n".join("1" for _ in range(40)), "放不下"),
        ("", "没有可以粘贴的文字"),
        ("一" * 200_000, "不是表格数字"),
    ],
)
def test_that_a_paste_that_cannot_be_taken_whole_is_refused_in_words(officer: Officer, text: str, told: str) -> None:
    put(text)
    officer.press(Key.Key_V, held=CONTROL)
    assert told in officer.message
    assert cells_of(officer) == {}
    assert officer.page.model.session.stack.count() == 0


def test_that_a_refusal_names_the_cell(officer: Officer) -> None:
    put("1\t2\n3\tx")
    officer.press(Key.Key_V, held=CONTROL)
    assert "表三“上年结转”“商业企业”" in officer.message


def test_that_quoted_and_full_width_values_are_read() -> None:
    assert parsed('"1"\t"2\n3"\r\n４\t\r\n') == [["1", "2\n3"], ["４", ""]]


def test_that_a_selection_is_copied_as_tab_separated_text(officer: Officer) -> None:
    put("1\t2\n3\t4")
    officer.press(Key.Key_V, held=CONTROL)
    officer.press(Key.Key_Right, Key.Key_Right, Key.Key_Down, held=SHIFT)
    officer.press(Key.Key_C, held=CONTROL)
    assert QApplication.clipboard().text() == "1\t2\t\n3\t4\t"


def test_that_cut_copies_and_blanks(officer: Officer) -> None:
    officer.type("7")
    officer.press(Key.Key_Return, Key.Key_Up)
    officer.press(Key.Key_X, held=CONTROL)
    assert QApplication.clipboard().text() == "7"
    assert cells_of(officer) == {}


def test_that_control_d_repeats_the_figure_above(officer: Officer) -> None:
    officer.type("7")
    officer.press(Key.Key_Return)
    officer.press(Key.Key_D, held=CONTROL)
    assert cells_of(officer)[requests("carried_over_in")] == "7"


def test_that_control_d_repeats_the_first_selected_line_downwards(officer: Officer) -> None:
    put("1\t2")
    officer.press(Key.Key_V, held=CONTROL)
    officer.press(Key.Key_Right, Key.Key_Down, Key.Key_Down, held=SHIFT)
    officer.press(Key.Key_D, held=CONTROL)
    cells = cells_of(officer)
    for row in ("received", "carried_over_in", "granted"):
        assert [cells[requests(row, c)] for c in LINE[:2]] == ["1", "2"]
    assert officer.page.model.session.stack.count() == 2


def test_that_pasting_into_a_final_report_is_refused_in_words(qtbot: QtBot, open_session: OpenSession) -> None:
    officer = Officer(qtbot, TablePage(open_session(read_only=True), "requests"))
    put("1\t2")
    officer.press(Key.Key_V, held=CONTROL)
    assert "不能修改" in officer.message


def test_that_the_wide_figures_of_table_two_take_a_pasted_column(qtbot: QtBot, session: Session) -> None:
    officer = Officer(qtbot, TablePage(session, "proactive_disclosure"))
    officer.page.go_to(CellId("proactive_disclosure/licensing/decisions"))
    put("194798\n160448\n1750\n534.75")
    officer.press(Key.Key_V, held=CONTROL)
    assert sorted(cells_of(officer).values()) == ["160448", "1750", "194798", "534.75"]


@given(report=consistent_reports(official_form()), spots=st.tuples(*[st.integers(0, 174)] * 2))
def test_that_a_block_copied_and_pasted_back_changes_nothing(report: ReportDocument, spots: tuple[int, int]) -> None:
    paths = paths_of(report)
    one, other = (paths.in_order[at] for at in spots)
    rows, columns = sorted((one.row, other.row)), sorted((one.column, other.column))
    chosen = [
        box.cell
        for box in paths.in_order
        if box.cell and rows[0] <= box.row <= rows[1] and columns[0] <= box.column <= columns[1]
    ]
    block = block_of(paths, chosen)
    assert not pasted(report, paths, block, as_text(report, block))


def test_that_a_paste_without_any_place_says_what_is_missing() -> None:
    report = begin(AGENCY, 2024, catalogue())
    paths = paths_of(report)
    totals = block_of(paths, [requests("received", "total")])
    with pytest.raises(DeskError, match="总计由程序"):
        pasted(report, paths, totals, "5")
