"""Tables on paper: labels that are not torn, figures that are not clipped, breaks that keep rows and headers."""

from itertools import pairwise

import pytest

from disclosure_desk.export.blocks import FontRole, Heading, Paragraph, PrintedDocument, Run, Table
from disclosure_desk.export.fonts import font_set
from disclosure_desk.export.labels import NARROW_PADDING, label
from disclosure_desk.export.page import LEADING, LINES
from disclosure_desk.export.pagination import PlacedLine, PlacedRows, paginated
from disclosure_desk.export.pdf_writer import pdf_bytes
from disclosure_desk.export.table_layout import figures, framed
from disclosure_desk.formats.grid import Box, BoxRole, Grid, grid
from disclosure_desk.formats.schema import Block, TableSection
from tests.export.pages import MM, pages_of
from tests.reports import official_form

FONTS = font_set()


def _tall(*groups: int, bands: int = 1) -> Grid:
    """A table of groups of so many rows under a header of two lines, as often as there are bands."""
    columns = [{"label": "情况", "columns": [{"id": "east", "label": "东部"}, {"id": "west", "label": "西部"}]}]
    blocks = []
    for band in range(bands):
        rows = [
            {
                "label": f"（{'一二三四五六七八九'[at]}）第{at}组",
                "rows": [{"id": f"b{band}g{at}.r{row}", "label": f"{row}.事项"} for row in range(size)],
            }
            for at, size in enumerate(groups)
        ]
        blocks.append({"title": f"第{band}栏", "corner": "说明", "columns": columns, "rows": rows})
    section = TableSection.model_validate(
        {
            "id": "tall",
            "kind": "table",
            "heading": "二、长表",
            "short": "长表",
            "widths": [2, 3, 1, 1],
            "blocks": [Block.model_validate(block) for block in blocks],
        }
    )
    return grid(section)


def _document(drawn: Grid, lines_before: int = 0) -> PrintedDocument:
    before = [Paragraph((Run("字"),))] * lines_before
    values = {cell: str(1000 + at) for at, cell in enumerate(drawn.figures)}
    blocks = (*before, Heading(Run("二、长表", FontRole.HEADING)), Table(drawn, values))
    return PrintedDocument("长表", "机关", "表", 2024, "0" * 64, blocks)


def _parts(document: PrintedDocument) -> list[PlacedRows]:
    return [each for page in paginated(document, FONTS) for each in page.placed if isinstance(each, PlacedRows)]


@pytest.mark.parametrize("before", [0, 5, 17, 19, 20, 21])
def test_that_a_tall_table_repeats_its_header_and_loses_no_row(before: int) -> None:
    drawn = _tall(9, 20, 30, 1, 14)
    parts = _parts(_document(drawn, before))
    header = tuple(range(drawn.bands[0].header))
    assert len(parts) > 1
    assert all(part.rows[: len(header)] == header for part in parts)
    body = [row for part in parts for row in part.rows[len(header) :]]
    assert body == list(range(len(header), drawn.row_count))
    for part in parts:
        assert part.top + part.frame.height_of(part.rows) <= LINES * LEADING + 0.01
        assert len(part.rows) > len(header)


def test_that_a_stub_that_is_cut_by_a_page_is_written_on_both() -> None:
    pages = pages_of(pdf_bytes(_document(_tall(9, 40, 20)), FONTS))
    with_group = [at for at, page in enumerate(pages) if "第1组" in page.text]
    assert len(with_group) > 1
    assert with_group == list(range(with_group[0], with_group[-1] + 1))


def test_that_every_figure_of_a_broken_table_is_printed_inside_the_type_area() -> None:
    drawn = _tall(9, 40, 20)
    pages = pages_of(pdf_bytes(_document(drawn), FONTS))
    printed = [word.text for page in pages for word in page.words()]
    assert [text for text in (str(1000 + at) for at in range(len(drawn.figures))) if text not in printed] == []
    for page in pages:
        assert max(rule[3] for rule in page.rules) <= 262 * MM + 1
        assert min(rule[1] for rule in page.rules) >= 37 * MM - 1


@pytest.mark.parametrize("before", [3, 9, 14])
def test_that_a_table_of_several_bands_breaks_between_them(before: int) -> None:
    drawn = _tall(4, 4, bands=5)
    parts = _parts(_document(drawn, before))
    starts = {band.first for band in drawn.bands}
    assert len(parts) > 1
    assert all(part.rows[0] in starts for part in parts)
    assert [row for part in parts for row in part.rows] == list(range(drawn.row_count))


@pytest.mark.parametrize("before", range(22))
def test_that_a_heading_stands_on_the_page_of_its_table(before: int) -> None:
    for page in paginated(_document(_tall(6, 5), before), FONTS):
        kinds = [isinstance(each, PlacedLine) and bool(each.outline) for each in page.placed]
        for is_heading, following in pairwise([*kinds, None]):
            assert not is_heading or following is not None
    assert len(_parts(_document(_tall(6, 5), before))) == 1


@pytest.mark.parametrize(
    ("text", "chars_wide", "lines"),
    [
        ("商业企业", 3, ["商业", "企业"]),
        ("社会公益组织", 3, ["社会", "公益", "组织"]),
        ("自然人", 3, ["自然人"]),
        ("总计", 3, ["总计"]),
        ("结果维持", 2, ["结果", "维持"]),
        ("法人或其他组织", 16, ["法人或其他组织"]),
    ],
)
def test_that_narrow_headings_do_not_tear_words_of_two_characters(text: str, chars_wide: int, lines: list[str]) -> None:
    drawn = _tall(2)
    width = chars_wide * 10.0 + 2 * NARROW_PADDING + 0.1
    sized = label(drawn, Box(0, 0, BoxRole.HEADER, text=text), width, 10.0, FONTS)
    assert [line.text for line in sized.lines] == lines
    assert all(line.width <= width for line in sized.lines)


@pytest.mark.parametrize("section", ["proactive_disclosure", "requests", "review_and_litigation"])
def test_that_every_label_fits_its_box(section: str) -> None:
    drawn = official_form().grids[section]
    frame = framed(drawn, FONTS)
    for sized in frame.labels:
        box = sized.box
        width = frame.edges[box.column + box.column_span] - frame.edges[box.column]
        assert "".join(line.text for line in sized.lines) == box.text
        # A closing mark may reach into the blank beside the rule by its own blank half.
        assert all(line.width <= width + sized.size / 2 - 2 * NARROW_PADDING for line in sized.lines), box.text
        assert sized.height <= sum(frame.heights[box.row : box.row + box.row_span]) + 0.01
        assert sized.size >= 7.5


@pytest.mark.parametrize("figure", ["0", "99999999", "123456789012", "12345678901234567890", "1234567890.1234567890"])
@pytest.mark.parametrize("section", ["proactive_disclosure", "requests", "review_and_litigation"])
def test_that_a_figure_of_any_length_stays_in_its_cell_and_keeps_its_digits(section: str, figure: str) -> None:
    drawn = official_form().grids[section]
    frame = framed(drawn, FONTS)
    for sized in figures(frame, Table(drawn, dict.fromkeys(drawn.figures, figure)), FONTS):
        box = sized.box
        width = frame.edges[box.column + box.column_span] - frame.edges[box.column]
        assert "".join(line.text for line in sized.lines) == figure
        assert all(line.width <= width - 2 for line in sized.lines)
        assert len(sized.lines) * sized.leading <= sum(frame.heights[box.row : box.row + box.row_span])
