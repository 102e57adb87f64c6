"""Notes on the current cell and the list of them all, at the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.note_fields import PAUSE_MS
from disclosure_desk.gui.notes_panel import NotesPanel
from disclosure_desk.gui.session import Session
from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate, annotation
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.state import State
from tests.gui.conftest import MemoryJournal, OpenSession, stored
from tests.reports import AGENCY

FIRST, SECOND = CellId("requests/received/natural_person"), CellId("requests/granted/natural_person")
RULES = CellId("proactive_disclosure/rules/issued")
Key = Qt.Key


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> NotesPanel:
    made = NotesPanel(session)
    qtbot.addWidget(made)
    made.resize(280, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.follow("requests", FIRST)
    return made


def noted(session: Session, cell: CellId, aspect: Aspect) -> str:
    return annotation(session.report, cell, aspect)


def keyboard() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_note(panel: NotesPanel, words: str) -> None:
    panel.fields.note.setFocus()
    QTest.keyClicks(panel.fields.note, words)


def test_that_a_note_is_kept_after_a_pause_as_one_step(qtbot: QtBot, session: Session, panel: NotesPanel) -> None:
    assert PAUSE_MS <= 1000
    type_note(panel, "abc")
    assert panel.is_pending
    qtbot.waitUntil(lambda: noted(session, FIRST, Aspect.NOTE) == "abc")
    assert session.stack.count() == 1
    assert session.stack.undoText() == "填写备注 表三“新收”“自然人”"
    session.stack.undo()
    assert panel.fields.note.toPlainText() == ""


def test_that_every_field_is_one_step_when_the_keyboard_leaves_it(session: Session, panel: NotesPanel) -> None:
    panel.fields.source.setFocus()
    QTest.keyClicks(keyboard(), "ledger")
    QTest.keyClick(keyboard(), Key.Key_Tab)
    assert noted(session, FIRST, Aspect.SOURCE) == "ledger"
    assert keyboard() is panel.fields.note
    QTest.keyClicks(keyboard(), "twice")
    QTest.keyClick(keyboard(), Key.Key_Tab)
    assert noted(session, FIRST, Aspect.NOTE) == "twice"
    assert keyboard() is panel.fields.flag
    QTest.keyClick(keyboard(), Key.Key_Space)
    assert noted(session, FIRST, Aspect.FLAG) == FLAGGED
    assert session.stack.count() == 3


def test_that_a_kind_of_source_begins_the_line_and_takes_the_place_of_another(
    session: Session, panel: NotesPanel
) -> None:
    panel.fields.kinds["文件"].setFocus()
    QTest.keyClick(keyboard(), Key.Key_Space)
    assert keyboard() is panel.fields.source
    QTest.keyClicks(keyboard(), "2024-12")
    assert panel.fields.source.text() == "文件：2024-12"
    panel.fields.kinds["系统"].setFocus()
    QTest.keyClick(keyboard(), Key.Key_Space)
    assert panel.fields.source.text() == "系统：2024-12"
    panel.commit()
    assert noted(session, FIRST, Aspect.SOURCE) == "系统：2024-12"


def test_that_what_is_typed_belongs_to_its_cell_when_another_becomes_current(
    session: Session, panel: NotesPanel
) -> None:
    type_note(panel, "for the first")
    panel.follow("requests", SECOND)
    assert noted(session, FIRST, Aspect.NOTE) == "for the first"
    assert noted(session, SECOND, Aspect.NOTE) == ""
    assert panel.fields.note.toPlainText() == ""
    assert panel.heading.text() == "表三“予以公开”“自然人”"


def test_that_a_blank_between_words_stays_while_a_note_is_kept(session: Session, panel: NotesPanel) -> None:
    type_note(panel, "one ")
    panel.commit()
    QTest.keyClicks(panel.fields.note, "two")
    panel.commit()
    assert noted(session, FIRST, Aspect.NOTE) == "one two"


def test_that_one_field_is_kept_without_touching_what_is_typed_in_the_other(
    session: Session, panel: NotesPanel
) -> None:
    type_note(panel, "half a note")
    session.apply(annotate(session.report, FIRST, {Aspect.SOURCE: "法制科"}))
    assert panel.fields.note.toPlainText() == "half a note"
    assert panel.fields.source.text() == "法制科"


def test_that_words_of_an_input_method_are_kept(qtbot: QtBot, session: Session, panel: NotesPanel) -> None:
    panel.fields.note.setFocus()
    QCoreApplication.sendEvent(panel.fields.note, QInputMethodEvent("heshi", []))
    qtbot.wait(PAUSE_MS + 100)
    assert session.stack.count() == 0
    event = QInputMethodEvent()
    event.setCommitString("核实")
    QCoreApplication.sendEvent(panel.fields.note, event)
    qtbot.waitUntil(lambda: noted(session, FIRST, Aspect.NOTE) == "核实")


def test_that_undo_first_makes_a_step_of_what_is_typed(session: Session, panel: NotesPanel) -> None:
    """The window's Ctrl+Z is asked for by an override event; what is pending becomes a step before it is undone."""
    type_note(panel, "kept")
    panel.fields.note.setFocus()
    QTest.keyClick(panel.fields.note, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert noted(session, FIRST, Aspect.NOTE) == "kept"
    assert panel.fields.note.toPlainText() == "kept"


def test_that_nothing_typed_for_one_report_lands_in_another(
    session: Session, panel: NotesPanel, journal: MemoryJournal
) -> None:
    type_note(panel, "of 2024")
    session.open(stored(begin(AGENCY, 2023, catalogue())), None, journal)
    panel.follow("requests", FIRST)
    assert noted(session, FIRST, Aspect.NOTE) == ""
    assert panel.fields.note.toPlainText() == ""


def test_that_the_list_has_every_note_in_the_order_of_the_form(session: Session, panel: NotesPanel) -> None:
    assert panel.summary.text() == "还没有备注。"
    session.type_figure(FIRST, "71")
    session.apply(annotate(session.report, FIRST, {Aspect.NOTE: "已核对", Aspect.SOURCE: "科室：法制科"}))
    session.apply(annotate(session.report, RULES, {Aspect.FLAG: FLAGGED}))
    assert [panel.list.item(at).text() for at in range(panel.list.count())] == [
        "表二“规章”“本年制发件数”　空白　待核实",
        "表三“新收”“自然人”　71\n科室：法制科\n已核对",
    ]
    assert panel.summary.text() == "共 2 处，其中待核实 1 处"
    session.type_figure(FIRST, "72")
    assert "72" in panel.list.item(1).text()
    QTest.mouseClick(panel.only_flagged, Qt.MouseButton.LeftButton, pos=QPoint(8, panel.only_flagged.height() // 2))
    assert panel.list.count() == 1
    session.stack.undo()
    session.stack.undo()
    assert panel.summary.text() == "没有待核实的数字。"


def choose_by_click(panel: NotesPanel) -> None:
    centre = panel.list.visualItemRect(panel.list.item(0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=centre)


def choose_by_key(panel: NotesPanel) -> None:
    panel.list.setFocus()
    panel.list.setCurrentRow(0)
    QTest.keyClick(panel.list, Key.Key_Return)


@pytest.mark.parametrize("choose", [choose_by_click, choose_by_key])
def test_that_choosing_a_note_asks_to_go_there(
    qtbot: QtBot, session: Session, panel: NotesPanel, choose: Callable[[NotesPanel], None]
) -> None:
    session.apply(annotate(session.report, RULES, {Aspect.FLAG: FLAGGED}))
    with qtbot.waitSignal(panel.wanted) as asked:
        choose(panel)
    assert asked.args == ["proactive_disclosure", RULES]


def test_that_printing_is_offered_where_there_is_something_to_print(
    qtbot: QtBot, session: Session, panel: NotesPanel
) -> None:
    assert not panel.print.isEnabled()
    type_note(panel, "last words")
    panel.commit()
    with qtbot.waitSignal(panel.print_wanted):
        panel.print.click()


def test_that_a_reason_on_record_is_shown(session: Session, panel: NotesPanel) -> None:
    session.apply(annotate(session.report, FIRST, {Aspect.REASON: "上年误报"}))
    assert panel.fields.reason.text() == "改动原因：上年误报"
    assert not panel.fields.reason.isHidden()


def test_that_a_final_report_is_read_only(qtbot: QtBot, open_session: OpenSession) -> None:
    panel = NotesPanel(open_session(state=State.FINAL))
    qtbot.addWidget(panel)
    panel.follow("requests", FIRST)
    assert panel.fields.note.isReadOnly()
    assert panel.fields.source.isReadOnly()
    assert not panel.fields.flag.isEnabled()


def test_that_without_a_cell_the_panel_says_what_comes_first(panel: NotesPanel) -> None:
    panel.follow("overview", None)
    assert panel.fields.isHidden()
    assert panel.heading.text().startswith("选中表中的一格")


def test_that_escape_keeps_what_is_typed_and_goes_back_to_the_cell(
    qtbot: QtBot, session: Session, panel: NotesPanel
) -> None:
    panel.setFocus()
    assert keyboard() is panel.fields.note
    QTest.keyClicks(keyboard(), "checked")
    with qtbot.waitSignal(panel.wanted) as asked:
        QTest.keyClick(keyboard(), Key.Key_Escape)
    assert asked.args == ["requests", FIRST]
    assert noted(session, FIRST, Aspect.NOTE) == "checked"
