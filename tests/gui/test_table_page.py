"""The page of a table: heading, guidance, scrolling with headers in view, other reports, zoom, mouse, painting."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui import theme as themes
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.gui.table_sheet import Pinned, SheetScroll
from disclosure_desk.gui.theme import DARK, LIGHT, theme
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.document import ReportDocument, TotalsMode
from tests.gui.conftest import OpenSession
from tests.gui.table_driver import CONTROL, SHIFT, Key, Officer, requests
from tests.gui.windows import look_of_its_own
from tests.reports import AGENCY, tiny_report

SECTIONS = ["proactive_disclosure", "requests", "review_and_litigation"]
LAST = requests("carried_over_out", "total")


def zeros(totals: TotalsMode = TotalsMode.FILLED) -> ReportDocument:
    report = begin(AGENCY, 2024, catalogue())
    return replace(report, totals=totals, cells=dict.fromkeys(report.form.places, "0"))


@pytest.fixture
def officer(qtbot: QtBot, session: Session) -> Officer:
    return Officer(qtbot, TablePage(session, "requests"))


def place_of(officer: Officer, cell: CellId) -> QPoint:
    """The middle of a cell on the scrolled viewport."""
    view = officer.page.view
    box = officer.page.model.box_at(officer.page.model.index_of(cell))
    assert box is not None
    return view.mapTo(scroll(officer).viewport(), view.rect_of(box).center())


def scroll(officer: Officer) -> SheetScroll:
    return officer.page._scroll


def pinned(officer: Officer) -> list[Pinned]:
    return [each for each in scroll(officer).viewport().findChildren(Pinned) if each.isVisible()]


def picture(officer: Officer) -> QImage:
    return officer.page.view.viewport().grab().toImage()


def colour_at(image: QImage, officer: Officer, cell: CellId, offset: QPoint) -> QColor:
    box = officer.page.model.box_at(officer.page.model.index_of(cell))
    assert box is not None
    return image.pixelColor(officer.page.view.rect_of(box).topLeft() + offset)


# What the page shows.


@pytest.mark.parametrize("section", SECTIONS)
def test_that_the_page_is_headed_in_the_official_wording(qtbot: QtBot, session: Session, section: str) -> None:
    page = Officer(qtbot, TablePage(session, section)).page
    heading = page.findChild(QLabel, "heading")
    assert heading.text() == session.report.form.section(section).heading
    assert page.accessibleName() == heading.text()


@pytest.mark.parametrize("section", SECTIONS)
def test_that_every_widget_has_an_accessible_name(qtbot: QtBot, session: Session, section: str) -> None:
    page = Officer(qtbot, TablePage(session, section)).page
    own = [w for w in page.findChildren(QWidget) if w.isVisible() and not w.objectName().startswith("qt_")]
    assert len(own) >= 7
    assert [type(w).__name__ for w in own if not w.accessibleName()] == []


def test_that_the_guide_says_what_is_counted_in_the_current_cell(officer: Officer) -> None:
    row = next(r for t in officer.page.model.session.report.form.tables for r in t.rows if r.id == "granted_in_part")
    officer.page.go_to(requests("granted_in_part"))
    guide = officer.page._guide.guide.text()
    assert row.guide in guide
    assert row.article in guide
    assert guide.startswith("部分公开 · 自然人")


def test_that_the_guide_repeats_what_is_wrong_with_the_current_cell(qtbot: QtBot, open_session: OpenSession) -> None:
    officer = Officer(qtbot, TablePage(open_session(zeros(TotalsMode.TYPED)), "requests"))
    officer.type("3")
    officer.press(Key.Key_Return, Key.Key_Up)
    assert officer.page._guide.remark.isVisible()
    assert officer.page._guide.remark.text().startswith("强制：")


def test_that_the_keyboard_reader_hears_the_cell_it_is_on(officer: Officer) -> None:
    officer.press(Key.Key_Down)
    assert officer.keyboard.accessibleName() == "表三 上年结转 自然人 未填"


# Room.


def test_that_table_three_needs_no_horizontal_scrollbar_between_the_panels_of_the_smallest_window(
    qtbot: QtBot, session: Session
) -> None:
    officer = Officer(qtbot, TablePage(session, "requests"), 1180 - 200 - 260 - 20, 560)
    assert scroll(officer).horizontalScrollBar().maximum() == 0
    assert scroll(officer).verticalScrollBar().maximum() > 0


def test_that_a_large_window_shows_the_sheet_whole_and_in_the_middle(qtbot: QtBot, session: Session) -> None:
    officer = Officer(qtbot, TablePage(session, "requests"), 2000, 1300)
    paper = scroll(officer).sheet.paper
    assert scroll(officer).verticalScrollBar().maximum() == 0
    assert paper.width() < 1200
    assert abs(paper.center().x() - 1000) <= 1


def test_that_zoom_makes_everything_larger_and_still_reaches_every_cell(officer: Officer) -> None:
    before = officer.page.view.height()
    officer.page.set_zoom(2.0)
    assert officer.page.view.height() > 1.7 * before
    officer.press(Key.Key_End, held=CONTROL)
    assert officer.at == LAST
    assert scroll(officer).viewport().rect().contains(place_of(officer, LAST))
    assert officer.page.zoom == 2.0


# Scrolling.


def test_that_the_current_cell_is_never_under_the_pinned_header(officer: Officer) -> None:
    officer.press(Key.Key_End, held=CONTROL)
    officer.press(Key.Key_Home)
    for _ in range(24):
        officer.press(Key.Key_Up)
        place = place_of(officer, officer.at)
        assert scroll(officer).viewport().rect().contains(place)
        assert not any(each.geometry().contains(place) for each in pinned(officer))
    assert scroll(officer).verticalScrollBar().value() == 0


def test_that_the_header_stays_in_view_when_the_sheet_scrolls(officer: Officer) -> None:
    assert pinned(officer) == []
    scroll(officer).verticalScrollBar().setValue(300)
    (header,) = pinned(officer)
    assert header.y() == 0
    assert header.width() == officer.page.view.table_size.width()


def test_that_stubs_and_header_stay_when_a_zoomed_sheet_scrolls_both_ways(officer: Officer) -> None:
    officer.page.set_zoom(2.0)
    scroll(officer).verticalScrollBar().setValue(600)
    scroll(officer).horizontalScrollBar().setValue(200)
    assert len(pinned(officer)) == 3
    assert any(each.x() == 0 and each.height() == officer.page.view.table_size.height() for each in pinned(officer))


def test_that_each_block_of_table_two_pins_its_own_header(qtbot: QtBot, session: Session) -> None:
    officer = Officer(qtbot, TablePage(session, "proactive_disclosure"), 700, 300)
    layout = officer.page.view.painter.layout
    second = layout.grid.bands[1]
    top = layout.tops[second.first]
    scroll(officer).verticalScrollBar().setValue(officer.page.view.y() + top + 10)
    (header,) = pinned(officer)
    assert header._part.top() == top


# Selecting.


def test_that_control_and_arrows_go_to_the_edge_of_a_block(officer: Officer) -> None:
    officer.press(Key.Key_Right, held=CONTROL)
    assert officer.at == requests("received", "total")
    officer.press(Key.Key_Down, held=CONTROL)
    assert officer.at == LAST
    officer.press(Key.Key_Home)
    assert officer.at == requests("carried_over_out")
    officer.press(Key.Key_End)
    assert officer.at == LAST
    officer.press(Key.Key_Home, held=CONTROL)
    assert officer.at == requests("received")


def test_that_page_down_moves_by_what_is_in_sight(officer: Officer) -> None:
    officer.press(Key.Key_PageDown)
    line = officer.page.view.deeds._paths.line_of(officer.page.view.current_box)
    assert 8 < line < 25
    officer.press(Key.Key_PageUp)
    assert officer.at == requests("received")


def test_that_shift_extends_the_selection_and_a_plain_move_ends_it(officer: Officer) -> None:
    officer.press(Key.Key_Right, Key.Key_Down, held=SHIFT)
    assert officer.page.view.selected_cells == {
        requests(row, column)
        for row in ("received", "carried_over_in")
        for column in ("natural_person", "commercial_enterprise")
    }
    officer.press(Key.Key_Down)
    assert officer.page.view.selected_cells == {officer.at}


def test_that_control_a_selects_figures_only(officer: Officer) -> None:
    officer.press(Key.Key_A, held=CONTROL)
    assert officer.page.view.selected_cells == set(officer.page.model.table.cells)


def test_that_a_click_chooses_a_figure_and_a_shifted_one_a_block(officer: Officer) -> None:
    officer.click(requests("received", "commercial_enterprise"))
    assert officer.at == requests("received", "commercial_enterprise")
    officer.click(requests("carried_over_in", "research_institution"), held=SHIFT)
    assert len(officer.page.view.selected_cells) == 4


def test_that_a_click_on_a_label_changes_nothing(officer: Officer) -> None:
    view = officer.page.view
    stub = next(box for box in view.painter.layout.grid.boxes if box.text.startswith("（三）"))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.rect_of(stub).center())
    assert officer.at == requests("received")


def test_that_dragging_selects_a_block(officer: Officer) -> None:
    view = officer.page.view
    boxes = view.painter.layout.grid.figures
    start, end = (view.rect_of(boxes[c]).center() for c in (requests("received"), requests("granted")))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.selected_cells == {requests(row) for row in ("received", "carried_over_in", "granted")}


def test_that_going_to_a_cell_selects_scrolls_and_takes_the_keyboard(qtbot: QtBot, officer: Officer) -> None:
    QApplication.focusWidget().clearFocus()
    with qtbot.waitSignal(officer.page.cell_entered) as entered:
        officer.page.go_to(LAST)
    assert entered.args == [LAST]
    assert officer.page.view.selected_cells == {LAST}
    assert scroll(officer).viewport().rect().contains(place_of(officer, LAST))
    assert QApplication.focusWidget() is officer.page.view.entry.editor


def test_that_going_to_a_cell_of_another_table_changes_nothing(officer: Officer) -> None:
    officer.page.go_to(CellId("proactive_disclosure/rules/issued"))
    assert officer.at == requests("received")


# Other reports.


def test_that_another_report_of_the_same_form_is_shown_at_once(officer: Officer) -> None:
    session = officer.page.model.session
    session.open(replace(session.stored, document=zeros()), None, session._journal)
    assert officer.page.model.index_of(requests("granted")).data() == "0"


def test_that_a_report_of_another_form_brings_its_own_table(officer: Officer) -> None:
    session = officer.page.model.session
    session.open(replace(session.stored, document=begin(AGENCY, 2020, catalogue())), None, session._journal)
    assert officer.page.model.rowCount() == 26
    officer.type("4")
    officer.press(Key.Key_Return)
    assert session.report.cells[requests("received")] == "4"


def test_that_a_page_without_its_table_is_blank_and_survives(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session(tiny_report())
    page = TablePage(session, "requests")
    qtbot.addWidget(page)
    page.show()
    page.go_to(requests("received"))
    session.close()
    assert page.current_cell is None
    assert page.take_typed()
    assert not page.grab().isNull()


# Painting.


def test_that_the_named_figure_of_a_failure_is_filled_and_its_parts_only_cornered(
    qtbot: QtBot, open_session: OpenSession
) -> None:
    officer = Officer(qtbot, TablePage(open_session(zeros(TotalsMode.TYPED)), "requests"))
    officer.page.go_to(requests("granted", "total"))
    officer.type("5")
    officer.press(Key.Key_Return)
    image = picture(officer)
    middle, corner = QPoint(20, 24), QPoint(2, 2)
    total, part = requests("granted", "total"), requests("granted", "other_organization")
    assert colour_at(image, officer, total, middle) == theme().error_fill
    assert colour_at(image, officer, part, middle) == theme().paper
    assert colour_at(image, officer, part, corner) == theme().error
    assert colour_at(image, officer, requests("withheld.state_secret"), corner) == theme().paper


def test_that_totals_are_tinted_and_the_current_cell_is_framed(officer: Officer) -> None:
    image = picture(officer)
    assert colour_at(image, officer, requests("granted", "total"), QPoint(10, 5)) == theme().total
    assert colour_at(image, officer, requests("received"), QPoint(0, 10)) == theme().accent
    stub = next(b for b in officer.page.view.painter.layout.grid.boxes if b.text.startswith("一、"))
    header = next(b for b in officer.page.view.painter.layout.grid.boxes if b.text == "自然人")
    for box in (stub, header):
        place = officer.page.view.rect_of(box).topLeft() + QPoint(2, 2)
        assert image.pixelColor(place) == theme().current_fill


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_that_lines_are_one_device_pixel_thick_on_every_screen(officer: Officer, ratio: float) -> None:
    view = officer.page.view
    image = QImage((view.size() + QSize(9, 9)) * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme().paper)
    view.viewport().render(image, QPoint(3, 3))
    line = theme().line
    inside = round((view.rect_of(officer.page.model.box_at(officer.page.model.index(5, 5))).center().y() + 3) * ratio)
    across = [x for x in range(image.width()) if image.pixelColor(x, inside) == line]
    assert len(across) == 2 + 1 + 7
    assert all(after - before > 1 for before, after in pairwise(across))
    column = round((view.rect_of(officer.page.model.box_at(officer.page.model.index(5, 9))).left() + 8) * ratio)
    down = [y for y in range(image.height()) if image.pixelColor(column, y) == line]
    assert len(down) == 1 + 2 + 25
    assert all(after - before > 1 for before, after in pairwise(down))


def test_that_a_figure_too_long_for_its_cell_is_set_smaller_not_cut(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session()
    officer = Officer(qtbot, TablePage(session, "requests"))
    session.type_figure(requests("granted", "commercial_enterprise"), "12345678")
    image = picture(officer)
    box = officer.page.model.box_at(officer.page.model.index_of(requests("granted", "natural_person")))
    rect = officer.page.view.rect_of(box).adjusted(2, 2, -2, -2)
    neighbour = {
        image.pixelColor(x, y).name()
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom())
    }
    assert neighbour == {theme().paper.name()}


def test_that_another_theme_repaints_the_table(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(themes, "_active", DARK)
    officer.page.refresh()
    assert colour_at(picture(officer), officer, requests("granted"), QPoint(10, 5)) == DARK.paper
    monkeypatch.setattr(themes, "_active", LIGHT)
    officer.page.refresh()
    assert colour_at(picture(officer), officer, requests("granted"), QPoint(10, 5)) == LIGHT.paper


@pytest.mark.parametrize("style_sheet", ["", "QLabel#heading { color: black; }"])
def test_that_a_larger_font_of_the_application_measures_the_table_anew(
    qtbot: QtBot, qapp: QApplication, session: Session, style_sheet: str
) -> None:
    with look_of_its_own(qapp):
        qapp.setStyleSheet(style_sheet)
        officer = Officer(qtbot, TablePage(session, "requests"))
        before = officer.page.view.height()
        qapp.setFont(QFont("Desk Sans", 16))
        qtbot.waitUntil(lambda: officer.page.view.height() > before)


# The menu.


def menu_of(officer: Officer, cell: CellId) -> QMenu:
    view = officer.page.view
    place = view.rect_of(officer.page.model.box_at(officer.page.model.index_of(cell))).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    return view.findChild(QMenu)


def test_that_the_menu_does_what_the_keys_do(officer: Officer) -> None:
    officer.type("7")
    menu = menu_of(officer, requests("carried_over_in"))
    assert officer.at == requests("carried_over_in")
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["剪切", "复制", "连同表头复制", "粘贴", "粘贴整表…", "清空", "用上一格的数字填充"]
    menu.actions()[-1].trigger()
    menu.close()
    assert officer.page.model.session.report.cells[requests("carried_over_in")] == "7"


def test_that_the_menu_of_a_report_that_cannot_change_only_copies(qtbot: QtBot, open_session: OpenSession) -> None:
    officer = Officer(qtbot, TablePage(open_session(zeros(), read_only=True), "requests"))
    menu = menu_of(officer, requests("granted"))
    enabled = [action.text() for action in menu.actions() if action.text() and action.isEnabled()]
    assert enabled == ["复制", "连同表头复制"]
    menu.close()


def test_that_escape_takes_a_message_away(officer: Officer) -> None:
    officer.page.go_to(requests("granted", "total"))
    officer.type("5")
    assert officer.message
    officer.press(Key.Key_Escape)
    assert officer.message == ""


# Messages.


@pytest.mark.parametrize("section", SECTIONS)
def test_that_a_message_lies_at_its_cell_and_covers_neither_it_nor_the_edge(
    qtbot: QtBot, session: Session, section: str
) -> None:
    officer = Officer(qtbot, TablePage(session, section))
    for cell in (officer.page.model.table.cells[0], officer.page.model.table.cells[-2]):
        officer.page.go_to(cell)
        officer.type("3x")
        officer.press(Key.Key_Return)
        message = officer.page.view.entry.message
        box = officer.page.view.rect_of(officer.page.view.current_box)
        place = box.translated(officer.page.view.mapTo(officer.page, QPoint(0, 0)))
        assert officer.page.rect().contains(message.geometry())
        assert not message.geometry().intersects(place)
        assert min(abs(message.y() - place.bottom()), abs(message.geometry().bottom() - place.top())) < 8
        officer.press(Key.Key_Escape)


def test_that_a_message_moves_with_the_sheet(officer: Officer) -> None:
    officer.type("3x")
    officer.press(Key.Key_Return)
    before = officer.page.view.entry.message.y()
    scroll(officer).verticalScrollBar().setValue(60)
    assert officer.page.view.entry.message.y() == before - 60
