"""The cover: whose report it is, the title as it will print, and how totals come about."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from disclosure_desk.export.layout import title_lines
from disclosure_desk.export.report_json import report_json
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.cover_page import CoverPage
from disclosure_desk.gui.session import Session
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.document import AGENCY_KINDS, TotalsMode
from disclosure_desk.report.state import State
from tests.gui.conftest import OpenSession

ROW = "requests/received"


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> CoverPage:
    page = CoverPage(session)
    qtbot.addWidget(page)
    page.resize(720, 640)
    page.show()
    return page


def fill(session: Session) -> None:
    for cell in [c for c in session.report.form.places if c not in session.report.form.totals]:
        session.type_figure(cell, "0")


def test_that_the_title_follows_the_name_while_it_is_typed(page: CoverPage, session: Session) -> None:
    page.name.setFocus()
    page.name.selectAll()
    QTest.keyClicks(page.name, "ABC")
    assert page.title.text() == "ABC2024年政府信息公开工作年度报告"
    assert page.is_pending
    assert session.report.agency.name != "ABC"

    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert session.report.agency.name == "ABC"
    assert not page.is_pending
    assert session.report.title == page.title.text()


AGENCY_LINE, REST = "示例区交警大队", "2024年政府信息公开工作年度报告"


def put_cursor(page: CoverPage, at: int) -> None:
    cursor = page.title.textCursor()
    cursor.setPosition(at)
    page.title.setTextCursor(cursor)
    page.title.setFocus()


def test_that_the_title_is_shown_in_the_lines_in_which_it_prints(page: CoverPage, session: Session) -> None:
    assert page.title.lines == title_lines(session.report) == (AGENCY_LINE, REST)
    assert page.title.document().defaultFont().families()[0] == "Desk Biaosong"
    assert page.automatic.isHidden()


def test_that_the_line_break_can_be_put_elsewhere_and_back(page: CoverPage, session: Session) -> None:
    put_cursor(page, len(AGENCY_LINE) + 1)
    QTest.keyClick(page.title, Qt.Key.Key_Backspace)
    assert session.report.title_lines == (AGENCY_LINE + REST,)
    assert page.title.textCursor().position() == len(AGENCY_LINE)
    for _ in range(5):
        QTest.keyClick(page.title, Qt.Key.Key_Right)
    QTest.keyClick(page.title, Qt.Key.Key_Return)
    assert session.report.title_lines == (AGENCY_LINE + "2024年", "政府信息公开工作年度报告")
    assert title_lines(session.report) == page.title.lines
    assert session.stack.undoText() == "调整 标题换行"

    page.automatic.click()
    assert session.report.title_lines == ()
    assert page.title.lines == (AGENCY_LINE, REST)
    session.stack.undo()
    assert page.title.lines == (AGENCY_LINE + "2024年", "政府信息公开工作年度报告")


def test_that_a_break_where_the_program_makes_it_is_the_programs_own(page: CoverPage, session: Session) -> None:
    put_cursor(page, len(AGENCY_LINE))
    QTest.keyClick(page.title, Qt.Key.Key_Delete)
    assert session.report.title_lines != ()
    QTest.keyClick(page.title, Qt.Key.Key_Return)
    assert session.report.title_lines == ()
    assert page.title.lines == (AGENCY_LINE, REST)


def test_that_the_words_of_the_title_are_not_changed_and_why_is_said(page: CoverPage, session: Session) -> None:
    put_cursor(page, 3)
    committed = QInputMethodEvent("", [])
    committed.setCommitString("新")
    words = QMimeData()
    words.setText("新")
    for attempt in (
        lambda: QTest.keyClicks(page.title, "x"),
        lambda: QTest.keyClick(page.title, Qt.Key.Key_Backspace),
        lambda: QTest.keyClick(page.title, Qt.Key.Key_Delete),
        lambda: QApplication.sendEvent(page.title, committed),
        lambda: page.title.insertFromMimeData(words),
    ):
        page.title_told.setText("")
        attempt()
        assert "标题的文字由格式规定" in page.title_told.text()
        assert page.title.lines == (AGENCY_LINE, REST)
    assert session.stack.count() == 0


def test_that_a_title_has_three_lines_at_most(page: CoverPage, session: Session) -> None:
    for at in (2, 12):
        put_cursor(page, at)
        QTest.keyClick(page.title, Qt.Key.Key_Return)
    assert len(page.title.lines) == 3
    assert "最多分 3 行" in page.title_told.text()


def test_that_another_name_has_its_own_lines(page: CoverPage, session: Session) -> None:
    put_cursor(page, 2)
    QTest.keyClick(page.title, Qt.Key.Key_Return)
    page.name.setText("示例市示例区人民政府办公室")
    assert page.title.isReadOnly()
    page.commit()
    assert page.title.lines == ("示例市示例区人民政府办公室", REST)
    session.stack.undo()
    assert page.title.lines == ("示例", "区交警大队", REST)


def test_that_undo_brings_the_name_back(page: CoverPage, session: Session) -> None:
    before = page.name.text()
    page.name.setText("ABC")
    page.commit()
    session.stack.undo()
    assert page.name.text() == before
    assert page.title.text().startswith(before)


def test_that_a_report_keeps_its_name_when_the_line_is_emptied(page: CoverPage, session: Session) -> None:
    before = session.report.agency.name
    page.name.clear()
    page.commit()
    assert (page.name.text(), session.report.agency.name) == (before, before)
    assert session.stack.count() == 0


def test_that_a_pasted_name_is_kept_on_one_line_so_that_its_report_file_can_be_read_again(
    page: CoverPage, session: Session
) -> None:
    QApplication.clipboard().setText("示例市\n示例区\t某某局\u202e\n")
    page.name.clear()
    page.name.paste()
    page.commit()
    assert session.report.agency.name == "示例市示例区某某局"
    assert page.name.text() == "示例市示例区某某局"
    assert read_report_json(report_json(session.report), "report.gknb", catalogue()) == session.report


def test_that_a_kind_is_chosen_from_the_words_of_the_contract(page: CoverPage, session: Session) -> None:
    combo = page.combos["kind"]
    assert [combo.itemText(at) for at in range(combo.count())] == ["未指定", *AGENCY_KINDS.values()]
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert session.report.agency.kind == "township"
    session.stack.undo()
    assert combo.currentText() == AGENCY_KINDS["department"]


def test_that_the_wheel_passes_over_a_choice(page: CoverPage, session: Session) -> None:
    combo = page.combos["level"]
    before = combo.currentIndex()
    none = Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003  Qt's signature
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert combo.currentIndex() == before


def test_that_year_format_and_state_stand_there_and_cannot_be_typed(page: CoverPage) -> None:
    assert (page.year.text(), page.form.text(), page.state.text()) == ("2024 年", "2021年格式", "草稿")


def test_that_checking_mode_is_switched_on_at_once_and_can_be_undone(page: CoverPage, session: Session) -> None:
    QTest.mouseClick(page.typed_totals, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert session.report.totals is TotalsMode.TYPED
    session.stack.undo()
    assert not page.typed_totals.isChecked()


def test_that_going_back_to_computed_totals_first_lists_what_would_change(page: CoverPage, session: Session) -> None:
    fill(session)
    session.switch_totals(TotalsMode.TYPED)
    total = CellId(f"{ROW}/total")
    session.type_figure(total, "5")

    QTest.mouseClick(page.typed_totals, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert "表三“新收”“总计”：5 → 0" in page.totals_panel.text.text()
    assert session.report.cells[total] == "5"

    QTest.mouseClick(page.totals_panel.refuse, Qt.MouseButton.LeftButton)
    assert page.typed_totals.isChecked()
    assert page.totals_panel.isHidden()

    QTest.mouseClick(page.typed_totals, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    QTest.mouseClick(page.totals_panel.take, Qt.MouseButton.LeftButton)
    assert session.report.totals is TotalsMode.FILLED
    assert session.report.cells[total] == "0"
    session.stack.undo()
    assert session.report.cells[total] == "5"


def test_that_what_would_change_is_scrolled_into_sight(qtbot: QtBot, page: CoverPage, session: Session) -> None:
    page.resize(720, 400)
    fill(session)
    session.switch_totals(TotalsMode.TYPED)
    session.type_figure(CellId(f"{ROW}/total"), "5")
    page.typed_totals.click()
    take = page.totals_panel.take
    qtbot.waitUntil(lambda: page.viewport().rect().contains(take.mapTo(page.viewport(), take.rect().center())))


def test_that_nothing_is_asked_where_no_total_would_change(page: CoverPage, session: Session) -> None:
    fill(session)
    session.switch_totals(TotalsMode.TYPED)
    QTest.mouseClick(page.typed_totals, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert session.report.totals is TotalsMode.FILLED
    assert page.totals_panel.isHidden()


def test_that_a_final_report_has_a_cover_to_read_only(qtbot: QtBot, open_session: OpenSession) -> None:
    page = CoverPage(open_session(state=State.FINAL))
    qtbot.addWidget(page)
    assert page.name.isReadOnly()
    assert not page.typed_totals.isEnabled()
    assert not any(combo.isEnabled() for combo in page.combos.values())
    assert page.state.text() == "定稿"
