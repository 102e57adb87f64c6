"""The command palette: everything the menus can do, and every place to turn to, found by a few of its characters."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter
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

from disclosure_desk.gui.outline import Index
from disclosure_desk.gui.theme import theme

Place = tuple[str, str, Callable[[], object]]
"""A word, the group it belongs to, what it does."""
HINT = "查找命令、页面或报告"
NOT_FOUND = "没有符合的命令。可减少几个字再试。"
_COMMAND = int(Qt.ItemDataRole.UserRole)
_WIDTH, _ROW, _MARGIN, _TOP, _SHOWN = 560, 32, 12, 48, 11
_REMEMBERED = 20
_WIDEST = "Ctrl+Shift+W"
"""The room of the shortcuts, so that the menus stand below each other."""
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Command:
    """One line of the palette.

    Attributes:
        word: what it is called.
        group: the menu, or what kind of place it is.
        deed: what it does.
        keys: its shortcut, "" if it has none.
        is_possible: whether it can be asked for now.
    """

    word: str
    group: str
    deed: Callable[[], object]
    keys: str = ""
    is_possible: bool = True

    @property
    def spoken(self) -> str:
        """The line as it is read out."""
        now = "" if self.is_possible else "现在不可用"
        return "　".join(filter(None, (self.word, self.group, self.keys, now)))


def commands(menus: Mapping[str, Sequence[QAction]]) -> Iterator[Command]:
    """The actions of the menus, in their order."""
    for group, actions in menus.items():
        for action in actions:
            if action.isVisible() and action.text():
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                yield Command(bare(action.text()), group, action.trigger, keys, action.isEnabled())


def bare(words: str) -> str:
    """The words of a menu without its access key: 撤销(&U) is 撤销."""
    words = re.sub(r"\(&\w\)", "", words)
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")


def rank(query: str, command: Command) -> int | None:
    """How well a command fits what was typed, 0 being the best; None where it does not fit.

    Blanks part the query into pieces, whose order does not matter. A piece fits where it stands in the word, or where
    its characters stand there in the same order, or, the least, in whatever order.
    """
    word, group = _folded(command.word), _folded(command.group)
    ranks = [_rank(piece, word, group) for piece in _folded(query).split()]
    found = [each for each in ranks if each is not None]
    return sum(found) if len(found) == len(ranks) else None


def _rank(piece: str, word: str, group: str) -> int | None:
    if piece in word:
        return 0 if word.startswith(piece) else 1
    rest = iter(word)
    if all(character in rest for character in piece):
        return 3
    if piece in group:
        return 4
    both = word + group
    return 6 if all(both.count(character) >= piece.count(character) for character in piece) else None


def _folded(text: str) -> str:
    """Full-width letters as plain ones, and small ones."""
    return unicodedata.normalize("NFKC", text).casefold()


class Palette(QFrame):
    """A line to type into with the commands that fit below, over the upper part of the window.

    Args:
        menus: the actions now, by the words of their menu.
        parent: the window.
        places: further lines: pages, reports of the shelf.
    """

    closed = Signal()
    """It was put away."""

    def __init__(
        self,
        menus: Callable[[], Mapping[str, Sequence[QAction]]],
        parent: QWidget,
        places: Callable[[], Iterable[Place]] = tuple,
    ) -> None:
        super().__init__(parent)
        self._window, self._menus, self._places = parent, menus, places
        self._recent: list[tuple[str, str]] = []
        self._commands: list[Command] = []
        self._before: QWidget | None = None
        self.setObjectName("palette")
        self.setAccessibleName("查找命令")
        self.line = QLineEdit(self)
        self.line.setAccessibleName(HINT)
        self.line.setPlaceholderText(HINT)
        self.list = _Commands(self)
        self._none = QLabel(NOT_FOUND, self)
        self._none.setObjectName("muted")
        self._none.setAccessibleName(NOT_FOUND)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(8)
        for widget in (self.line, self.list, self._none):
            column.addWidget(widget)
        self.line.textChanged.connect(self._search)
        self.list.itemClicked.connect(self._run)
        self.line.installEventFilter(self)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Shows it, empty, with what was used last on top."""
        self._before = QApplication.focusWidget()
        places = [Command(word, group, deed) for word, group, deed in self._places()]
        self._commands = [*commands(self._menus()), *places]
        self.line.blockSignals(True)  # noqa: FBT003  Qt's signature
        self.line.clear()
        self.line.blockSignals(False)  # noqa: FBT003  Qt's signature
        self._search()
        self.show()
        self.raise_()
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
    def shown(self) -> list[Command]:
        """The commands on show, from top to bottom."""
        return [self.list.item(at).data(_COMMAND) for at in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The line's arrows, Enter and Esc; the line's losing the keyboard; the window's changing its size."""
        if watched is self._window:
            if event.type() is QEvent.Type.Resize and self.isVisible():
                self._place()
        elif event.type() is QEvent.Type.FocusOut and self.isVisible() and not self.isAncestorOf(self._focused()):
            self.hide()
            self.closed.emit()
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._pressed(event)
        return False

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.line

    def _pressed(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN, Qt.Key.Key_PageUp: -_SHOWN}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentItem())
        elif key in steps and self.list.count():
            self.list.step(steps[key])
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _run(self, item: QListWidgetItem | None) -> None:
        command = item.data(_COMMAND) if item else None
        if command is None or not command.is_possible:
            return
        key = (command.word, command.group)
        self._recent = [key, *(each for each in self._recent if each != key)][:_REMEMBERED]
        # Closed first: the deed may act on whatever has the keyboard, or open something of its own.
        self.close_()
        command.deed()

    def _search(self) -> None:
        query = self.line.text()
        ranked = [(rank(query, command), at, command) for at, command in enumerate(self._commands)]
        fitting = [(found, at, command) for found, at, command in ranked if found is not None]
        fitting.sort(key=lambda each: (each[0], self._last_used(each[2]), not each[2].is_possible, each[1]))
        self.list.show_commands([command for _, _, command in fitting])
        self.list.setVisible(bool(fitting))
        self._none.setVisible(not fitting)
        self._place()

    def _last_used(self, command: Command) -> int:
        key = (command.word, command.group)
        return self._recent.index(key) if key in self._recent else _REMEMBERED

    def _place(self) -> None:
        window = self._window
        width = min(_WIDTH, window.width() - 2 * _MARGIN)
        self.setGeometry(QRect((window.width() - width) // 2, _TOP, width, self.sizeHint().height()))


class _Commands(QListWidget):
    """The lines; the keyboard stays in the line above."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.setAccessibleName("命令列表")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_CommandDelegate(self))

    def show_commands(self, shown: Sequence[Command]) -> None:
        self.clear()
        for command in shown:
            item = QListWidgetItem(command.word, self)
            item.setData(_COMMAND, command)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, command.spoken)
        first = next((at for at, command in enumerate(shown) if command.is_possible), 0)
        self.setCurrentRow(first if shown else -1)
        self.setFixedHeight(_ROW * max(1, min(len(shown), _SHOWN)))
        self.scrollToTop()

    def step(self, by: int) -> None:
        last = self.count() - 1
        at = self.currentRow() + by
        if abs(by) == 1:
            at %= self.count()
        self.setCurrentRow(min(max(at, 0), last))


class _CommandDelegate(QStyledItemDelegate):
    """Paints the word at the left, the group beside it, the shortcut at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's name
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command: Command = index.data(_COMMAND)
        colours, area = theme(), QRect(option.rect)
        painter.save()
        painter.setFont(option.font)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colours.current_fill)
            painter.fillRect(area.left(), area.top(), 3, area.height(), colours.accent)
        room = area.adjusted(_MARGIN, 0, -_MARGIN, 0)
        keys = max(option.fontMetrics.horizontalAdvance(each) for each in (command.keys, _WIDEST))
        painter.setPen(colours.muted)
        painter.drawText(room, _RIGHT, command.keys)
        room.setRight(room.right() - keys - _MARGIN)
        group = option.fontMetrics.horizontalAdvance(command.group)
        painter.drawText(room, _RIGHT, command.group)
        room.setRight(room.right() - group - _MARGIN)
        painter.setPen(colours.text if command.is_possible else colours.muted)
        word = option.fontMetrics.elidedText(command.word, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, word if command.is_possible else f"{word}（现在不可用）")
        painter.restore()


def places_of(
    outline: Iterable[tuple[str, str]], turn: Callable[[str], object], reports: Iterable[Place] = ()
) -> Iterator[Place]:
    """The pages of the report on the desk, then the reports of the shelf.

    Args:
        outline: place and label of each page.
        turn: turns to a place.
        reports: a line for each report.
    """
    for place, label in outline:
        yield label, "页面", partial(turn, place)
    yield from reports
