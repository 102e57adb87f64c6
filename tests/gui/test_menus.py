"""The menus: every line does something, every key is one thing's, and what cannot be asked for is greyed."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QMenu

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.menus import MENUS, RECENT, Entry
from disclosure_desk.gui.palette import Palette
from disclosure_desk.gui.shortcut_sheet import ShortcutSheet
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.store.failures import CLOSED
from tests.gui.windows import desk_of, window_on

ENTRIES = [entry for menu in MENUS for entry in menu.entries if isinstance(entry, Entry)]


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path, sample=True) as opened:
        yield opened


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.name for entry in ENTRIES])
def test_that_every_line_of_a_menu_has_a_deed(window: MainWindow, entry: Entry) -> None:
    assert entry.name == RECENT or callable(window.deeds(entry.name))
    assert window.actions_[entry.name].text()


def test_that_no_key_is_promised_twice() -> None:
    keys = Counter(key for entry in ENTRIES for key in entry.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_that_no_line_of_a_menu_stands_twice() -> None:
    assert [name for name, times in Counter(entry.name for entry in ENTRIES).items() if times > 1] == []


def test_that_the_switch_for_typed_totals_shows_how_things_stand(window: MainWindow) -> None:
    switch, session = window.actions_["typed_totals"], desk_of(window).session
    was = session.report.is_typed
    assert switch.isChecked() is was
    switch.toggle()
    assert session.report.is_typed is not was
    session.stack.undo()
    assert switch.isChecked() is was


@pytest.mark.parametrize("entry", [each for each in ENTRIES if each.is_switch], ids=lambda each: each.name)
def test_that_a_menu_shows_by_a_tick_whether_a_switch_is_on(window: MainWindow, entry: Entry) -> None:
    switch = window.actions_[entry.name]
    (menu,) = (each for each in window.findChildren(QMenu) if switch in each.actions())
    menu.resize(menu.sizeHint())
    drawn = []
    for on in (False, True):
        switch.blockSignals(True)  # noqa: FBT003  only what is drawn is looked at
        switch.setChecked(on)
        switch.blockSignals(False)  # noqa: FBT003
        drawn.append(menu.grab().toImage())
    assert not switch.isIconVisibleInMenu()  # a style draws one of them only
    assert drawn[0] != drawn[1]


def test_that_closing_the_window_closes_the_tour_as_well(window: MainWindow, qapp: QApplication) -> None:
    before = set(qapp.topLevelWidgets())
    window.actions_["tour"].trigger()
    (practice,) = (each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow) and each not in before)
    assert practice.isVisible()
    window.close()
    assert not practice.isVisible()
    assert not window.isVisible()


def test_that_f1_shows_the_guide_and_twice_the_shortcuts(window: MainWindow) -> None:
    window.show_place("requests")
    window.actions_["guide"].trigger()
    assert window.side.name == "guide"
    assert not window.findChildren(ShortcutSheet)
    window.actions_["guide"].trigger()
    assert window.findChildren(ShortcutSheet)


def test_that_the_current_cell_is_flagged_and_unflagged_from_the_menu(window: MainWindow) -> None:
    window.show_place("requests")
    session = desk_of(window).session
    for expected in (True, False):
        window.actions_["flag"].trigger()
        assert bool(session.report.annotations) is expected
    assert session.stack.undoText().startswith("取消待核实")


def test_that_there_is_one_line_to_type_into_at_a_time(window: MainWindow) -> None:
    window.activateWindow()
    window.show_place("requests")
    for name in ("palette", "go_to", "palette"):
        window.actions_[name].trigger()
        shown = [line for line in window.findChildren(QFrame, "palette") if line.isVisible()]
        assert len(shown) == 1
    assert isinstance(shown[0], Palette)


@pytest.mark.parametrize(("by", "row"), [(1, "received"), (-1, "carried_over_out")])
def test_that_tab_out_of_a_table_leads_to_the_nearer_end_of_the_next(window: MainWindow, by: int, row: str) -> None:
    window.go("requests", CellId("requests/granted/natural_person"))
    window.show_place("proactive_disclosure" if by > 0 else "review_and_litigation")
    page = window.page
    assert isinstance(page, TablePage)
    page.stepped_out.emit(by)
    assert isinstance(window.page, TablePage)
    assert window.place == "requests"
    assert str(window.page.current_cell).split("/")[1] == row


@pytest.mark.parametrize("place", ["requests", "overview"])
def test_that_the_wheel_with_control_zooms_tables_and_texts(window: MainWindow, place: str) -> None:
    window.show_place(place)
    QApplication.processEvents()
    page, handle = window.page, window.windowHandle()
    assert page is not None
    at = QPointF(page.mapTo(window, page.rect().center()))
    for turned, expected in ((120, 110), (-120, 100), (-120, 90)):
        QTest.wheelEvent(handle, at, QPoint(0, turned), QPoint(), Qt.KeyboardModifier.ControlModifier)
        assert window.zoom_percent == expected


def test_that_the_zoom_stays_between_its_limits(window: MainWindow) -> None:
    for name, limit in (("larger", 200), ("smaller", 75)):
        for _ in range(20):
            window.actions_[name].trigger()
        assert window.zoom_percent == limit
    window.actions_["usual_size"].trigger()
    assert window.zoom_percent == 100


@pytest.mark.parametrize("place", ["preamble", "overview", "other_matters"])
def test_that_a_text_is_begun_from_the_menu_and_is_then_refused_in_words(window: MainWindow, place: str) -> None:
    session = desk_of(window).session
    session.type_text(place, "")
    window.show_place(place)
    window.actions_["begin_text"].trigger()
    begun = session.report.narratives[place]
    assert begun.strip()
    window.actions_["begin_text"].trigger()
    assert session.report.narratives[place] == begun
    assert "没有还可以插入" in window.notice_bar.sentence


def test_that_the_refusal_to_change_a_final_report_names_lines_that_the_menus_have() -> None:
    named = re.findall("“(.+?)”", CLOSED)
    assert named
    assert set(named) <= {entry.words.rstrip("…") for entry in ENTRIES}
