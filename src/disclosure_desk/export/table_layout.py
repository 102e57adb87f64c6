"""Sizes a table for the page: column edges, row heights, labels, and figures shrunk to their cells."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from disclosure_desk.export.blocks import FontRole, Table
from disclosure_desk.export.fonts import FontSet
from disclosure_desk.export.labels import NARROW_PADDING, SizedBox, evened, label
from disclosure_desk.export.line_breaking import Line, one_line
from disclosure_desk.export.page import LEADING, LINES, TEXT_WIDTH
from disclosure_desk.formats.grid import Box, BoxRole, Grid

LABEL_SIZES = (12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
_ROW_HEIGHT = 1.95
"""Height of a row with one line, as a multiple of its labels' size."""
_FIGURES_LARGER = 0.5
_SMALLEST_FIGURE = 5.0
"""A longer figure goes on in the next line, so that it can be read and is never clipped."""
_FULL_PAGE = (LINES - 1) * LEADING
"""What a table may take so that its heading stands on the same page."""


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
def framed(grid: Grid, fonts: FontSet, wanted: float | None = None) -> Frame:
    """Sizes a table: the largest labels with which it stands on one page with its heading, else the smallest.

    Where a size in points is wanted it is taken, on however many pages.
    """
    edges = _edges(grid)

    @cache
    def sized(size: float) -> tuple[tuple[SizedBox, ...], tuple[float, ...]]:
        labels = _labels(grid, edges, size, fonts)
        return labels, _heights(grid, labels, size)

    def fits(size: float) -> bool:
        return sum(sized(size)[1]) <= _FULL_PAGE

    def largest() -> float:
        at = 0 if fits(LABEL_SIZES[0]) else bisect_left(LABEL_SIZES, True, lo=1, key=fits)  # noqa: FBT003 - the key sought
        return LABEL_SIZES[min(at, len(LABEL_SIZES) - 1)]

    size = wanted or largest()
    labels, heights = sized(size)
    settled = tuple(evened(each, _width(edges, each.box), fonts) for each in labels)
    return Frame(grid, edges, heights, settled, size)


def _labels(grid: Grid, edges: Sequence[float], size: float, fonts: FontSet) -> tuple[SizedBox, ...]:
    """All labels; if one heading has to be smaller, all headings are."""
    labels = [label(grid, box, _width(edges, box), size, fonts) for box in grid.boxes if box.cell is None]
    least = min((each.size for each in labels if each.box.role is BoxRole.HEADER), default=size)
    return tuple(
        label(grid, each.box, _width(edges, each.box), least, fonts)
        if each.box.role is BoxRole.HEADER and each.size > least
        else each
        for each in labels
    )


def figures(frame: Frame, table: Table, fonts: FontSet) -> Iterator[SizedBox]:
    """The figures, shrunk where a cell is narrow: never clipped; blanks are left out."""
    for cell, box in frame.grid.figures.items():
        if cell in table.figures:
            room = _width(frame.edges, box) - 2 * NARROW_PADDING
            lines, size = _figure(table.figures[cell], room, frame.size + _FIGURES_LARGER, fonts)
            yield SizedBox(box, lines, size, centred=True)


@lru_cache(maxsize=4096)
def _figure(figure: str, room: float, wanted: float, fonts: FontSet) -> tuple[tuple[Line, ...], float]:
    line = one_line(figure, FontRole.LATIN, fonts, wanted)
    if line.width <= room:
        return (line,), wanted
    fitting = wanted * room / line.width
    if fitting >= _SMALLEST_FIGURE:
        return (one_line(figure, FontRole.LATIN, fonts, fitting),), fitting
    count = int(_SMALLEST_FIGURE / fitting) + 1
    parts = (figure[at * len(figure) // count : (at + 1) * len(figure) // count] for at in range(count))
    lines = tuple(one_line(part, FontRole.LATIN, fonts, _SMALLEST_FIGURE) for part in parts)
    widest = max(line.width for line in lines)
    if widest <= room:
        return lines, _SMALLEST_FIGURE
    smaller = _SMALLEST_FIGURE * room / widest
    return tuple(one_line(line.text, FontRole.LATIN, fonts, smaller) for line in lines), smaller


def _edges(grid: Grid) -> tuple[float, ...]:
    edges = [0.0]
    for width in grid.widths:
        edges.append(edges[-1] + width * TEXT_WIDTH)
    return tuple(edges)


def _width(edges: Sequence[float], box: Box) -> float:
    return edges[box.column + box.column_span] - edges[box.column]


def _heights(grid: Grid, labels: Iterable[SizedBox], size: float) -> tuple[float, ...]:
    heights = [size * _ROW_HEIGHT] * grid.row_count
    for each in sorted(labels, key=lambda sized: sized.box.row_span):
        rows = range(each.box.row, each.box.row + each.box.row_span)
        short = each.height - sum(heights[row] for row in rows)
        if short > 0:
            # What a merged box lacks is shared by the rows that it spans.
            for row in rows:
                heights[row] += short / each.box.row_span
    return tuple(heights)
