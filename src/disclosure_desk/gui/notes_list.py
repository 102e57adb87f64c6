"""The list of all that is noted in a report: a sign, the place with its figure, and the officer's words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.icons import pixmap
from disclosure_desk.gui.note_fields import SOURCES
from disclosure_desk.gui.theme import theme
from disclosure_desk.report.notes import NotedCell

_CELL = int(Qt.ItemDataRole.UserRole)
_FLAGGED = _CELL + 1
_SIGN, _GAP, _SIDE, _UPDOWN = 16, 8, 16, 6
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)

Index = QModelIndex | QPersistentModelIndex


class NotesList(QListWidget):
    """One entry for each noted cell; a click or Enter chooses it."""

    chosen = Signal(object)
    """A cell id."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("备注清单")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setItemDelegate(_Delegate(self))
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_lines(self, lines: tuple[NotedCell, ...], current: CellId | None) -> None:
        """Shows these, the current cell's marked."""
        if self._shown() != [(line.cell, line.flagged, words(line)) for line in lines]:
            self.clear()
            for line in lines:
                item = QListWidgetItem(words(line), self)
                item.setData(_CELL, line.cell)
                item.setData(_FLAGGED, line.flagged)
        self.setCurrentRow(next((at for at, line in enumerate(lines) if line.cell == current), -1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Words wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _shown(self) -> list[tuple[CellId, bool, str]]:
        items = [self.item(at) for at in range(self.count())]
        return [(item.data(_CELL), item.data(_FLAGGED), item.text()) for item in items]

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_CELL))


def words(line: NotedCell) -> str:
    """An entry of the list, the state in words too."""
    first = f"{line.place}　{line.figure or '空白'}" + ("　待核实" if line.flagged else "")
    has_kind = line.source.partition("：")[0] in SOURCES
    source = line.source if has_kind or not line.source else f"来源：{line.source}"
    reason = f"改动原因：{line.reason}" if line.reason else ""
    return "\n".join(filter(None, (first, source, line.note, reason)))


class _Delegate(QStyledItemDelegate):
    """Paints the sign beside the first line, and the words in as many lines as they need."""

    def __init__(self, listed: NotesList) -> None:
        super().__init__(listed)
        self._list = listed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        room = self._room(QRect(0, 0, self._list.viewport().width(), 10_000))
        high = option.fontMetrics.boundingRect(room, _WRAP, str(index.data())).height()
        return QSize(self._list.viewport().width(), high + 2 * _UPDOWN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, area = theme(), QRect(option.rect)
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.fillRect(area, colours.current_fill if is_selected else colours.total)
        sign, colour = ("flag", colours.warning) if index.data(_FLAGGED) else ("note", colours.note)
        top = area.top() + _UPDOWN + (option.fontMetrics.lineSpacing() - _SIGN) // 2
        painter.drawPixmap(_SIDE, top, pixmap(sign, _SIGN, self._list.devicePixelRatioF(), colour))
        painter.setFont(option.font)
        painter.setPen(colours.text)
        painter.drawText(self._room(area), _WRAP, str(index.data()))
        painter.restore()

    @staticmethod
    def _room(area: QRect) -> QRect:
        return area.adjusted(_SIDE + _SIGN + _GAP, _UPDOWN, -_SIDE, -_UPDOWN)
