"""A text is taken when the officer pauses or leaves, and undo puts it back without moving the cursor."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.text_edit import LevelMargin
from disclosure_desk.gui.theme import apply_theme
from disclosure_desk.report.state import State
from tests.gui.windows import look_of_its_own


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
        ("甲\u00a0乙", "甲\u00a0丙"),
    ],
)
def test_that_any_text_can_become_any_other(page: NarrativePage, held: str, wanted: str) -> None:
    page.editor.setPlainText(held)
    page.editor.become(wanted)
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
    pasted.setHtml("<h1>大</h1><p><b>小</b></p>")
    pasted.setText("大\r\n小")
    page.editor.insertFromMimeData(pasted)
    assert page.text == "大\n小"


def test_that_a_dragged_file_is_left_to_the_window(page: NarrativePage) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile("/nowhere/report.gknb")])
    assert not page.editor.canInsertFromMimeData(dragged)


def test_that_characters_are_counted_without_white_space(page: NarrativePage) -> None:
    page.editor.setPlainText("一 二\n三　四")
    assert page._count.text() == "共 4 字、2 段"
    page.select(0, 3)
    assert page._count.text() == "选中 2 字，共 4 字、2 段"


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
    assert page.editor.placeholderText().strip() == section.placeholder  # type: ignore[union-attr]
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


def test_that_a_text_nobody_touched_is_not_pending_whatever_blanks_it_has(
    qtbot: QtBot, page: NarrativePage, session: Session
) -> None:
    session.type_text("overview", "甲\u00a0乙\u3000丙")
    steps = session.stack.count()
    assert not page.is_pending
    page.commit()
    assert session.stack.count() == steps
    assert kept(session) == "甲\u00a0乙\u3000丙"


def test_that_a_line_end_of_any_kind_begins_a_paragraph(qtbot: QtBot, page: NarrativePage) -> None:
    qtbot.keyClicks(page.editor, "a")
    qtbot.keyClick(page.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(page.editor, "b")
    assert page.text == "a\nb"
    assert page.editor.document().blockCount() == 2


def test_that_the_cursor_tells_before_which_character_it_stands(page: NarrativePage, session: Session) -> None:
    session.type_text("overview", "𠀀甲乙")
    told: list[tuple[str, int]] = []
    page.cursor_moved.connect(lambda key, at: told.append((key, at)))
    page.go_to(2)
    assert told[-1] == ("overview", 2)
    assert page.editor.textCursor().position() == 3
    page.go_to(99)
    assert told[-1] == ("overview", 3)


def test_that_chinese_from_an_input_method_arrives_whole_and_is_taken(
    qtbot: QtBot, page: NarrativePage, session: Session
) -> None:
    for preedit, words in (("zhengfu", "政府"), ("xinxi", "信息"), ("gk", "公开。")):
        QApplication.sendEvent(page.editor, QInputMethodEvent(preedit, []))
        assert page.editor.is_composing
        done = QInputMethodEvent("", [])
        done.setCommitString(words)
        QApplication.sendEvent(page.editor, done)
    qtbot.waitUntil(lambda: kept(session) == "政府信息公开。")
    assert page.editor.document().firstBlock().blockFormat().textIndent() > 0


def test_that_the_indent_of_print_is_no_part_of_the_text(page: NarrativePage, session: Session) -> None:
    page.editor.setPlainText("一段。\n二段。")
    document = page.editor.document()
    indents = {document.findBlockByNumber(at).blockFormat().textIndent() for at in range(2)}
    assert len(indents) == 1
    assert indents.pop() > 20
    assert page.text == "一段。\n二段。"


def test_that_headings_and_figures_are_shown_in_their_typefaces(page: NarrativePage, session: Session) -> None:
    session.type_text("overview", "（一）主动公开情况。共46条。")
    formats = page.editor.document().firstBlock().layout().formats()
    shown = {(each.start, each.length): each.format.fontFamilies()[0] for each in formats}
    assert shown == {(0, 10): "Desk Kai", (11, 2): "Desk Roman"}


def test_that_the_margin_names_the_level_of_each_paragraph(page: NarrativePage, session: Session) -> None:
    session.type_text("overview", "前言。\n（一）主动公开。\n\n1.网站。\n（1）栏目。")
    assert [word for _, word in page.editor._levels.lines()] == ["正文", "二级", "", "三级", "四级"]
    tops = [top for top, _ in page.editor._levels.lines()]
    assert tops == sorted(set(tops))


def test_that_zoom_makes_the_text_larger_and_the_lines_no_longer(page: NarrativePage, session: Session) -> None:
    session.type_text("overview", "甲乙丙")
    before = page.editor.comfortable_width
    page.set_zoom(2.0)
    assert page.editor.comfortable_width > 1.8 * before
    assert page.text == "甲乙丙"
    assert not page.is_pending


@pytest.mark.parametrize("key", ["preamble", "overview", "issues_and_improvements", "other_matters"])
def test_that_a_page_goes_into_the_smallest_window_beside_a_wide_panel(
    qtbot: QtBot, session: Session, key: str
) -> None:
    page = NarrativePage(session, key)
    qtbot.addWidget(page)
    page.show()
    page.open_search(replacing=True)
    page.search.words.setText("甲")
    page.search.say("已替换 4 处：总体情况 3 处、其他事项 1 处，可以撤销。")
    page.note.say(
        "已整理粘贴的文字：合并句中换行 12 处。", actions=[("改为全角", page.close), ("撤销整理", page.close)]
    )
    assert page.minimumSizeHint().width() <= 560
    assert page.minimumSizeHint().height() <= 600


def test_that_another_theme_reaches_the_marks_in_a_text(qapp: QApplication, page: NarrativePage) -> None:
    page.editor.setPlainText("收取____元")

    def ink() -> str:
        formats = page.editor.document().firstBlock().layout().formats()
        return next(each.format.foreground().color().name() for each in formats if each.start == 2)

    with look_of_its_own(qapp):
        apply_theme(qapp, "light")
        light = ink()
        apply_theme(qapp, "dark")
        assert ink() != light


def test_that_the_wheel_with_ctrl_is_left_to_the_window(page: NarrativePage, session: Session) -> None:
    session.type_text("overview", "甲。\n" * 60)
    bar = page.editor.verticalScrollBar()
    for modifier, accepted in ((Qt.KeyboardModifier.ControlModifier, False), (Qt.KeyboardModifier.NoModifier, True)):
        turn = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, modifier,
            Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003  Qt's signature
        )  # fmt: skip
        page.editor.wheelEvent(turn)
        assert turn.isAccepted() is accepted
        assert (bar.value() > 0) is accepted


def test_that_the_margin_is_painted_anew_with_the_first_letter_of_a_paragraph(
    qtbot: QtBot, page: NarrativePage
) -> None:
    class Painted(QObject):
        times = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            self.times += event.type() is QEvent.Type.Paint
            return super().eventFilter(watched, event)

    margin = page.editor.findChild(LevelMargin)
    assert margin is not None
    qtbot.keyClicks(page.editor, "a")
    qtbot.keyClick(page.editor, Qt.Key.Key_Return)
    qtbot.wait(50)
    painted = Painted()
    margin.installEventFilter(painted)
    qtbot.keyClicks(page.editor, "b")
    qtbot.waitUntil(lambda: painted.times > 0, timeout=400)
