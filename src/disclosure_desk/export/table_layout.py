"""Sizes a table for the page: row heights, wrapped labels, shrunk figures, and where it may break."""

import math
from dataclasses import dataclass

from disclosure_desk.export.blocks import FontRole, Run, Table
from disclosure_desk.export.fonts import FontSet
from disclosure_desk.export.line_breaking import Line, break_lines, text_width
from disclosure_desk.export.page import LEADING, LINES, TEXT_WIDTH
from disclosure_desk.formats.grid import Band, Box, BoxRole, Grid

LABEL_SIZES = (12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
SMALLEST_FIGURE = 4.0
_LABEL_LEADING = 1.24
_ROW_HEIGHT = 1.95
_PADDING = 2.2
_FULL_PAGE = (LINES - 1) * LEADING
"""What a table may take so that its heading stands on the same page."""


@dataclass(frozen=True)
class SizedBox:
    """A box of the grid with its text wrapped.

    Attributes:
        lines: the wrapped label, or one line with the figure, or none where the cell is blank.
        size: of the text, in points.
        centred: whether lines are centred; else they start at the left.
    """

    box: Box
    lines: tuple[Line, ...]
    size: float
    centred: bool

    @property
    def leading(self) -> float:
        """Height of one line of the text."""
        return self.size * _LABEL_LEADING

    @property
    def height(self) -> float:
        """Height that the text needs."""
        return len(self.lines) * self.leading + 2 * _PADDING


@dataclass(frozen=True)
class SizedTable:
    """A table ready to be placed.

    Attributes:
        edges: x of each vertical edge, from 0 to 156 mm; one more than there are columns.
        heights: of each grid row.
        boxes: every box with its text.
        bands: runs of rows with the header rows that are repeated.
    """

    grid: Grid
    edges: tuple[float, ...]
    heights: tuple[float, ...]
    boxes: tuple[SizedBox, ...]

    @property
    def height(self) -> float:
        """Height of the whole table."""
        return sum(self.heights)

    @property
    def bands(self) -> tuple[Band, ...]:
        """The grid's bands."""
        return self.grid.bands


def sized(table: Table, fonts: FontSet) -> SizedTable:
    """Sizes a table: the largest labels with which it stands on one page with its heading, else the smallest."""
    edges = _edges(table.grid)
    for size in LABEL_SIZES:
        boxes = tuple(_box(table, box, edges, size, fonts) for box in table.grid.boxes)
        heights = _heights(table.grid, boxes, size)
        if sum(heights) <= _FULL_PAGE:
            break
    return SizedTable(table.grid, edges, heights, boxes)


def _edges(grid: Grid) -> tuple[float, ...]:
    edges = [0.0]
    for width in grid.widths:
        edges.append(edges[-1] + width * TEXT_WIDTH)
    return tuple(edges)


def _box(table: Table, box: Box, edges: tuple[float, ...], size: float, fonts: FontSet) -> SizedBox:
    room = edges[box.column + box.column_span] - edges[box.column] - 2 * _PADDING
    if box.cell is not None:
        return _figure(box, table.figures.get(box.cell, ""), room, size, fonts)
    centred = box.role is not BoxRole.STUB or box.row_span > 1 or table.grid.stub_columns == 1
    return SizedBox(box, _label(box, room, size, fonts), size, centred)


def _figure(box: Box, figure: str, room: float, size: float, fonts: FontSet) -> SizedBox:
    """A figure on one line, shrunk where its cell is narrow: it is never clipped and never wrapped."""
    if not figure:
        return SizedBox(box, (), size, centred=True)
    wanted = size + 1.0
    width = text_width(figure, FontRole.LATIN, fonts, wanted)
    fitting = max(SMALLEST_FIGURE, min(wanted, wanted * room / width))
    lines = break_lines([Run(figure, FontRole.LATIN)], fonts, fitting, max(room, width))
    return SizedBox(box, lines, fitting, centred=True)


def _label(box: Box, room: float, size: float, fonts: FontSet) -> tuple[Line, ...]:
    runs = _runs(box)
    width = sum(text_width(run.text, run.role, fonts, size) for run in runs)
    if box.role is BoxRole.HEADER and width > room:
        room = _balanced(width, room, size)
    return break_lines(runs, fonts, size, room)


def _balanced(width: float, room: float, size: float) -> float:
    """A narrower measure by which a heading breaks into lines of equal length: 2+2 and 3+3 rather than 3+1 and 5+1."""
    lines = math.ceil(width / room - 0.001)
    return min(room, math.ceil(width / lines / size - 0.001) * size + 0.01)


def _runs(box: Box) -> tuple[Run, ...]:
    before, aside, after = box.text.partition(box.aside) if box.aside else (box.text, "", "")
    parts = ((before, FontRole.BODY), (aside, FontRole.SUBHEADING), (after, FontRole.BODY))
    return tuple(Run(text, role) for text, role in parts if text)


def _heights(grid: Grid, boxes: tuple[SizedBox, ...], size: float) -> tuple[float, ...]:
    heights = [size * _ROW_HEIGHT] * grid.row_count
    for each in sorted(boxes, key=lambda b: b.box.row_span):
        rows = range(each.box.row, each.box.row + each.box.row_span)
        short = each.height - sum(heights[row] for row in rows)
        if short > 0:
            # What a merged box lacks is shared by the rows that it spans.
            for row in rows:
                heights[row] += short / each.box.row_span
    return tuple(heights)
