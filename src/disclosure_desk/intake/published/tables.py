"""Reads a table of a published text by its labels; what cannot be read with certainty stays blank and is reported."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.schema import Block, CellId, Column, FigureKind, Row, TableSection, cell_id
from disclosure_desk.intake.labels import Match, bare
from disclosure_desk.intake.published.figures import (
    BLANK_MARKS,
    UNIT,
    is_figure,
    placed,
    published_figure,
    quoted,
    sure_starts,
)
from disclosure_desk.intake.published.lines import TextLine
from disclosure_desk.intake.published.remarks import Note, TableRemarks
from disclosure_desk.intake.published.row_labels import LabelledLine, TableLabels
from disclosure_desk.intake.row_sums import RowSum, may_have_moved, states_of

_UNIT_IN_HEADER = re.compile(rf"[（(](?:单位[:：])?({UNIT})[）)]$")


@dataclass
class TableReading:
    """What was read of one table.

    Attributes:
        cells: figures by cell id.
        sources: where each came from.
        units: units of amounts as published.
        remarks: what has to be said.
        score: how well the document fits the form of the table.
    """

    cells: dict[CellId, str] = field(default_factory=dict)
    sources: dict[CellId, str] = field(default_factory=dict)
    units: dict[CellId, str] = field(default_factory=dict)
    remarks: list[Finding] = field(default_factory=list)
    score: int = 0


class TableReader:
    """Reads the lines of one section as one form of its table."""

    def __init__(self, table: TableSection, row_sum: RowSum | None = None) -> None:
        self._table = table
        self._sum = row_sum
        self._labels = TableLabels(table)
        self._notes = TableRemarks(table)
        self._read = TableReading()
        self._units: dict[str, str] = {}

    def read(self, lines: Sequence[TextLine]) -> TableReading:
        """Reads what can be read with certainty."""
        labelled = [self._labels.of(line) for line in self._labels.unwrapped(lines)]
        for block in self._table.blocks:
            stretch = _stretch(block, labelled)
            if not stretch:
                continue
            if not self._has_columns_in_order(block, stretch):
                rows = "、".join(f"“{row.spoken}”" for row in block.leaf_rows[:2])
                self._notes.add(Note.HEADER, rows, *_cells_of(self._table, block))
            elif block.layout == "abreast":
                self._abreast(block, stretch)
            else:
                self._stacked(block, stretch)
        self._say_what_is_missing()
        self._read.remarks = self._notes.findings()
        return self._read

    # Headers.

    def _has_columns_in_order(self, block: Block, stretch: Sequence[LabelledLine]) -> bool:
        """The columns' labels have to be there, in the order of the form: never by position alone."""
        wanted = [column.id for column in block.leaf_columns]
        by_line = [[column.id for column in self._columns_on(block, line)] for line in stretch if line.row is None]
        found = [column for line in by_line for column in line]
        if block.layout == "abreast":
            fits = found == wanted * len(block.leaf_rows) and self._has_rows_in_order(block, stretch)
        else:
            fits = set(found) == set(wanted) and _is_in_order(by_line, wanted)
        self._read.score += len(wanted) if fits else 0
        return fits

    def _columns_on(self, block: Block, line: LabelledLine) -> Iterable[Column]:
        """The columns that a header line names; what is worded differently is reported."""
        if any(is_figure(cell) for cell in line.cells):
            return
        for cell in line.cells:
            match = self._column(block, cell)
            if match is not None:
                yield match.target
                if not match.is_official:
                    self._reword(cell, match.target.label)

    def _column(self, block: Block, cell: str) -> Match[Column] | None:
        match = self._labels.column(block, cell)
        unit = _UNIT_IN_HEADER.search(cell)
        if match is not None or unit is None:
            return match
        match = self._labels.column(block, cell[: unit.start()])
        if match is None or match.target.kind is not FigureKind.AMOUNT_AS_PUBLISHED:
            return None
        self._units[match.target.id] = unit[1]
        return match

    def _has_rows_in_order(self, block: Block, stretch: Sequence[LabelledLine]) -> bool:
        named = [match.target[1].id for line in stretch for cell in line.cells if (match := self._labels.row(cell))]
        return list(dict.fromkeys(named)) == [row.id for row in block.leaf_rows]

    # Rows.

    def _stacked(self, block: Block, stretch: Sequence[LabelledLine]) -> None:
        lines = [line for line in stretch if line.block is block]
        sure = sure_starts([(line.at, line.behind) for line in lines], len(block.leaf_columns))
        widths = {len(line.cells) for line in stretch if any(self._labels.column(block, cell) for cell in line.cells)}
        found: dict[str, list[tuple[LabelledLine, list[str] | None]]] = {}
        for line in lines:
            found.setdefault(line.row_id, []).append((line, self._placed(block, line, sure, widths)))
            if not line.official:
                self._reword(line.cells[line.at], line.row_label)
        for row in block.leaf_rows:
            if row.id in found:
                self._take_once(block, row, found[row.id])

    def _placed(
        self, block: Block, line: LabelledLine, sure: Mapping[tuple[int, int], set[int]], widths: Collection[int]
    ) -> list[str] | None:
        """The figures of a row; None where some are blank and it is not certain that none has moved.

        Args:
            block: the row's block.
            line: the row.
            sure: where figures begin in lines of the same shape.
            widths: how many cells the lines of the block's header have.
        """
        figures = placed(line.behind, len(block.leaf_columns), line.at, sure)
        if figures is None:
            return None
        # A cell of a merged label may stand before the figures: where one of them is lost, it would pass for a blank.
        is_proved = all(figures) or not any(figures) or (line.at, len(line.behind)) in sure
        # Without a sum, only as many cells as the header has prove that none is lost.
        if not is_proved and (self._sum is not None or len(line.cells) not in widths):
            return None
        states = states_of(self._sum, [column.id for column in block.leaf_columns], figures)
        return None if may_have_moved(states, figures) else figures

    def _take_once(self, block: Block, row: Row, found: list[tuple[LabelledLine, list[str] | None]]) -> None:
        """A row may stand twice, as where a page was cut; with other figures it cannot be told which are right."""
        line, figures = found[0]
        thing = f"“{row.spoken}”（第 {'、'.join(str(each.line.number) for each, _ in found)} 行）"
        if any(other != figures for _, other in found):
            self._notes.add(Note.CONFLICT, thing, *self._cells(block, row))
            return
        if len(found) > 1:
            self._notes.add(Note.REPEATED, thing)
        self._take(block, row, figures, line)

    def _abreast(self, block: Block, stretch: Sequence[LabelledLine]) -> None:
        """One line of figures for all rows: row after row, each with all columns."""
        across = len(block.leaf_columns)
        count = across * len(block.leaf_rows)
        lines = [line for line in stretch if line.row is None and _holds_figures(line)]
        fitting = [line for line in lines if placed(line.cells, count) is not None] or lines
        for line in fitting[:1]:
            figures = placed(line.cells, count)
            columns = [column.id for column in block.leaf_columns] * len(block.leaf_rows)
            if figures is None or may_have_moved(states_of(self._sum, columns, figures), figures):
                self._unplaced(block.leaf_rows, block, line)
            else:
                for at, row in enumerate(block.leaf_rows):
                    self._take(block, row, figures[at * across : (at + 1) * across], line)
        for line in fitting[1:]:
            self._notes.add(Note.SURPLUS, f"第 {line.line.number} 行“{quoted(line.shown)}”")

    def _take(self, block: Block, row: Row, figures: list[str] | None, line: LabelledLine) -> None:
        if figures is None:
            self._unplaced([row], block, line)
            return
        self._read.score += 2
        for column, cell, text in zip(block.leaf_columns, self._cells(block, row), figures, strict=True):
            self._take_figure(row, column, cell, text, line)

    def _unplaced(self, rows: Sequence[Row], block: Block, line: LabelledLine) -> None:
        """Says of one line that its figures cannot be told apart; it is recognised all the same."""
        self._read.score += len(rows)
        named = "".join(f"“{row.spoken}”" for row in rows)
        cells = (cell for row in rows for cell in self._cells(block, row))
        self._notes.add(Note.UNPLACED, f"{named}（第 {line.line.number} 行，原文“{quoted(line.shown)}”）", *cells)

    def _take_figure(self, row: Row, column: Column, cell: CellId, text: str, line: LabelledLine) -> None:
        read = published_figure(text, row.kind or column.kind or FigureKind.COUNT)
        if read.note is not None:
            self._notes.add(read.note, f"“{row.spoken}”“{column.spoken}”（第 {line.line.number} 行）{read.words}", cell)
        if read.figure is None:
            return
        self._read.cells[cell] = read.figure
        self._read.sources[cell] = f"第 {line.line.number} 行"
        if unit := read.unit or self._units.get(column.id):
            self._read.units[cell] = unit

    # Remarks.

    def _reword(self, found: str, label: str) -> None:
        if bare(found) != bare(label):
            self._read.score -= 1
            self._notes.add(Note.LABEL, f"“{quoted(found)}”按“{label}”")

    def _say_what_is_missing(self) -> None:
        told = self._notes.spoken_of | self._read.cells.keys()
        for block in self._table.blocks:
            for row in block.leaf_rows:
                missing = [cell for cell in self._cells(block, row) if cell not in told]
                if missing:
                    self._read.score -= 1
                    self._notes.add(Note.MISSING, f"“{row.spoken}”", *missing)

    def _cells(self, block: Block, row: Row) -> list[CellId]:
        return [cell_id(self._table.id, row.id, column.id) for column in block.leaf_columns]


def _stretch(block: Block, lines: Sequence[LabelledLine]) -> Sequence[LabelledLine]:
    """The lines of a block: from behind the block before it to its last row, or to the block after it if abreast."""
    own = [at for at, line in enumerate(lines) if line.block is block]
    if not own:
        return ()
    others = [at for at, line in enumerate(lines) if line.block not in (None, block)]
    start = max((at + 1 for at in others if at < own[0]), default=0)
    after = min((at for at in others if at > own[-1]), default=len(lines))
    return lines[start : after if block.layout == "abreast" else own[-1] + 1]


def _holds_figures(line: LabelledLine) -> bool:
    present = [cell for cell in line.cells if cell]
    digits = any(char.isdigit() for cell in present for char in cell)
    beginning = bool(present) and (present[0] in BLANK_MARKS or present[0][0].isdigit())
    return (digits and beginning) or all(cell in BLANK_MARKS for cell in present)


def _is_in_order(by_line: Sequence[Sequence[str]], wanted: Sequence[str]) -> bool:
    """Whether columns stand in the form's order.

    On one line all of them do. Over several lines a merged head may come early, so that the first and the last
    column tell nothing there.
    """
    ranks = [[wanted.index(column) for column in line] for line in by_line]
    first_seen = dict.fromkeys(rank for line in ranks for rank in line)
    inner = [rank for rank in first_seen if rank not in (0, len(wanted) - 1)]
    return all(line == sorted(set(line)) for line in ranks) and inner == sorted(inner)


def _cells_of(table: TableSection, block: Block) -> Iterable[CellId]:
    return (cell_id(table.id, row.id, column.id) for row in block.leaf_rows for column in block.leaf_columns)
