"""How the lines of the findings are painted."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

from disclosure_desk.gui.finding_classes import CLASS, CLASSES, FACTS, FINDING, RIGHT, SIGN
from disclosure_desk.gui.icons import pixmap
from disclosure_desk.gui.outline import Index
from disclosure_desk.gui.theme import theme

_GAP, _UPDOWN = 8, 6
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


class FindingDelegate(QStyledItemDelegate):
    """Paints the sign of the class and the whole sentence, in as many lines as it needs.

    Args:
        tree: the findings; each line keeps what ``finding_classes`` says.
    """

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """As high as the sentence in the width that there is."""
        width = self._tree.viewport().width()
        room = QRect(0, 0, width - self._left(index) - self._right(index), 10_000)
        high = option.fontMetrics.boundingRect(room, _WRAP, str(index.data())).height()
        return QSize(width, high + 2 * _UPDOWN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        colours = theme()
        _, sign, colour_name = CLASSES[index.data(CLASS)]
        area = QRect(option.rect)
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.fillRect(area, colours.current_fill if selected else colours.total)
        painter.setFont(option.font)
        if index.data(FINDING) is None:
            self._paint_class(painter, area, index, sign, getattr(colours, colour_name))
        else:
            painter.setPen(colours.muted if index.parent().data(FACTS) else colours.text)
            room = area.adjusted(self._left(index), _UPDOWN, -self._right(index), -_UPDOWN)
            painter.drawText(room, _WRAP, str(index.data()))
            if index.data(FACTS):
                self._paint_fold(painter, area, index, area.top() + _UPDOWN)
        painter.restore()

    def _paint_class(self, painter: QPainter, area: QRect, index: Index, sign: str, colour: QColor) -> None:
        ratio = self._tree.devicePixelRatioF()
        middle = area.center().y() - SIGN // 2 + 1
        painter.drawPixmap(area.left() + 16, middle, pixmap(sign, SIGN, ratio, colour))
        self._paint_fold(painter, area, index, middle)
        painter.setPen(colour)
        room = area.adjusted(self._left(index), 0, -RIGHT, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))

    def _paint_fold(self, painter: QPainter, area: QRect, index: Index, top: int) -> None:
        fold = "chevron-down" if self._tree.itemFromIndex(index).isExpanded() else "chevron-right"
        sign = pixmap(fold, SIGN, self._tree.devicePixelRatioF(), theme().muted)
        painter.drawPixmap(area.right() - RIGHT - SIGN, top, sign)

    def _right(self, index: Index) -> int:
        return RIGHT + (SIGN + _GAP if index.data(FACTS) else 0)

    def _left(self, index: Index) -> int:
        depth, parent = 0, index.parent()
        while parent.isValid():
            depth, parent = depth + 1, parent.parent()
        return 16 + SIGN + _GAP + (12 if depth > 1 else 0)
