"""A calm sentence under a cell: why a figure was not taken, and what is offered instead."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from disclosure_desk.gui.theme import theme

_WIDTH = 340
_GAP = 4
_EDGE = 8


class FigureMessage(QWidget):
    """A small sheet under (or, near the foot, above) a cell; it never takes the keyboard.

    Args:
        parent: the sheet it lies on.
        accept: called when the offered figure is accepted with the mouse.
    """

    def __init__(self, parent: QWidget, accept: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setAccessibleName("填写提示")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._offer = QPushButton(self)
        self._offer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._offer.clicked.connect(accept)
        self._hint = QLabel(self)
        self._hint.setObjectName("muted")
        row = QHBoxLayout()
        row.setSpacing(_EDGE)
        row.addWidget(self._offer)
        row.addWidget(self._hint, 1)
        self._host = parent
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._sentence)
        column.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._sentence.text()

    @property
    def offer_button(self) -> QPushButton:
        """The button with the offered figure; hidden where nothing is offered."""
        return self._offer

    def tell(self, sentence: str, offer: str | None = None, *, is_typing: bool = True) -> None:
        """Shows a sentence, and the figure that is offered in place of a refused one."""
        self._sentence.setText(sentence)
        self._offer.setVisible(offer is not None)
        self._offer.setText(f"改为 {offer}" if offer is not None else "")
        hint = "按 Enter 采用，按 Esc 恢复原数" if offer is not None else "按 Esc 恢复原数"
        self._hint.setText(hint)
        for part in (self._sentence, self._offer, self._hint):
            part.setAccessibleName(part.text())
        self._hint.setVisible(is_typing)
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def place(self, cell: QRect, table: QRect) -> None:
        """Lies under a cell, or above it where there is no room, and keeps to the table's sides.

        Args:
            cell: the cell, in the parent's coordinates.
            table: the table, likewise.
        """
        self.ensurePolished()
        width = min(_WIDTH, self._host.width())
        height = self._column.heightForWidth(width)
        left = max(0, table.left(), min(cell.left(), min(table.right(), self._host.width()) + 1 - width))
        below = cell.bottom() + _GAP
        top = below if below + height <= self._host.height() else cell.top() - _GAP - height
        self.setGeometry(left, top, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A white sheet with a hairline and a bar in the colour of a remark."""
        del event
        colours = theme()
        painter = QPainter(self)
        painter.setPen(colours.line)
        painter.setBrush(colours.paper)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.fillRect(0, 0, 3, self.height(), colours.warning)
