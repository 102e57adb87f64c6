"""The parts of the report at the left of the window, each with its state as an icon and a word."""

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from disclosure_desk.gui.heading_lines import balanced, width_in
from disclosure_desk.gui.icons import pixmap
from disclosure_desk.gui.theme import theme

COVER, SHELF = "cover", "shelf"
_ENTRY = int(Qt.ItemDataRole.UserRole)
_MARGIN, _GAP, _SIGN, _INSET, _MARK = 16, 4, 16, 12, 14
_LINES = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_LEAST_WIDTH, _LIKED_LINES = 208, 2

Index = QModelIndex | QPersistentModelIndex


class PartState(Enum):
    """How far one part of the report has come: the word, the icon, the colour of the theme."""

    EMPTY = ("未填", "state-empty", "muted")
    PROGRESS = ("进行中", "state-progress", "note")
    WRONG = ("有误", "state-wrong", "error")
    DONE = ("通过", "state-done", "fine")

    @property
    def word(self) -> str:
        """What the officer reads."""
        return self.value[0]


class Entry(NamedTuple):
    """One line of the outline.

    Attributes:
        place: id of the page: ``cover``, ``preamble``, a section's id, or ``shelf``.
        label: what it is called.
        state: how far it has come, None where that means nothing.
        remark: more about the state, for the tooltip.
        apart: whether a hairline sets it off from the one before.
        notes: on how many cells something is noted.
        flags: how many cells are flagged 待核实.
    """

    place: str
    label: str
    state: PartState | None = None
    remark: str = ""
    apart: bool = False
    notes: int = 0
    flags: int = 0

    @property
    def spoken(self) -> str:
        """All of it in words, for the tooltip and for whoever cannot see the signs."""
        state = self.state.word if self.state else ""
        flags = f"待核实 {self.flags} 格" if self.flags else ""
        notes = f"备注 {self.notes} 格" if self.notes else ""
        return "　".join(filter(None, (self.label, state, self.remark, flags, notes)))


class Outline(QListWidget):
    """The list; moving in it turns to another page."""

    chosen = Signal(str)
    """A part was chosen, perhaps on the way to another with the arrow keys; its place."""
    picked = Signal(str)
    """The officer goes into a part, by click or Enter, to type there; its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self.setAccessibleName("目录")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_EntryDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._room = 0
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setMouseTracking(True)
        self.currentItemChanged.connect(self._announce)
        self.clicked.connect(lambda _: self.picked.emit(self.place))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the headings need to be in two lines."""
        return QSize(self.liked_width, 400)

    @property
    def liked_width(self) -> int:
        """In pixels: every heading in two lines at most, beside its state."""
        return _liked_width(tuple(self.item(at).data(_ENTRY).label for at in range(self.count())), QApplication.font())

    def allow(self, room: int) -> None:
        """The window spares this many pixels at most; the outline takes as much of it as its headings need."""
        self._room = room
        self.setMinimumWidth(max(_LEAST_WIDTH, min(self.liked_width, room)))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Shows these parts; the chosen one stays chosen."""
        if [entry.place for entry in entries] == self.places:
            for at, entry in enumerate(entries):
                _fill(self.item(at), entry)
            return
        before = self.place
        self.blockSignals(True)  # noqa: FBT003  Qt's signature
        self.clear()
        for entry in entries:
            item = QListWidgetItem()
            _fill(item, entry)
            self.addItem(item)
        self.blockSignals(False)  # noqa: FBT003  Qt's signature
        self.allow(self._room)
        self.choose(before)

    @property
    def places(self) -> list[str]:
        """The places, from top to bottom."""
        return [self.item(at).data(_ENTRY).place for at in range(self.count())]

    @property
    def place(self) -> str:
        """The chosen place, "" if there is none."""
        item = self.currentItem()
        return item.data(_ENTRY).place if item else ""

    def entry(self, place: str) -> Entry:
        """What is shown for a place."""
        found: Entry = self.item(self.places.index(place)).data(_ENTRY)
        return found

    def choose(self, place: str) -> None:
        """Marks a place as the one on show, without turning to it."""
        self.blockSignals(True)  # noqa: FBT003  Qt's signature
        self.setCurrentRow(self.places.index(place) if place in self.places else -1)
        self.blockSignals(False)  # noqa: FBT003  Qt's signature
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Headings wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another typeface needs another width."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange) and self._room:
            self.allow(self._room)
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Getting the keyboard chooses nothing, although Qt would choose the first line."""
        chosen = self.currentRow()
        self.blockSignals(True)  # noqa: FBT003  Qt's signature
        super().focusInEvent(event)
        self.setCurrentRow(chosen)
        self.blockSignals(False)  # noqa: FBT003  Qt's signature

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes into the part."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.place:
            self.picked.emit(self.place)
        else:
            super().keyPressEvent(event)

    def _announce(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_ENTRY).place)


def _fill(item: QListWidgetItem, entry: Entry) -> None:
    item.setData(_ENTRY, entry)
    item.setData(Qt.ItemDataRole.DisplayRole, entry.label)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.spoken)
    item.setToolTip(entry.spoken)


def _is_marked(entry: Entry) -> bool:
    return bool(entry.notes or entry.flags)


def _marks_height(metrics: QFontMetrics) -> int:
    return max(metrics.lineSpacing(), _MARK)


def _state_width(metrics: QFontMetrics) -> int:
    # The widest word, so that the signs stand below each other.
    return _SIGN + _GAP + metrics.horizontalAdvance(PartState.PROGRESS.word)


@lru_cache(maxsize=4)
def _liked_width(labels: tuple[str, ...], font: QFont) -> int:
    """Asked for at every resizing and every change of a state, which change neither labels nor font."""
    metrics = QFontMetrics(font)
    widest = max((width_in(_LIKED_LINES, label, metrics) for label in labels), default=0)
    # A pixel more: characters may be painted a little wider than they are measured.
    return widest + 1 + _beside_label(metrics)


def _beside_label(metrics: QFontMetrics) -> int:
    return _MARGIN + _GAP + 8 + _state_width(metrics)


class _EntryDelegate(QStyledItemDelegate):
    """Paints the label at the left, in up to two lines, and the state at the right.

    All in the font of the application: Windows gives lists another one, in which painters would not paint.
    """

    def __init__(self, outline: Outline) -> None:
        super().__init__(outline)
        self._outline = outline

    def sizeHint(self, _: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        entry: Entry = index.data(_ENTRY)
        metrics = QFontMetrics(QApplication.font())
        width = self._outline.viewport().width()
        lines = balanced(entry.label, metrics, width - _beside_label(metrics))
        high = len(lines) * metrics.lineSpacing() + (_marks_height(metrics) if _is_marked(entry) else 0)
        return QSize(width, max(high + 2 * _INSET - 4, 40) + (9 if entry.apart else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(_ENTRY)
        colours = theme()
        metrics = QFontMetrics(QApplication.font())
        area = QRect(option.rect)
        painter.save()
        painter.setFont(QApplication.font())
        if entry.apart:
            painter.fillRect(area.left() + _MARGIN, area.top() + 4, area.width() - 2 * _MARGIN, 1, colours.line)
            area.setTop(area.top() + 9)
        is_current = self._outline.currentRow() == index.row()
        if is_current:
            painter.fillRect(area, colours.current_fill)
            painter.fillRect(area.left(), area.top(), 3, area.height(), colours.accent)
        if _is_marked(entry):
            self._paint_marks(painter, metrics, area, entry)
            area.setBottom(area.bottom() - _marks_height(metrics))
        painter.setPen(colours.accent if is_current else option.palette.color(QPalette.ColorRole.Text))
        label = QRect(area.left() + _MARGIN, area.top(), area.width() - _beside_label(metrics), area.height())
        painter.drawText(label, _LINES, "\n".join(balanced(entry.label, metrics, label.width())))
        if entry.state is not None:
            self._paint_state(painter, metrics, area, entry.state)
        painter.restore()

    def _paint_state(self, painter: QPainter, metrics: QFontMetrics, area: QRect, state: PartState) -> None:
        word, sign, colour_name = state.value
        colour = getattr(theme(), colour_name)
        left = area.right() + 1 - 8 - _state_width(metrics)
        ratio = self._outline.devicePixelRatioF()
        painter.drawPixmap(left, area.center().y() - _SIGN // 2 + 1, pixmap(sign, _SIGN, ratio, colour))
        painter.setPen(colour)
        room = QRect(left + _SIGN + _GAP, area.top(), area.right() - left, area.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), word)

    def _paint_marks(self, painter: QPainter, metrics: QFontMetrics, area: QRect, entry: Entry) -> None:
        """Under the label: a small flag and a small note, each with its number."""
        ratio, colours, high = self._outline.devicePixelRatioF(), theme(), _marks_height(metrics)
        left, top = area.left() + _MARGIN, area.bottom() - high - _INSET + 8
        for count, sign, colour in ((entry.flags, "flag", colours.warning), (entry.notes, "note", colours.note)):
            if count:
                painter.drawPixmap(left, top + (high - _MARK) // 2, pixmap(sign, _MARK, ratio, colour))
                painter.setPen(colour)
                room = QRect(left + _MARK + _GAP, top, 48, high)
                painter.drawText(room, _LINES, str(count))
                left += _MARK + 2 * _GAP + metrics.horizontalAdvance(str(count)) + 2 * _GAP
