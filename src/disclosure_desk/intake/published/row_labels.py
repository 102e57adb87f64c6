"""Knows the labels of a table, and finds the row that a line of a published text is about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from disclosure_desk.formats.schema import Block, Column, ColumnGroup, ColumnNode, Row, RowGroup, RowNode, TableSection
from disclosure_desk.intake.labels import Match, Wordings, bare
from disclosure_desk.intake.published.figures import is_figure
from disclosure_desk.intake.published.lines import TextLine

_SURE_LABEL = 4


@dataclass(frozen=True)
class LabelledLine:
    """A line and the row that it is about, if any.

    Attributes:
        cells: the cells on the line.
        at: where the row's label stands among them.
        official: whether the label is worded as the form has it.
    """

    line: TextLine
    cells: list[str]
    block: Block | None = None
    row: Row | None = None
    at: int = 0
    official: bool = True

    @property
    def behind(self) -> list[str]:
        """The cells after the label."""
        return self.cells[self.at + 1 :]

    @property
    def row_id(self) -> str:
        """Id of the row, or ""."""
        return self.row.id if self.row else ""

    @property
    def row_label(self) -> str:
        """Official label of the row, or ""."""
        return self.row.label if self.row else ""

    @property
    def shown(self) -> str:
        """What stands on the line besides the label, for a message."""
        cells = self.behind if self.row else self.cells
        return " ".join(cell for cell in cells if cell)


class TableLabels:
    """The labels of one form of a table."""

    def __init__(self, table: TableSection) -> None:
        self._rows: Wordings[tuple[Block, Row]] = Wordings(
            ((block, row), row.label, row.aliases) for block in table.blocks for row in block.leaf_rows
        )
        self._columns: dict[int, Wordings[Column]] = {
            id(block): Wordings((column, column.label, column.aliases) for column in block.leaf_columns)
            for block in table.blocks
        }
        self._groups = {bare(label) for block in table.blocks for label in _groups(block.rows)}
        self._known = self._groups | {bare(text) for text in _other_wordings(table)}

    def row(self, cell: str) -> Match[tuple[Block, Row]] | None:
        """The row that a cell names."""
        return self._rows.find(cell) if cell and not is_figure(cell) else None

    def column(self, block: Block, cell: str) -> Match[Column] | None:
        """The column that a cell names."""
        return self._columns[id(block)].find(cell) if cell and bare(cell) not in self._groups else None

    def of(self, line: TextLine) -> LabelledLine:
        """The line with the row it is about."""
        cells = line.cells
        for at, cell in enumerate(cells):
            match = self.row(cell)
            if match is not None and self._may_precede(cells[:at], cell, official=match.is_official):
                block, row = match.target
                return LabelledLine(line, cells, block, row, at, match.is_official)
        return LabelledLine(line, cells)

    def unwrapped(self, lines: Sequence[TextLine]) -> Iterator[TextLine]:
        """The lines, those put together again of which a row's label was cut in two."""
        waiting: TextLine | None = None
        for line in lines:
            joined = self._joined(waiting, line) if waiting else None
            if waiting and joined is None:
                yield waiting
            waiting = joined or line
        if waiting:
            yield waiting

    def _joined(self, upper: TextLine, lower: TextLine) -> TextLine | None:
        """Two lines as one, where the end of one and the beginning of the other are together a row's label."""
        above, below = upper.cells, lower.cells
        words = [at for at, cell in enumerate(above) if cell and not is_figure(cell)]
        first = next((at for at, cell in enumerate(below) if cell), None)
        if not words or first is None or self.row(above[words[-1]]) or self.row(below[first]):
            return None
        at, label = words[-1], above[words[-1]] + below[first]
        match = self.row(label)
        if match is None or not match.is_official or (any(above[at + 1 :]) and any(below[first + 1 :])):
            return None
        behind = above[at + 1 :] if any(above[at + 1 :]) else below[first + 1 :]
        return TextLine(
            upper.number if any(above[at + 1 :]) else lower.number, "\t".join([*above[:at], label, *behind])
        )

    def _may_precede(self, before: Iterable[str], label: str, *, official: bool) -> bool:
        """Before a row's label stand only the labels of its groups; anything else only before a long, exact label."""
        strangers = [cell for cell in before if cell and bare(cell) not in self._groups]
        sure = official and len(bare(label)) >= _SURE_LABEL
        return not strangers or (sure and not any(bare(cell) in self._known for cell in strangers))


def _groups(nodes: Iterable[RowNode]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, RowGroup):
            yield node.label
            yield from node.aliases
            yield from _groups(node.rows)


def _header_labels(nodes: Iterable[ColumnNode]) -> Iterator[str]:
    for node in nodes:
        yield node.label
        if isinstance(node, ColumnGroup):
            yield from _header_labels(node.columns)


def _other_wordings(table: TableSection) -> Iterator[str]:
    for block in table.blocks:
        yield from (text for text in (block.title, block.corner) if text)
        yield from _header_labels(block.columns)
        if block.layout == "abreast":
            yield from (row.label for row in block.leaf_rows)
