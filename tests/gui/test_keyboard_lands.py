"""Wherever the officer turns, the keyboard is there, so that nothing typed goes astray."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.table_page import TablePage
from tests.gui.windows import desk_of, window_on

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
FIRST = CellId("proactive_disclosure/rules/issued")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path, sample=True) as opened:
        opened.activateWindow()
        yield opened


def focused(window: MainWindow) -> QWidget:
    return window.focusWidget() or window


def click_outline(window: MainWindow, place: str) -> None:
    item = window.outline.item(window.outline.places.index(place))
    middle = window.outline.visualItemRect(item).center()
    QTest.mouseClick(window.outline.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def assert_typed_figure_lands(window: MainWindow) -> None:
    QTest.keyClicks(focused(window), "7")
    QTest.keyClick(focused(window), Key.Key_Tab)
    assert desk_of(window).session.report.cells[FIRST] == "7"


def test_that_a_figure_typed_after_turning_to_a_table_by_its_key_lands_there_even_from_the_outline(
    window: MainWindow,
) -> None:
    window.outline.setFocus()
    QTest.keyClick(window.outline, Key.Key_2, ALT)
    assert_typed_figure_lands(window)


def test_that_the_key_of_the_table_on_show_gives_it_the_keyboard(window: MainWindow) -> None:
    window.show_place("proactive_disclosure")
    window.outline.setFocus()
    QTest.keyClick(window.outline, Key.Key_2, ALT)
    assert_typed_figure_lands(window)


def test_that_a_figure_typed_after_a_click_in_the_outline_lands_in_the_table(window: MainWindow) -> None:
    click_outline(window, "proactive_disclosure")
    assert_typed_figure_lands(window)


def test_that_arrows_stay_in_the_outline_until_enter(window: MainWindow) -> None:
    window.outline.setFocus()
    below = window.outline.places.index("proactive_disclosure")
    for _ in range(below):
        QTest.keyClick(window.outline, Key.Key_Down)
        assert window.outline.hasFocus()
    assert window.place == "proactive_disclosure"
    QTest.keyClick(window.outline, Key.Key_Return)
    assert_typed_figure_lands(window)


def test_that_the_first_way_on_has_the_keyboard_at_the_very_beginning(tmp_path: Path) -> None:
    with window_on(tmp_path) as window:
        window.activateWindow()
        button = QApplication.focusWidget()
        assert isinstance(button, QPushButton)
        assert button.text() == "新建报告"


def test_that_enter_presses_a_button_on_a_page(qtbot: QtBot, session: Session) -> None:
    page = NarrativePage(session, "preamble")
    qtbot.addWidget(page)
    page.show()
    QTest.keyClick(page.start.preamble, Key.Key_Return)
    assert "政府信息公开条例" in session.report.narratives["preamble"]


def test_that_tab_goes_through_what_is_to_be_filled_in_by_hand_and_then_on(qtbot: QtBot, session: Session) -> None:
    page = NarrativePage(session, "preamble")
    qtbot.addWidget(page)
    page.show()
    page.editor.setFocus()
    session.type_text("preamble", "地址：____，电话：____。")
    page.editor.go_to_start()
    for typed in ("12", "34"):
        QTest.keyClick(page.editor, Key.Key_Tab)
        QTest.keyClicks(page.editor, typed)
    assert page.text == "地址：12，电话：34。"
    QTest.keyClick(page.editor, Key.Key_Tab)
    assert page.text == "地址：12，电话：34。"


def test_that_a_notice_does_not_push_the_current_cell_out_of_sight(window: MainWindow) -> None:
    window.resize(1180, 720)
    window.show_place("requests")
    assert isinstance(window.page, TablePage)
    view = window.page.view
    window.page.go_to(CellId("requests/carried_over_out/natural_person"))
    QApplication.processEvents()
    window.notice("已导出。")
    QApplication.processEvents()
    box = view.current_box
    assert box is not None
    assert view.viewport().visibleRegion().contains(view.rect_of(box).center())


def test_that_the_next_year_begins_at_its_cover(window: MainWindow) -> None:
    window.show_place("requests")
    window.actions_["new"].trigger()
    sheet = window.findChild(Sheet)
    assert sheet is not None
    sheet.verb.click()
    assert desk_of(window).session.report.year == 2025
    assert window.place == "cover"
