"""Draws placed lines and rows: writes the operators that a page of a PDF consists of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter

from disclosure_desk.export.blocks import FontRole, Run
from disclosure_desk.export.embedding import Ink, inks
from disclosure_desk.export.fonts import Face, FontSet
from disclosure_desk.export.labels import PADDING, SizedBox
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
from disclosure_desk.export.pdf_file import Bookmark, DrawnPage
from disclosure_desk.export.pieces import printed

_CLOSE = 0.5
_BASELINE = 0.86
"""Where the baseline of a Chinese line stands in its em square, from the top."""


def drawn(pages: Sequence[Page], fonts: FontSet) -> tuple[list[DrawnPage], Iterable[Ink]]:
    """The pages as operators, each with its number on the outer side, and the fonts that they name."""
    numbers = [_number(at, fonts) for at in range(1, len(pages) + 1)]
    used = inks(_used([*chain.from_iterable(map(_lines, pages)), *numbers]))
    sheets = [_Sheet(used) for _ in pages]
    for at, (sheet, page, number) in enumerate(zip(sheets, pages, numbers, strict=True), 1):
        for placed in page.placed:
            if isinstance(placed, PlacedLine):
                _draw_line(sheet, placed)
            else:
                _draw_rows(sheet, placed)
        _draw_number(sheet, at, number)
    return [DrawnPage("\n".join(sheet.operators), tuple(sheet.bookmarks)) for sheet in sheets], used.values()


def _lines(page: Page) -> Iterator[Line]:
    for placed in page.placed:
        if isinstance(placed, PlacedLine):
            yield placed.line
        else:
            for box in placed.boxes:
                yield from box.lines


def _used(lines: Iterable[Line]) -> dict[Face, set[str]]:
    """The characters that are set in each face."""
    used: dict[Face, set[str]] = {}
    for line in lines:
        for piece in line.pieces:
            used.setdefault(piece.face, set()).update(piece.text)
    return used


class _Sheet:
    """A page while it is drawn."""

    def __init__(self, used: Mapping[Face, Ink]) -> None:
        self._inks = used
        self.operators: list[str] = []
        self.bookmarks: list[Bookmark] = []

    def text(self, line: Line, x: float, y: float, size: float, spacing: float = 0.0) -> None:
        """A line of text from ``x`` on the baseline ``y``, with so much between its characters."""
        operators = [f"BT {x:.3f} {y:.3f} Td {spacing:.4f} Tc"]
        for face, pieces in groupby(line.pieces, key=attrgetter("face")):
            ink = self._inks[face]
            shown = ink.shown("".join([piece.text for piece in pieces]))
            operators.append(f"/{ink.key} {size:.3f} Tf {shown} Tj")
        self.operators.append(f"{' '.join(operators)} ET")


def _draw_line(sheet: _Sheet, placed: PlacedLine) -> None:
    top = PAGE_HEIGHT - TOP - placed.top
    if placed.outline:
        sheet.bookmarks.append(Bookmark(printed(placed.outline), top))
    line = placed.line
    x = LEFT + (TEXT_WIDTH - line.width) / 2 if placed.centred else LEFT + placed.indent
    spacing = 0.0 if placed.centred else line.spacing
    sheet.text(line, x, _baseline(top, LEADING, placed.size), placed.size, spacing)


def _baseline(top: float, height: float, size: float) -> float:
    return top - (height - size) / 2 - size * _BASELINE


def _draw_rows(sheet: _Sheet, placed: PlacedRows) -> None:
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
            _draw_box(sheet, each, left, right, tops[here[0]][0], tops[here[-1]][1])
    for box in frame.grid.boxes:
        here = [row for row in range(box.row, box.row + box.row_span) if row in tops]
        if here:
            left, right = LEFT + edges[box.column], LEFT + edges[box.column + box.column_span]
            rules.around(left, right, tops[here[0]][0], tops[here[-1]][1])
    sheet.operators.append(rules.operators())


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

    def operators(self) -> str:
        """Draws them as hairlines with square ends, so that corners close."""
        operators = [f"q {HAIRLINE} w 2 J"]
        for y, stretches in sorted(self._level.items()):
            operators += (f"{start:.2f} {y} m {end:.2f} {y} l" for start, end in _joined(stretches))
        for x, stretches in sorted(self._upright.items()):
            operators += (f"{x} {start:.2f} m {x} {end:.2f} l" for start, end in _joined(stretches))
        return " ".join([*operators, "S Q"])


def _joined(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1] + 0.01:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _draw_box(sheet: _Sheet, each: SizedBox, left: float, right: float, upper: float, lower: float) -> None:
    """Draws a text in the middle of its box; a part of a box at a page's foot that is too low for it stays blank."""
    height = len(each.lines) * each.leading
    if height > upper - lower + _CLOSE:
        return
    y = upper - (upper - lower - height) / 2
    for line in each.lines:
        x = left + (right - left - line.width) / 2 if each.centred else left + PADDING
        sheet.text(line, x, _baseline(y, each.leading, each.size), each.size)
        y -= each.leading


def _number(number: int, fonts: FontSet) -> Line:
    runs = [Run("— ", FontRole.BODY), Run(str(number), FontRole.LATIN), Run(" —", FontRole.BODY)]
    (line,) = break_lines(runs, fonts, PAGE_NUMBER_SIZE, PAGE_WIDTH)
    return line


def _draw_number(sheet: _Sheet, number: int, line: Line) -> None:
    """``— 1 —`` below the type area: at the right on odd pages, at the left on even ones, one character in."""
    outer = PAGE_WIDTH - RIGHT - PAGE_NUMBER_SIZE - line.width
    x = outer if number % 2 else LEFT + PAGE_NUMBER_SIZE
    y = BOTTOM - PAGE_NUMBER_GAP - PAGE_NUMBER_SIZE * _BASELINE
    sheet.text(line, x, y, PAGE_NUMBER_SIZE)
