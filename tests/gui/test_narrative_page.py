"""A text is taken when the officer pauses or leaves, and undo puts it back without moving the cursor."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.gui.narrative_page import NarrativePage, replace_difference
from disclosure_desk.gui.session import Session
from disclosure_desk.report.state import State


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> NarrativePage:
    page = NarrativePage(session, "overview")
    qtbot.addWidget(page)
    page.resize(720, 500)
    page.show()
    page.editor.setFocus()
    return page


def kept(session: Session) -> str:
    return session.report.narratives.get("overview", "")


def test_that_typing_reaches_the_report_after_a_pause_as_one_step(
    qtbot: QtBot, page: NarrativePage, session: Session
) -> None:
    qtbot.keyClicks(page.editor, "abc")
    assert kept(session) == ""

    qtbot.waitUntil(lambda: kept(session) == "abc")
    assert session.stack.count() == 1


def test_that_committing_takes_the_text_at_once(qtbot: QtBot, page: NarrativePage, session: Session) -> None:
    qtbot.keyClicks(page.editor, "abc")
    assert page.commit()
    assert kept(session) == "abc"


def test_that_losing_the_keyboard_takes_the_text(qtbot: QtBot, page: NarrativePage, session: Session) -> None:
    qtbot.keyClicks(page.editor, "abc")
    page.editor.clearFocus()
    qtbot.waitUntil(lambda: kept(session) == "abc", timeout=400)


def test_that_a_text_that_did_not_change_is_no_step(page: NarrativePage, session: Session) -> None:
    page.commit()
    assert session.stack.count() == 0


def test_that_undo_puts_the_text_back_and_leaves_the_cursor_where_it_was(page: NarrativePage, session: Session) -> None:
    session.type_text("overview", "甲乙丙丁戊")
    session.type_text("overview", "甲乙丙新丁戊")
    cursor = page.editor.textCursor()
    cursor.setPosition(1)
    page.editor.setTextCursor(cursor)

    session.stack.undo()

    assert page.text == "甲乙丙丁戊"
    assert page.editor.textCursor().position() == 1


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ("", "甲"),
        ("甲", ""),
        ("甲甲", "甲"),
        ("甲", "甲甲甲"),
        ("一\n二", "一\n\n二"),
        ("𠀀甲𠀁", "𠀀乙𠀁"),
        ("𠀀𠀁", "𠀁𠀀"),
        ("甲乙", "丙丁"),
    ],
)
def test_that_any_text_can_become_any_other(page: NarrativePage, held: str, wanted: str) -> None:
    page.editor.setPlainText(held)
    replace_difference(page.editor, wanted)
    assert page.text == wanted


def test_that_nothing_is_taken_while_an_input_method_is_composing(
    qtbot: QtBot, page: NarrativePage, session: Session
) -> None:
    qtbot.keyClicks(page.editor, "a")
    QApplication.sendEvent(page.editor, QInputMethodEvent("zheng", []))
    qtbot.wait(900)
    assert kept(session) == ""

    done = QInputMethodEvent("", [])
    done.setCommitString("政")
    QApplication.sendEvent(page.editor, done)
    qtbot.waitUntil(lambda: kept(session) == "a政")


def test_that_the_editor_keeps_no_undo_of_its_own(page: NarrativePage) -> None:
    assert not page.editor.isUndoRedoEnabled()


def test_that_pasting_brings_words_without_looks(page: NarrativePage) -> None:
    pasted = QMimeData()
    pasted.setHtml("<h1>大</h1>")
    pasted.setText("大\r\n小")
    page.editor.insertFromMimeData(pasted)
    assert page.text == "大\n小"


def test_that_a_dragged_file_is_left_to_the_window(page: NarrativePage) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile("/nowhere/report.gknb")])
    assert not page.editor.canInsertFromMimeData(dragged)


def test_that_characters_are_counted_without_white_space(page: NarrativePage) -> None:
    page.editor.setPlainText("一 二\n三　四")
    assert page._count.text() == "共 4 字"


def test_that_a_final_report_cannot_be_typed_into(qtbot: QtBot, open_session: Callable[..., Session]) -> None:
    session = open_session(state=State.FINAL)
    page = NarrativePage(session, "overview")
    qtbot.addWidget(page)
    qtbot.keyClicks(page.editor, "abc")
    assert page.text == ""


def test_that_a_stretch_is_marked_in_characters_even_behind_rare_ones(page: NarrativePage, session: Session) -> None:
    session.type_text("overview", "𠀀𠀀规范性文件3件")
    page.select(2, 7)
    assert page.editor.textCursor().selectedText() == "规范性文件"


def test_that_the_guide_and_the_printed_placeholder_are_shown(page: NarrativePage, session: Session) -> None:
    section = session.report.form.section("overview")
    assert page.editor.placeholderText() == section.placeholder  # type: ignore[union-attr]
    assert page._guide.text() == section.guide


def test_that_tab_leaves_the_editor(qtbot: QtBot, session: Session) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    page, button = NarrativePage(session, "overview", around), QPushButton("下一处", around)
    around.show()
    page.editor.setFocus()

    qtbot.keyClick(page.editor, Qt.Key.Key_Tab)

    assert page.text == ""
    assert around.focusWidget() is button
