"""The desk with a sheet of paper on it: heading and table scroll together, header and stubs stay in view."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from disclosure_desk.formats.grid import Band
from disclosure_desk.gui.figure_badge import TotalBadge
from disclosure_desk.gui.table_model import TableModel
from disclosure_desk.gui.table_view import TableView
from disclosure_desk.gui.theme import heading_font, theme

_WIDEST_SHEET = 1080
_NARROW = 720
_TALL = 900
_SIGHT = 8
_NOTCH = 120
"""Eighths of a degree, as Qt counts them."""
_ZOOM_STEP = 10
"""Per cent."""


class Sheet(QWidget):
    """Desk, paper, heading and table.

    Args:
        model: the table.
        page: the page on which messages lie.
    """

    def __init__(self, model: TableModel, page: QWidget) -> None:
        super().__init__()
        self.setAccessibleName("表页")
        self.heading = QLabel(self)
        self.heading.setWordWrap(True)
        self.heading.setObjectName("heading")
        self.view = TableView(model, self, page)
        self.badge = TotalBadge(self.view, self)
        self._paper = QRect()

    @property
    def paper(self) -> QRect:
        """Where the paper lies on the desk."""
        return self._paper

    def arrange(self, room: QRect, zoom: float, heading: str) -> None:
        """Lays everything out for the part of the window that is free."""
        margin, padding = _margins(room.width(), zoom)
        width = min(room.width() - 2 * margin, round(_WIDEST_SHEET * zoom))
        self.view.lay_out(width - 2 * padding, zoom, is_tall=room.height() >= _TALL)
        width = max(width, self.view.table_size.width() + 2 * padding)
        left = max(margin, (room.width() - width) // 2)
        self._write_heading(heading, zoom)
        title = self.heading.heightForWidth(width - 2 * padding)
        top = margin + padding + title + round(10 * zoom)
        self.heading.setGeometry(left + padding, margin + padding, width - 2 * padding, title)
        self.view.move(left + padding, top)
        below = max(padding, self.badge.room_below)
        self._paper = QRect(left, margin, width, top + self.view.table_size.height() + below - margin)
        self.resize(max(room.width(), width + 2 * margin), self._paper.bottom() + 1 + margin)
        self.badge.follow()
        self.update()

    def _write_heading(self, heading: str, zoom: float) -> None:
        font = heading_font()
        font.setPointSizeF(font.pointSizeF() * zoom)
        self.heading.setFont(font)
        self.heading.setText(heading)
        self.heading.setAccessibleName(heading)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Grey desk, white paper with a hairline around it."""
        colours = theme()
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), colours.desk)
            painter.fillRect(self._paper, colours.paper)
            painter.setPen(colours.line)
            painter.drawRect(self._paper.adjusted(0, 0, -1, -1))


def _margins(width: int, zoom: float) -> tuple[int, int]:
    """Desk around the paper and paper around the table, narrower where room is scarce."""
    spare = max(0, width - round(_NARROW * zoom))
    return min(24, 8 + spare // 24), min(40, 12 + spare // 12)


class Pinned(QWidget):
    """A part of the table that stays in view while the rest scrolls under it.

    Args:
        parent: the viewport it lies on.
        view: the table.
    """

    def __init__(self, parent: QWidget, view: TableView) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("留在视野中的表头")
        self._view = view
        self._part = QRect()
        self.hide()

    def show_part(self, part: QRect, at: QPoint) -> None:
        """Shows a part (in the table's coordinates) at a place; an empty part is none."""
        self._part = part
        self.setVisible(not part.isEmpty())
        self.setGeometry(QRect(at, part.size()))
        self.update()

    def repaint_part(self, part: QRect) -> None:
        """A part of the table looks different now."""
        if not self.isHidden():
            self.update(part.translated(-self._part.topLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The same painter as the table's, elsewhere."""
        painted = self._view.painter
        if painted is None or not self._view.session.has_report:
            return
        with QPainter(self) as painter:
            painter.translate(-self._part.topLeft())
            region = event.region().translated(self._part.topLeft())
            painted.paint(painter, QRegion(region), self._view.scene())


class SheetScroll(QScrollArea):
    """Scrolls the sheet, and keeps header, stubs and current cell in sight.

    Args:
        model: the table.
    """

    zoom_wanted = Signal(int)
    """The wheel was turned with Ctrl held: by so many per cent."""

    def __init__(self, model: TableModel, page: QWidget) -> None:
        super().__init__(page)
        self._turned = 0
        self._has_bar = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("表页")
        self.sheet = Sheet(model, page)
        self.view = self.sheet.view
        self.setWidget(self.sheet)
        self._stubs, self._header, self._corner = (Pinned(self.viewport(), self.view) for _ in range(3))
        self.viewport().setAccessibleName("表页")
        self.horizontalScrollBar().setAccessibleName("横向滚动条")
        self.verticalScrollBar().setAccessibleName("纵向滚动条")
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._pin)
        self.view.part_changed.connect(self._repaint_pinned)
        self.view.wanted_visible.connect(self.show_table_part)
        self.sheet.installEventFilter(self)
        self.colour()

    def colour(self) -> None:
        """Takes up the theme."""
        palette = self.viewport().palette()
        palette.setColor(self.viewport().backgroundRole(), theme().desk)
        self.viewport().setPalette(palette)

    def arrange(self, space: QSize, zoom: float, heading: str) -> None:
        """Lays the sheet out for the space there is, and takes no more of it than the sheet needs."""
        room = self._room(space)
        self.sheet.arrange(room, zoom, heading)
        if (self.sheet.height() > space.height()) != self._has_bar:
            self._has_bar = not self._has_bar
            room = self._room(space)
            self.sheet.arrange(room, zoom, heading)
        self.setMaximumHeight(self.sheet.height() if self.sheet.width() <= room.width() else space.height())
        step = self.view.painter.layout.heights[-1] if self.view.painter else 20
        self.verticalScrollBar().setSingleStep(step)
        self._pin()

    def _room(self, space: QSize) -> QRect:
        """The space beside the scroll bar, as it was last: a table is measured once, not twice, where that stays."""
        bar = self.verticalScrollBar().sizeHint().width() if self._has_bar else 0
        return QRect(QPoint(0, 0), QSize(space.width() - bar, space.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What is pinned belongs to the new size; a notice above the page does not push the current cell out of it."""
        box = self.view.current_box
        cell = self.view.rect_of(box) if box is not None else QRect()
        top = self.sheet.y() + self.view.y()
        was_seen = not cell.isEmpty() and top + cell.bottom() < event.oldSize().height()
        super().resizeEvent(event)
        self._pin()
        if was_seen and event.size().height() < event.oldSize().height():
            self.show_table_part(cell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The sheet moved by scrolling: what is pinned stays."""
        if watched is self.sheet and event.type() is QEvent.Type.Move:
            self._pin()
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scrolls, or with Ctrl asks for another zoom, one step for each notch; fine wheels add up to notches."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned = 0
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        notches = int(self._turned / _NOTCH)
        self._turned -= notches * _NOTCH
        if notches:
            self.zoom_wanted.emit(notches * _ZOOM_STEP)
        event.accept()

    # What stays in view.

    def _pin(self) -> None:
        painted = self.view.painter
        if painted is None:
            return
        layout = painted.layout
        place = self.view.mapTo(self.viewport(), QPoint(0, 0))
        stub = QRect(0, 0, layout.stub_width if place.x() < 0 else 0, layout.height)
        self._stubs.show_part(stub, QPoint(0, place.y()))
        header, top = self._pinned_header(place.y())
        self._header.show_part(header, QPoint(place.x(), top))
        self._corner.show_part(header.intersected(stub), QPoint(0, top))
        seen = self.viewport().rect().translated(-place)
        sight = seen.intersected(self.view.rect()).adjusted(0, max(0, top + header.height()), 0, 0)
        self.view.set_sight(sight, self.viewport().height())
        self.view.entry.follow()

    def _pinned_header(self, table_top: int) -> tuple[QRect, int]:
        """The header of the band at the top of the window where it has scrolled away, and where to show it."""
        painted = self.view.painter
        if painted is None:
            return QRect(), 0
        layout = painted.layout
        for band in layout.grid.bands:
            top, below, end = _edges(band, layout.tops)
            if table_top + top < 0 < table_top + end and below < end:
                return QRect(0, top, layout.width, below - top), min(0, table_top + end - (below - top))
        return QRect(), 0

    def _repaint_pinned(self, part: QRect) -> None:
        for pinned in (self._stubs, self._header, self._corner):
            pinned.repaint_part(part)

    # What comes into sight.

    def show_table_part(self, part: QRect) -> None:
        """Scrolls so that a part of the table is seen, below the pinned header and beside the pinned stubs."""
        painted = self.view.painter
        if painted is None:
            return
        layout, view = painted.layout, self.view.geometry()
        band = next((b for b in layout.grid.bands if layout.tops[b.first + b.count] > part.top()), None)
        top, below, _ = _edges(band, layout.tops) if band else (0, 0, 0)
        is_first = band is not None and band.first == 0 and part.top() == below
        header = 0 if band is None else below - top
        place = part.translated(view.topLeft())
        wanted = QRect(place.left() - layout.stub_width, place.top() - header, *_size(place, layout.stub_width, header))
        self._show(wanted.adjusted(-_SIGHT, -_SIGHT, _SIGHT, _SIGHT))
        if is_first:
            self.verticalScrollBar().setValue(0)

    def _show(self, part: QRect) -> None:
        for bar, first, last, room in (
            (self.horizontalScrollBar(), part.left(), part.right(), self.viewport().width()),
            (self.verticalScrollBar(), part.top(), part.bottom(), self.viewport().height()),
        ):
            if last > bar.value() + room:
                bar.setValue(min(first, last - room))
            if first < bar.value():
                bar.setValue(first)


def _edges(band: Band, tops: tuple[int, ...]) -> tuple[int, int, int]:
    """Where a band begins, where its header ends, where it ends."""
    return tops[band.first], tops[band.first + band.header], tops[band.first + band.count]


def _size(place: QRect, stub: int, header: int) -> tuple[int, int]:
    return place.width() + stub, place.height() + header
