"""Damages rendered tables as copying does: a cell lost, moved or blank, a line or a label gone."""

from dataclasses import dataclass, field
from html import escape

from hypothesis import strategies as st

from disclosure_desk.formats.grid import Box, BoxRole
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.pasted import Clip
from disclosure_desk.report.document import ReportDocument
from tests.intake.pasted.renderings import spans, texts

PAGE_NUMBER = "- 3 -"


@dataclass
class Cell:
    """A cell of a rendered table; ``box`` is None for a place that a merged cell covers."""

    text: str
    box: Box | None = None

    @property
    def figure(self) -> CellId | None:
        return self.box.cell if self.box else None

    @property
    def role(self) -> BoxRole | None:
        return self.box.role if self.box else None


@dataclass
class Tables:
    """Rendered tables with what is left of the figures in them.

    ``shown`` has what stands in each cell (None where blank), ``lost`` the cells that stand nowhere any more.
    """

    tables: list[list[list[Cell]]]
    shown: dict[CellId, str | None]
    lost: set[CellId] = field(default_factory=set)

    def lines(self) -> list[list[Cell]]:
        return [line for table in self.tables for line in table]


def rendered(report: ReportDocument, *, unrolled: bool) -> Tables:
    """Every table of a report; ``unrolled`` has blank cells where merged cells reach."""
    tables = []
    for section, grid in report.form.grids.items():
        lines = [[Cell(text, box) for box, text in line] for line in texts(report, section)]
        if unrolled:
            lines = [[Cell("") for _ in range(grid.column_count)] for _ in range(grid.row_count)]
            for line in texts(report, section):
                for box, text in line:
                    lines[box.row][box.column] = Cell(text, box)
        tables.append(lines)
    return Tables(tables, dict(report.cells))


def _line_of_figures(draw: st.DrawFn, tables: Tables) -> tuple[list[Cell], list[int]]:
    lines = [line for line in tables.lines() if any(cell.figure for cell in line)]
    line = lines[draw(st.integers(0, len(lines) - 1))]
    return line, [at for at, cell in enumerate(line) if cell.figure]


def blank_a_figure(draw: st.DrawFn, tables: Tables) -> None:
    line, figures = _line_of_figures(draw, tables)
    for at in draw(st.sets(st.sampled_from(figures), min_size=1)):
        tables.shown[line[at].figure] = None
        line[at].text = ""


def drop_a_cell(draw: st.DrawFn, tables: Tables) -> None:
    line, figures = _line_of_figures(draw, tables)
    tables.lost.add(line.pop(draw(st.sampled_from(figures))).figure)


def insert_a_cell(draw: st.DrawFn, tables: Tables) -> None:
    line, figures = _line_of_figures(draw, tables)
    line.insert(draw(st.sampled_from([*figures, figures[-1] + 1])), Cell(""))


def drop_a_label(draw: st.DrawFn, tables: Tables) -> None:
    line, _ = _line_of_figures(draw, tables)
    labels = [at for at, cell in enumerate(line) if cell.role is BoxRole.STUB]
    if labels and draw(st.booleans()):
        del line[labels[-1]]
    elif labels:
        line[labels[-1]].text = ""


def drop_a_header_cell(draw: st.DrawFn, tables: Tables) -> None:
    lines = [line for line in tables.lines() if any(cell.role is BoxRole.HEADER for cell in line)]
    line = lines[draw(st.integers(0, len(lines) - 1))]
    at = draw(st.sampled_from([at for at, cell in enumerate(line) if cell.role is BoxRole.HEADER]))
    if draw(st.booleans()):
        del line[at]
    else:
        line[at].text = ""


def drop_a_line(draw: st.DrawFn, tables: Tables) -> None:
    table = draw(st.sampled_from(tables.tables))
    if table:
        line = table.pop(draw(st.integers(0, len(table) - 1)))
        tables.lost.update(cell.figure for cell in line if cell.figure)


def repeat_a_line(draw: st.DrawFn, tables: Tables) -> None:
    table = draw(st.sampled_from([table for table in tables.tables if table]))
    line = table[draw(st.integers(0, len(table) - 1))]
    table.insert(draw(st.integers(0, len(table))), [Cell(cell.text, cell.box) for cell in line])


def number_a_page(draw: st.DrawFn, tables: Tables) -> None:
    table = draw(st.sampled_from([table for table in tables.tables if table]))
    table.insert(draw(st.integers(0, len(table))), [Cell(PAGE_NUMBER)])


DAMAGES = (
    blank_a_figure,
    drop_a_cell,
    insert_a_cell,
    drop_a_label,
    drop_a_header_cell,
    drop_a_line,
    repeat_a_line,
    number_a_page,
)


def as_tabs(tables: Tables) -> Clip:
    return Clip(text="\n".join("\t".join(cell.text for cell in line) for line in tables.lines()))


def as_bars(tables: Tables) -> Clip:
    return Clip(text="\n".join(f"| {' | '.join(cell.text for cell in line)} |" for line in tables.lines()))


def as_blanks(tables: Tables) -> Clip:
    return Clip(text="\n".join(" ".join(cell.text for cell in line if cell.text) for line in tables.lines()))


def as_one_cell_a_line(tables: Tables) -> Clip:
    return Clip(text="\n".join(cell.text for line in tables.lines() for cell in line if cell.text))


def as_html(tables: Tables) -> Clip:
    def cell(each: Cell) -> str:
        return f"<td{spans(each.box) if each.box else ''}>{escape(each.text)}</td>"

    def row(line: list[Cell]) -> str:
        return f"<tr>{''.join(map(cell, line))}</tr>"

    return Clip(html="".join(f"<table>{''.join(map(row, table))}</table>" for table in tables.tables))
