"""The keys of a spreadsheet, pressed one by one, as somebody would who comes from one."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from disclosure_desk.gui.figure_editor import Mode
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.report.document import ReportDocument, TotalsMode
from tests.gui.conftest import OpenSession
from tests.gui.table_driver import CONTROL, SHIFT, Key, Officer, requests
from tests.gui.test_table_page import zeros

COLUMNS = ("natural_person", "commercial_enterprise", "research_institution", "public_welfare_organization")
FIRST, SECOND, THIRD = (requests("received", column) for column in COLUMNS[:3])
BELOW = requests("carried_over_in")
KEYPAD = Qt.KeyboardModifier.KeypadModifier
FEES = "proactive_disclosure/fees/amount_collected"


@pytest.fixture
def officer(qtbot: QtBot, session: Session) -> Officer:
    return Officer(qtbot, TablePage(session, "requests"))


@pytest.fixture
def filled(qtbot: QtBot, open_session: OpenSession) -> Officer:
    return Officer(qtbot, TablePage(open_session(zeros()), "requests"))


def cells(officer: Officer) -> ReportDocument:
    return officer.page.model.session.report


def test_that_enter_after_tabs_goes_on_below_where_the_tabs_began(officer: Officer) -> None:
    officer.type("1")
    officer.press(Key.Key_Tab)
    officer.type("2")
    officer.press(Key.Key_Tab)
    officer.type("3")
    officer.press(Key.Key_Return)
    assert officer.at == BELOW
    assert [cells(officer).cells[cell] for cell in (FIRST, SECOND, THIRD)] == ["1", "2", "3"]


def test_that_enter_after_tabs_and_an_arrow_goes_straight_down(officer: Officer) -> None:
    officer.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Right, Key.Key_Return)
    assert officer.at == requests("carried_over_in", COLUMNS[3])
    officer.press(Key.Key_Tab)
    officer.click(SECOND)
    officer.press(Key.Key_Return)
    assert officer.at == requests("carried_over_in", COLUMNS[1])


def test_that_shift_enter_goes_up_and_takes_the_figure(officer: Officer) -> None:
    officer.press(Key.Key_Down)
    officer.type("5")
    officer.press(Key.Key_Return, held=SHIFT)
    assert officer.at == FIRST
    assert cells(officer).cells[BELOW] == "5"


def test_that_control_home_and_end_go_to_the_corners_and_shift_selects_on_the_way(filled: Officer) -> None:
    filled.press(Key.Key_End, held=CONTROL)
    assert filled.at == requests("carried_over_out", "total")
    filled.press(Key.Key_Home, held=CONTROL)
    assert filled.at == FIRST
    filled.press(Key.Key_End, held=CONTROL | SHIFT)
    assert len(filled.page.view.selected_cells) == 175
    filled.press(Key.Key_Home)
    assert filled.at == requests("carried_over_out")
    assert len(filled.page.view.selected_cells) == 1


def test_that_shift_and_arrows_select_and_delete_blanks_the_selection(filled: Officer) -> None:
    filled.press(Key.Key_Right, Key.Key_Down, held=SHIFT)
    assert filled.page.view.selected_cells == {FIRST, SECOND, BELOW, requests("carried_over_in", COLUMNS[1])}
    filled.press(Key.Key_Delete)
    assert not {FIRST, SECOND, BELOW} & cells(filled).cells.keys()
    assert cells(filled).cells[THIRD] == "0"
    filled.page.model.session.stack.undo()
    assert cells(filled).cells[FIRST] == "0"


def test_that_backspace_blanks_a_cell_and_deletes_one_character_while_typing(filled: Officer) -> None:
    filled.press(Key.Key_Backspace)
    assert FIRST not in cells(filled).cells
    filled.type("12")
    filled.press(Key.Key_Backspace)
    filled.press(Key.Key_Return)
    assert cells(filled).cells[FIRST] == "1"


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_Down, Key.Key_PageDown, Key.Key_Tab])
def test_that_typing_then_moving_takes_the_figure(officer: Officer, key: Qt.Key) -> None:
    officer.type("8")
    officer.press(key)
    assert cells(officer).cells[FIRST] == "8"
    assert officer.at != FIRST


def test_that_escape_in_the_middle_restores_and_a_second_changes_nothing(filled: Officer) -> None:
    filled.type("98")
    filled.press(Key.Key_Escape)
    assert cells(filled).cells[FIRST] == "0"
    assert filled.at == FIRST
    filled.press(Key.Key_F2)
    filled.type("7")
    filled.press(Key.Key_Left, Key.Key_Escape, Key.Key_Escape)
    assert cells(filled).cells[FIRST] == "0"
    filled.press(Key.Key_Right)
    assert filled.at == SECOND


def test_that_home_and_end_move_within_a_figure_that_is_edited(filled: Officer) -> None:
    filled.press(Key.Key_F2, Key.Key_Home)
    filled.type("1")
    filled.press(Key.Key_End)
    filled.type("2")
    assert filled.at == FIRST
    filled.press(Key.Key_Return)
    assert cells(filled).cells[FIRST] == "102"


def test_that_the_keypad_types_digits_a_point_and_enter(qtbot: QtBot, session: Session) -> None:
    officer = Officer(qtbot, TablePage(session, "proactive_disclosure"))
    officer.press(Key.Key_End, held=CONTROL)
    for key in (Key.Key_1, Key.Key_2, Key.Key_Period, Key.Key_5):
        QTest.keyClick(officer.keyboard, key, KEYPAD)
    QTest.keyClick(officer.keyboard, Key.Key_Enter, KEYPAD)
    assert session.report.cells[FEES] == "12.5"  # type: ignore[index]


@pytest.mark.parametrize("typed", ["12.5", "12．5", "１２．５", "12。5"])
def test_that_every_point_that_a_chinese_keyboard_writes_is_one(qtbot: QtBot, session: Session, typed: str) -> None:
    officer = Officer(qtbot, TablePage(session, "proactive_disclosure"))
    officer.press(Key.Key_End, held=CONTROL)
    officer.compose(commit=typed)
    officer.press(Key.Key_Return)
    assert session.report.cells[FEES] == "12.5"  # type: ignore[index]


def test_that_pasting_into_the_editor_is_the_editors(officer: Officer) -> None:
    QGuiApplication.clipboard().setText("1,234\n")
    officer.type("0")
    officer.press(Key.Key_A, held=CONTROL)
    officer.press(Key.Key_V, held=CONTROL)
    assert officer.page.view.entry.editor.mode is Mode.TYPING
    officer.press(Key.Key_Return)
    assert cells(officer).cells[FIRST] == "1234"


def test_that_a_sum_too_long_is_refused_in_words_by_typing_and_filling(qtbot: QtBot, open_session: OpenSession) -> None:
    longest = "9" * 20
    report = replace(zeros(), cells={**zeros().cells, FIRST: longest, requests("received", "total"): longest})
    officer = Officer(qtbot, TablePage(open_session(report), "requests"))
    officer.press(Key.Key_Right)
    officer.type("1")
    officer.press(Key.Key_Return)
    assert "超过 20 位数字，无法保存" in officer.message
    assert cells(officer).cells[SECOND] == "0"
    officer.press(Key.Key_Escape)
    session = officer.page.model.session
    session.type_figure(FIRST, "5")
    session.type_figure(requests("carried_over_in", COLUMNS[1]), longest[:-1] + "8")
    officer.page.go_to(BELOW)
    officer.press(Key.Key_D, held=CONTROL)
    assert "超过 20 位数字，无法保存" in officer.message
    assert cells(officer).cells[BELOW] == "0"


# An input method.


def test_that_what_is_composed_is_shown_in_place_and_can_be_given_up(filled: Officer) -> None:
    QCoreApplication.sendEvent(filled.keyboard, QInputMethodEvent("１", []))
    editor = filled.page.view.entry.editor
    assert filled.page.view.entry.is_open
    assert editor.displayText() in ("", "１")
    assert editor.geometry().intersects(filled.page.view.entry.frame)
    QCoreApplication.sendEvent(filled.keyboard, QInputMethodEvent("", []))
    filled.press(Key.Key_Escape)
    assert cells(filled).cells[FIRST] == "0"
    assert not filled.page.view.entry.is_open


def test_that_several_characters_are_committed_at_once_and_more_can_follow(officer: Officer) -> None:
    officer.compose("1", "12", commit="１２")
    officer.compose("3", commit="３")
    officer.type("4")
    officer.press(Key.Key_Tab)
    assert cells(officer).cells[FIRST] == "1234"
    assert officer.at == SECOND


def test_that_the_first_digit_survives_in_the_cell_after_each_move(officer: Officer) -> None:
    for at, key in enumerate((Key.Key_Tab, Key.Key_Return, Key.Key_Right)):
        here = officer.at
        officer.compose(f"{at + 1}", commit=f"{at + 1}")
        officer.press(key)
        assert here is not None
        assert cells(officer).cells[here] == f"{at + 1}"


# The wheel.


@pytest.mark.parametrize(("turns", "steps"), [([120], [10]), ([-240], [-20]), ([60, 60], [10]), ([40], [])])
def test_that_control_and_the_wheel_ask_for_another_zoom(officer: Officer, turns: list[int], steps: list[int]) -> None:
    asked: list[int] = []
    officer.page.zoom_wanted.connect(asked.append)
    # Qt hands on from the table to the sheet only what a real wheel sends.
    viewport = officer.page._scroll.viewport()
    middle = QPointF(viewport.rect().center())
    for turn in turns:
        event = QWheelEvent(
            middle,
            viewport.mapToGlobal(middle),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            CONTROL,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003  Qt's signature
        )
        QApplication.sendEvent(viewport, event)
    assert asked == steps


# The whole report.


def test_that_all_three_tables_are_filled_with_tab_and_enter_alone(qtbot: QtBot, session: Session) -> None:
    """Tab through tables two and four, Enter down the columns of table three; Tab at the end asks for what follows."""
    form = session.report.form
    wanted = {cell: str(at + 1) for at, cell in enumerate(c for c in form.places if c not in form.totals)}
    asked: list[int] = []
    for table in form.tables:
        officer = Officer(qtbot, TablePage(session, table.id))
        officer.page.stepped_out.connect(asked.append)
        if table.id == "requests":
            _down_the_columns(officer, wanted)
        else:
            _along(officer, wanted, sum(cell in wanted for cell in table.cells))
        officer.page.hide()
    assert asked == [1, 1, 1]
    assert len(wanted) == 166
    assert {cell: session.report.cells[cell] for cell in wanted} == wanted
    assert session.report.cells.keys() == form.places.keys()
    assert session.report.totals is TotalsMode.FILLED


def _along(officer: Officer, wanted: dict[str, str], count: int) -> None:
    for _ in range(count):
        assert officer.at is not None
        officer.type(wanted[officer.at])
        officer.press(Key.Key_Tab)


def _down_the_columns(officer: Officer, wanted: dict[str, str]) -> None:
    columns = [box.cell for box in officer.page.view.deeds._paths.lines[0] if box.cell in wanted]  # type: ignore[union-attr]
    for at in range(len(columns)):
        officer.press(Key.Key_Home, held=CONTROL)
        officer.press(*([Key.Key_Tab] * at))
        seen = None
        while officer.at != seen:
            seen = officer.at
            assert seen is not None
            officer.type(wanted[seen])
            officer.press(Key.Key_Down if seen.split("/")[1] == "received" and at else Key.Key_Return)
            if officer.at in officer.page.model.session.report.form.totals:
                officer.press(Key.Key_Down)
    officer.press(Key.Key_Tab)
