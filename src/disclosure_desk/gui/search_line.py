"""A line to type into over the upper part of the window, with what fits below it; Enter takes the current line."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from disclosure_desk.gui.outline import Index
from disclosure_desk.gui.theme import theme

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
MARGIN = 12
_WIDTH, _ROW, _TOP = 560, 32, 48


class SearchLine(QFrame):
    """The line, the list and a sentence; whoever derives from it says what fits and what taking it does.

    Args:
        parent: the window.
        name: what it is called.
        hint: what belongs into the line.
        found: the list.
    """

    closed = Signal()
    """It was put away."""

    def __init__(self, parent: QWidget, name: str, hint: str, found: "FoundList") -> None:
        super().__init__(parent)
        self._window = parent
        self._before: QWidget | None = None
        self.setObjectName("palette")
        self.setAccessibleName(name)
        self.line, self.list, self._words = QLineEdit(self), found, QLabel(self)
        self.line.setAccessibleName(hint)
        self.line.setPlaceholderText(hint)
        self._words.setObjectName("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(8)
        for widget in (self.line, self.list, self._words):
            column.addWidget(widget)
        self.line.textChanged.connect(self.search)
        self.list.itemClicked.connect(self.take)
        self.line.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def search(self) -> None:
        """Shows what fits what is typed."""
        raise NotImplementedError

    def take(self, item: QListWidgetItem | None) -> None:
        """Does what a line is for."""
        raise NotImplementedError

    def open(self) -> None:
        """Shows it, with what is in the line ready to be typed over."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self.search()
        self.show()
        self.raise_()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_(self) -> None:
        """Puts it away and gives the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        # Whatever had the keyboard may have been closed meanwhile.
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The line's arrows, Enter and Esc; the line's losing the keyboard; the window's changing its size."""
        if watched is self._window:
            if event.type() is QEvent.Type.Resize and self.isVisible():
                self.place()
        elif event.type() is QEvent.Type.FocusOut and self.isVisible() and not self.isAncestorOf(self._focused()):
            self.hide()
            self.closed.emit()
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._pressed(event)
        return False

    def say(self, sentence: str) -> None:
        """Says something in place of the list, or shows the list where there is nothing to say."""
        self._words.setText(sentence)
        self._words.setAccessibleName(sentence or "说明")
        self._words.setVisible(bool(sentence))
        self.list.setVisible(not sentence)
        self.place()

    def place(self) -> None:
        """Stands in the middle of the window's upper part."""
        window = self._window
        width = min(_WIDTH, window.width() - 2 * MARGIN)
        self.setGeometry(QRect((window.width() - width) // 2, _TOP, width, self.sizeHint().height()))

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.line

    def _pressed(self, event: QKeyEvent) -> bool:
        far = self.list.most
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: far, Qt.Key.Key_PageUp: -far}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take(self.list.currentItem())
        elif key in steps and self.list.count():
            self.list.step(steps[key])
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True


class FoundList(QListWidget):
    """The lines; the keyboard stays in the line above.

    Args:
        name: what it is called.
        most: how many lines are shown at once.
        delegate: paints a line.
    """

    def __init__(self, name: str, most: int, delegate: "FoundDelegate") -> None:
        super().__init__()
        self.most = most
        self.setObjectName("plain")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        delegate.setParent(self)
        self.setItemDelegate(delegate)

    def begin_at(self, row: int) -> None:
        """All lines are there: makes one current (-1 where none is) and takes the height that they need."""
        self.setCurrentRow(row)
        self.setFixedHeight(_ROW * max(1, min(self.count(), self.most)))
        self.scrollToTop()

    def step(self, by: int) -> None:
        """Goes on; single steps go round."""
        at = self.currentRow() + by
        if abs(by) == 1:
            at %= self.count()
        self.setCurrentRow(min(max(at, 0), self.count() - 1))


class FoundDelegate(QStyledItemDelegate):
    """Paints the ground of a line; whoever derives from it paints what it says."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's name
        """As wide as the list, all of one height."""
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        area = QRect(option.rect)
        painter.save()
        painter.setFont(option.font)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme().current_fill)
            painter.fillRect(area.left(), area.top(), 3, area.height(), theme().accent)
        self.write(painter, area.adjusted(MARGIN, 0, -MARGIN, 0), option, index)
        painter.restore()

    def write(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints what the line says into its room."""
        raise NotImplementedError


def write_right(painter: QPainter, room: QRect, words: str, width: int) -> QRect:
    """Writes muted words at the right end of a room, and gives what is left of it; ``width`` is theirs, in pixels."""
    painter.setPen(theme().muted)
    painter.drawText(room, RIGHT, words)
    return room.adjusted(0, 0, -width - MARGIN, 0)
