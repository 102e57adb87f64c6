"""Renders the tables of a report as programs put them on the clipboard."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from disclosure_desk.formats.grid import Box, BoxRole, Grid
from disclosure_desk.intake.pasted import Clip
from disclosure_desk.report.document import ReportDocument


def texts(report: ReportDocument, section: str) -> list[list[tuple[Box, str]]]:
    """Each line's boxes with what stands in them."""
    grid = report.form.grids[section]
    lines: list[list[tuple[Box, str]]] = [[] for _ in range(grid.row_count)]
    for box in grid.boxes:
        lines[box.row].append((box, report.cells.get(box.cell, "") if box.cell else box.text))
    return lines


def excel_html(report: ReportDocument, sections: Iterable[str]) -> Clip:
    """One sheet after the other, spans as attributes, with the text that a spreadsheet offers beside."""
    tables = "".join(_table(texts(report, section), _excel_cell) for section in sections)
    head = "<head><style>td{mso-number-format:General}</style></head>"
    html = f"<html>{head}<body><!--StartFragment-->{tables}<!--EndFragment--></body></html>"
    return Clip(html, tabs(report, sections).text)


def word_html(report: ReportDocument, sections: Iterable[str]) -> Clip:
    """Labels in paragraphs and spans, cut by the layout, figures in spans of their own."""
    tables = "".join(_table(texts(report, section), _word_cell) for section in sections)
    return Clip(f"<html><body>{tables}</body></html>", label_once(report, sections).text)


def _table(lines: Sequence[Sequence[tuple[Box, str]]], cell: Callable[[Box, str], str]) -> str:
    rows = "".join(f"<tr>{''.join(cell(box, text) for box, text in line)}</tr>\r\n" for line in lines)
    return f"<table border=0 cellpadding=0>{rows}</table>"


def spans(box: Box) -> str:
    down = f" rowspan={box.row_span}" if box.row_span > 1 else ""
    return down + (f" colspan={box.column_span}" if box.column_span > 1 else "")


def _excel_cell(box: Box, text: str) -> str:
    number = " x:num" if box.role is BoxRole.FIGURE and text else ""
    return f"<td{spans(box)} class=xl65{number} style='border-top:none'>{escape(text)}</td>"


def _word_cell(box: Box, text: str) -> str:
    half = len(text) // 2
    inside = f"<span lang=EN-US>{escape(text[:half])}</span><span\r\nstyle='color:black'>{escape(text[half:])}</span>"
    return f'<td width="9%"{spans(box)}><p class=MsoNormal align=center>{inside}<o:p>&nbsp;</o:p></p></td>'


def tabs(report: ReportDocument, sections: Iterable[str]) -> Clip:
    """Tab-separated, a merged cell once and blank where it reaches."""
    return Clip(
        text="\r\n".join("\t".join(line) for section in sections for line in unrolled(report, section)) + "\r\n"
    )


def unrolled(report: ReportDocument, section: str) -> list[list[str]]:
    """Every place of the grid, blank where a merged cell reaches."""
    grid: Grid = report.form.grids[section]
    lines = [["" for _ in range(grid.column_count)] for _ in range(grid.row_count)]
    for line in texts(report, section):
        for box, text in line:
            lines[box.row][box.column] = text
    return lines


def label_once(report: ReportDocument, sections: Iterable[str]) -> Clip:
    """Tab-separated, each merged cell once and nothing where it reaches."""
    lines = [[text for _, text in line] for section in sections for line in texts(report, section)]
    return Clip(text="\n".join("\t".join(line) for line in lines))


def pipes(report: ReportDocument, sections: Iterable[str]) -> Clip:
    """A table of bars."""
    lines = [line for section in sections for line in unrolled(report, section)]
    return Clip(text="\n".join(f"| {' | '.join(line)} |" for line in lines))


def vertical(report: ReportDocument, sections: Iterable[str]) -> Clip:
    """One cell a line; a blank cell vanishes."""
    cells = [text for section in sections for line in texts(report, section) for _, text in line]
    return Clip(text="\n".join(cell for cell in cells if cell))


def spaced(report: ReportDocument, sections: Iterable[str]) -> Clip:
    """Blanks between the cells of a line, as a PDF viewer gives it; a blank cell vanishes."""
    lines = [" ".join(text for _, text in line if text) for section in sections for line in texts(report, section)]
    return Clip(text="\n".join(line for line in lines if line))


def glued(report: ReportDocument, sections: Iterable[str]) -> Clip:
    """Labels with blanks between, the figures of a line without any."""
    lines = []
    for section in sections:
        for line in texts(report, section):
            labels = [text for box, text in line if not box.cell and text]
            figures = "".join(text for box, text in line if box.cell)
            lines.append(" ".join([*labels, figures]).strip())
    return Clip(text="\n".join(line for line in lines if line))


LAYOUTS = (excel_html, word_html, tabs, label_once, pipes, vertical, spaced, glued)
