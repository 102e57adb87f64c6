"""Filling with 0 at the keyboard: what is listed, what is chosen, what is left blank, and that it is one step."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.window import Deed
from disclosure_desk.gui.zero_sheet import fill_rest_with_zeros, fill_table_with_zeros
from disclosure_desk.gui.zero_tree import ZeroTree
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.document import TotalsMode
from tests.gui.conftest import OpenSession
from tests.reports import AGENCY

RECEIVED = CellId("requests/received/natural_person")
OPENING = CellId("requests/carried_over_in/natural_person")
CLOSING = CellId("requests/carried_over_out/natural_person")
IN_FORCE = CellId("proactive_disclosure/normative_documents/in_force")
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


def tree_of(sheet: Sheet) -> ZeroTree:
    return sheet.findChildren(ZeroTree)[0]


def tops(sheet: Sheet) -> list[QTreeWidgetItem]:
    tree = tree_of(sheet)
    return [item for at in range(tree.topLevelItemCount()) if (item := tree.topLevelItem(at))]


def lines(sheet: Sheet) -> list[str]:
    return [
        text
        for top in tops(sheet)
        for text in (top.text(0), *(top.child(at).text(0) for at in range(top.childCount())))
    ]


def sentences(sheet: Sheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel))


def opened(sheet: Sheet | None) -> Sheet:
    assert sheet is not None
    return sheet


def test_that_the_sheet_lists_blanks_by_table_and_row_and_enter_fills_them(session: Session, window: Window) -> None:
    session.type_figure(RECEIVED, "3")
    sheet = opened(fill_rest_with_zeros(window, session))
    assert sheet.isModal()
    assert "没有发生" in sentences(sheet)
    assert lines(sheet)[0] == "二、主动公开政府信息情况　10 格"
    assert "规章：整行 3 格" in lines(sheet)
    assert "新收：商业企业、科研机构、社会公益组织、法律服务机构、其他" in lines(sheet)
    assert sheet.verb.text() == "填 0（165 格）"
    QTest.keyClick(tree_of(sheet), Key.Key_Return)
    assert session.report.cells[RECEIVED] == "3"
    assert session.report.cells.keys() == session.report.form.places.keys()
    assert session.stack.count() == 2
    assert session.stack.undoText() == "其余空白填 0（共 165 格）"
    assert window.said == ["已填 0，共 165 格。如需恢复，可以撤销。"]
    session.stack.undo()
    assert session.report.cells == {RECEIVED: "3"}


def test_that_a_table_can_be_left_out_with_the_space_bar(session: Session, window: Window) -> None:
    sheet = opened(fill_rest_with_zeros(window, session))
    tree = tree_of(sheet)
    assert tree.currentItem() is tops(sheet)[0]
    QTest.keyClick(tree, Key.Key_Space)
    assert tree.left_out == {"proactive_disclosure"}
    assert sheet.verb.text() == "填 0（156 格）"
    QTest.keyClick(tree, Key.Key_Return)
    assert not any(cell.startswith("proactive_disclosure/") for cell in session.report.cells)
    assert CLOSING in session.report.cells


def test_that_nothing_is_filled_when_the_sheet_is_put_away(session: Session, window: Window) -> None:
    sheet = opened(fill_rest_with_zeros(window, session))
    QTest.keyClick(tree_of(sheet), Key.Key_Escape)
    assert not sheet.isVisible()
    assert session.report.cells == {}
    assert session.stack.count() == 0


def test_that_nothing_is_asked_where_nothing_is_blank(session: Session, window: Window) -> None:
    opened(fill_rest_with_zeros(window, session)).verb.click()
    assert fill_rest_with_zeros(window, session) is None
    assert window.said[-1] == "没有空白需要填 0。"
    assert fill_table_with_zeros(window, session, "requests") is None
    assert window.said[-1] == "表三各格已经都是 0。"


def test_that_a_table_of_zeros_lists_the_figures_that_it_overwrites(session: Session, window: Window) -> None:
    session.type_figure(RECEIVED, "3")
    sheet = opened(fill_table_with_zeros(window, session, "requests"))
    assert "将覆盖 表三“新收”“自然人”：3 → 0" in lines(sheet)
    assert len(tops(sheet)) == 1
    QTest.keyClick(tree_of(sheet), Key.Key_Return)
    assert session.report.cells[RECEIVED] == "0"
    assert not any(cell.startswith("proactive_disclosure/") for cell in session.report.cells)
    assert session.stack.undoText() == "表三全部填 0（共 144 格）"


@pytest.fixture
def after_last_year(open_session: OpenSession) -> Session:
    """A blank 2024 after a 2023 that hands on three applications and five documents."""
    last = replace(begin(AGENCY, 2023, catalogue()), totals=TotalsMode.TYPED, cells={CLOSING: "3", IN_FORCE: "5"})
    return open_session(begin(AGENCY, 2024, catalogue()), last)


def test_that_what_last_year_hands_on_is_said_and_left_blank(after_last_year: Session, window: Window) -> None:
    sheet = opened(fill_rest_with_zeros(window, after_last_year))
    said = sentences(sheet)
    assert "表三“上年结转”“自然人”：按 2023 年报告应为 3" in said
    assert "表二“行政规范性文件”“现行有效件数”：按 2023 年报告应为 5" in said
    QTest.keyClick(tree_of(sheet), Key.Key_Return)
    cells = after_last_year.report.cells
    assert OPENING not in cells
    assert IN_FORCE not in cells
    assert cells[RECEIVED] == "0"


def test_that_the_officer_may_insist_on_zero(after_last_year: Session, window: Window) -> None:
    sheet = opened(fill_table_with_zeros(window, after_last_year, "requests"))
    (box,) = sheet.findChildren(QCheckBox)
    assert box.text() == "这 1 格也填 0"
    assert sheet.verb.text() == "填 0（143 格）"
    box.setFocus()
    QTest.keyClick(box, Key.Key_Space)
    assert sheet.verb.text() == "填 0（144 格）"
    sheet.verb.click()
    assert after_last_year.report.cells[OPENING] == "0"


def test_that_a_figure_that_agrees_with_last_year_is_not_asked_about(after_last_year: Session, window: Window) -> None:
    after_last_year.type_figure(OPENING, "3")
    after_last_year.type_figure(IN_FORCE, "5")
    sheet = opened(fill_rest_with_zeros(window, after_last_year))
    assert sheet.findChildren(QCheckBox) == []
