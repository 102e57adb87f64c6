"""The sheets of figures: a table in its official form, with live totals, and checks beside it that show 平 or 不平."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from disclosure_desk.export.workbook_contents import Contents
from disclosure_desk.export.workbook_rules import figure_rules
from disclosure_desk.export.workbook_styles import (
    ASIDES,
    FIGURE,
    HEADER,
    HEADING,
    LABEL,
    LABELS,
    NOTE,
    PLAIN,
    TOTAL,
    VERDICT,
    Look,
    Spot,
    draw,
    draw_text,
    set_up_page,
    text_height,
    write_text,
)
from disclosure_desk.formats.grid import Box, BoxRole, Grid, grid
from disclosure_desk.formats.schema import Balance, CellId, TableSection, cell_id
from disclosure_desk.report.figures import value
from disclosure_desk.report.workbook_values import blank_format, number_cell

BALANCED, UNBALANCED = "平", "不平"
_RED: Any = CellIsRule  # its stub has no types
_TOP = 3  # the heading and the guide stand above the table
_NARROWEST = 8.7  # a column that four characters fit into
_TABLE_WIDTH = 96.0
_ROW_HEIGHT = 21.0
_LOOKS = {BoxRole.TITLE: HEADER, BoxRole.HEADER: HEADER, BoxRole.CORNER: HEADER, BoxRole.STUB: LABEL}


@dataclass(frozen=True)
class TableSheet:
    """One table on its sheet.

    Attributes:
        shown: what each formula comes to, by reference: readers that do not calculate show that.
    """

    sheet: Worksheet
    table: TableSection
    contents: Contents
    shown: dict[str, str]

    @cached_property
    def grid(self) -> Grid:
        """The table as merged boxes."""
        return grid(self.table)

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """The columns' widths in the spreadsheet's units."""
        whole = max(_TABLE_WIDTH, _NARROWEST / min(self.grid.widths))
        return tuple(whole * share for share in self.grid.widths)

    @cached_property
    def spots(self) -> Mapping[CellId, Spot]:
        """Where each figure stands."""
        return {cell: _spot(box) for cell, box in self.grid.figures.items()}

    def write(self) -> None:
        """Fills the sheet."""
        for position, width in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(position)].width = round(width, 2)
        self._write_head()
        for box in self.grid.boxes:
            if box.cell is None:
                self._write_label(box)
            else:
                self._write_figure(box.cell)
        self._write_heights()
        self._write_balances()
        for rule in figure_rules(self.contents.form, self.table, self._typed_in()):
            self.sheet.add_data_validation(rule)
        self._freeze()
        set_up_page(self.sheet)

    def _typed_in(self) -> dict[CellId, str]:
        formulas = self.contents.formulas
        return {cell: spot.reference for cell, spot in self.spots.items() if cell not in formulas}

    def _write_head(self) -> None:
        across = self.grid.column_count
        for row, text, look in ((1, self.table.heading, HEADING), (2, self.table.guide, NOTE)):
            draw_text(self.sheet, Spot(row, 1, 1, across), text, look)
            self.sheet.row_dimensions[row].height = text_height(text, sum(self.widths), look)

    def _write_label(self, box: Box) -> None:
        cell = draw(self.sheet, _spot(box), _label_look(box))
        if box.aside and box.aside != box.text:
            cell.value = _with_aside(box)
        else:
            write_text(cell, box.text)

    def _write_figure(self, cell: CellId) -> None:
        spot, kind = self.spots[cell], self.contents.form.places[cell].kind
        parts = self.contents.formulas.get(cell)
        drawn = draw(self.sheet, spot, TOTAL if parts else FIGURE)
        drawn.number_format = blank_format(kind)
        figure = self.contents.figures.get(cell)
        if parts:
            listed = ",".join(self._references(parts))
            drawn.value = f'=IF(COUNT({listed})<{len(parts)},"",SUM({listed}))'
            self.shown[spot.reference] = figure or ""
        elif figure is not None:
            number = number_cell(figure, kind)
            if number is None:
                drawn.number_format = "@"
                write_text(drawn, figure)
            else:
                drawn.value, drawn.number_format = number.number, number.number_format

    def _references(self, cells: Iterable[CellId]) -> list[str]:
        """The cells as references, neighbours drawn together: ``D8:D28``."""
        runs: list[list[Spot]] = []
        for spot in (self.spots[cell] for cell in cells):
            if runs and _goes_on(runs[-1], spot):
                runs[-1].append(spot)
            else:
                runs.append([spot])
        return [r[0].reference if len(r) == 1 else f"{r[0].reference}:{r[-1].reference}" for r in runs]

    def _write_heights(self) -> None:
        heights = [_ROW_HEIGHT] * self.grid.row_count
        for box in sorted(self.grid.boxes, key=lambda box: box.row_span):
            width = sum(self.widths[box.column : box.column + box.column_span])
            covered = range(box.row, box.row + box.row_span)
            missing = text_height(box.text, width, _label_look(box)) - sum(heights[row] for row in covered)
            for row in covered if missing > 0 else ():
                heights[row] += missing / box.row_span
        for row, height in enumerate(heights):
            self.sheet.row_dimensions[_TOP + row].height = round(height, 1)

    def _write_balances(self) -> None:
        records = [c for c in self.contents.form.checks if isinstance(c, Balance) and c.section == self.table.id]
        row = _TOP + self.grid.row_count + 1
        for record in records:
            stubs = self.grid.stub_columns
            draw_text(self.sheet, Spot(row, 1, 1, stubs or self.grid.column_count), f"勾稽关系：{record.label}", PLAIN)
            row += 0 if stubs else 1
            self.sheet.row_dimensions[row].height = 2 * _ROW_HEIGHT
            for left, right in _sides(self.table, record):
                self._write_verdict(Spot(row, self.spots[left[0]].column), left, right)
            row += 1

    def _write_verdict(self, spot: Spot, left: tuple[CellId, ...], right: tuple[CellId, ...]) -> None:
        one, other = (",".join(self._references(side)) for side in (left, right))
        verdict = f'IF(ROUND(SUM({one})-SUM({other}),6)=0,"{BALANCED}","{UNBALANCED}")'
        draw(self.sheet, spot, VERDICT).value = f'=IF(COUNT({one},{other})<{len(left + right)},"",{verdict})'
        self.shown[spot.reference] = self._verdict(left, right)
        red = _RED("equal", [f'"{UNBALANCED}"'], font=Font(color="FFB3261E", bold=True))
        self.sheet.conditional_formatting.add(spot.reference, red)

    def _verdict(self, left: tuple[CellId, ...], right: tuple[CellId, ...]) -> str:
        one, other = self.contents.adds_up(left), self.contents.adds_up(right)
        if one is None or other is None:
            return ""
        return BALANCED if value(one) == value(other) else UNBALANCED

    def _freeze(self) -> None:
        header = self.grid.bands[0].header if len(self.grid.bands) == 1 else 0
        self.sheet.freeze_panes = Spot(_TOP + header, self.grid.stub_columns + 1).reference
        if header:
            self.sheet.print_title_rows = f"{_TOP}:{_TOP + header - 1}"


def _spot(box: Box) -> Spot:
    return Spot(_TOP + box.row, 1 + box.column, box.row_span, box.column_span)


def _label_look(box: Box) -> Look:
    look = _LOOKS.get(box.role, FIGURE)
    return replace(look, font=ASIDES) if box.aside and box.aside == box.text else look


def _with_aside(box: Box) -> CellRichText:
    before, _, after = box.text.partition(box.aside)
    pieces = ((before, LABELS), (box.aside, ASIDES), (after, LABELS))
    size = _LOOKS[box.role].size
    return CellRichText(*(TextBlock(InlineFont(rFont=font, sz=size), text) for text, font in pieces if text))


def _goes_on(run: list[Spot], spot: Spot) -> bool:
    """Whether a spot is the next one of a run down a column or along a row, with nothing between."""
    last = run[-1]
    if spot.column == last.column and spot.row == last.row + last.rows:
        return all(each.column == spot.column for each in run)
    along = spot.row == last.row and spot.column == last.column + last.columns
    return along and all(each.row == spot.row for each in run)


def _sides(table: TableSection, record: Balance) -> Iterator[tuple[tuple[CellId, ...], tuple[CellId, ...]]]:
    """In each column the cells of the left side and those of the right side."""
    for block in table.blocks:
        for column in block.leaf_columns:
            left = tuple(cell_id(table.id, row, column.id) for row in record.left)
            yield left, tuple(cell_id(table.id, row, column.id) for row in record.right)
