"""Turns a table's nested groups into one grid of merged boxes, shared by screen, paper and workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from disclosure_desk.formats.schema import (
    Block,
    CellId,
    Column,
    ColumnGroup,
    ColumnNode,
    Row,
    RowGroup,
    RowNode,
    TableSection,
    cell_id,
)


class BoxRole(StrEnum):
    """What a box of the grid is for."""

    TITLE = "title"
    CORNER = "corner"
    HEADER = "header"
    STUB = "stub"
    FIGURE = "figure"


@dataclass(frozen=True)
class Box:
    """One merged cell of the grid; rows and columns count from 0.

    Attributes:
        text: the official wording, or "" where a figure stands.
        aside: the part of ``text`` that the form prints in 楷体.
        cell: the id of the figure, or None.
    """

    row: int
    column: int
    role: BoxRole
    row_span: int = 1
    column_span: int = 1
    text: str = ""
    aside: str = ""
    cell: CellId | None = None


@dataclass(frozen=True)
class Band:
    """A run of grid rows with its own header: rows ``first`` to ``first + count - 1``, of which ``header`` are header.

    Where a table breaks inside a band, those header rows are repeated.
    """

    first: int
    header: int
    count: int


@dataclass(frozen=True, eq=False)  # one object for each table of a form: what is derived from it is kept by identity
class Grid:
    """A whole table as merged boxes.

    Attributes:
        section: id of the section.
        widths: each grid column's share of the table's width; they add up to 1.
        row_count: number of grid rows, headers included.
        stub_columns: how many grid columns at the left hold stubs (0 where rows stand abreast).
        bands: the table's bands, top to bottom; together they cover every row.
        boxes: every box, in reading order; together they cover every grid position exactly once.
    """

    section: str
    widths: tuple[float, ...]
    row_count: int
    stub_columns: int
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]

    @property
    def column_count(self) -> int:
        """Number of grid columns."""
        return len(self.widths)

    @cached_property
    def figures(self) -> dict[CellId, Box]:
        """The boxes that hold figures, by cell id."""
        return {box.cell: box for box in self.boxes if box.cell is not None}

    @cached_property
    def covering(self) -> dict[tuple[int, int], Box]:
        """Which box covers each grid position ``(row, column)``."""
        return {
            (row, column): box
            for box in self.boxes
            for row in range(box.row, box.row + box.row_span)
            for column in range(box.column, box.column + box.column_span)
        }


def grid(table: TableSection) -> Grid:
    """Lays out a table section.

    Raises:
        ValueError: ``widths`` does not name as many columns as the blocks need.
    """
    stubs = max(_stub_depth(block) for block in table.blocks)
    columns = stubs + max(_value_columns(block) for block in table.blocks)
    if len(table.widths) != columns:
        raise ValueError(
            f"section {table.id!r}: key 'widths' gives {len(table.widths)} columns, the blocks need {columns}"
        )
    bands, boxes, row = [], [], 0
    for block in table.blocks:
        drawn = list(_block_boxes(table.id, block, row, stubs, columns))
        count = max(box.row + box.row_span for box in drawn) - row
        bands.append(Band(row, count - _body_rows(block), count))
        boxes += drawn
        row += count
    boxes.sort(key=lambda box: (box.row, box.column))
    total = sum(table.widths)
    return Grid(table.id, tuple(w / total for w in table.widths), row, stubs, tuple(bands), tuple(boxes))


def _body_rows(block: Block) -> int:
    return 1 if block.layout == "abreast" else len(block.leaf_rows)


def _stub_depth(block: Block) -> int:
    return 0 if block.layout == "abreast" else _depth(block.rows)


def _value_columns(block: Block) -> int:
    across = len(block.leaf_columns)
    return across * len(block.leaf_rows) if block.layout == "abreast" else across


def _depth(nodes: tuple[RowNode, ...] | tuple[ColumnNode, ...]) -> int:
    return max(1 + _depth(_inside(node)) if _inside(node) else 1 for node in nodes)


def _inside(node: RowNode | ColumnNode) -> tuple[RowNode, ...] | tuple[ColumnNode, ...]:
    if isinstance(node, RowGroup):
        return node.rows
    return node.columns if isinstance(node, ColumnGroup) else ()


def _span(node: RowNode | ColumnNode) -> int:
    return sum(_span(child) for child in _inside(node)) or 1


def _block_boxes(section: str, block: Block, top: int, stubs: int, columns: int) -> Iterator[Box]:
    if block.title:
        yield Box(top, 0, BoxRole.TITLE, column_span=columns, text=block.title)
        top += 1
    if block.layout == "abreast":
        yield from _abreast(section, block, top)
    else:
        yield from _stacked(section, block, top, stubs, columns)


def _stacked(section: str, block: Block, top: int, stubs: int, columns: int) -> Iterator[Box]:
    header = _depth(block.columns)
    aside = block.corner if block.corner_aside else ""
    yield Box(top, 0, BoxRole.CORNER, header, stubs, block.corner, aside)
    yield from _header_boxes(block.columns, top, stubs, header, columns)
    yield from _stub_boxes(block.rows, top + header, 0, stubs)
    for down, row in enumerate(block.leaf_rows):
        yield from _figures(section, row, block.leaf_columns, top + header + down, stubs, columns)


def _header_boxes(nodes: tuple[ColumnNode, ...], row: int, column: int, depth: int, end: int) -> Iterator[Box]:
    """Header boxes of ``depth`` rows; the last one reaches ``end``, so that short blocks fill the table's width."""
    for position, node in enumerate(nodes):
        last = position == len(nodes) - 1
        span = end - column if last else _span(node)
        inside = _inside(node)
        height = 1 if inside else depth
        yield Box(row, column, BoxRole.HEADER, height, span, node.label, node.aside)
        if isinstance(node, ColumnGroup):
            yield from _header_boxes(node.columns, row + 1, column, depth - 1, column + span)
        column += span


def _stub_boxes(nodes: tuple[RowNode, ...], row: int, column: int, stubs: int) -> Iterator[Box]:
    for node in nodes:
        if isinstance(node, RowGroup):
            yield Box(row, column, BoxRole.STUB, _span(node), 1, node.label, node.aside)
            yield from _stub_boxes(node.rows, row, column + 1, stubs)
        else:
            yield Box(row, column, BoxRole.STUB, 1, stubs - column, node.label, node.aside)
        row += _span(node)


def _figures(section: str, row: Row, columns: tuple[Column, ...], at: int, start: int, end: int) -> Iterator[Box]:
    for position, column in enumerate(columns):
        span = end - start - position if position == len(columns) - 1 else 1
        yield Box(at, start + position, BoxRole.FIGURE, column_span=span, cell=cell_id(section, row.id, column.id))


def _abreast(section: str, block: Block, top: int) -> Iterator[Box]:
    """Row labels above, the columns' labels under each of them, one line of figures below."""
    levels, across = _depth(block.rows), len(block.leaf_columns)
    yield from _levels(block.rows, block, top, 0, levels)
    below = top + levels + _depth(block.columns)
    for position, row in enumerate(block.leaf_rows):
        start = position * across
        yield from _figures(section, row, block.leaf_columns, below, start, start + across)


def _levels(nodes: tuple[RowNode, ...], block: Block, row: int, column: int, levels: int) -> Iterator[Box]:
    across, depth = len(block.leaf_columns), _depth(block.columns)
    for node in nodes:
        span = _span(node) * across
        yield Box(row, column, BoxRole.HEADER, 1, span, node.label, node.aside)
        if isinstance(node, RowGroup):
            yield from _levels(node.rows, block, row + 1, column, levels - 1)
        else:
            # A row label takes one line; the columns' labels stretch down to where the deeper groups end.
            yield from _header_boxes(block.columns, row + 1, column, levels - 1 + depth, column + span)
        column += span
