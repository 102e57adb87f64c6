"""The ways through a table: which figure lies beside, above, below, next in order, at the edge of a block."""

from collections.abc import Callable, Iterator
from enum import Enum, auto

from disclosure_desk.formats.grid import Box, Grid


class Way(Enum):
    """A direction on the sheet."""

    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()


class FigurePaths:
    """The figures of a grid, line by line; stubs and headers are not on the way.

    Args:
        grid: the table.
    """

    def __init__(self, grid: Grid) -> None:
        by_row: dict[int, list[Box]] = {}
        for box in grid.figures.values():
            by_row.setdefault(box.row, []).append(box)
        self.lines: tuple[tuple[Box, ...], ...] = tuple(
            tuple(sorted(line, key=lambda box: box.column)) for _, line in sorted(by_row.items())
        )
        self._at = {box.cell: (down, across) for down, line in enumerate(self.lines) for across, box in enumerate(line)}
        self.in_order: tuple[Box, ...] = tuple(box for line in self.lines for box in line)

    def line_of(self, box: Box) -> int:
        """Which line of figures a box stands in, counted from 0."""
        return self._at[box.cell][0]

    def place_in_line(self, box: Box) -> int:
        """Which figure of its line a box is, counted from 0."""
        return self._at[box.cell][1]

    def beside(self, box: Box, way: Way, column: int | None = None) -> Box | None:
        """The next figure that way, or None at the table's edge.

        Args:
            box: where to start.
            way: where to go.
            column: the grid column to keep to when going up or down past wider boxes.
        """
        return next(self.along(box, way, column), None)

    def along(self, box: Box, way: Way, column: int | None = None) -> Iterator[Box]:
        """Every figure that way, the nearest first."""
        down, across = self._at[box.cell]
        line = self.lines[down]
        if way is Way.LEFT:
            yield from reversed(line[:across])
        elif way is Way.RIGHT:
            yield from line[across + 1 :]
        else:
            keep = box.column if column is None else column
            others = reversed(self.lines[:down]) if way is Way.UP else self.lines[down + 1 :]
            yield from (_in_column(other, keep) for other in others)

    def block_edge(self, box: Box, way: Way, is_filled: Callable[[Box], bool], column: int | None = None) -> Box:
        """Where Ctrl and an arrow lead: the end of a run of filled cells, else the next filled cell, else the edge."""
        at = box
        ahead = list(self.along(box, way, column))
        in_run = bool(ahead) and is_filled(box) and is_filled(ahead[0])
        for other in ahead:
            if in_run and not is_filled(other):
                break
            at = other
            if not in_run and is_filled(other):
                break
        return at

    def following(self, box: Box, step: int) -> Iterator[Box]:
        """Every figure after a box in reading order (``step`` 1) or before it (-1), the nearest first."""
        at = self.in_order.index(box)
        yield from self.in_order[at + 1 :] if step > 0 else reversed(self.in_order[:at])


def _in_column(line: tuple[Box, ...], column: int) -> Box:
    """The box of a line that covers a grid column, else the nearest one."""
    return min(line, key=lambda box: _distance(box, column))


def _distance(box: Box, column: int) -> int:
    return max(box.column - column, column - (box.column + box.column_span - 1), 0)
