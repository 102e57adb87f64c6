"""Finding and replacing in the texts of a report."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.session import Session
from disclosure_desk.report.state import State
from tests.gui.conftest import OpenSession
from tests.gui.windows import desk_of, window_on

if TYPE_CHECKING:
    from disclosure_desk.gui.text_finding import Found

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = "公开一，公开二，公开三"


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> NarrativePage:
    session.type_text("overview", TEXT)
    page = NarrativePage(session, "overview")
    qtbot.addWidget(page)
    page.resize(640, 500)
    page.show()
    page.editor.setFocus()
    return page


def chosen(page: NarrativePage) -> tuple[int, int]:
    cursor = page.editor.textCursor()
    return cursor.selectionStart(), cursor.selectionEnd()


def look_for(page: NarrativePage, words: str, *, replacing: bool = False) -> None:
    page.open_search(replacing=replacing)
    page.search.words.setText(words)


def test_that_the_keys_open_and_close_the_bar(qtbot: QtBot, page: NarrativePage) -> None:
    qtbot.keyClick(page.editor, Qt.Key.Key_F, CONTROL)
    assert page.search.isVisible()
    assert not page.search.is_replacing
    qtbot.keyClick(page.search.words, Qt.Key.Key_H, CONTROL)
    assert page.search.is_replacing
    qtbot.keyClick(page.search.words, Qt.Key.Key_Escape)
    assert page.search.isHidden()
    assert page.editor.extraSelections() == []
    assert page.text == TEXT


def test_that_typing_in_the_bar_shows_the_first_place_and_the_keys_go_round(qtbot: QtBot, page: NarrativePage) -> None:
    look_for(page, "公开")
    assert chosen(page) == (0, 2)
    assert page.search.told.text() == "本篇第 1 处，共 3 处"
    assert len(page.editor.extraSelections()) == 3
    QTest.keyClick(page.search.words, Qt.Key.Key_Return)
    assert chosen(page) == (4, 6)
    QTest.keyClick(page.search.words, Qt.Key.Key_F3)
    QTest.keyClick(page.search.words, Qt.Key.Key_F3)
    assert chosen(page) == (0, 2)
    assert page.search.told.text().startswith("已到末尾，从头查找。")
    QTest.keyClick(page.search.words, Qt.Key.Key_Return, SHIFT)
    assert chosen(page) == (8, 10)


def test_that_selected_words_are_looked_for(page: NarrativePage) -> None:
    page.select(2, 3)
    page.open_search()
    assert page.search.words.text() == "一"


def test_that_case_and_width_count_only_where_wanted(page: NarrativePage, session: Session) -> None:
    session.type_text("overview", "PDF、ｐｄｆ、pdf")
    look_for(page, "pdf")
    assert page.search.told.text().endswith("共 3 处")
    page.search.loose.setChecked(False)
    assert page.search.told.text().endswith("共 1 处")


def test_that_what_is_nowhere_is_said(page: NarrativePage) -> None:
    look_for(page, "没有")
    assert page.search.told.text() == "没有找到"
    page.search_next()
    assert page.search.told.text() == "没有找到"


def test_that_the_search_goes_on_in_the_next_text_and_comes_back(
    qtbot: QtBot, page: NarrativePage, session: Session
) -> None:
    session.type_text("other_matters", "𠀀其他公开")
    other = NarrativePage(session, "other_matters")
    qtbot.addWidget(other)
    other.show()
    found: list[Found] = []
    page.found_elsewhere.connect(found.append)
    other.found_elsewhere.connect(found.append)
    look_for(page, "公开")
    for _ in range(3):
        page.search_next()
    assert [(each.key, each.start, each.end) for each in found] == [("other_matters", 3, 5)]

    other.take_up(found[0])
    assert other.editor.textCursor().selectedText() == "公开"
    assert other.search.words.text() == "公开"
    other.search_next()
    assert (found[1].key, found[1].start) == ("overview", 0)

    page.search.everywhere.setChecked(False)
    page.select(8, 10)
    page.search_next()
    assert len(found) == 2
    assert chosen(page) == (0, 2)


def test_that_one_place_is_replaced_and_the_next_is_shown(page: NarrativePage, session: Session) -> None:
    look_for(page, "公开", replacing=True)
    page.search.by.setText("发布了")
    page.search.replace.click()
    assert page.text == "发布了一，公开二，公开三"
    assert chosen(page) == (5, 7)
    assert session.stack.undoText() == "替换 总体情况"
    session.stack.undo()
    assert page.text == TEXT


def test_that_all_places_of_all_texts_are_replaced_in_one_step_and_counted(
    page: NarrativePage, session: Session
) -> None:
    session.type_text("other_matters", "公开。")
    look_for(page, "公开", replacing=True)
    page.search.by.setText("公布")
    page.search.replace_all.click()
    assert session.report.narratives == {"overview": "公布一，公布二，公布三", "other_matters": "公布。"}
    assert page.search.told.text() == "已替换 4 处：总体情况 3 处、其他事项 1 处，可以撤销。"
    assert session.stack.undoText() == "全部替换 4 处"
    session.stack.undo()
    assert session.report.narratives == {"overview": TEXT, "other_matters": "公开。"}


def test_that_nothing_is_selected_after_all_places_were_replaced(page: NarrativePage, session: Session) -> None:
    look_for(page, "公开", replacing=True)
    page.search.by.setText("公布")
    page.search.replace_all.click()
    assert not page.editor.textCursor().hasSelection()


def test_that_the_bar_takes_the_room_of_the_topics(page: NarrativePage) -> None:
    assert page.topics.isVisible()
    page.open_search()
    assert not page.topics.isVisible()
    page.hide()
    page.show()
    assert not page.topics.isVisible()
    QTest.keyClick(page.search.words, Qt.Key.Key_Escape)
    assert page.topics.isVisible()


def test_that_only_this_text_is_replaced_where_others_are_left_out(page: NarrativePage, session: Session) -> None:
    session.type_text("other_matters", "公开。")
    look_for(page, "公开", replacing=True)
    page.search.everywhere.setChecked(False)
    page.search.replace_all.click()
    assert session.report.narratives == {"overview": "一，二，三", "other_matters": "公开。"}


def test_that_words_still_being_typed_are_found_and_replaced(
    qtbot: QtBot, page: NarrativePage, session: Session
) -> None:
    page.go_to(len(TEXT))
    qtbot.keyClicks(page.editor, "abc")
    look_for(page, "abc", replacing=True)
    page.search.by.setText("x")
    page.search.replace_all.click()
    assert page.text == f"{TEXT}x"
    session.stack.undo()
    assert page.text == f"{TEXT}abc"


def test_that_a_final_report_can_be_searched_and_not_replaced_in(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session(state=State.FINAL)
    page = NarrativePage(session, "overview")
    qtbot.addWidget(page)
    page.show()
    look_for(page, "甲", replacing=True)
    assert not page.search.replace_all.isEnabled()
    page._search.replace_all()
    page._search.replace()
    assert session.report.narratives == {}


def test_that_the_window_turns_to_the_text_in_which_the_search_goes_on(tmp_path: Path) -> None:
    with window_on(tmp_path / "数据", sample=True) as window:
        session = desk_of(window).session
        session.type_text("issues_and_improvements", "只此一处")
        window.show_place("overview")
        first = window.page
        assert isinstance(first, NarrativePage)
        look_for(first, "只此一处")
        assert first.search.told.text() == "本篇没有，其他正文有 1 处"
        QTest.keyClick(first.search.words, Qt.Key.Key_Return)
        assert window.place == window.outline.place == "issues_and_improvements"
        assert isinstance(window.page, NarrativePage)
        assert window.page.editor.textCursor().selectedText() == "只此一处"
        assert window.page.search.words.text() == "只此一处"
