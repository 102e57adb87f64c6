"""Paints a table as the printed form: hairlines, merged boxes, labels, figures and their marks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QRegion

from disclosure_desk.formats.grid import Box, BoxRole, Grid
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.figure_corner import CornerFigures
from disclosure_desk.gui.figure_look import Look
from disclosure_desk.gui.figure_marks import (
    SIGN_SIZE,
    fill_of,
    ink_of,
    paint_carried,
    paint_corner,
    paint_flag,
    paint_note,
    paint_sign,
)
from disclosure_desk.gui.table_layout import TableLayout
from disclosure_desk.gui.theme import Theme

_FRAME = 2.0
_LEAST_SCALE = 0.6
_HARDLY = 1e-3


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
        with_last_year: whether last year's figures stand in the corners.
    """

    look: Callable[[CellId], Look]
    current: Box | None
    selected: frozenset[CellId]
    frame: QRect
    has_keyboard: bool
    sight: QRect
    with_last_year: bool = False


class TablePainter:
    """Paints boxes of one layout in one theme, in the layout's coordinates.

    What does not change while figures are typed (paper, lines, labels) is painted once and kept as a picture.

    Args:
        layout: the measured table.
        colours: the theme.
        totals: the cells that are totals of others.
    """

    def __init__(self, layout: TableLayout, colours: Theme, totals: frozenset[CellId]) -> None:
        self.layout = layout
        self.colours = colours
        self._totals = totals
        self._figures = [(box.cell, rect) for box, rect in layout.rects.items() if box.cell is not None]
        self._groups = [box for box in layout.grid.boxes if _is_group(box)]
        self._pictures: dict[float, QPixmap] = {}
        metrics = QFontMetricsF(layout.fonts.figure)
        # Through a function of ours: asked for its documentation, a method of Qt loads 40 ms worth of signatures.
        self._advance = lru_cache(maxsize=1024)(lambda text: metrics.horizontalAdvance(text))  # noqa: PLW0108
        self._digit_drop = metrics.capHeight() / 2
        self._corners = CornerFigures(layout)
        self._heads = lru_cache(maxsize=4)(self._heads_of)

    def paint(self, painter: QPainter, clip: QRegion, scene: Scene) -> None:
        """Paints what touches ``clip``."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        snap = Snap(painter)
        self._lay_picture(painter, clip.boundingRect(), snap)
        for box in self._heads(scene.current) if scene.current else ():
            if clip.intersects(self.layout.rects[box]):
                painter.fillRect(snap.inside(self.layout.rects[box]), self.colours.current_fill)
                self._write(painter, box, QRectF(self.layout.rects[box]))
        for box in self._groups:
            if clip.intersects(self.layout.rects[box]):
                self._write(painter, box, self._in_sight(box, scene.sight))
        for cell, rect in self._figures:
            if clip.intersects(rect):
                self._figure(painter, cell, rect, scene, snap)
        if not scene.frame.isEmpty():
            self._frame(painter, scene.frame, has_keyboard=scene.has_keyboard)

    def heads_of(self, figure: Box) -> tuple[Box, ...]:
        """The innermost labels above and beside a figure."""
        return self._heads(figure)

    def _heads_of(self, figure: Box) -> tuple[Box, ...]:
        grid = self.layout.grid
        return tuple(box for box in grid.boxes if box.cell is None and _heads(box, figure, grid))

    # What stays as it is.

    def _lay_picture(self, painter: QPainter, part: QRect, snap: "Snap") -> None:
        """Lays the kept picture, device pixel on device pixel."""
        scale = snap.scale
        if scale not in self._pictures:
            self._pictures = {scale: self._picture(scale)}
        left, top = int(part.left() * scale) - 1, int(part.top() * scale) - 1
        source = QRect(left, top, ceil(part.width() * scale) + 3, ceil(part.height() * scale) + 3)
        picture = self._pictures[scale]
        source = source.intersected(picture.rect())
        painter.save()
        painter.scale(1 / scale, 1 / scale)
        painter.drawPixmap(source.topLeft(), picture, source)
        painter.restore()

    def _picture(self, scale: float) -> QPixmap:
        picture = QPixmap(ceil(self.layout.width * scale), ceil(self.layout.height * scale))
        picture.fill(self.colours.paper)
        with QPainter(picture) as painter:
            painter.scale(scale, scale)
            snap = Snap(painter)
            for box, rect in self.layout.rects.items():
                if box.cell in self._totals:
                    painter.fillRect(rect, self.colours.total)
                if not _is_group(box):
                    self._write(painter, box, QRectF(rect))
                self._hairlines(painter, box, rect, snap)
        return picture

    def _write(self, painter: QPainter, box: Box, area: QRectF) -> None:
        lines = self.layout.lines.get(box, ())
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

    def _in_sight(self, box: Box, sight: QRect) -> QRectF:
        """Where the label of a group is centred: in the part of its box that is in sight."""
        rect = self.layout.rects[box]
        needed = len(self.layout.lines[box]) * self.layout.line_height + self.layout.padding
        top = max(rect.top(), min(sight.top(), rect.bottom() + 1 - needed))
        bottom = min(rect.bottom() + 1, max(sight.bottom() + 1, rect.top() + needed))
        return QRectF(rect.left(), top, rect.width(), max(bottom - top, needed))

    def _hairlines(self, painter: QPainter, box: Box, rect: QRect, snap: "Snap") -> None:
        """Right and lower line of a box, and the table's own left and upper line: one device pixel each."""
        inside, line, unit = snap.inside(rect), self.colours.line, snap.unit
        painter.fillRect(QRectF(inside.right(), inside.top(), unit, inside.height() + unit), line)
        painter.fillRect(QRectF(inside.left(), inside.bottom(), inside.width() + unit, unit), line)
        if box.column == 0:
            painter.fillRect(QRectF(0, inside.top(), unit, inside.height() + unit), line)
        if box.row == 0:
            painter.fillRect(QRectF(inside.left(), 0, inside.width() + unit, unit), line)

    # What changes.

    def _figure(self, painter: QPainter, cell: CellId, rect: QRect, scene: Scene, snap: "Snap") -> None:
        shown = scene.look(cell)
        ground = self._ground(cell, shown, scene)
        if ground is not None:
            painter.fillRect(snap.inside(rect), ground)
        width = self._advance(shown.text) if shown.text else 0.0
        lift = self._corners.lift if scene.with_last_year or shown.gap else 0.0
        if shown.severity is not None:
            self._mark(painter, rect, shown, width, lift, snap)
        scale = self._scale(rect, width) if shown.text else 1.0
        digits = self._digits_at(rect, width, lift, scale) if shown.text else QRectF()
        if shown.text:
            self._digits(painter, digits, shown, scale)
        small = shown.gap or (shown.before if scene.with_last_year else "")
        if small:
            ink = self.colours.error if shown.gap else self.colours.muted
            self._corners.paint(painter, rect, small, digits, ink)
        self._notes(painter, rect, shown, snap, lifted=lift > 0)

    def _notes(self, painter: QPainter, rect: QRect, shown: Look, snap: "Snap", *, lifted: bool) -> None:
        """Small marks in the corners at the right: a note or a flag, clear of the digits, and what is carried over."""
        if not (shown.is_noted or shown.is_flagged or shown.is_carried):
            return
        inside, zoom = snap.inside(rect), self.layout.zoom
        if shown.is_flagged:
            paint_flag(painter, inside, self.colours, zoom, below=lifted, aside=shown.is_carried)
        elif shown.is_noted:
            paint_note(painter, inside.topRight(), self.colours, zoom)
        if shown.is_carried and self.layout.fonts.corner is not None:
            paint_carried(painter, inside.bottomRight(), self.colours, zoom)

    def _ground(self, cell: CellId, shown: Look, scene: Scene) -> QColor | None:
        """What lies under a figure, None where that is in the kept picture."""
        if len(scene.selected) > 1 and cell in scene.selected:
            return self.colours.current_fill
        if shown.severity is not None and shown.is_named:
            return fill_of(shown.severity, self.colours)
        return None

    def _mark(self, painter: QPainter, rect: QRect, shown: Look, width: float, lift: float, snap: "Snap") -> None:
        """The sign of a failure at the figure it is about, where there is room; else a corner."""
        if shown.severity is None:
            return
        zoom = self.layout.zoom
        room = rect.width() - self.layout.padding * 2 - width
        if shown.is_named and room >= SIGN_SIZE * zoom:
            paint_sign(painter, QRectF(rect).translated(0, -lift), shown.severity, self.colours, zoom)
        else:
            paint_corner(painter, snap.inside(rect).topLeft(), shown.severity, self.colours, zoom)

    def _scale(self, rect: QRect, width: float) -> float:
        room = rect.width() - self.layout.padding * 1.5
        return max(_LEAST_SCALE, min(1.0, room / width))

    def _digits_at(self, rect: QRect, width: float, lift: float, scale: float) -> QRectF:
        """Where this year's digits stand, from the tops of the digits to their baseline."""
        right, middle = rect.x() + rect.width() - self.layout.padding, rect.y() + rect.height() / 2 - lift
        drop = self._digit_drop * scale
        return QRectF(right - width * scale, middle - drop, width * scale, 2 * drop)

    def _digits(self, painter: QPainter, place: QRectF, shown: Look, scale: float) -> None:
        """The figure at the right; one too long for its cell is set smaller rather than cut."""
        painter.setPen(self._ink(shown))
        painter.setFont(self.layout.fonts.figure if scale == 1.0 else _scaled(self.layout.fonts.figure, scale))
        painter.drawText(place.bottomLeft(), shown.text)

    def _ink(self, shown: Look) -> QColor:
        if shown.is_running:
            return self.colours.muted
        if shown.severity is not None and shown.is_named:
            return ink_of(shown.severity, self.colours)
        return self.colours.text

    def _frame(self, painter: QPainter, rect: QRect, *, has_keyboard: bool) -> None:
        colour = self.colours.accent if has_keyboard else self.colours.muted
        outer = QRectF(rect)
        outer.setTopLeft(QPointF(max(0, rect.x() - 1), max(0, rect.y() - 1)))
        painter.fillRect(QRectF(outer.left(), outer.top(), outer.width(), _FRAME), colour)
        painter.fillRect(QRectF(outer.left(), outer.bottom() - _FRAME, outer.width(), _FRAME), colour)
        painter.fillRect(QRectF(outer.left(), outer.top(), _FRAME, outer.height()), colour)
        painter.fillRect(QRectF(outer.right() - _FRAME, outer.top(), _FRAME, outer.height()), colour)


class Snap:
    """Positions on whole device pixels, whatever the screen's scale and the widget's place.

    Args:
        painter: the painter, in the table's coordinates; it is moved so that the table's corner lies on a pixel.
    """

    def __init__(self, painter: QPainter) -> None:
        placed = painter.deviceTransform()
        self.scale = placed.m11()
        self.unit = 1.0 / self.scale
        # Up, not to the nearest: the table's own left and upper line must not fall outside the widget.
        across, down = (ceil(at - _HARDLY) - at for at in (placed.dx(), placed.dy()))
        painter.translate(across * self.unit, down * self.unit)

    def inside(self, rect: QRect) -> QRectF:
        """A box without the hairlines at its right and lower edge and at the table's own left and upper one."""
        left, top = self._whole(rect.x()), self._whole(rect.y())
        right, bottom = self._whole(rect.x() + rect.width()), self._whole(rect.y() + rect.height())
        left += self.unit if rect.x() == 0 else 0.0
        top += self.unit if rect.y() == 0 else 0.0
        return QRectF(left, top, right - self.unit - left, bottom - self.unit - top)

    def _whole(self, position: int) -> float:
        return round(position * self.scale) / self.scale


def _is_group(box: Box) -> bool:
    return box.role is BoxRole.STUB and box.row_span > 1


def _is_centred(box: Box) -> bool:
    """Labels above columns and beside groups are centred; those of rows and asides begin at the left."""
    if box.role is BoxRole.STUB:
        return box.row_span > 1
    return not (box.role is BoxRole.CORNER and box.aside)


def _heads(box: Box, figure: Box, grid: Grid) -> bool:
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
