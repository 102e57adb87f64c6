"""Draws placed lines and rows on a reportlab canvas."""

from collections.abc import Iterable

from reportlab.pdfgen.canvas import Canvas

from disclosure_desk.export.blocks import FontRole, Run
from disclosure_desk.export.fonts import FontSet
from disclosure_desk.export.line_breaking import Line, break_lines
from disclosure_desk.export.page import (
    BOTTOM,
    HAIRLINE,
    LEADING,
    LEFT,
    PAGE_HEIGHT,
    PAGE_NUMBER_GAP,
    PAGE_NUMBER_SIZE,
    PAGE_WIDTH,
    RIGHT,
    TEXT_WIDTH,
    TOP,
)
from disclosure_desk.export.pagination import Page, PlacedLine, PlacedRows
from disclosure_desk.export.table_layout import SizedBox

_BASELINE = 0.86
"""Where the baseline of a Chinese line stands in its em square, from the top."""
_PADDING = 2.2


def draw_page(canvas: Canvas, page: Page, number: int, fonts: FontSet) -> None:
    """Draws one page with its number on the outer side."""
    for placed in page.placed:
        if isinstance(placed, PlacedLine):
            _draw_line(canvas, placed)
        else:
            _draw_rows(canvas, placed)
    _draw_number(canvas, number, fonts)


def _draw_line(canvas: Canvas, placed: PlacedLine) -> None:
    top = PAGE_HEIGHT - TOP - placed.top
    if placed.outline:
        canvas.bookmarkHorizontalAbsolute(placed.anchor, top)
        canvas.addOutlineEntry(placed.outline, placed.anchor, 0)
    line = placed.line
    x = LEFT + (TEXT_WIDTH - line.width) / 2 if placed.centred else LEFT + placed.indent
    spacing = 0.0 if placed.centred else line.spacing
    _draw_text(canvas, line, x, _baseline(top, LEADING, placed.size), placed.size, spacing)


def _draw_text(canvas: Canvas, line: Line, x: float, y: float, size: float, spacing: float = 0.0) -> None:
    text = canvas.beginText(x, y)
    if spacing:
        text.setCharSpace(spacing)
    face, waiting = None, ""
    for piece in line.pieces:
        if piece.face is not face:
            if waiting:
                text.textOut(waiting)
            face, waiting = piece.face, ""
            text.setFont(face.name, size)
        waiting += piece.text
    text.textOut(waiting)
    if spacing:
        text.setCharSpace(0)
    canvas.drawText(text)


def _baseline(top: float, height: float, size: float) -> float:
    return top - (height - size) / 2 - size * _BASELINE


def _draw_rows(canvas: Canvas, placed: PlacedRows) -> None:
    """Draws rows; a box that spans more rows than stand here is drawn over those that do."""
    edges, table = placed.table.edges, placed.table
    tops, y = {}, PAGE_HEIGHT - TOP - placed.top
    for row in placed.rows:
        tops[row] = (y, y - table.heights[row])
        y -= table.heights[row]
    path = canvas.beginPath()
    for each in table.boxes:
        for run in _runs_here(each, placed.rows):
            upper, lower = tops[run[0]][0], tops[run[-1]][1]
            left, right = LEFT + edges[each.box.column], LEFT + edges[each.box.column + each.box.column_span]
            path.rect(left, lower, right - left, upper - lower)
            _draw_box(canvas, each, left, right, upper, lower)
    canvas.setLineWidth(HAIRLINE)
    canvas.drawPath(path, stroke=1, fill=0)


def _runs_here(each: SizedBox, rows: Iterable[int]) -> list[list[int]]:
    """The box's rows that stand here, as runs that follow each other (a repeated header and its body do not)."""
    spanned = range(each.box.row, each.box.row + each.box.row_span)
    here = [row for row in rows if row in spanned]
    return [here] if here else []


def _draw_box(canvas: Canvas, each: SizedBox, left: float, right: float, upper: float, lower: float) -> None:
    height = len(each.lines) * each.leading
    y = upper - (upper - lower - height) / 2
    for line in each.lines:
        x = left + (right - left - line.width) / 2 if each.centred else left + _PADDING
        _draw_text(canvas, line, x, _baseline(y, each.leading, each.size), each.size)
        y -= each.leading


def _draw_number(canvas: Canvas, number: int, fonts: FontSet) -> None:
    """``— 1 —`` below the type area: at the right on odd pages, at the left on even ones, one character in."""
    runs = [Run("— ", FontRole.BODY), Run(str(number), FontRole.LATIN), Run(" —", FontRole.BODY)]
    (line,) = break_lines(runs, fonts, PAGE_NUMBER_SIZE, PAGE_WIDTH)
    outer = PAGE_WIDTH - RIGHT - PAGE_NUMBER_SIZE - line.width
    x = outer if number % 2 else LEFT + PAGE_NUMBER_SIZE
    y = BOTTOM - PAGE_NUMBER_GAP - PAGE_NUMBER_SIZE * _BASELINE
    _draw_text(canvas, line, x, y, PAGE_NUMBER_SIZE)
