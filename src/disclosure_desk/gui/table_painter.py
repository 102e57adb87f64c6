"""Paints a table as the printed form: hairlines, merged boxes, labels, figures and their marks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF, QRegion

from disclosure_desk.formats.grid import Box, BoxRole, Grid
from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.gui.figure_look import Look
from disclosure_desk.gui.table_layout import TableLayout
from disclosure_desk.gui.table_lines import Line
from disclosure_desk.gui.theme import Theme

_FRAME = 2.0
_ICON = 10.0
_CORNER = 7.0
_LEAST_SCALE = 0.6


@dataclass(frozen=True)
class Scene:
    """What is to be seen at the moment.

    Attributes:
        look: how a figure stands.
        current: the cell with the keyboard, or None.
        selected: the selected cells.
        frame: where the frame of the current cell lies; wider than the cell while something long is typed.
        has_keyboard: whether the table has the keyboard.
        sight: the part of the table that is not scrolled away or covered.
    """

    look: Callable[[CellId], Look]
    current: Box | None
    selected: frozenset[CellId]
    frame: QRect
    has_keyboard: bool
    sight: QRect


class TablePainter:
    """Paints boxes of one layout in one theme, in the layout's coordinates.

    Args:
        layout: the measured table.
        colours: the theme.
    """

    def __init__(self, layout: TableLayout, colours: Theme) -> None:
        self.layout = layout
        self.colours = colours
        self._rects = [(box, layout.rects[box], layout.lines.get(box, ())) for box in layout.grid.boxes]
        self._marks = {
            Severity.ERROR: (colours.error, colours.error_fill),
            Severity.WARNING: (colours.warning, colours.warning_fill),
            Severity.NOTE: (colours.note, colours.note_fill),
        }
        self._figure_metrics = QFontMetricsF(layout.fonts.figure)
        self._advance = lru_cache(maxsize=1024)(self._figure_metrics.horizontalAdvance)
        self._digit_drop = self._figure_metrics.capHeight() / 2

    def paint(self, painter: QPainter, clip: QRegion, scene: Scene) -> None:
        """Paints every box that touches ``clip``, then the frame of the current cell."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        snap = _Snap(painter)
        for box, rect, lines in self._rects:
            if not clip.intersects(rect):
                continue
            if box.cell is None:
                tinted = scene.current is not None and heads(box, scene.current, self.layout.grid)
                painter.fillRect(rect, self.colours.current_fill if tinted else self.colours.paper)
                self._write(painter, box, self._in_sight(box, rect, len(lines), scene), lines)
            else:
                self._figure(painter, box.cell, rect, scene)
            self._hairlines(painter, box, rect, snap)
        if not scene.frame.isEmpty():
            self._frame(painter, scene.frame, has_keyboard=scene.has_keyboard)

    def _in_sight(self, box: Box, rect: QRect, lines: int, scene: Scene) -> QRectF:
        """Where a label is centred: a stub beside several rows keeps to the part of it that is in sight."""
        if box.role is not BoxRole.STUB or box.row_span == 1:
            return QRectF(rect)
        needed = lines * self.layout.line_height + self.layout.padding
        top = max(rect.top(), min(scene.sight.top(), rect.bottom() + 1 - needed))
        bottom = min(rect.bottom() + 1, max(scene.sight.bottom() + 1, rect.top() + needed))
        return QRectF(rect.left(), top, rect.width(), max(bottom - top, needed))

    def _write(self, painter: QPainter, box: Box, area: QRectF, lines: tuple[Line, ...]) -> None:
        painter.setPen(self.colours.text)
        for at, line in enumerate(lines):
            left = area.left() + self.layout.padding
            if _is_centred(box):
                left = area.center().x() - line.width / 2
            base = self.layout.baseline(area, len(lines), at)
            for run in line.runs:
                painter.setFont(self.layout.fonts.aside if run.is_aside else self.layout.fonts.label)
                painter.drawText(QPointF(left, base), run.text)
                left += run.width

    def _figure(self, painter: QPainter, cell: CellId, rect: QRect, scene: Scene) -> None:
        shown = scene.look(cell)
        painter.fillRect(rect, self._ground(cell, shown, scene))
        width = self._advance(shown.text) if shown.text else 0.0
        if shown.severity is not None:
            self._mark(painter, rect, shown.severity, is_full=shown.is_named and self._has_room(rect, width))
        if shown.text:
            self._digits(painter, rect, shown, width)

    def _ground(self, cell: CellId, shown: Look, scene: Scene) -> QColor:
        if len(scene.selected) > 1 and cell in scene.selected:
            return self.colours.current_fill
        if shown.severity is not None and shown.is_named:
            return self._marks[shown.severity][1]
        return self.colours.total if shown.is_total else self.colours.paper

    def _digits(self, painter: QPainter, rect: QRect, shown: Look, width: float) -> None:
        """The figure at the right; one too long for its cell is set smaller rather than cut."""
        room = rect.width() - self.layout.padding * 1.5
        scale = max(_LEAST_SCALE, min(1.0, room / width))
        painter.setPen(self._ink(shown))
        painter.setFont(self.layout.fonts.figure if scale == 1.0 else _scaled(self.layout.fonts.figure, scale))
        right = rect.x() + rect.width() - self.layout.padding
        base = QRectF(rect).center().y() + self._digit_drop * scale
        painter.drawText(QPointF(right - width * scale, base), shown.text)

    def _ink(self, shown: Look) -> QColor:
        if shown.is_running:
            return self.colours.muted
        if shown.severity is not None and shown.is_named:
            return self._marks[shown.severity][0]
        return self.colours.text

    def _has_room(self, rect: QRect, width: float) -> bool:
        return rect.width() - self.layout.padding * 2 - width >= _ICON * self.layout.zoom

    def _mark(self, painter: QPainter, rect: QRect, severity: Severity, *, is_full: bool) -> None:
        """The sign of a failure at the figure it is about; a corner at the others that take part."""
        ink, zoom = self._marks[severity][0], self.layout.zoom
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if is_full:
            middle = QPointF(rect.left() + (3 + _ICON / 2) * zoom, QRectF(rect).center().y())
            _paint_sign(painter, severity, middle, _ICON * zoom, self._marks[severity][1])
        else:
            corner = QPointF(rect.left() + (rect.left() == 0), rect.top() + (rect.top() == 0))
            _paint_corner(painter, severity, corner, _CORNER * zoom)
        painter.restore()

    def _hairlines(self, painter: QPainter, box: Box, rect: QRect, snap: "_Snap") -> None:
        """Right and lower line of a box, and the table's own left and upper line: one device pixel each."""
        left, top = snap.across(rect.x()), snap.down(rect.y())
        right, bottom = snap.across(rect.x() + rect.width()), snap.down(rect.y() + rect.height())
        line, unit = self.colours.line, snap.unit
        painter.fillRect(QRectF(right - unit, top, unit, bottom - top), line)
        painter.fillRect(QRectF(left, bottom - unit, right - left, unit), line)
        if box.column == 0:
            painter.fillRect(QRectF(left, top, unit, bottom - top), line)
        if box.row == 0:
            painter.fillRect(QRectF(left, top, right - left, unit), line)

    def _frame(self, painter: QPainter, rect: QRect, *, has_keyboard: bool) -> None:
        colour = self.colours.accent if has_keyboard else self.colours.muted
        outer = QRectF(rect).adjusted(-1, -1, 0, 0)
        thick = _FRAME
        painter.fillRect(QRectF(outer.left(), outer.top(), outer.width(), thick), colour)
        painter.fillRect(QRectF(outer.left(), outer.bottom() - thick, outer.width(), thick), colour)
        painter.fillRect(QRectF(outer.left(), outer.top(), thick, outer.height()), colour)
        painter.fillRect(QRectF(outer.right() - thick, outer.top(), thick, outer.height()), colour)


def _is_centred(box: Box) -> bool:
    """Labels above columns and beside groups are centred; those of rows and asides begin at the left."""
    if box.role is BoxRole.STUB:
        return box.row_span > 1
    return not (box.role is BoxRole.CORNER and box.aside)


def _paint_sign(painter: QPainter, severity: Severity, middle: QPointF, size: float, ground: QColor) -> None:
    """A disc (强制), a triangle (核实) or a square (提示), each with a mark in it: told apart without their colour."""
    half = size / 2
    left, top = middle.x() - half, middle.y() - half
    if severity is Severity.ERROR:
        painter.drawEllipse(middle, half, half)
    elif severity is Severity.WARNING:
        tip = QPointF(middle.x(), top)
        painter.drawPolygon(QPolygonF([tip, QPointF(left + size, top + size), QPointF(left, top + size)]))
    else:
        painter.drawRoundedRect(QRectF(left, top, size, size), size / 5, size / 5)
    painter.setBrush(ground)
    bar, drop = size * 0.14, size * (0.12 if severity is Severity.WARNING else 0.0)
    painter.drawRect(QRectF(middle.x() - bar / 2, middle.y() - size * 0.27 + drop, bar, size * 0.32))
    painter.drawRect(QRectF(middle.x() - bar / 2, middle.y() + size * 0.14 + drop, bar, bar))


def _paint_corner(painter: QPainter, severity: Severity, at: QPointF, size: float) -> None:
    """A triangle for an error, a square for the rest, in the cell's upper left corner."""
    if severity is Severity.ERROR:
        painter.drawPolygon(QPolygonF([at, at + QPointF(size, 0), at + QPointF(0, size)]))
    else:
        painter.drawRect(QRectF(at, at + QPointF(size * 0.6, size * 0.6)))


def heads(box: Box, figure: Box, grid: Grid) -> bool:
    """Whether a label is the innermost one above or beside a figure."""
    if box.role is BoxRole.STUB:
        return box.row == figure.row and box.column + box.column_span == grid.stub_columns
    if box.role is not BoxRole.HEADER or box.column != figure.column or box.row > figure.row:
        return False
    band = next(each for each in grid.bands if each.first <= figure.row < each.first + each.count)
    return box.row + box.row_span == band.first + band.header


@lru_cache(maxsize=32)
def _scaled(font: QFont, scale: float) -> QFont:
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * scale)
    return smaller


class _Snap:
    """Positions on whole device pixels, whatever the screen's scale and the widget's place."""

    def __init__(self, painter: QPainter) -> None:
        placed = painter.deviceTransform()
        self._scale, self._left, self._top = placed.m11(), placed.dx(), placed.dy()
        self.unit = 1.0 / self._scale

    def across(self, x: float) -> float:
        return (round(x * self._scale + self._left) - self._left) / self._scale

    def down(self, y: float) -> float:
        return (round(y * self._scale + self._top) - self._top) / self._scale
