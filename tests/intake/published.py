"""Renders a report as published text, its merged cells unrolled as editors leave them."""

from disclosure_desk.formats.grid import Box, BoxRole, Grid
from disclosure_desk.report.document import ReportDocument

LABEL_ONCE, BLANKS = "label_once", "blanks"
TABS, PIPES = "tabs", "pipes"


def published(report: ReportDocument, style: str, separator: str) -> str:
    """The report as text: title, headings, each table in that style, a sentence in each narrative section."""
    parts = [report.title]
    for section in report.form.sections:
        parts += ["", section.heading, ""]
        if section.id in report.form.grids:
            parts += [joined(cells, separator) for cells in table_lines(report, section.id, style)]
        else:
            parts.append(report.narratives.get(section.id, "本年度按要求开展工作。"))
    return "\n".join(parts) + "\n"


def table_lines(report: ReportDocument, section: str, style: str) -> list[list[str]]:
    """The cells of each line of a table."""
    grid = report.form.grids[section]
    return [_line(report, grid, row, style) for row in range(grid.row_count)]


def _line(report: ReportDocument, grid: Grid, row: int, style: str) -> list[str]:
    cells = []
    for column in range(grid.column_count):
        box = grid.covering[row, column]
        if (box.row, box.column) == (row, column):
            cells.append(_text(report, box))
        elif style == BLANKS:
            cells.append("")
    return cells


def _text(report: ReportDocument, box: Box) -> str:
    return report.cells.get(box.cell, "") if box.role is BoxRole.FIGURE and box.cell else box.text


def joined(cells: list[str], separator: str) -> str:
    """The cells as one line."""
    return "| " + " | ".join(cells) + " |" if separator == PIPES else "\t".join(cells)
