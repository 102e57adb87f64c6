"""Last year's figures in the corners of the cells: small, muted, and never over this year's digits."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from disclosure_desk.gui.table_layout import TableLayout

_LIFT, _INSET, _ABOVE_EDGE, _APART = 3.0, 4.0, 3.5, 1.0
"""Pixels at 100 %: how far this year's digits give way upwards, and the room around last year's."""


class CornerFigures:
    """Places and paints them in one layout.

    Args:
        layout: the measured table.
    """

    def __init__(self, layout: TableLayout) -> None:
        font = layout.fonts.corner
        self._font = font
        self._zoom = layout.zoom
        self.lift = _LIFT * layout.zoom if font else 0.0
        if font is not None:
            metrics = QFontMetricsF(font)
            self._cap = metrics.capHeight()
            # As in the painter: a method of Qt, asked for its documentation, loads 40 ms worth of signatures.
            self._advance = lru_cache(maxsize=1024)(lambda text: metrics.horizontalAdvance(text))  # noqa: PLW0108

    def place(self, rect: QRect, text: str, digits: QRectF) -> QRectF:
        """Where last year's digits go: the lower left corner of a cell.

        Args:
            rect: the cell.
            text: last year's figure.
            digits: where this year's digits stand.

        Returns:
            From the tops of the digits to their baseline; empty where they are too small to read or find no room.
        """
        if self._font is None:
            return QRectF()
        width, zoom = self._advance(text), self._zoom
        base = rect.y() + rect.height() - _ABOVE_EDGE * zoom
        placed = QRectF(rect.x() + _INSET * zoom, base - self._cap, width, self._cap)
        if width > rect.width() - 2 * _INSET * zoom:
            return QRectF()
        apart = placed.adjusted(-2 * _APART, -_APART / 2, 2 * _APART, 0)
        return QRectF() if apart.intersects(digits) else placed

    def paint(self, painter: QPainter, rect: QRect, text: str, digits: QRectF, ink: QColor) -> None:
        """Paints small words in the corner of a cell, where they have room."""
        placed = self.place(rect, text, digits)
        if placed.isEmpty() or self._font is None:
            return
        painter.setPen(ink)
        painter.setFont(self._font)
        painter.drawText(QPointF(placed.left(), placed.bottom()), text)
