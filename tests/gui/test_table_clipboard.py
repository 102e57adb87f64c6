"""Copying, pasting, filling down: one change or none, computed totals left to follow."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_menu import table_menu
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.document import TotalsMode
from tests.gui.conftest import OpenSession
from tests.gui.table_driver import CONTROL, SHIFT, Key, Officer, requests
from tests.reports import AGENCY

LINE = ("natural_person", "commercial_enterprise", "research_institution")


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


@pytest.mark.parametrize("parted", ["12\t345", "12\n345"])
def test_that_several_cells_are_never_glued_into_the_figure_that_is_being_typed(officer: Officer, parted: str) -> None:
    put(parted)
    officer.press(Key.Key_F2)
    officer.press(Key.Key_V, held=CONTROL)
    assert sorted(cells_of(officer).values()) == ["12", "345"]


def test_that_a_figure_that_was_begun_is_taken_before_a_block_lands(officer: Officer) -> None:
    put("5\t6")
    officer.press(Key.Key_Right)
    officer.type("9x")
    officer.press(Key.Key_V, held=CONTROL)
    assert "不是数字" in officer.message
    assert cells_of(officer) == {}
    officer.press(Key.Key_Backspace)
    officer.press(Key.Key_V, held=CONTROL)
    assert sorted(cells_of(officer).values()) == ["5", "6"]
    officer.page.model.session.stack.undo()
    assert list(cells_of(officer).values()) == ["9"]


def test_that_one_value_is_pasted_into_the_figure_that_is_being_typed(officer: Officer) -> None:
    put("34\r\n")
    officer.type("12")
    officer.press(Key.Key_V, held=CONTROL)
    officer.press(Key.Key_Return)
    assert cells_of(officer) == {requests("received"): "1234"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1\tabc", "“abc”不是数字"),
        ("1\t-2", "负数"),
        ("合计\t3", "不是数字"),
        ("", "没有可以粘贴的文字"),
        ("一" * 2_000, "不是数字"),
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


def test_that_quoted_and_full_width_values_are_read(officer: Officer) -> None:
    put('"1"\t"1,234"\r\n４\t\r\n')
    officer.press(Key.Key_V, held=CONTROL)
    assert sorted(cells_of(officer).values()) == ["1", "1234", "4"]


def test_that_a_single_value_with_a_likely_meaning_is_typed_and_offered(officer: Officer) -> None:
    put("1.2万")
    officer.press(Key.Key_V, held=CONTROL)
    assert "12000" in officer.message
    assert cells_of(officer) == {}
    officer.press(Key.Key_Return)
    assert cells_of(officer) == {requests("received"): "12000"}


def test_that_such_a_value_can_be_given_up(officer: Officer) -> None:
    put("1.2万")
    officer.press(Key.Key_V, held=CONTROL)
    officer.press(Key.Key_Escape)
    assert not officer.page.view.entry.is_open
    assert cells_of(officer) == {}


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


def test_that_pasting_on_a_computed_total_says_why_it_does_not(officer: Officer) -> None:
    officer.page.go_to(requests("received", "total"))
    put("5")
    officer.press(Key.Key_V, held=CONTROL)
    assert "总计由程序" in officer.message
    assert cells_of(officer) == {}


def test_that_a_block_is_offered_to_other_programs_as_text_and_as_a_table(officer: Officer) -> None:
    put("1\t2")
    officer.press(Key.Key_V, held=CONTROL)
    officer.press(Key.Key_Right, held=SHIFT)
    officer.press(Key.Key_C, held=CONTROL)
    offered = QApplication.clipboard().mimeData()
    assert offered.text() == "1\t2"
    assert offered.html().count("<td") == 2


def test_that_the_menu_copies_with_headings(officer: Officer) -> None:
    assert officer.page.view.deeds is not None
    menu = table_menu(officer.page.view, officer.page.view.deeds, is_editable=True)
    next(action for action in menu.actions() if action.text() == "连同表头复制").trigger()
    assert QApplication.clipboard().text().split("\n")[-1].startswith("一、本年新收")
    assert "自然人" in QApplication.clipboard().text()


def test_that_the_menu_of_a_report_that_cannot_change_still_copies(officer: Officer) -> None:
    assert officer.page.view.deeds is not None
    menu = table_menu(officer.page.view, officer.page.view.deeds, is_editable=False)
    enabled = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert enabled["复制"]
    assert enabled["连同表头复制"]
    assert not enabled["粘贴"]
    assert not enabled["粘贴整表…"]
