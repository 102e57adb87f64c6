"""The signs of failures in a cell: told apart by their shape as well as by their colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from disclosure_desk.formats.schema import Severity
from disclosure_desk.gui.theme import Theme

SIGN_SIZE = 10.0
"""Pixels of a sign at 100 %."""

_CORNER_SIZE = 7.0
_NOTE_SIZE = 6.0
_FLAG_SIZE = 8.0
_CARRIED_SIZE = 4.5
_EDGE = 3.0


def ink_of(severity: Severity, colours: Theme) -> QColor:
    """The colour of a sign and of the figure it is about."""
    inks = {Severity.ERROR: colours.error, Severity.WARNING: colours.warning, Severity.NOTE: colours.note}
    return inks[severity]


def fill_of(severity: Severity, colours: Theme) -> QColor:
    """The ground of a figure that a failure is about."""
    fills = {
        Severity.ERROR: colours.error_fill,
        Severity.WARNING: colours.warning_fill,
        Severity.NOTE: colours.note_fill,
    }
    return fills[severity]


def paint_sign(painter: QPainter, cell: QRectF, severity: Severity, colours: Theme, zoom: float) -> None:
    """A disc (强制), a triangle (核实) or a square (提示) with a mark in it, at the left of a cell."""
    size = SIGN_SIZE * zoom
    left, middle = cell.left() + _EDGE * zoom, cell.center().y()
    box = QRectF(left, middle - size / 2, size, size)
    _begin(painter, ink_of(severity, colours))
    if severity is Severity.ERROR:
        painter.drawEllipse(box)
    elif severity is Severity.WARNING:
        painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    else:
        painter.drawRoundedRect(box, size / 5, size / 5)
    _paint_mark(painter, box, fill_of(severity, colours), drop=0.12 if severity is Severity.WARNING else 0.0)
    painter.restore()


def paint_corner(painter: QPainter, corner: QPointF, severity: Severity, colours: Theme, zoom: float) -> None:
    """A triangle for an error, a square for the rest, in the upper left corner of a cell that takes part."""
    size = _CORNER_SIZE * zoom
    _begin(painter, ink_of(severity, colours))
    if severity is Severity.ERROR:
        painter.drawPolygon(QPolygonF([corner, corner + QPointF(size, 0), corner + QPointF(0, size)]))
    else:
        painter.drawRect(QRectF(corner, corner + QPointF(size * 0.6, size * 0.6)))
    painter.restore()


def paint_note(painter: QPainter, corner: QPointF, colours: Theme, zoom: float) -> None:
    """A small triangle in the upper right corner: something is noted on the cell."""
    size = _NOTE_SIZE * zoom
    _begin(painter, colours.note)
    painter.drawPolygon(QPolygonF([corner, corner - QPointF(size, 0), corner + QPointF(0, size)]))
    painter.restore()


def paint_flag(painter: QPainter, cell: QRectF, colours: Theme, zoom: float, *, below: bool, aside: bool) -> None:
    """A small pennant at the right: the figure is still to be verified.

    Args:
        painter: paints the cell.
        cell: the cell.
        colours: of the theme.
        zoom: 1.0 is 100 %.
        below: the digits have given way upwards, so that the room is under them.
        aside: the lower right corner is taken by the arrow of a carried-over figure.
    """
    size = _FLAG_SIZE * zoom
    left = cell.right() - size - (_CARRIED_SIZE + _EDGE if below and aside else 1) * zoom
    top = cell.bottom() - size - zoom if below else cell.top() + zoom
    _begin(painter, colours.warning)
    painter.drawRect(QRectF(left, top, size * 0.18, size))
    cloth = [QPointF(left, top), QPointF(left + size, top + size * 0.3), QPointF(left, top + size * 0.6)]
    painter.drawPolygon(QPolygonF(cloth))
    painter.restore()


def paint_carried(painter: QPainter, corner: QPointF, colours: Theme, zoom: float) -> None:
    """A small arrow from above into the cell, in its lower right corner: last year hands the figure on."""
    size = _CARRIED_SIZE * zoom
    right, bottom = corner.x() - 2.5 * zoom, corner.y() - 4 * zoom
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(colours.muted, max(1.0, zoom)))
    elbow = QPointF(right - size, bottom)
    painter.drawPolyline([QPointF(right - size, bottom - size), elbow, QPointF(right, bottom)])
    head = size * 0.4
    painter.drawPolyline(
        [QPointF(right - head, bottom - head), QPointF(right, bottom), QPointF(right - head, bottom + head)]
    )
    painter.restore()


def _begin(painter: QPainter, ink: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)


def _paint_mark(painter: QPainter, box: QRectF, ground: QColor, *, drop: float) -> None:
    """An exclamation mark, as parts of the sign's size."""
    size, middle = box.width(), box.center()
    bar = size * 0.14
    painter.setBrush(ground)
    painter.drawRect(QRectF(middle.x() - bar / 2, middle.y() + size * (drop - 0.27), bar, size * 0.32))
    painter.drawRect(QRectF(middle.x() - bar / 2, middle.y() + size * (drop + 0.14), bar, bar))
