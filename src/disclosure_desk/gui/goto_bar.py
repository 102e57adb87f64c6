"""Ctrl+G: a line to type a cell's words into, with the cells that fit below; Enter goes there."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.gui.cell_search import Hit, find_cells
from disclosure_desk.gui.figure_look import look
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_model import Index
from disclosure_desk.gui.theme import theme

HINT = "转到单元格，例如：表三 不予公开 3 商业企业"
NOT_FOUND = "没有符合的单元格。可减少几个字，或写表、行、列的名称。"
_FIRST = "依次写表、行、列，空格可省；数字是行在组内的序号。"
_HIT, _FIGURE = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1
_WIDTH, _ROW, _MARGIN, _TOP, _SHOWN = 560, 32, 12, 48, 9
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class GotoBar(QFrame):
    """A line over the upper part of the window.

    Args:
        session: the report on the desk.
        parent: the window.
    """

    wanted = Signal(str, object)
    """A section and a cell id: the officer wants to go there."""
    closed = Signal()
    """It was put away."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._window = session, parent
        self._before: QWidget | None = None
        self.setObjectName("palette")
        self.setAccessibleName("转到单元格")
        self.line = QLineEdit(self)
        self.line.setAccessibleName(HINT)
        self.line.setPlaceholderText(HINT)
        self.list = _Hits(self)
        self._words = QLabel(self)
        self._words.setObjectName("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(8)
        for widget in (self.line, self.list, self._words):
            column.addWidget(widget)
        self.line.textChanged.connect(self._search)
        self.list.itemClicked.connect(self._go)
        self.line.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Shows it, with what was typed last ready to be typed over; nothing happens without a report."""
        if not self._session.has_report:
            return
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._search()
        self.show()
        self.raise_()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_(self) -> None:
        """Puts it away and gives the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    @property
    def hits(self) -> list[Hit]:
        """The cells on show, from top to bottom."""
        return [self.list.item(at).data(_HIT) for at in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The line's arrows, Enter and Esc; the line's losing the keyboard; the window's changing its size."""
        if watched is self._window:
            if event.type() is QEvent.Type.Resize and self.isVisible():
                self._place()
        elif event.type() is QEvent.Type.FocusOut and self.isVisible() and QApplication.focusWidget() is not self.line:
            self.hide()
            self.closed.emit()
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._pressed(event)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN, Qt.Key.Key_PageUp: -_SHOWN}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.list.currentItem())
        elif key in steps:
            self.list.step(steps[key])
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        hit: Hit = item.data(_HIT)
        # Closed first: the page that is gone to takes the keyboard.
        self.close_()
        self.wanted.emit(self._session.report.form.places[hit.cell].section.id, hit.cell)

    def _search(self) -> None:
        hits = find_cells(self._session.report.form, self.line.text()) if self._session.has_report else []
        self.list.show_hits(hits, [look(self._session, hit.cell).text for hit in hits])
        self.list.setVisible(bool(hits))
        self._words.setText(NOT_FOUND if self.line.text().strip() else _FIRST)
        self._words.setAccessibleName(self._words.text())
        self._words.setVisible(not hits)
        self._place()

    def _place(self) -> None:
        window = self._window
        width = min(_WIDTH, window.width() - 2 * _MARGIN)
        self.setGeometry(QRect((window.width() - width) // 2, _TOP, width, self.sizeHint().height()))


class _Hits(QListWidget):
    """The lines; the keyboard stays in the line above."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.setAccessibleName("符合的单元格")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_HitDelegate(self))

    def show_hits(self, hits: Sequence[Hit], figures: Sequence[str]) -> None:
        self.clear()
        for hit, figure in zip(hits, figures, strict=True):
            item = QListWidgetItem(hit.spoken, self)
            item.setData(_HIT, hit)
            item.setData(_FIGURE, figure)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.spoken} {figure or '未填'}")
        self.setCurrentRow(0 if hits else -1)
        self.setFixedHeight(_ROW * max(1, min(len(hits), _SHOWN)))
        self.scrollToTop()

    def step(self, by: int) -> None:
        self.setCurrentRow(min(max(self.currentRow() + by, 0), self.count() - 1))


class _HitDelegate(QStyledItemDelegate):
    """Paints where a cell stands at the left, and its figure at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's name
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit, figure = index.data(_HIT), index.data(_FIGURE)
        colours, area = theme(), QRect(option.rect)
        painter.save()
        painter.setFont(option.font)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colours.current_fill)
            painter.fillRect(area.left(), area.top(), 3, area.height(), colours.accent)
        room = area.adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.setPen(colours.muted)
        painter.drawText(room, _RIGHT, figure)
        room.setRight(room.right() - option.fontMetrics.horizontalAdvance(figure) - _MARGIN)
        painter.setPen(colours.text)
        painter.drawText(
            room, _LEFT, option.fontMetrics.elidedText(hit.spoken, Qt.TextElideMode.ElideRight, room.width())
        )
        painter.restore()
