"""Sizes a table for the page: row heights, wrapped labels, shrunk figures, and where it may break."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from disclosure_desk.export.blocks import FontRole, Run, Table
from disclosure_desk.export.fonts import FontSet
from disclosure_desk.export.line_breaking import Line, break_lines, one_line, text_width
from disclosure_desk.export.page import LEADING, LINES, TEXT_WIDTH
from disclosure_desk.formats.grid import Box, BoxRole, Grid

LABEL_SIZES = (12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
_LABEL_LEADING = 1.24
_ROW_HEIGHT = 1.95
PADDING = _PADDING = 2.2
_NARROW_PADDING = 1.2
_SMALLER = 0.9
"""How far a heading may shrink to save a line."""
_MARKER = re.compile(r"（[一二三四五六七八九十]+）")
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


@dataclass(frozen=True, eq=False)
class Frame:
    """A table without its figures: everything that follows from the form and the fonts alone.

    Attributes:
        edges: x of each vertical edge, from 0 to 156 mm; one more than there are columns.
        heights: of each grid row.
        labels: every box with a label.
        size: of the labels, in points.
    """

    grid: Grid
    edges: tuple[float, ...]
    heights: tuple[float, ...]
    labels: tuple[SizedBox, ...]
    size: float

    @property
    def height(self) -> float:
        """Height of the whole table."""
        return sum(self.heights)

    def height_of(self, rows: Iterable[int]) -> float:
        """Height of some rows."""
        return sum(self.heights[row] for row in rows)


@lru_cache(maxsize=64)
def framed(grid: Grid, fonts: FontSet) -> Frame:
    """Sizes a table: the largest labels with which it stands on one page with its heading, else the smallest."""
    edges = _edges(grid)
    for size in LABEL_SIZES:
        labels = tuple(_label(grid, box, edges, size, fonts) for box in grid.boxes if box.cell is None)
        heights = _heights(grid, labels, size)
        if sum(heights) <= _FULL_PAGE:
            break
    return Frame(grid, edges, heights, labels, size)


def figures(frame: Frame, table: Table, fonts: FontSet) -> Iterator[SizedBox]:
    """The figures, one line each, shrunk where a cell is narrow: never clipped or wrapped; blanks are left out."""
    wanted = frame.size + 1.0
    for cell, box in frame.grid.figures.items():
        if cell in table.figures:
            line = one_line(table.figures[cell], FontRole.LATIN, fonts, wanted)
            fitting = min(wanted, wanted * _room(frame.edges, box, _PADDING) / line.width)
            if fitting < wanted:
                line = one_line(table.figures[cell], FontRole.LATIN, fonts, fitting)
            yield SizedBox(box, (line,), fitting, centred=True)


def _edges(grid: Grid) -> tuple[float, ...]:
    edges = [0.0]
    for width in grid.widths:
        edges.append(edges[-1] + width * TEXT_WIDTH)
    return tuple(edges)


def _room(edges: tuple[float, ...], box: Box, padding: float) -> float:
    return edges[box.column + box.column_span] - edges[box.column] - 2 * padding


def _label(grid: Grid, box: Box, edges: tuple[float, ...], size: float, fonts: FontSet) -> SizedBox:
    if box.role is BoxRole.HEADER:
        return _heading(box, _room(edges, box, _NARROW_PADDING), size, fonts)
    if box.role is BoxRole.STUB and box.row_span > 1:
        return _group(box, _room(edges, box, _NARROW_PADDING), size, fonts)
    lines = break_lines(_runs(box), fonts, size, _room(edges, box, _PADDING))
    return SizedBox(box, lines, size, centred=box.role is not BoxRole.STUB or grid.stub_columns == 1)


def _heading(box: Box, room: float, size: float, fonts: FontSet) -> SizedBox:
    """A heading over narrow columns breaks into equal lines: 2+2 and 3+3 rather than 3+1 and 5+1."""
    lines, fitting = _equal_lines(_runs(box), room, size, fonts)
    return SizedBox(box, lines, fitting, centred=True)


def _group(box: Box, room: float, size: float, fonts: FontSet) -> SizedBox:
    """A stub beside several rows: its number （三） on a line of its own, the wording in equal lines below."""
    marker = _MARKER.match(box.text)
    if marker is None:
        return _heading(box, room, size, fonts)
    wording, fitting = _equal_lines([Run(box.text[marker.end() :])], room, size, fonts)
    return SizedBox(box, (one_line(marker[0], FontRole.BODY, fonts, fitting), *wording), fitting, centred=True)


def _equal_lines(runs: Sequence[Run], room: float, size: float, fonts: FontSet) -> tuple[tuple[Line, ...], float]:
    """The lines, and the size: a little smaller where that saves a line."""
    width = sum(text_width(run.text, run.role, fonts, size) for run in runs)
    count = math.ceil(width / room * _SMALLER)
    per_line = math.ceil(width / count / size - 0.01) * size
    fitting = min(size, size * room / per_line)
    return break_lines(runs, fonts, fitting, min(room, per_line * fitting / size) + 0.05), fitting


def _runs(box: Box) -> tuple[Run, ...]:
    before, aside, after = box.text.partition(box.aside) if box.aside else (box.text, "", "")
    parts = ((before, FontRole.BODY), (aside, FontRole.SUBHEADING), (after, FontRole.BODY))
    return tuple(Run(text, role) for text, role in parts if text)


def _heights(grid: Grid, labels: tuple[SizedBox, ...], size: float) -> tuple[float, ...]:
    heights = [size * _ROW_HEIGHT] * grid.row_count
    for each in sorted(labels, key=lambda b: b.box.row_span):
        rows = range(each.box.row, each.box.row + each.box.row_span)
        short = each.height - sum(heights[row] for row in rows)
        if short > 0:
            # What a merged box lacks is shared by the rows that it spans.
            for row in rows:
                heights[row] += short / each.box.row_span
    return tuple(heights)
