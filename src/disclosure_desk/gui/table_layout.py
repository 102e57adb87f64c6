"""Measures a table for the screen: column widths, row heights and broken labels, from one zoom factor."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from disclosure_desk.formats.grid import Box, BoxRole, Grid
from disclosure_desk.gui.table_lines import Line, lines_of
from disclosure_desk.gui.theme import bundled_family

PADDING = 6
"""Pixels between a figure or a label and the line beside it, at 100 %."""

_SMALLER = 20 / 21
_CORNER = 0.68
_LEGIBLE = 6.0
"""Points; smaller digits are not read but guessed."""
_ROW_HEIGHT = 28
_TALL_ROW_HEIGHT = 32
_CLOSER = 20
"""Pixels by which rows would be lower at a zoom of nothing than in proportion; none at 100 %."""
_LINE_SPACING = 1.3
_FIGURE_DIGITS = 4.15
_ABREAST_FIGURE_DIGITS = 3.7
_STUB_SQUEEZE = 0.62
_DESIGN_WIDTH = 700
_RULERS = 12
"""Fonts whose widths are kept: labels and asides at a few zooms."""


@dataclass(frozen=True)
class TableFonts:
    """The fonts of a table at one zoom.

    Attributes:
        label: labels; also figures, with digits of one width.
        aside: what the form prints in 楷体.
        figure: figures.
        corner: last year's figures in the corners of the cells; None where they would be too small to read.
    """

    label: QFont
    aside: QFont
    figure: QFont
    corner: QFont | None = None

    @classmethod
    def made(cls, base: QFont, zoom: float) -> "TableFonts":
        """The fonts that go with the window's font."""
        label = QFont(base)
        label.setPointSizeF(max(1.0, base.pointSizeF()) * _SMALLER * zoom)
        aside = QFont(label)
        aside.setFamily(bundled_family("kaiti"))
        figure = QFont(label)
        figure.setFeature(QFont.Tag("tnum"), 1)
        corner = QFont(figure)
        corner.setPointSizeF(label.pointSizeF() * _CORNER)
        return cls(label, aside, figure, corner if corner.pointSizeF() >= _LEGIBLE else None)


class TableLayout:
    """One grid at one width and zoom; all positions in pixels of the table's own sheet, from its top left corner.

    Args:
        grid: the table.
        fonts: its fonts, already zoomed.
        width: the width to fill; a table that cannot be that narrow is wider.
        zoom: 1.0 for 100 %.
        is_tall: whether there is room for more comfortable rows.
    """

    def __init__(self, grid: Grid, fonts: TableFonts, width: int, zoom: float, *, is_tall: bool = False) -> None:
        self.grid = grid
        self.fonts = fonts
        self.zoom = zoom
        self.padding = round(PADDING * zoom)
        self._label_metrics = QFontMetricsF(fonts.label)
        self._label_ruler, self._aside_ruler = _ruler(fonts.label), _ruler(fonts.aside)
        self.line_height = round(self._label_metrics.ascent() + self._label_metrics.descent()) * _LINE_SPACING / 1.25
        usual = _TALL_ROW_HEIGHT if is_tall else _ROW_HEIGHT
        # Whoever makes the table smaller than usual wants to see more of it.
        self._closeness = max(0.0, 1.0 - zoom) * _CLOSER
        self._least_row = round(usual * zoom - self._closeness)
        self.widths = _column_widths(grid, width, self._label_metrics.height())
        self.lefts = (0, *accumulate(self.widths))
        self.lines: Mapping[Box, tuple[Line, ...]] = {
            box: lines_of(box, self._room(box), self._advance) for box in grid.boxes if box.text
        }
        self.heights = self._row_heights()
        self.tops = (0, *accumulate(self.heights))

    @property
    def width(self) -> int:
        """Width of the table."""
        return self.lefts[-1]

    @property
    def height(self) -> int:
        """Height of the table."""
        return self.tops[-1]

    @property
    def stub_width(self) -> int:
        """Width of the columns of stubs."""
        return self.lefts[self.grid.stub_columns]

    @cached_property
    def rects(self) -> Mapping[Box, QRect]:
        """Where each box lies."""
        return {box: self._rect(box) for box in self.grid.boxes}

    def baseline(self, rect: QRectF, count: int, at: int) -> float:
        """The baseline of line ``at`` of ``count`` lines centred in a rectangle."""
        top = rect.center().y() - self.line_height * count / 2 + self.line_height * at
        metrics = self._label_metrics
        return top + (self.line_height + metrics.ascent() - metrics.descent()) / 2

    def _rect(self, box: Box) -> QRect:
        left, top = self.lefts[box.column], self.tops[box.row]
        right, bottom = self.lefts[box.column + box.column_span], self.tops[box.row + box.row_span]
        return QRect(left, top, right - left, bottom - top)

    def _room(self, box: Box) -> float:
        width = self.lefts[box.column + box.column_span] - self.lefts[box.column]
        tight = box.role is BoxRole.HEADER or (box.role is BoxRole.STUB and box.row_span > 1)
        return width - (self.padding if tight else 2 * self.padding)

    def _advance(self, text: str, is_aside: bool) -> float:  # noqa: FBT001 - the shape of table_lines.Advance
        return (self._aside_ruler if is_aside else self._label_ruler).width(text)

    def _row_heights(self) -> tuple[int, ...]:
        heights = [self._least_row] * self.grid.row_count
        for box in sorted(self.grid.boxes, key=lambda each: each.row_span):
            around = max(1.0, self.padding * 1.25 - self._closeness)
            needed = round(len(self.lines.get(box, ())) * self.line_height + around)
            last = box.row + box.row_span - 1
            missing = needed - sum(heights[box.row : last + 1])
            if missing > 0:
                heights[last] += missing
        return tuple(heights)


class _Ruler:
    """Measures stretches of text in one font, each of them once: a window on its way to its size asks again and again.

    Args:
        font: the font.
    """

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetricsF(font)
        self._known: dict[str, float] = {}

    def width(self, text: str) -> float:
        """The width in pixels."""
        width = self._known.get(text)
        if width is None:
            self._known[text] = width = self._metrics.horizontalAdvance(text)
        return width


@lru_cache(maxsize=_RULERS)
def _ruler(font: QFont) -> _Ruler:
    """The ruler of a font, which must not be changed afterwards; equal fonts share one."""
    return _Ruler(font)


def _column_widths(grid: Grid, width: int, em: float) -> tuple[int, ...]:
    """The form's own proportions; figures keep room for their digits, at the cost of the stubs."""
    stubs = grid.stub_columns
    digits = _FIGURE_DIGITS if stubs else _ABREAST_FIGURE_DIGITS
    figure_least = digits * em * 0.58
    stub_least = [share * _DESIGN_WIDTH * _STUB_SQUEEZE * em / 20 for share in grid.widths[:stubs]]
    least = [*stub_least, *([figure_least] * (grid.column_count - stubs))]
    room = max(float(width), sum(least))
    return _whole([max(a, b) for a, b in zip(_shared(grid.widths, room, least), least, strict=True)], round(room))


def _shared(shares: tuple[float, ...], room: float, least: list[float]) -> list[float]:
    """Shares of ``room``, where those that would fall below their least width get it and the others give way."""
    held: set[int] = set()
    while True:
        free = room - sum(least[at] for at in held)
        open_shares = sum(share for at, share in enumerate(shares) if at not in held) or 1.0
        widths = [least[at] if at in held else free * share / open_shares for at, share in enumerate(shares)]
        short = {at for at, wide in enumerate(widths) if at not in held and wide < least[at]}
        if not short:
            return widths
        held |= short


def _whole(widths: list[float], total: int) -> tuple[int, ...]:
    """Whole pixels that still add up."""
    edges = [round(edge) for edge in accumulate(widths)]
    edges[-1] = total
    return tuple(b - a for a, b in zip([0, *edges], edges, strict=False))
