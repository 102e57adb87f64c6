"""Pasting words from elsewhere: in order, one step, with a note and the way back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.session import Session
from disclosure_desk.report.word_text import LONGEST

LINE = "二〇二四年以来我单位认真贯彻落实各项要求全面推进政务公开"


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> NarrativePage:
    page = NarrativePage(session, "issues_and_improvements")
    qtbot.addWidget(page)
    page.resize(640, 500)
    page.show()
    page.editor.setFocus()
    return page


def paste(page: NarrativePage, text: str = "", html: str = "") -> None:
    copied = QMimeData()
    if text:
        copied.setText(text)
    if html:
        copied.setHtml(html)
    page.editor.insertFromMimeData(copied)


def test_that_a_paste_is_put_in_order_as_one_step_and_says_what_was_changed(
    page: NarrativePage, session: Session
) -> None:
    paste(page, f"\u3000\u3000{LINE}\n工作，取得实效。\n\n\u3000\u3000二段。")
    assert page.text == f"{LINE}工作，取得实效。\n二段。"
    assert page.note.sentence == "已整理粘贴的文字：合并句中换行 1 处，去掉段首空格 2 处，去掉空行 1 处。"
    assert session.stack.undoText() == "粘贴 问题及改进"
    session.stack.undo()
    assert page.text == ""
    assert page.note.sentence == ""


def test_that_what_was_typed_before_a_paste_is_a_step_of_its_own(
    qtbot: QtBot, page: NarrativePage, session: Session
) -> None:
    qtbot.keyClicks(page.editor, "abc")
    paste(page, "甲")
    assert page.text == "abc甲"
    session.stack.undo()
    assert page.text == "abc"


def test_that_the_tidying_can_be_taken_back_and_the_words_stay(page: NarrativePage, session: Session) -> None:
    session.type_text("issues_and_improvements", "前后")
    page.go_to(1)
    paste(page, "甲  乙\n\n丙")
    assert page.text == "前甲乙\n丙后"
    page.note.press("撤销整理")
    assert page.text == "前甲  乙\n\n丙后"
    assert session.stack.undoText() == "撤销整理 问题及改进"


def test_that_half_width_punctuation_is_offered_for_change_and_not_changed(
    page: NarrativePage, session: Session
) -> None:
    paste(page, "公开46条,其中解读3条.")
    assert page.text == "公开46条,其中解读3条."
    assert page.note.sentence == "其中有半角标点 2 处。"
    page.note.press("改为全角")
    assert page.text == "公开46条，其中解读3条。"
    assert session.stack.undoText() == "改为全角标点 问题及改进"


def test_that_a_note_goes_when_the_text_goes_on(qtbot: QtBot, page: NarrativePage) -> None:
    paste(page, "甲  乙")
    assert page.note.sentence
    qtbot.keyClicks(page.editor, "a")
    assert page.note.sentence == ""


def test_that_a_plain_paste_says_nothing(page: NarrativePage) -> None:
    paste(page, "一段。\n二段。")
    assert page.note.sentence == ""


def test_that_a_table_is_refused_and_the_way_is_shown(page: NarrativePage, session: Session) -> None:
    paste(page, "一\t2\n三\t4", "<table><tr><td>一<td>2<tr><td>三<td>4</table>")
    assert page.text == ""
    assert "粘贴整表" in page.note.sentence
    assert session.stack.count() == 0
    page.note.press("仍按文字粘贴")
    assert page.text == "一2\n三4"


def test_that_words_without_plain_form_are_read_from_html(page: NarrativePage) -> None:
    paste(page, html="<p>一段。</p><p><b>二</b>段。</p>")
    assert page.text == "一段。\n二段。"


def test_that_the_plain_form_is_taken_where_the_other_holds_less(page: NarrativePage) -> None:
    paste(page, "一段。\n二段。", "<p>一<style>")
    assert page.text == "一段。\n二段。"


def test_that_too_much_at_once_is_refused_in_words(page: NarrativePage) -> None:
    paste(page, "甲" * (LONGEST + 1))
    assert page.text == ""
    assert f"有 {LONGEST + 1} 字，一次最多粘贴 10 万字" in page.note.sentence


def test_that_words_copied_here_come_back_as_they_were(page: NarrativePage, session: Session) -> None:
    text = "\u3000甲  乙\n\n丙,丁"
    session.type_text("issues_and_improvements", text)
    page.editor.selectAll()
    page.editor.copy()
    copied = QApplication.clipboard().mimeData()
    assert copied.text() == text
    assert not copied.hasHtml()
    page.editor.moveCursor(page.editor.textCursor().MoveOperation.End)
    page.editor.paste()
    assert page.text == text + text
    assert page.note.sentence == ""


def test_that_words_moved_with_the_mouse_are_one_step(page: NarrativePage, session: Session) -> None:
    session.type_text("issues_and_improvements", "甲乙丙丁")
    page.select(0, 2)
    moved = page.editor.createMimeDataFromSelection()
    steps = session.stack.count()
    # What Qt does when the officer lets go of words that were dragged behind the last one.
    page.editor.is_dropping = True
    page.editor.textCursor().removeSelectedText()
    page.go_to(2)
    page.editor.insertFromMimeData(moved)
    page.editor.is_dropping = False
    assert page.text == "丙丁甲乙"
    assert session.stack.count() == steps + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.text(st.sampled_from("甲乙，。,.() \n\t\u3000𠀀a1"), max_size=60))
def test_that_undo_after_any_paste_gives_the_text_before(page: NarrativePage, session: Session, words: str) -> None:
    before = page.text
    steps = session.stack.index()
    paste(page, words)
    if session.stack.index() > steps:
        session.stack.undo()
    assert page.text == before
