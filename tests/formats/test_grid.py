"""The grid of merged boxes that screen, paper and workbook share."""

import pytest

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.grid import Box, BoxRole, Grid, grid
from disclosure_desk.formats.schema import TableSection
from tests.reports import TINY

ALL_TABLES = [
    pytest.param(table, id=f"{format_id}-{table.id}")
    for format_id in catalogue().ids
    for table in catalogue().get(format_id).tables
] + [pytest.param(table, id=f"tiny-{table.id}") for table in TINY.tables]


def _box(of: Grid, text: str) -> Box:
    return next(box for box in of.boxes if box.text == text)


def _spans(of: Grid, text: str) -> tuple[int, int]:
    box = _box(of, text)
    return box.row_span, box.column_span


def _table(format_id: str, section: str) -> Grid:
    return grid(next(t for t in catalogue().get(format_id).tables if t.id == section))


@pytest.mark.parametrize("table", ALL_TABLES)
def test_that_the_boxes_cover_every_position_exactly_once(table: TableSection) -> None:
    drawn = grid(table)
    area = sum(box.row_span * box.column_span for box in drawn.boxes)
    assert area == drawn.row_count * drawn.column_count == len(drawn.covering)


@pytest.mark.parametrize("table", ALL_TABLES)
def test_that_every_cell_has_one_box_and_every_band_its_header(table: TableSection) -> None:
    drawn = grid(table)
    assert set(drawn.figures) == set(table.cells)
    assert sum(band.count for band in drawn.bands) == drawn.row_count
    for band in drawn.bands:
        rows = range(band.first, band.first + band.header)
        assert not any(box.role is BoxRole.FIGURE for box in drawn.boxes if box.row in rows)
    assert sum(drawn.widths) == pytest.approx(1)


def test_that_section_three_is_merged_as_on_the_official_form() -> None:
    three = _table("2021", "requests")
    assert (three.row_count, three.column_count, three.stub_columns) == (28, 10, 3)
    assert _spans(three, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）") == (3, 3)
    assert _spans(three, "申请人情况") == (1, 7)
    assert _spans(three, "自然人") == (2, 1)
    assert _spans(three, "法人或其他组织") == (1, 5)
    assert _spans(three, "一、本年新收政府信息公开申请数量") == (1, 3)
    assert _spans(three, "三、本年度办理结果") == (22, 1)
    assert _spans(three, "（三）不予公开") == (8, 1)
    assert _spans(three, "（四）无法提供") == (3, 1)
    assert _spans(three, "（五）不予处理") == (5, 1)
    assert _spans(three, "（六）其他处理") == (3, 1)
    assert _spans(three, "（七）总计") == (1, 2)


def test_that_the_trial_form_of_section_three_has_one_row_of_other_dispositions() -> None:
    three = _table("2019", "requests")
    assert _spans(three, "三、本年度办理结果") == (20, 1)
    assert _spans(three, "（六）其他处理") == (1, 2)


def test_that_section_two_fills_its_width_in_every_block() -> None:
    two = _table("2021", "proactive_disclosure")
    assert (two.row_count, two.column_count) == (14, 4)
    assert _spans(two, "第二十条第（一）项") == (1, 4)
    assert _spans(two, "本年收费金额（单位：万元）") == (1, 3)
    assert [band.count for band in two.bands] == [4, 3, 4, 3]


def test_that_section_four_stands_abreast_in_one_line_of_fifteen_figures() -> None:
    four = _table("2021", "review_and_litigation")
    assert (four.row_count, four.column_count, four.stub_columns) == (4, 15, 0)
    assert _spans(four, "行政复议") == (1, 5)
    assert _spans(four, "行政诉讼") == (1, 10)
    assert _spans(four, "复议后起诉") == (1, 5)
    assert _spans(four, "结果维持") == (2, 1)
    assert {box.row for box in four.figures.values()} == {3}
    assert [box.column for box in four.figures.values()] == list(range(15))
