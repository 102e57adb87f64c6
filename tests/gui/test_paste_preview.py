"""The preview of a paste, worked with the keyboard alone."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.paste_plan import planned
from disclosure_desk.gui.paste_preview import PastePreview
from disclosure_desk.gui.session import Session
from disclosure_desk.intake.pasted.reading import PastedTables, Question, Refusal, Remark
from disclosure_desk.report.changes import Change
from disclosure_desk.report.editing import set_figures
from disclosure_desk.report.state import State
from tests.gui.conftest import OpenSession
from tests.gui.table_driver import Key, requests

PERSON, ENTERPRISE = requests("received"), requests("received", "commercial_enterprise")
TOTAL = requests("received", "total")
FEE = CellId("proactive_disclosure/fees/amount_collected")
COLUMNS = ("research_institution", "public_welfare_organization", "legal_service_institution", "other_organization")
LINE = (PERSON, ENTERPRISE, *(requests("received", column) for column in COLUMNS))

Open = Callable[..., PastePreview]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1180, 720)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def made() -> list[Change]:
    return []


@pytest.fixture
def open_preview(window: QWidget, session: Session, made: list[Change]) -> Open:
    def opened(figures: Mapping[CellId, str | None], **read: tuple[object, ...]) -> PastePreview:
        plan = planned(session.report, PastedTables(figures, **read))  # type: ignore[arg-type]
        preview = PastePreview(window, session, [("", plan)], done=made.append)
        preview.show()
        preview.tree.setFocus()
        QApplication.processEvents()
        return preview

    return opened


def press(preview: PastePreview, *keys: Qt.Key) -> None:
    for key in keys:
        target = QApplication.focusWidget() or preview.tree
        QTest.keyClick(target, key)
        QApplication.processEvents()


def is_open(window: QWidget) -> bool:
    return any(preview.isVisible() for preview in window.findChildren(PastePreview))


def groups(preview: PastePreview) -> list[QTreeWidgetItem]:
    tree = preview.tree
    found = (tree.topLevelItem(at) for at in range(tree.topLevelItemCount()))
    return [group for group in found if group is not None and not group.isHidden()]


def lines(preview: PastePreview) -> list[list[str]]:
    """What is to be read under each heading."""
    items = [
        item for group in groups(preview) for item in (group, *(group.child(i) for i in range(group.childCount())))
    ]
    return [[item.text(column) for column in range(6) if item.text(column)] for item in items if item is not None]


def test_that_each_change_is_one_line_under_its_table(open_preview: Open, session: Session) -> None:
    session.type_figure(PERSON, "7")
    preview = open_preview({PERSON: "5", ENTERPRISE: "4", FEE: "2.5"})
    assert lines(preview) == [
        ["表二　1 格"],
        ["行政事业性收费", "本年收费金额（单位：万元）", "空白", "2.5"],
        ["表三　2 格"],
        ["新收", "自然人", "7", "5", "-2"],
        ["新收", "商业企业", "空白", "4"],
    ]
    assert preview.summary.text() == "剪贴板里有表二、表三的数字：3 格将改变。"


def test_that_enter_accepts_everything_as_one_step(open_preview: Open, session: Session, made: list[Change]) -> None:
    press(open_preview({PERSON: "5", FEE: "2.5"}), Key.Key_Return)
    assert session.report.cells == {PERSON: "5", FEE: "2.5"}
    assert session.stack.count() == 1
    assert session.stack.undoText() == "粘贴 表二、表三 共 2 格"
    assert [change.label for change in made] == ["粘贴 表二、表三 共 2 格"]
    session.stack.undo()
    assert session.report.cells == {}


def test_that_escape_changes_nothing(open_preview: Open, session: Session, window: QWidget) -> None:
    press(open_preview({PERSON: "5"}), Key.Key_Escape)
    assert not is_open(window)
    assert session.stack.count() == 0


def test_that_a_cell_that_is_unticked_with_the_space_bar_stays_as_it_is(open_preview: Open, session: Session) -> None:
    preview = open_preview({PERSON: "5", ENTERPRISE: "6"})
    press(preview, Key.Key_Space)
    assert preview.verb.text() == "全部接受 2 格"
    assert preview.chosen.text() == "接受所选 1 格"
    assert preview.chosen.isDefault()
    press(preview, Key.Key_Return)
    assert session.report.cells == {ENTERPRISE: "6"}


def test_that_the_box_of_a_table_stands_for_all_its_cells(open_preview: Open, session: Session) -> None:
    preview = open_preview({PERSON: "5", ENTERPRISE: "6", FEE: "2.5"})
    press(preview, Key.Key_Down, Key.Key_Down, Key.Key_Space)
    assert preview.tree.accepted == {FEE, ENTERPRISE}
    group = groups(preview)[1]
    assert group.checkState(0) is Qt.CheckState.PartiallyChecked
    press(preview, Key.Key_Up, Key.Key_Space)
    assert group.checkState(0) is Qt.CheckState.Checked
    press(preview, Key.Key_Space)
    assert preview.tree.accepted == {FEE}
    press(preview, Key.Key_Return)
    assert session.report.cells == {FEE: "2.5"}


def test_that_all_can_be_accepted_although_some_are_unticked(open_preview: Open, session: Session) -> None:
    preview = open_preview({PERSON: "5", ENTERPRISE: "6"})
    press(preview, Key.Key_Space)
    preview.verb.setFocus()
    press(preview, Key.Key_Space)
    assert session.report.cells == {PERSON: "5", ENTERPRISE: "6"}


def test_that_questions_stand_first_and_are_off(open_preview: Open, session: Session) -> None:
    questions = (Question(FEE, "251000元", "25.1", "是 25.1 吗？"), Question(ENTERPRISE, "7沐", None, "是多少？"))
    preview = open_preview({PERSON: "5"}, questions=questions)
    assert lines(preview)[:4] == [
        ["需要确认　1 格"],
        ["表二 行政事业性收费", "本年收费金额（单位：万元）", "空白", "25.1", "粘贴的是“251000元”"],
        ["无法确定，不会粘贴　1 格"],
        ["表三 新收", "商业企业", "空白", "—", "粘贴的是“7沐”"],
    ]
    assert preview.detail.text() == "是 25.1 吗？"
    assert preview.tree.accepted == {PERSON}
    press(preview, Key.Key_Return)
    assert session.report.cells == {PERSON: "5"}


def test_that_a_question_that_is_ticked_is_taken_with_the_rest(open_preview: Open, session: Session) -> None:
    preview = open_preview({PERSON: "5"}, questions=(Question(FEE, "251000元", "25.1", "是 25.1 吗？"),))
    press(preview, Key.Key_Space)
    assert preview.verb.text() == "全部接受 2 格"
    press(preview, Key.Key_Return)
    assert session.report.cells == {PERSON: "5", FEE: "25.1"}


def test_that_a_question_alone_can_be_answered(open_preview: Open, session: Session) -> None:
    preview = open_preview({}, questions=(Question(FEE, "251000元", "25.1", "是 25.1 吗？"),))
    assert not preview.verb.isEnabled()
    press(preview, Key.Key_Space, Key.Key_Return)
    assert session.report.cells == {FEE: "25.1"}


def test_that_figures_that_would_be_lost_are_marked_and_counted(open_preview: Open, session: Session) -> None:
    session.type_figure(PERSON, "7")
    preview = open_preview({PERSON: None, ENTERPRISE: "1"})
    assert ["新收", "自然人", "7", "空白", "现有数字将变为空白"] in lines(preview)
    assert preview.blanks.text() == "注意：1 格现有数字将变为空白。"


def test_that_refusals_and_general_remarks_are_told_in_words(open_preview: Open) -> None:
    preview = open_preview(
        {PERSON: "1"}, refusals=(Refusal("requests", "表三有一行没有读出。"),), remarks=(Remark(None, "标题有出入。"),)
    )
    assert preview.words.isVisible()
    assert preview.words.text == "表三有一行没有读出。\n标题有出入。"


def test_that_a_paste_of_which_nothing_was_read_can_only_be_closed(
    open_preview: Open, session: Session, window: QWidget
) -> None:
    preview = open_preview({}, refusals=(Refusal("requests", "表三没有读出。"),))
    assert preview.summary.text() == "没有可以粘贴的数字。"
    assert not preview.verb.isVisible()
    assert not preview.chosen.isVisible()
    assert preview.cancel.text() == "关闭"
    press(preview, Key.Key_Return)
    assert not is_open(window)
    assert session.stack.count() == 0


def test_that_unchanged_cells_are_counted_and_can_be_shown(open_preview: Open, session: Session) -> None:
    session.type_figure(PERSON, "7")
    preview = open_preview({PERSON: "7", ENTERPRISE: "1"})
    assert preview.kept.text() == "显示不变的 1 格"
    assert ["新收", "自然人", "7", "7", "不变"] not in lines(preview)
    preview.kept.setFocus()
    press(preview, Key.Key_Space)
    assert ["新收", "自然人", "7", "7", "不变"] in lines(preview)


def test_that_a_paste_of_what_is_there_already_says_so(open_preview: Open, session: Session) -> None:
    session.type_figure(PERSON, "7")
    preview = open_preview({PERSON: "7"})
    assert preview.summary.text() == "剪贴板里有表三的数字：没有数字需要改动，1 格不变。"
    assert not preview.verb.isVisible()


def test_that_totals_that_differ_are_shown_with_an_offer_to_take_them(open_preview: Open, session: Session) -> None:
    preview = open_preview({**dict.fromkeys(LINE, "1"), TOTAL: "9"})
    assert lines(preview)[-2:] == [
        ["合计不等于各项之和　1 格"],
        ["新收", "总计", "6", "9", "+3", "各项之和 6，粘贴的是 9"],
    ]
    assert preview.outlook.text() == "接受后，强制问题 0 → 0 处"
    preview.totals.setFocus()
    press(preview, Key.Key_Space)
    assert preview.outlook.text() == "接受后，强制问题 0 → 1 处"
    preview.verb.setFocus()
    press(preview, Key.Key_Return)
    assert session.report.is_typed
    assert session.report.cells[TOTAL] == "9"
    assert session.stack.count() == 1
    session.stack.undo()
    assert not session.report.is_typed


def test_that_totals_alone_can_be_taken(open_preview: Open, session: Session) -> None:
    session.apply(set_figures(session.report, dict.fromkeys(LINE, "1"), ""))
    preview = open_preview({**dict.fromkeys(LINE, "1"), TOTAL: "9"})
    assert preview.summary.text() == "剪贴板里有表三的数字：没有数字需要改动，6 格不变。"
    assert not preview.verb.isEnabled()
    preview.totals.setFocus()
    press(preview, Key.Key_Space)
    press(preview, Key.Key_Return)
    assert session.report.cells[TOTAL] == "9"
    assert session.stack.undoText() == "粘贴 表三 共 1 格"


def test_that_tab_leads_through_the_preview_in_order(open_preview: Open, session: Session) -> None:
    session.type_figure(PERSON, "1")
    preview = open_preview({**dict.fromkeys(LINE, "1"), TOTAL: "9"})
    passed = []
    for _ in range(6):
        passed.append(QApplication.focusWidget())
        press(preview, Key.Key_Tab)
    assert passed == [
        preview.tree,
        preview.kept,
        preview.totals,
        preview.cancel,
        preview.chosen,
        preview.verb,
    ]


def test_that_totals_are_compared_with_what_is_ticked(open_preview: Open) -> None:
    preview = open_preview({**dict.fromkeys(LINE, "1"), TOTAL: "6"})
    assert not preview.totals.isVisible()
    press(preview, Key.Key_Space)
    assert preview.totals.isVisible()
    assert lines(preview)[-1] == ["新收", "总计", "空白", "6", "各项未填全，粘贴的是 6"]


def test_that_the_officer_chooses_between_ways(window: QWidget, session: Session) -> None:
    ways = [
        ("重复粘贴", planned(session.report, PastedTables({PERSON: "1", ENTERPRISE: "1"}))),
        ("全部粘贴", planned(session.report, PastedTables({PERSON: "1"}))),
    ]
    preview = PastePreview(window, session, ways, "大小不同。")
    preview.show()
    preview.choices[0].setFocus()
    QApplication.processEvents()
    assert preview.choices[0].isChecked()
    assert preview.verb.text() == "全部接受 2 格"
    press(preview, Key.Key_Down)
    assert preview.choices[1].isChecked()
    assert preview.verb.text() == "全部接受 1 格"
    press(preview, Key.Key_Return)
    assert session.report.cells == {PERSON: "1"}


def test_that_a_report_that_was_finalised_meanwhile_is_left_alone(window: QWidget, open_session: OpenSession) -> None:
    session = open_session(state=State.FINAL)
    preview = PastePreview(window, session, [("", planned(session.report, PastedTables({PERSON: "1"})))])
    preview.show()
    press(preview, Key.Key_Return)
    assert preview.isVisible()
    assert "不能修改" in preview.message.text()
    assert session.report.cells == {}
    preview.reject()


def test_that_another_report_on_the_desk_takes_the_preview_away(
    open_preview: Open, session: Session, window: QWidget
) -> None:
    open_preview({PERSON: "1"})
    session.close()
    assert not is_open(window)


def test_that_every_part_of_the_preview_has_a_name_to_be_read_out(open_preview: Open) -> None:
    preview = open_preview({PERSON: "1"}, questions=(Question(FEE, "2元", "0.0002", "是吗？"),))
    for part in (preview.tree, preview.summary, preview.verb, preview.chosen, preview.cancel, preview.outlook):
        assert part.accessibleName()
    spoken = groups(preview)[1].child(0)
    assert spoken is not None
    assert spoken.data(0, Qt.ItemDataRole.AccessibleTextRole) == "表三 新收 自然人 现在 空白 粘贴后 1"


def test_that_a_pasted_total_with_a_blank_among_its_parts_is_not_called_wrong(open_preview: Open) -> None:
    line = dict.fromkeys(LINE, "1")
    for enterprise, said in (
        (None, "1 处因有空格暂不能核对"),
        ("1", "1 处与各项之和不同"),
    ):
        figures = line | {ENTERPRISE: enterprise, TOTAL: "9"}
        assert f"合计（{said}）" in open_preview(figures).totals.text()
