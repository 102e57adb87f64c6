"""Typing one figure: begins, is taken or refused in words, or is given up; nothing typed is ever lost silently."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QWidget

from disclosure_desk.errors import DeskError, RefusedFigure
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.figure_editor import FigureEditor, Mode
from disclosure_desk.gui.figure_look import look, spoken
from disclosure_desk.gui.figure_message import FigureMessage
from disclosure_desk.gui.session import Session

_COMPUTED = "总计由程序按各项自动计算。如需按纸面数字核对，请先打开“核对模式”。"
_FIXED = "这份报告已定稿、归档或以只读方式打开，不能修改，数字可以查看和复制。"
_MEANT = str.maketrans({"。": "."})
"""What an input method set to Chinese punctuation writes for the key of the decimal point."""
_WIDEST = 200


class FigureEntry(QObject):
    """The editor of a table, its message, and what becomes of what is typed.

    Args:
        session: the report on the desk.
        sheet: the table's viewport, on which the editor lies.
        host: the page around it, on which the message lies.
        take_key: the table's keys.
    """

    keyboard_moved = Signal()
    """The keyboard came to the editor or left it."""

    def __init__(self, session: Session, sheet: QWidget, host: QWidget, take_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(sheet)
        self._session, self._sheet, self._host = session, sheet, host
        self._cell: CellId | None = None
        self._place = QRect()
        self.editor = FigureEditor(sheet, take_key, self.begin)
        self.editor.keyboard_came.connect(self.keyboard_moved)
        self.editor.keyboard_left.connect(self._left)
        self.editor.textEdited.connect(self._retyped)
        self.message = FigureMessage(host, self.accept_offer)
        self._offer: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether a figure is being typed."""
        return self.editor.is_open

    @property
    def frame(self) -> QRect:
        """The current cell, as wide as what is being typed in it."""
        if not self.is_open:
            return self._place
        left = min(self._place.left(), self.editor.x() - 1)
        return QRect(left, self._place.top(), self._place.right() + 1 - left, self._place.height())

    @property
    def offer(self) -> str | None:
        """The figure that is offered in place of a refused one."""
        return self._offer

    def rest_on(self, cell: CellId | None, place: QRect, padding: int) -> None:
        """Lays the editor, unseen, on another cell (in the sheet's coordinates)."""
        self._cell, self._place = cell, place
        self.editor.setTextMargins(0, 0, max(0, padding - 2), 0)
        self._close()
        self.announce()

    def announce(self) -> None:
        """Says the current cell anew to a screen reader, and whether it can be typed into to an input method."""
        cell = self._cell if self._session.has_report else None
        self.editor.setReadOnly(cell is None or not look(self._session, cell).is_editable)
        name = spoken(self._session, cell) if cell else "表格"
        if self.editor.accessibleName() != name:
            self.editor.setAccessibleName(name)

    def begin(self) -> bool:
        """Begins typing over the figure; False, with a sentence, where none may be typed."""
        return self._open(Mode.TYPING, "")

    def edit(self) -> bool:
        """Opens the figure for editing."""
        figure = self._session.report.cells.get(self._cell, "") if self._cell else ""
        return self._open(Mode.EDITING, figure)

    def take(self) -> bool:
        """Takes what was typed; False where it is refused: the editor stays open and says why."""
        if not self.is_open or self._cell is None:
            return True
        try:
            self._session.type_figure(self._cell, self.editor.text().translate(_MEANT))
        except DeskError as error:
            self._offer = error.offer if isinstance(error, RefusedFigure) else None
            self.tell(str(error), self._offer)
            return False
        self._close()
        return True

    def accept_offer(self) -> bool:
        """Takes the offered figure in place of what was typed."""
        if self._offer is None:
            return False
        self.editor.setText(self._offer)
        return self.take()

    def restore(self) -> None:
        """Gives up what was typed; the figure is as it was."""
        self._close()

    def tell(self, sentence: str, offer: str | None = None) -> None:
        """Shows a sentence at the current cell."""
        self.message.tell(sentence, offer, is_typing=self.is_open)
        self.follow()

    def follow(self) -> None:
        """Keeps the message at its cell when the sheet has moved."""
        if not self.message.isHidden():
            table = self._sheet.rect().translated(self._sheet.mapTo(self._host, QPoint(0, 0)))
            self.message.place(self._place.translated(table.topLeft()), table)

    def dismiss(self) -> bool:
        """Takes the message away; False where there is none."""
        shown = self.message.isVisible()
        self.quieten()
        return shown

    def quieten(self) -> None:
        """Takes the message away."""
        self._offer = None
        self.message.hide()

    def _open(self, mode: Mode, text: str) -> bool:
        if self._cell is None:
            return False
        shown = look(self._session, self._cell)
        if not shown.is_editable:
            self.tell(_COMPUTED if self._session.is_editable else _FIXED)
            return False
        self.quieten()
        self.editor.set_mode(mode, text)
        self._fit()
        self.keyboard_moved.emit()
        return True

    def _close(self) -> None:
        self.quieten()
        self.editor.set_mode(Mode.MOVING)
        self.editor.setGeometry(_inside(self._place))
        self.keyboard_moved.emit()

    def _retyped(self) -> None:
        self.quieten()
        self._fit()
        self.keyboard_moved.emit()

    def _fit(self) -> None:
        """Grows to the left over the neighbours while what is typed is wider than the cell."""
        inside = _inside(self._place)
        needed = QFontMetrics(self.editor.font()).horizontalAdvance(self.editor.text() + "00")
        width = min(max(inside.width(), needed), max(_WIDEST, inside.width()))
        left = max(0, inside.right() + 1 - width)
        self.editor.setGeometry(QRect(QPoint(left, inside.top()), QSize(inside.right() + 1 - left, inside.height())))

    def _left(self) -> None:
        self.take()
        self.keyboard_moved.emit()


def _inside(place: QRect) -> QRect:
    """The cell without its frame."""
    return place.adjusted(1, 1, -2, -2)
