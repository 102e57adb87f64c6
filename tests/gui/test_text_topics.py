"""The topics of a section beside its text, and what a text may begin with."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.session import Session
from disclosure_desk.report.state import State
from disclosure_desk.settings import Contact

MakePage = Callable[[str], NarrativePage]


@pytest.fixture
def make(qtbot: QtBot, session: Session) -> MakePage:
    def page(key: str) -> NarrativePage:
        made = NarrativePage(session, key)
        qtbot.addWidget(made)
        made.resize(640, 620)
        made.show()
        made.editor.setFocus()
        return made

    return page


def words(page: NarrativePage) -> list[str]:
    return [line.name.text() for line in page.topics.lines]


def test_that_the_topics_follow_what_is_typed(qtbot: QtBot, make: MakePage, session: Session) -> None:
    page = make("overview")
    assert words(page)[0] == "主动公开 未写"
    page.editor.setPlainText("（一）主动公开情况。")
    assert words(page)[0] == "主动公开 待补充"
    page.editor.setPlainText("（一）主动公开情况。全年公开46条。")
    assert words(page)[0] == "主动公开 已写"
    assert page.topics.lines[0].insert.isHidden()
    assert page.topics.summary.text() == "本节要点 5 项：已写 1 项，未写 4 项。"


def test_that_one_button_writes_the_five_headings_as_one_step(make: MakePage, session: Session) -> None:
    page = make("overview")
    assert page.topics.insert_all.text() == "插入五个标题"
    page.topics.insert_all.click()
    assert page.text.count("\n") == 4
    assert words(page) == [f"{name} 待补充" for name in session.report.form.narratives[0].topics]
    assert page.topics.insert_all.isHidden()
    assert session.stack.undoText() == "插入 五个标题"
    assert page.editor.position == len("（一）主动公开情况。")
    session.stack.undo()
    assert page.text == ""


def test_that_typing_before_an_insertion_is_a_step_of_its_own(qtbot: QtBot, make: MakePage, session: Session) -> None:
    page = make("overview")
    qtbot.keyClicks(page.editor, "abc")
    page.topics.lines[4].insert.click()
    assert page.text == "abc\n（一）监督保障情况。"
    assert [session.stack.text(at) for at in range(2)] == ["修改 总体情况", "插入 标题“监督保障”"]


def test_that_a_click_leads_to_where_a_topic_is_written_or_belongs(make: MakePage, session: Session) -> None:
    session.type_text("overview", "（一）主动公开情况。甲。\n乙。\n（二）政府信息管理情况。丙。")
    page = make("overview")
    page.topics.lines[2].name.click()
    assert page.editor.position == len(page.text)
    page.topics.lines[1].name.click()
    assert page.text[: page.editor.position].endswith("乙。")
    assert QApplication.focusWidget() in (page.editor, None)


def test_that_a_section_without_topics_shows_none(make: MakePage) -> None:
    assert make("issues_and_improvements").topics.isHidden()
    assert make(PREAMBLE).topics.isHidden()


def test_that_a_final_report_offers_nothing_to_insert(qtbot: QtBot, open_session: Callable[..., Session]) -> None:
    session = open_session(state=State.FINAL)
    for key in ("overview", PREAMBLE, "other_matters"):
        page = NarrativePage(session, key)
        qtbot.addWidget(page)
        assert page.start.isHidden()
        assert page.topics.insert_all.isHidden()
        assert all(line.insert.isHidden() for line in page.topics.lines)


def test_that_an_empty_preamble_is_begun_with_the_contact_and_leads_to_the_first_blank(
    make: MakePage, session: Session
) -> None:
    page = make(PREAMBLE)
    assert "也可以先在设置里填好" in page.start.sentence.text()
    page.contact = Contact(address="示例路1号", postcode="341000")
    assert "联系方式取自设置" in page.start.sentence.text()
    page.start.preamble.click()
    assert "地址：示例路1号" in page.text
    assert page.editor.textCursor().selectedText() == "____"
    assert page.start.isHidden()
    assert page._count.text().startswith("待填 2 处")
    session.stack.undo()
    assert not page.start.isHidden()


def test_that_the_sentence_about_fees_takes_the_amount_and_refuses_what_is_none(
    qtbot: QtBot, make: MakePage, session: Session
) -> None:
    page = make("other_matters")
    page.start.amount.setText("几百")
    page.start.fees.click()
    assert "不是金额" in page.start.refusal.text()
    assert page.text == ""

    page.start.amount.clear()
    qtbot.keyClicks(page.start.amount, "380")
    assert page.start.refusal.isHidden()
    page.start.fees.click()
    assert page.text.endswith("2024年共收取信息处理费380元。")
    assert page.start.isHidden()


def test_that_fees_are_asked_for_until_the_text_speaks_of_them(make: MakePage, session: Session) -> None:
    page = make("other_matters")
    page.editor.setPlainText("无其他事项。")
    assert not page.start.isHidden()
    page.editor.setPlainText("未收取信息处理费。")
    assert page.start.isHidden()


def test_that_fees_are_written_into_what_is_being_typed(qtbot: QtBot, make: MakePage, session: Session) -> None:
    page = make("other_matters")
    qtbot.keyClicks(page.editor, "abc")
    page.start.amount.setText("0")
    page.start.fees_wanted.emit("0")
    assert page.text.endswith("未收取信息处理费。\nabc")
