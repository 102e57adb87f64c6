"""Draws placed lines and rows on a reportlab canvas."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any

from reportlab.pdfbase.pdfmetrics import getFont
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
from disclosure_desk.export.table_layout import PADDING, SizedBox

_BASELINE = 0.86
"""Where the baseline of a Chinese line stands in its em square, from the top."""


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
    """Writes the operators itself: reportlab's text object spends more on formatting numbers than on the text."""
    document = vars(canvas)["_doc"]
    operators = [f"BT {x:.3f} {y:.3f} Td {spacing:.4f} Tc"]
    for face, pieces in groupby(line.pieces, key=attrgetter("face")):
        font: Any = getFont(face.name)
        for subset, codes in font.splitString("".join(piece.text for piece in pieces), document):
            operators.append(f"{font.getSubsetInternalName(subset, document)} {size:.3f} Tf <{codes.hex()}> Tj")
    operators.append("ET")
    canvas.addLiteral(" ".join(operators))


def _baseline(top: float, height: float, size: float) -> float:
    return top - (height - size) / 2 - size * _BASELINE


def _draw_rows(canvas: Canvas, placed: PlacedRows) -> None:
    """Draws rows; a box that spans more rows than stand here is drawn over those that do."""
    edges, frame = placed.frame.edges, placed.frame
    tops, y = {}, PAGE_HEIGHT - TOP - placed.top
    for row in placed.rows:
        tops[row] = (y, y - frame.heights[row])
        y -= frame.heights[row]
    rules = _Rules()
    for each in placed.boxes:
        here = [row for row in range(each.box.row, each.box.row + each.box.row_span) if row in tops]
        if here:
            left, right = LEFT + edges[each.box.column], LEFT + edges[each.box.column + each.box.column_span]
            _draw_box(canvas, each, left, right, tops[here[0]][0], tops[here[-1]][1])
    for box in frame.grid.boxes:
        here = [row for row in range(box.row, box.row + box.row_span) if row in tops]
        if here:
            left, right = LEFT + edges[box.column], LEFT + edges[box.column + box.column_span]
            rules.around(left, right, tops[here[0]][0], tops[here[-1]][1])
    rules.draw(canvas)


class _Rules:
    """The lines of a table: each stretch is drawn once, and stretches that meet are drawn as one."""

    def __init__(self) -> None:
        self._level: dict[float, set[tuple[float, float]]] = {}
        self._upright: dict[float, set[tuple[float, float]]] = {}

    def around(self, left: float, right: float, upper: float, lower: float) -> None:
        """The four sides of a box."""
        for y in (upper, lower):
            self._level.setdefault(round(y, 2), set()).add((left, right))
        for x in (left, right):
            self._upright.setdefault(round(x, 2), set()).add((lower, upper))

    def draw(self, canvas: Canvas) -> None:
        """Draws them as hairlines with square ends, so that corners close."""
        operators = [f"q {HAIRLINE} w 2 J"]
        for y, stretches in sorted(self._level.items()):
            operators += (f"{start:.2f} {y} m {end:.2f} {y} l" for start, end in _joined(stretches))
        for x, stretches in sorted(self._upright.items()):
            operators += (f"{x} {start:.2f} m {x} {end:.2f} l" for start, end in _joined(stretches))
        canvas.addLiteral(" ".join([*operators, "S Q"]))


def _joined(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1] + 0.01:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _draw_box(canvas: Canvas, each: SizedBox, left: float, right: float, upper: float, lower: float) -> None:
    height = len(each.lines) * each.leading
    y = upper - (upper - lower - height) / 2
    for line in each.lines:
        x = left + (right - left - line.width) / 2 if each.centred else left + PADDING
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
