"""Measures: the form's merged boxes on the screen, whole widths, readable rows."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from disclosure_desk.formats.grid import Box, BoxRole, Grid, grid
from disclosure_desk.gui.table_layout import TableFonts, TableLayout
from tests.reports import official_form

SECTIONS = ["proactive_disclosure", "requests", "review_and_litigation"]


def grid_of(section: str, year: int = 2024) -> Grid:
    return grid(next(t for t in official_form(year).tables if t.id == section))


def laid_out(section: str, width: int = 660, zoom: float = 1.0, year: int = 2024) -> TableLayout:
    return TableLayout(grid_of(section, year), TableFonts.made(QApplication.font(), zoom), width, zoom)


def labelled(layout: TableLayout, text: str) -> Box:
    return next(box for box in layout.grid.boxes if box.text == text)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("width", [660, 661, 903, 1000])
def test_that_a_table_fills_the_width_it_is_given(section: str, width: int) -> None:
    assert laid_out(section, width).width == width


@pytest.mark.parametrize("year", [2019, 2024])
@pytest.mark.parametrize("section", SECTIONS)
def test_that_the_boxes_tile_the_table_without_gap_or_overlap(section: str, year: int) -> None:
    layout = laid_out(section, year=year)
    area = sum(rect.width() * rect.height() for rect in layout.rects.values())
    assert area == layout.width * layout.height
    rects = list(layout.rects.values())
    assert not any(a.intersects(b) for at, a in enumerate(rects) for b in rects[at + 1 :])


def test_that_table_three_is_merged_as_on_the_printed_form() -> None:
    layout = laid_out("requests")
    spans = {
        box.text: (box.row_span, box.column_span)
        for box in layout.grid.boxes
        if box.row_span > 1 or box.column_span > 1
    }
    assert spans["申请人情况"] == (1, 7)
    assert spans["法人或其他组织"] == (1, 5)
    assert spans["自然人"] == (2, 1)
    assert spans["总计"] == (2, 1)
    assert spans["三、本年度办理结果"] == (22, 1)
    assert spans["（三）不予公开"] == (8, 1)
    assert spans["一、本年新收政府信息公开申请数量"] == (1, 3)
    persons, header = layout.rects[labelled(layout, "自然人")], layout.rects[labelled(layout, "申请人情况")]
    assert persons.top() == header.bottom() + 1
    assert persons.left() == header.left()
    assert layout.rects[labelled(layout, "总计")].right() == header.right()


def test_that_table_four_stands_in_one_line_of_fifteen() -> None:
    layout = laid_out("review_and_litigation")
    figures = [layout.rects[box] for box in layout.grid.figures.values()]
    assert len(figures) == 15
    assert len({rect.top() for rect in figures}) == 1
    widths = sorted(rect.width() for rect in figures)
    assert widths[-1] - widths[0] <= 1


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("zoom", [0.75, 1.0, 1.5, 2.0])
def test_that_every_label_fits_its_box_and_rows_are_comfortable(section: str, zoom: float) -> None:
    layout = laid_out(section, round(660 * zoom), zoom)
    for box, lines in layout.lines.items():
        rect = layout.rects[box]
        assert max(line.width for line in lines) <= rect.width(), box.text
        assert len(lines) * layout.line_height <= rect.height() + 1, box.text
    body = [layout.rects[box].height() for box in layout.grid.figures.values()]
    # Whoever makes the table smaller wants to see more of it: rows give way a little more than the digits.
    assert min(body) >= (16 if zoom < 1 else round(28 * zoom))


def test_that_all_of_table_three_is_in_sight_at_75_per_cent_on_a_small_screen() -> None:
    layout = laid_out("requests", 640, 0.75)
    heading, margins, guidance = 36, 56, 84
    assert layout.height + heading + margins + guidance <= 700


def test_that_rows_are_between_28_and_32_pixels_high_where_their_label_takes_one_line() -> None:
    layout = laid_out("requests")
    single = [b for b in layout.grid.boxes if b.role is BoxRole.STUB and b.row_span == 1 and len(layout.lines[b]) == 1]
    assert len(single) > 15
    assert all(28 <= layout.rects[box].height() <= 32 for box in single)


def test_that_five_digits_fit_a_figure_of_table_three_in_the_smallest_window() -> None:
    layout = laid_out("requests", 650)
    digits = QFontMetricsF(layout.fonts.figure).horizontalAdvance("12345")
    assert min(layout.rects[box].width() for box in layout.grid.figures.values()) >= digits + layout.padding


def test_that_a_table_that_cannot_be_that_narrow_is_wider() -> None:
    layout = laid_out("requests", 300)
    assert layout.width > 300
    assert layout.rects[labelled(layout, "申请人情况")].isValid()


def test_that_the_aside_has_its_own_typeface() -> None:
    fonts = TableFonts.made(QFont("Desk Sans", 10), 1.0)
    assert fonts.aside.family() == "Desk Kai"
    assert fonts.label.family() == "Desk Sans"


def test_that_a_box_covers_whole_pixels() -> None:
    assert all(isinstance(rect, QRect) and not rect.isEmpty() for rect in laid_out("requests", 777).rects.values())
