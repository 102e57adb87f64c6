"""Last year's figures typed by hand, with the keyboard only."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.figure_field import FigureField
from disclosure_desk.gui.prior_dialog import PriorFields, enter_prior
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.window import Deed
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.document import TotalsMode
from disclosure_desk.report.prior import prior_cells
from disclosure_desk.report.state import State
from tests.gui.conftest import OpenSession
from tests.reports import AGENCY

OPENING = CellId("requests/carried_over_in/natural_person")
CLOSING = CellId("requests/carried_over_out/natural_person")
CLOSING_TOTAL = CellId("requests/carried_over_out/total")
RULES = CellId("proactive_disclosure/rules/in_force")
Key = Qt.Key


class Window(QWidget):
    """A window that remembers what it was told to say."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def notice(self, sentence: str, kind: str = "info", actions: Sequence[Deed] = ()) -> None:
        del kind, actions
        self.said.append(sentence)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def sheet(qtbot: QtBot, session: Session, window: Window) -> Sheet:
    made = enter_prior(window, session)
    made.activateWindow()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), FigureField))
    return made


def fields_of(sheet: Sheet) -> PriorFields:
    return sheet.findChildren(PriorFields)[0]


def keyboard() -> FigureField:
    field = QApplication.focusWidget()
    assert isinstance(field, FigureField)
    return field


def enter(*figures: str) -> None:
    for figure in figures:
        QTest.keyClicks(keyboard(), figure)
        QTest.keyClick(keyboard(), Key.Key_Return)


def compose(text: str) -> None:
    """What an input method sends."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(keyboard(), event)


def sentences(sheet: Sheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel))


def test_that_nine_figures_are_typed_with_enter_alone_and_are_one_step(
    session: Session, sheet: Sheet, window: Window
) -> None:
    assert len(fields_of(sheet).fields) == 9
    enter("4", "12", "3", "0", "0", "0", "0", "0")
    assert keyboard().text() == "3"
    QTest.keyClick(keyboard(), Key.Key_Return)
    assert not sheet.isVisible()
    assert set(session.report.prior) == set(prior_cells(session.report.form))
    assert session.report.prior[CLOSING_TOTAL] == "3"
    assert session.stack.count() == 1
    assert session.stack.undoText() == "填写 2023 年对照数字"
    assert window.said == ["2023 年对照数字已保存。"]
    assert session.previous_is_by_hand


def test_that_typed_figures_are_compared_with_this_years_at_once(session: Session, sheet: Sheet) -> None:
    session.type_figure(OPENING, "2")
    assert session.findings_of(OPENING) == ()
    enter("", "", "3")
    sheet.verb.click()
    assert "应为 3" in session.findings_of(OPENING)[0].message
    session.stack.undo()
    assert session.findings_of(OPENING) == ()


def test_that_fields_are_named_by_the_words_of_the_form(sheet: Sheet) -> None:
    said = sentences(sheet)
    assert "表二　现行有效件数" in said
    assert "表三　四、结转下年度继续办理" in said
    assert "不印入报告" in said
    names = [field.accessibleName() for field in fields_of(sheet).fields.values()]
    assert names[0] == "表二　现行有效件数 规章"
    assert names[-1] == "表三　四、结转下年度继续办理 总计"


def test_that_full_width_digits_of_an_input_method_are_taken(session: Session, sheet: Sheet) -> None:
    compose("１２")
    QTest.keyClick(keyboard(), Key.Key_Return)
    assert fields_of(sheet).fields[RULES].text() == "12"
    sheet.verb.click()
    assert session.report.prior == {RULES: "12"}


def test_that_a_refused_figure_keeps_the_keyboard_and_says_why_beside_it(session: Session, sheet: Sheet) -> None:
    enter("1a")
    field = fields_of(sheet).fields[RULES]
    assert keyboard() is field
    assert "不是数字" in field.remark.text()
    assert field.text() == "1a"
    sheet.verb.click()
    assert sheet.isVisible()
    assert session.report.prior == {}
    QTest.keyClicks(keyboard(), "7")
    assert field.remark.text() == ""
    sheet.verb.click()
    assert session.report.prior == {RULES: "7"}


def test_that_what_is_offered_is_taken_with_enter(sheet: Sheet) -> None:
    compose("1.2万")
    QTest.keyClick(keyboard(), Key.Key_Return)
    field = fields_of(sheet).fields[RULES]
    assert "12000" in field.remark.text()
    QTest.keyClick(keyboard(), Key.Key_Return)
    assert field.text() == "12000"
    assert keyboard() is not field


def test_that_a_total_typed_otherwise_is_remarked_on_and_kept(session: Session, sheet: Sheet) -> None:
    enter("", "", "1", "1", "0", "0", "0", "0", "5")
    total = fields_of(sheet).fields[CLOSING_TOTAL]
    assert session.report.prior[CLOSING_TOTAL] == "5"
    assert total.remark.text() == "各项之和为 2，请核对。"


def test_that_a_total_follows_its_parts_until_it_is_typed(sheet: Sheet) -> None:
    enter("", "", "1", "1", "0", "0", "0")
    total = fields_of(sheet).fields[CLOSING_TOTAL]
    assert total.text() == ""
    QTest.keyClicks(keyboard(), "2")
    assert total.text() == "4"
    QTest.keyClick(keyboard(), Key.Key_Up)
    enter("3")
    assert total.text() == "7"


def test_that_arrows_go_up_and_down_and_escape_puts_the_sheet_away(session: Session, sheet: Sheet) -> None:
    first = keyboard()
    QTest.keyClick(first, Key.Key_Down)
    assert keyboard() is not first
    QTest.keyClick(keyboard(), Key.Key_Up)
    assert keyboard() is first
    QTest.keyClick(first, Key.Key_Escape)
    assert not sheet.isVisible()
    assert session.stack.count() == 0


def test_that_what_was_typed_before_is_there_to_be_changed(session: Session, sheet: Sheet, window: Window) -> None:
    enter("4")
    sheet.verb.click()
    again = enter_prior(window, session)
    assert fields_of(again).fields[RULES].text() == "4"


def test_that_nothing_is_typed_where_last_years_report_is_on_the_shelf(
    open_session: OpenSession, window: Window
) -> None:
    last = replace(begin(AGENCY, 2023, catalogue()), totals=TotalsMode.TYPED, cells={CLOSING: "3"})
    sheet = enter_prior(window, open_session(begin(AGENCY, 2024, catalogue()), last))
    assert "2023 年报告已在本机" in sentences(sheet)
    assert not fields_of(sheet).isEnabled()
    assert not sheet.verb.isEnabled()
    assert fields_of(sheet).fields[CLOSING].text() == "3"


def test_that_a_final_report_takes_no_more_figures(open_session: OpenSession, window: Window) -> None:
    sheet = enter_prior(window, open_session(state=State.FINAL))
    assert "已不能修改" in sentences(sheet)
    assert not fields_of(sheet).isEnabled()


def test_that_the_window_goes_on_working_and_another_report_closes_the_sheet(session: Session, sheet: Sheet) -> None:
    assert not sheet.isModal()
    session.close()
    assert not sheet.isVisible()
