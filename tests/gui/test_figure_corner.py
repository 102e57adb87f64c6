"""Last year's figures and the small marks in the corners of the cells."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.figure_corner import CornerFigures
from disclosure_desk.gui.table_layout import TableFonts, TableLayout
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate
from disclosure_desk.report.document import ReportDocument
from tests.gui.conftest import OpenSession
from tests.gui.table_driver import Officer, requests
from tests.gui.test_table_page import zeros
from tests.reports import official_form

LONG = "87654321"
CELL = requests("granted")


def with_figures(report: ReportDocument, **figures: str) -> ReportDocument:
    return replace(report, cells={**report.cells, **{requests(row): figure for row, figure in figures.items()}})


def last(**figures: str) -> ReportDocument:
    return with_figures(replace(zeros(), year=2023), **figures)


@pytest.fixture
def officer(qtbot: QtBot, open_session: OpenSession) -> Officer:
    return Officer(qtbot, TablePage(open_session(zeros(), last(granted="7")), "requests"))


def picture_of(officer: Officer, cell: CellId) -> QImage:
    view = officer.page.view
    box = officer.page.model.box_at(officer.page.model.index_of(cell))
    assert box is not None
    return view.viewport().grab(view.rect_of(box)).toImage()


def lower_left(picture: QImage) -> QImage:
    return picture.copy(QRect(2, picture.height() * 3 // 5, picture.width() // 2, picture.height() * 2 // 5 - 2))


def test_that_last_years_figure_stands_in_the_corner_and_can_be_switched_off(officer: Officer) -> None:
    shown = lower_left(picture_of(officer, CELL))
    officer.page.set_last_year_shown(False)
    hidden = lower_left(picture_of(officer, CELL))
    assert shown != hidden
    officer.page.set_last_year_shown(True)
    assert lower_left(picture_of(officer, CELL)) == shown


def test_that_a_cell_that_last_year_left_blank_shows_nothing(qtbot: QtBot, open_session: OpenSession) -> None:
    before = last()
    before = replace(before, cells={cell: figure for cell, figure in before.cells.items() if cell != CELL})
    officer = Officer(qtbot, TablePage(open_session(zeros(), before), "requests"))
    shown = lower_left(picture_of(officer, CELL))
    officer.page.set_last_year_shown(False)
    assert lower_left(picture_of(officer, CELL)) == shown


@pytest.mark.parametrize("zoom", [0.75, 0.9, 1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("width", [600, 720, 1080])
@pytest.mark.parametrize("section", ["proactive_disclosure", "requests", "review_and_litigation"])
def test_that_last_years_digits_never_touch_this_years(
    qapp: QApplication, section: str, width: int, zoom: float
) -> None:
    grid = official_form().grids[section]
    layout = TableLayout(grid, TableFonts.made(QApplication.font(), zoom), width, zoom)
    corners = CornerFigures(layout)
    for box in grid.figures.values():
        rect = layout.rects[box]
        # As high as a digit can be, over the whole width of the cell.
        height = layout.line_height * 0.6
        digits = QRectF(rect.x(), rect.center().y() - corners.lift - height / 2, rect.width(), height)
        placed = corners.place(rect, LONG, digits)
        assert not placed.intersects(digits)
        assert placed.isEmpty() or QRectF(rect).contains(placed)


def test_that_digits_too_small_to_read_are_left_out(qapp: QApplication) -> None:
    grid = official_form().grids["requests"]
    small = CornerFigures(TableLayout(grid, TableFonts.made(QApplication.font(), 0.75), 700, 0.75))
    usual = CornerFigures(TableLayout(grid, TableFonts.made(QApplication.font(), 1.0), 700, 1.0))
    cell = QRect(0, 0, 60, 28)
    assert small.place(cell, "7", QRectF()).isEmpty()
    assert not usual.place(cell, "7", QRectF()).isEmpty()


def test_that_a_note_and_a_flag_mark_the_upper_right_corner(officer: Officer) -> None:
    session = officer.page.model.session

    def corner() -> QImage:
        picture = picture_of(officer, CELL)
        return picture.copy(QRect(picture.width() - 12, 0, 12, picture.height()))

    bare = corner()
    session.apply(annotate(session.report, CELL, {Aspect.NOTE: "按台账核对"}))
    noted = corner()
    session.apply(annotate(session.report, CELL, {Aspect.FLAG: FLAGGED}))
    flagged = corner()
    assert noted != bare
    assert flagged not in (bare, noted)
    session.stack.undo()
    session.stack.undo()
    assert corner() == bare


def test_that_notes_and_flags_are_told_and_read_out(officer: Officer) -> None:
    session = officer.page.model.session
    session.apply(annotate(session.report, CELL, {Aspect.NOTE: "按<台账>核对", Aspect.FLAG: FLAGGED}))
    index = officer.page.model.index_of(CELL)
    assert "待核实。<br>备注：按&lt;台账&gt;核对" in index.data(Qt.ItemDataRole.ToolTipRole)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("表三 予以公开 自然人 0 ")
    assert "待核实。 备注：按<台账>核对" in spoken
    assert spoken.endswith("2023 年此格：7。")


def test_that_a_note_tells_the_view_of_its_cell_alone(officer: Officer) -> None:
    session = officer.page.model.session
    told: list[object] = []
    officer.page.model.dataChanged.connect(lambda first, _: told.append(first.data(Qt.ItemDataRole.UserRole + 1)))
    session.apply(annotate(session.report, CELL, {Aspect.NOTE: "核对"}))
    assert told == [CELL]


def test_that_a_carried_over_figure_says_where_it_comes_from(qtbot: QtBot, open_session: OpenSession) -> None:
    officer = Officer(qtbot, TablePage(open_session(zeros(), last(carried_over_out="1")), "requests"))
    index = officer.page.model.index_of(requests("carried_over_in"))
    wanted = "带自 2023 年“四、结转下年度继续办理”：1。"
    assert wanted in index.data(Qt.ItemDataRole.ToolTipRole)
    assert wanted in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert wanted not in officer.page.model.index_of(CELL).data(Qt.ItemDataRole.ToolTipRole)


def test_that_carried_over_figures_are_marked_in_the_cell(qtbot: QtBot, open_session: OpenSession) -> None:
    cell = requests("carried_over_in", "other_organization")
    with_last = Officer(qtbot, TablePage(open_session(zeros(), last()), "requests"))
    with_last.page.set_last_year_shown(False)
    without = Officer(qtbot, TablePage(open_session(zeros()), "requests"))
    assert picture_of(with_last, cell) != picture_of(without, cell)
    assert picture_of(with_last, CELL) == picture_of(without, CELL)
    for officer in (with_last, without):
        officer.page.model.session.type_figure(cell, "")
    assert picture_of(with_last, cell) == picture_of(without, cell)  # nothing was carried over into it


def test_that_a_flag_keeps_clear_of_digits_that_have_given_way_upwards(officer: Officer) -> None:
    session = officer.page.model.session

    def digits() -> QImage:
        picture = picture_of(officer, CELL)
        return picture.copy(QRect(picture.width() - 16, 0, 16, picture.height() // 2 + 2))

    bare = digits()
    session.apply(annotate(session.report, CELL, {Aspect.FLAG: FLAGGED}))
    assert digits() == bare
