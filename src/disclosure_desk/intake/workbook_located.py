"""Finds the figures of a table in a sheet that someone rebuilt by hand: by the wording of rows and columns alone."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from disclosure_desk.formats.schema import Block, CellId, Column, Row, TableSection, cell_id
from disclosure_desk.intake.workbook_sheets import Area, Sheet

_LONGEST_LABEL = 120
_HEADER_DEPTH = 5
_MOST_PLACES = 50
_NOT_LETTERS = re.compile(r"[^\w]+|_")

Position = tuple[int, int]


def normalised(text: str) -> str:
    """A wording without what people type differently: width, blanks, brackets and stops."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text)).lower()


def wordings(node: Row | Column) -> set[str]:
    """Every wording of a row or column that is accepted."""
    return {normalised(label) for label in (node.label, *node.aliases)}


@dataclass(frozen=True)
class LabelledSheet:
    """A sheet with its texts looked up by wording."""

    sheet: Sheet
    positions: dict[str, list[Position]] = field(default_factory=dict)
    wordings: dict[Position, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Sheet) -> "LabelledSheet":
        """The sheet's short texts by their normalised wording."""
        found = cls(sheet)
        for at, text in sheet.texts.items():
            if len(text) <= _LONGEST_LABEL and (wording := normalised(text)):
                found.positions.setdefault(wording, []).append(at)
                found.wordings[at] = wording
        return found

    def find(self, node: Row | Column) -> list[Position]:
        """Where the wording of a row or column stands, in reading order."""
        found = sorted(at for wording in wordings(node) for at in self.positions.get(wording, ()))
        # A wording that stands everywhere is no label; looking at each would take for ever.
        return found if len(found) <= _MOST_PLACES else []

    def locate(self, table: TableSection) -> dict[CellId, Area]:
        """The cells of a table whose row and column are both found, each in one place only."""
        found: dict[CellId, Area] = {}
        for block in table.blocks:
            located = self._abreast(table, block) if block.layout == "abreast" else self._stacked(table, block)
            for cell, (row, column) in located:
                found[cell] = Area(self.sheet.title, row, column, row, column)
        return found

    def _stacked(self, table: TableSection, block: Block) -> Iterator[tuple[CellId, Position]]:
        for row in block.leaf_rows:
            fitting = [(at, headers) for at in self.find(row) if (headers := self._headers_above(block, at))]
            if len(fitting) == 1:
                (line, _), headers = fitting[0]
                for column_id, column in headers.items():
                    yield cell_id(table.id, row.id, column_id), (line, column)

    def _headers_above(self, block: Block, label: Position) -> dict[str, int]:
        """The columns whose header stands nearest above a row's label, to the right of it."""
        nearest: dict[str, Position] = {}
        for column in block.leaf_columns:
            above = [at for at in self.find(column) if at[0] < label[0] and at[1] > label[1]]
            lowest = [at for at in above if at[0] == above[-1][0]]
            if len(lowest) == 1:
                nearest[column.id] = lowest[0]
        # Headers of another table further up belong to that table.
        line = max((at[0] for at in nearest.values()), default=0)
        return {column: at[1] for column, at in nearest.items() if at[0] > line - _HEADER_DEPTH}

    def _abreast(self, table: TableSection, block: Block) -> Iterator[tuple[CellId, Position]]:
        places = {row.id: self.find(row) for row in block.leaf_rows}
        starts = {row: found[0] for row, found in places.items() if len(found) == 1}
        headers = {row: self._headers_below(block, start, starts.values()) for row, start in starts.items()}
        bottoms = [self.sheet.merges.get(at, at)[0] for below in headers.values() for at in below.values()]
        if not bottoms:
            return
        line = max(bottoms) + 1
        for row, below in headers.items():
            for column, at in below.items():
                yield cell_id(table.id, row, column), (line, at[1])

    def _headers_below(self, block: Block, label: Position, starts: Iterable[Position]) -> dict[str, Position]:
        """The column headers under a row's label, up to where the next label begins."""
        end = min((at[1] for at in starts if at[1] > label[1]), default=label[1] + 2 * len(block.leaf_columns))
        found = {}
        for column in block.leaf_columns:
            below = [
                at
                for at in self.find(column)
                if label[0] < at[0] <= label[0] + _HEADER_DEPTH and label[1] <= at[1] < end
            ]
            if len(below) == 1:
                found[column.id] = below[0]
        return found


@dataclass(frozen=True)
class StatedLabels:
    """The wordings of a table, to see what a figure's surroundings say of it."""

    table: TableSection
    labelled: Mapping[str, LabelledSheet]

    @cached_property
    def _rows(self) -> dict[str, str]:
        return {wording: row.id for row in self.table.rows for wording in wordings(row)}

    @cached_property
    def _columns(self) -> dict[str, set[str]]:
        columns: dict[str, set[str]] = {}
        for column in (column for block in self.table.blocks for column in block.leaf_columns):
            for wording in wordings(column):
                columns.setdefault(wording, set()).add(column.id)
        return columns

    def contradict(self, area: Area, row: str, column: str) -> bool:
        """Whether the nearest label to the left, or the nearest header above, is that of another row or column."""
        sheet = self.labelled[area.sheet]
        beside = self._nearest(sheet, ((area.top, c) for c in range(area.left - 1, 0, -1)), self._rows)
        above = self._nearest(sheet, ((r, area.left) for r in range(area.top - 1, 0, -1)), self._columns)
        return (beside is not None and self._rows[beside] != row) or (
            above is not None and column not in self._columns[above]
        )

    def _nearest(self, sheet: LabelledSheet, positions: Iterable[Position], known: Container[str]) -> str | None:
        stated = (sheet.wordings.get(at, "") for at in positions)
        return next((wording for wording in stated if wording in known), None)
