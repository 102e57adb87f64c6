"""Typing figures into a table with real key events: taken, refused in words, restored, never lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import Severity
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_model import Role
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.state import State
from tests.gui.conftest import MemoryJournal, OpenSession
from tests.gui.table_driver import SHIFT, Key, Officer, requests
from tests.reports import AGENCY

FIRST = requests("received")
COLUMNS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
)
TOTAL = requests("received", "total")


def blank(totals: TotalsMode = TotalsMode.FILLED) -> ReportDocument:
    return replace(begin(AGENCY, 2024, catalogue()), totals=totals)


@pytest.fixture
def officer(qtbot: QtBot, session: Session) -> Officer:
    return Officer(qtbot, TablePage(session, "requests"))


@pytest.fixture
def checking(qtbot: QtBot, open_session: OpenSession) -> Officer:
    """An officer who types totals from paper (核对模式)."""
    return Officer(qtbot, TablePage(open_session(blank(TotalsMode.TYPED)), "requests"))


def report_of(officer: Officer) -> ReportDocument:
    return officer.page.model.session.report


def test_that_a_figure_is_taken_by_enter_which_goes_down(officer: Officer) -> None:
    officer.type("71")
    assert FIRST not in report_of(officer).cells
    officer.press(Key.Key_Return)
    assert report_of(officer).cells[FIRST] == "71"
    assert officer.at == requests("carried_over_in")


def test_that_typing_overwrites_and_f2_edits_what_is_there(officer: Officer) -> None:
    officer.type("71")
    officer.press(Key.Key_Return, Key.Key_Up)
    officer.type("5")
    officer.press(Key.Key_Return, Key.Key_Up)
    assert report_of(officer).cells[FIRST] == "5"
    officer.press(Key.Key_F2)
    officer.type("3")
    officer.press(Key.Key_Return)
    assert report_of(officer).cells[FIRST] == "53"


def test_that_left_and_right_take_a_typed_figure_but_stay_within_an_edited_one(officer: Officer) -> None:
    officer.type("12")
    officer.press(Key.Key_Right)
    assert officer.at == requests("received", "commercial_enterprise")
    officer.press(Key.Key_Left, Key.Key_F2, Key.Key_Left)
    officer.type("0")
    officer.press(Key.Key_Return)
    assert report_of(officer).cells[FIRST] == "102"


def test_that_escape_restores_the_figure(officer: Officer, journal: MemoryJournal) -> None:
    officer.type("71")
    officer.press(Key.Key_Return, Key.Key_Up)
    officer.type("999")
    officer.press(Key.Key_Escape)
    assert report_of(officer).cells[FIRST] == "71"
    assert officer.at == FIRST
    assert officer.page.model.session.stack.count() == 1


def test_that_the_total_follows_at_once_and_is_only_a_sum_so_far_while_a_cell_is_blank(officer: Officer) -> None:
    model = officer.page.model
    officer.type("71")
    officer.press(Key.Key_Tab)
    so_far = model.index_of(TOTAL).data(Role.LOOK)
    assert (so_far.text, so_far.is_running) == ("71", True)
    assert "暂计 71" in model.index_of(TOTAL).data(Qt.ItemDataRole.ToolTipRole)
    for _ in COLUMNS[1:]:
        officer.type("1")
        officer.press(Key.Key_Tab)
    assert report_of(officer).cells[TOTAL] == "76"
    assert not model.index_of(TOTAL).data(Role.LOOK).is_running


def test_that_the_balance_complains_as_soon_as_the_figure_is_taken(qtbot: QtBot, open_session: OpenSession) -> None:
    report = blank()
    cells = {cell: "0" for cell in report.form.places if cell not in report.form.totals}
    session = open_session(replace(report, cells=cells))
    officer = Officer(qtbot, TablePage(session, "requests"))
    officer.type("3")
    officer.press(Key.Key_Return)
    look = officer.page.model.index_of(FIRST).data(Role.LOOK)
    assert look.severity is Severity.ERROR
    assert any(finding.code == "H1" and FIRST in finding.cells for finding in session.findings)


def test_that_a_wrong_typed_total_is_marked_with_both_figures_and_the_difference(checking: Officer) -> None:
    for _ in COLUMNS:
        checking.type("2")
        checking.press(Key.Key_Tab)
    assert checking.at == TOTAL
    checking.type("15")
    checking.press(Key.Key_Return)
    index = checking.page.model.index_of(TOTAL)
    look = index.data(Role.LOOK)
    assert (look.severity, look.is_named) == (Severity.ERROR, True)
    told = index.data(Qt.ItemDataRole.ToolTipRole)
    assert all(part in told for part in ("强制", "12", "15", "差 3"))
    part = checking.page.model.index_of(FIRST).data(Role.LOOK)
    assert (part.severity, part.is_named) == (Severity.ERROR, False)


def test_that_tab_visits_the_inputs_in_the_forms_order_and_skips_totals(officer: Officer) -> None:
    form = report_of(officer).form
    table = next(t for t in form.tables if t.id == "requests")
    inputs = [cell for cell in table.cells if cell not in form.totals]
    visited = [officer.at]
    for _ in inputs[1:]:
        officer.press(Key.Key_Tab)
        visited.append(officer.at)
    assert visited == inputs
    for cell in reversed(inputs[:-1]):
        officer.press(Key.Key_Backtab)
        assert officer.at == cell


def test_that_tab_reaches_the_totals_where_they_are_typed(checking: Officer) -> None:
    table = next(t for t in report_of(checking).form.tables if t.id == "requests")
    visited = [checking.at]
    for _ in table.cells[1:]:
        checking.press(Key.Key_Tab)
        visited.append(checking.at)
    assert visited == list(table.cells)


def test_that_tab_past_the_last_input_asks_for_the_next_section(qtbot: QtBot, officer: Officer) -> None:
    officer.page.go_to(requests("carried_over_out", "other_organization"))
    officer.type("4")
    with qtbot.waitSignal(officer.page.stepped_out) as stepped:
        officer.press(Key.Key_Tab)
    assert stepped.args == [1]
    assert report_of(officer).cells[requests("carried_over_out", "other_organization")] == "4"


@pytest.mark.parametrize("section", ["proactive_disclosure", "requests", "review_and_litigation"])
def test_that_a_whole_table_is_filled_without_a_mouse(qtbot: QtBot, session: Session, section: str) -> None:
    officer = Officer(qtbot, TablePage(session, section))
    table = next(t for t in session.report.form.tables if t.id == section)
    inputs = [cell for cell in table.cells if cell not in session.report.form.totals]
    for number, _ in enumerate(inputs):
        officer.type(str(number))
        officer.press(Key.Key_Tab)
    assert [session.report.cells[cell] for cell in inputs] == [str(number) for number, _ in enumerate(inputs)]
    assert set(table.cells) <= session.report.cells.keys()


def test_that_enter_runs_down_a_column_past_the_computed_total(officer: Officer) -> None:
    officer.page.go_to(requests("other_disposition.other"))
    officer.type("8")
    officer.press(Key.Key_Enter)
    assert officer.at == requests("carried_over_out")


def test_that_enter_goes_on_to_the_right_where_a_table_has_one_line(qtbot: QtBot, session: Session) -> None:
    officer = Officer(qtbot, TablePage(session, "review_and_litigation"))
    officer.type("10")
    officer.press(Key.Key_Return)
    assert officer.at == "review_and_litigation/reconsideration/corrected"


# Input methods.


def test_that_the_first_digit_of_a_composition_is_not_lost(officer: Officer) -> None:
    officer.compose("1", "12", commit="12")
    officer.press(Key.Key_Return)
    assert report_of(officer).cells[FIRST] == "12"


def test_that_a_composition_never_changes_hands_between_its_first_and_last_character(officer: Officer) -> None:
    before = officer.keyboard
    QCoreApplication.sendEvent(officer.keyboard, QInputMethodEvent("7", []))
    assert officer.keyboard is before
    assert officer.page.view.entry.is_open
    officer.compose(commit="71")
    assert isinstance(officer.keyboard, QLineEdit)
    assert officer.keyboard.text() == "71"


def test_that_full_width_digits_from_an_input_method_are_taken(officer: Officer) -> None:
    officer.compose("１", commit="１２，３４５")
    officer.press(Key.Key_Tab)
    assert report_of(officer).cells[FIRST] == "12345"


def test_that_a_composition_sent_to_the_table_itself_opens_the_editor(officer: Officer) -> None:
    QCoreApplication.sendEvent(officer.page.view, QInputMethodEvent("3", []))
    assert officer.page.view.entry.is_open
    event = QInputMethodEvent()
    event.setCommitString("3")
    QCoreApplication.sendEvent(officer.page.view, event)
    QTest.keyClick(officer.page.view, Key.Key_Return)
    assert report_of(officer).cells[FIRST] == "3"


# Figures that are not taken as they are.


def test_that_an_offered_figure_is_taken_only_when_accepted(officer: Officer) -> None:
    officer.compose(commit="1.2万")
    officer.press(Key.Key_Return)
    assert officer.at == FIRST
    assert FIRST not in report_of(officer).cells
    assert "12000" in officer.message
    assert officer.page.view.entry.message.offer_button.text() == "改为 12000"
    officer.press(Key.Key_Return)
    assert report_of(officer).cells[FIRST] == "12000"
    assert officer.message == ""
    assert officer.at == requests("carried_over_in")


def test_that_an_offered_figure_can_be_accepted_with_the_mouse(qtbot: QtBot, officer: Officer) -> None:
    officer.compose(commit="1.2万")
    officer.press(Key.Key_Tab)
    officer.page.view.entry.message.offer_button.click()
    assert report_of(officer).cells[FIRST] == "12000"


def test_that_a_refused_figure_keeps_the_editor_open_and_says_why(officer: Officer) -> None:
    officer.type("12a")
    for key in (Key.Key_Tab, Key.Key_Down, Key.Key_Return):
        officer.press(key)
        assert officer.at == FIRST
        assert "不是数字" in officer.message
    assert officer.page.view.entry.editor.text() == "12a"
    officer.press(Key.Key_Backspace)
    assert officer.message == ""
    officer.press(Key.Key_Return)
    assert report_of(officer).cells[FIRST] == "12"


def test_that_a_refused_figure_does_not_leave_with_a_click_elsewhere(officer: Officer) -> None:
    officer.type("-3")
    officer.click(requests("granted"))
    assert officer.at == FIRST
    assert "负数" in officer.message
    officer.press(Key.Key_Escape)
    officer.click(requests("granted"))
    assert officer.at == requests("granted")


def test_that_a_click_on_another_cell_takes_the_figure(officer: Officer) -> None:
    officer.type("3")
    officer.click(requests("granted"))
    assert report_of(officer).cells[FIRST] == "3"
    assert officer.at == requests("granted")


def test_that_a_figure_is_taken_when_the_keyboard_goes_elsewhere(qtbot: QtBot, officer: Officer) -> None:
    other = QLineEdit(officer.page)
    other.show()
    officer.type("33")
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert report_of(officer).cells[FIRST] == "33"


def test_that_a_refused_figure_waits_with_its_message_when_the_keyboard_goes_elsewhere(
    qtbot: QtBot, officer: Officer
) -> None:
    other = QLineEdit(officer.page)
    other.show()
    officer.type("3x")
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert officer.page.view.entry.editor.text() == "3x"
    assert officer.message
    assert not officer.page.take_typed()


def test_that_typing_into_a_computed_total_says_how_to_check_it(officer: Officer) -> None:
    officer.page.go_to(TOTAL)
    officer.type("5")
    assert not officer.page.view.entry.is_open
    assert "核对模式" in officer.message
    officer.press(Key.Key_Left)
    assert officer.message == ""


def test_that_an_input_method_is_off_where_no_figure_may_be_typed(officer: Officer) -> None:
    def is_on() -> bool:
        return bool(officer.keyboard.inputMethodQuery(Qt.InputMethodQuery.ImEnabled))

    assert is_on()
    officer.page.go_to(TOTAL)
    assert not is_on()
    officer.page.model.session.switch_totals(TotalsMode.TYPED)
    assert is_on()
    officer.compose("6", commit="6")
    officer.press(Key.Key_Return)
    assert report_of(officer).cells[TOTAL] == "6"


def test_that_a_double_click_edits_the_figure(officer: Officer) -> None:
    officer.type("71")
    officer.press(Key.Key_Return)
    officer.double_click(FIRST)
    assert officer.page.view.entry.editor.text() == "71"


def test_that_a_blank_typed_over_a_figure_changes_nothing_until_something_is_typed(officer: Officer) -> None:
    officer.type("71")
    officer.press(Key.Key_Return, Key.Key_Up, Key.Key_Space, Key.Key_Return)
    assert report_of(officer).cells[FIRST] == "71"


# Undo.


def test_that_undo_and_redo_show_in_the_table(officer: Officer) -> None:
    session = officer.page.model.session
    officer.type("71")
    officer.press(Key.Key_Return)
    session.stack.undo()
    assert officer.page.model.index_of(FIRST).data() == ""
    session.stack.redo()
    assert officer.page.model.index_of(FIRST).data() == "71"
    assert session.stack.undoText() == "填写 表三“新收”“自然人”"


def test_that_delete_blanks_the_selection_as_one_step(officer: Officer) -> None:
    for figure in ("1", "2", "3"):
        officer.type(figure)
        officer.press(Key.Key_Tab)
    officer.page.go_to(FIRST)
    officer.press(Key.Key_Right, Key.Key_Right, held=SHIFT)
    officer.press(Key.Key_Delete)
    assert not report_of(officer).cells
    officer.page.model.session.stack.undo()
    assert [report_of(officer).cells[requests("received", column)] for column in COLUMNS[:3]] == ["1", "2", "3"]


# A report that cannot change.


@pytest.mark.parametrize("how", [{"state": State.FINAL}, {"read_only": True}])
def test_that_a_report_that_cannot_change_takes_no_figure(
    qtbot: QtBot, open_session: OpenSession, how: dict[str, object]
) -> None:
    session = open_session(replace(blank(), cells={FIRST: "71"}), **how)
    officer = Officer(qtbot, TablePage(session, "requests"))
    officer.type("5")
    officer.press(Key.Key_F2, Key.Key_Delete)
    officer.compose("5", commit="5")
    assert session.report.cells == {FIRST: "71"}
    assert not officer.page.view.entry.is_open
    assert "不能修改" in officer.message
    officer.press(Key.Key_Down)
    assert officer.at == requests("carried_over_in")
    assert "只读" in officer.page.model.index_of(FIRST).data(Qt.ItemDataRole.AccessibleTextRole)
