"""Changing a carried-over figure: asked once for a reason, never stopped."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.reason_prompt import ReasonPrompt
from disclosure_desk.gui.reasons import ASKED as REQUEST
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.report.annotations import Aspect, annotation
from disclosure_desk.report.carry_over import carry_over
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.editing import set_figures
from disclosure_desk.report.prior import prior_cells, set_prior
from tests.gui.conftest import MemoryJournal, OpenSession
from tests.gui.table_driver import Key, Officer, requests
from tests.gui.test_table_page import zeros
from tests.gui.windows import desk_of, window_on

IN, OUT = requests("carried_over_in"), requests("carried_over_out")
SECOND = requests("carried_over_in", "commercial_enterprise")
ASKED = "“自然人”与 2023 年结转数 1 不同。请写明原因。"


def with_figure(report: ReportDocument, cell: str, figure: str) -> ReportDocument:
    return replace(report, cells={**report.cells, cell: figure})  # type: ignore[dict-item]


@pytest.fixture
def officer(qtbot: QtBot, open_session: OpenSession) -> Officer:
    last = with_figure(replace(zeros(), year=2023), OUT, "1")
    officer = Officer(qtbot, TablePage(open_session(with_figure(zeros(), IN, "1"), last), "requests"))
    officer.page.go_to(IN)
    return officer


def prompt(officer: Officer) -> ReasonPrompt:
    return officer.page.reason_prompt


def session_of(officer: Officer) -> Session:
    return officer.page.model.session


def test_that_a_figure_that_comes_to_differ_is_taken_and_asked_about(officer: Officer) -> None:
    officer.type("2")
    officer.press(Key.Key_Return)
    assert session_of(officer).report.cells[IN] == "2"
    assert prompt(officer).sentence == ASKED
    assert QApplication.focusWidget() is officer.page.view.entry.editor
    assert officer.at == requests("granted")


def test_that_the_reason_is_kept_with_the_cell_as_a_step_of_its_own(officer: Officer, journal: MemoryJournal) -> None:
    officer.type("2")
    officer.press(Key.Key_Return)
    assert not prompt(officer).keep.isEnabled()
    prompt(officer).line.setFocus()
    prompt(officer).line.insert("上年漏计一件")
    QTest.keyClick(prompt(officer).line, Key.Key_Return)
    assert annotation(session_of(officer).report, IN, Aspect.REASON) == "上年漏计一件"
    session_of(officer).writer.flush()
    assert len(journal.done) == 2
    assert prompt(officer).sentence == ""
    assert QApplication.focusWidget() is officer.page.view.entry.editor


def test_that_it_is_asked_once_for_the_same_figure(officer: Officer) -> None:
    officer.type("2")
    officer.press(Key.Key_Return)
    QTest.keyClick(prompt(officer).line, Key.Key_Escape)
    assert prompt(officer).sentence == ""
    session = session_of(officer)
    session.type_figure(IN, "1")
    session.type_figure(IN, "2")
    assert prompt(officer).sentence == ""
    session.type_figure(IN, "3")
    assert prompt(officer).sentence == ASKED


def test_that_last_years_figure_can_be_restored_and_the_reason_goes_with_it(officer: Officer) -> None:
    session = session_of(officer)
    session.type_figure(IN, "2")
    prompt(officer).line.setText("误填")
    prompt(officer).keep.click()
    session.type_figure(IN, "3")
    assert prompt(officer).line.text() == "误填"
    assert prompt(officer).restore.text() == "恢复为 1"
    prompt(officer).restore.click()
    assert session.report.cells[IN] == "1"
    assert annotation(session.report, IN, Aspect.REASON) == ""
    assert prompt(officer).sentence == ""
    session.stack.undo()
    assert (session.report.cells[IN], annotation(session.report, IN, Aspect.REASON)) == ("3", "误填")


def test_that_the_question_goes_when_the_figure_agrees_again(officer: Officer) -> None:
    session_of(officer).type_figure(IN, "2")
    session_of(officer).stack.undo()
    assert prompt(officer).sentence == ""


def test_that_several_figures_are_asked_about_one_after_another(officer: Officer) -> None:
    session = session_of(officer)
    session.apply(set_figures(session.report, {IN: "2", SECOND: "4"}, "粘贴 2 格"))
    assert prompt(officer).cell == IN
    prompt(officer).line.setText("核对台账后更正")
    prompt(officer).keep.click()
    assert prompt(officer).cell == SECOND
    assert prompt(officer).line.text() == ""


def test_that_what_agrees_a_blank_and_a_computed_total_are_not_asked_about(officer: Officer) -> None:
    session = session_of(officer)
    session.clear([IN])
    session.type_figure(requests("granted"), "9")
    session.type_figure(SECOND, "0")
    assert prompt(officer).sentence == ""


def test_that_carrying_over_last_years_figures_asks_nothing(qtbot: QtBot, open_session: OpenSession) -> None:
    last = with_figure(replace(zeros(), year=2023), OUT, "1")
    session = open_session(None, last)
    page = TablePage(session, "requests")
    qtbot.addWidget(page)
    session.apply(carry_over(session.report, last))
    assert page.reason_prompt.sentence == ""


def test_that_a_computed_total_is_explained_by_itself_where_its_columns_do_not(officer: Officer) -> None:
    session, total = session_of(officer), requests("carried_over_in", "total")
    for figure in ("3", "1"):  # the total follows; last year's own did not agree with its columns
        session.type_figure(IN, figure)
    prompt(officer).ask(total)
    assert "“总计”与 2023 年结转数 0 不同" in prompt(officer).sentence
    assert prompt(officer).restore.isHidden()
    prompt(officer).line.setText("上年总计漏加 1 件")
    prompt(officer).keep.click()
    assert annotation(session.report, total, Aspect.REASON) == "上年总计漏加 1 件"


def test_that_a_typed_total_is_asked_about(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session(zeros(TotalsMode.TYPED), replace(zeros(), year=2023))
    page = TablePage(session, "requests")
    qtbot.addWidget(page)
    session.type_figure(requests("carried_over_in", "total"), "5")
    assert "“总计”与 2023 年结转数 0 不同" in page.reason_prompt._sentence.text()
    assert not page.reason_prompt.isHidden()


def test_that_another_report_ends_the_question(officer: Officer) -> None:
    session_of(officer).type_figure(IN, "2")
    session_of(officer).close()
    assert prompt(officer).sentence == ""


def test_that_the_table_makes_room_for_the_question(qtbot: QtBot, officer: Officer) -> None:
    session_of(officer).type_figure(IN, "2")
    QApplication.processEvents()
    page = officer.page
    assert page._scroll.geometry().bottom() < prompt(officer).geometry().top() + 1
    assert prompt(officer).geometry().bottom() < page._guide.geometry().top() + 1
    assert page._guide.geometry().bottom() <= page.rect().bottom()


STOCK, ISSUED, REPEALED = (
    CellId(f"proactive_disclosure/normative_documents/{column}") for column in ("in_force", "issued", "repealed")
)
STOCK_ASKED = "“行政规范性文件现行有效件数”与按上年推算的 8 不同。请写明原因。"


@pytest.fixture
def second_table(qtbot: QtBot, open_session: OpenSession) -> Officer:
    """Last year 7 documents were in force, this year came 3 and went 2."""
    last = with_figure(replace(zeros(), year=2023), STOCK, "7")
    report = with_figure(with_figure(with_figure(zeros(), ISSUED, "3"), REPEALED, "2"), STOCK, "8")
    officer = Officer(qtbot, TablePage(open_session(report, last), "proactive_disclosure"))
    officer.page.go_to(STOCK)
    return officer


def test_that_a_stock_that_does_not_go_on_from_last_year_is_asked_about(second_table: Officer) -> None:
    session = session_of(second_table)
    second_table.type("9")
    second_table.press(Key.Key_Return)
    assert prompt(second_table).sentence == STOCK_ASKED
    assert prompt(second_table).restore.isHidden()  # which of the three figures is wrong is not known
    prompt(second_table).line.setText("清理中恢复一件")
    prompt(second_table).keep.click()
    assert annotation(session.report, STOCK, Aspect.REASON) == "清理中恢复一件"
    (told,) = (finding for finding in session.findings if finding.code == "Y2")
    assert told.message.endswith("已注明原因：清理中恢复一件")


def test_that_the_reason_can_be_written_and_changed_later_from_the_finding(second_table: Officer) -> None:
    session = session_of(second_table)
    session.type_figure(ISSUED, "4")
    assert prompt(second_table).sentence == ""
    prompt(second_table).ask(STOCK)
    assert prompt(second_table).sentence == STOCK_ASKED.replace("8", "9")
    prompt(second_table).line.setText("先记")
    prompt(second_table).keep.click()
    prompt(second_table).ask(STOCK)
    assert prompt(second_table).line.text() == "先记"


def test_that_nothing_is_asked_where_no_finding_asks(second_table: Officer) -> None:
    prompt(second_table).ask(STOCK)
    prompt(second_table).ask(ISSUED)
    assert prompt(second_table).sentence == ""


def test_that_every_finding_that_asks_for_a_reason_has_its_place_to_write_it(
    qapp: QApplication, tmp_path: Path
) -> None:
    with window_on(tmp_path, sample=True) as window:
        session = desk_of(window).session
        session.apply(set_prior(session.report, dict.fromkeys(prior_cells(session.report.form), "999")))
        asked = [finding for finding in session.findings if finding.message.endswith(REQUEST)]
        assert {finding.code for finding in asked} == {"Y1", "Y2"}
        for finding in asked:
            window.go_to(finding)
            assert isinstance(window.page, TablePage)
            assert window.page.reason_prompt.cell == finding.cells[0]
            assert window.page.reason_prompt.isVisible()


def test_that_the_question_stands_above_its_answer_where_there_is_little_room(officer: Officer) -> None:
    session_of(officer).type_figure(IN, "2")
    asked, line = prompt(officer)._sentence, prompt(officer).line
    for width, is_above in ((480, True), (900, False)):
        officer.page.resize(width, 600)
        QApplication.processEvents()
        assert (asked.geometry().bottom() < line.geometry().top()) is is_above
        assert asked.heightForWidth(asked.width()) <= asked.height()
        assert asked.heightForWidth(asked.width()) < 3 * asked.fontMetrics().lineSpacing()
