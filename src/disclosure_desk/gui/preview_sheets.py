"""Printed pages, one below the other on the desk; they are painted from a PDF in memory, beside the window's thread."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QWidget

from disclosure_desk.export.page import PAGE_HEIGHT, PAGE_WIDTH
from disclosure_desk.export.places import Rect
from disclosure_desk.gui.preview_painting import PagePainter
from disclosure_desk.gui.theme import LIGHT, theme

SCALES = (25, 33, 50, 67, 75, 100, 125, 150, 200)
"""Per cent of the paper's own size."""
_GAP = 12
_STEP = 32
_TRUE_SIZE = 96 / 72
"""Logical pixels for a point at 100 %."""
_AROUND = 3.0
_SOFT, _LINE, _GREY = 22, 180, 170
_THIRD = 3


class Sheets(QAbstractScrollArea):
    """Pages that fit the width unless the officer wants another size."""

    chosen = Signal(int, float, float)
    """A click on a page; the page, from 0, and the place on it in points."""
    moved = Signal()
    """Another page is in the middle, or the size is another."""
    returned = Signal()
    """Return was pressed: back to what is outlined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.is_place: Callable[[int, float, float], bool] = lambda *_: False
        self.count = 0
        self._percent: int | None = None
        self._painter: PagePainter | None = None
        self._earlier: list[PagePainter] = []
        self._pictures: dict[int, QImage] = {}
        self._fresh: set[int] = set()
        self._outlined: Mapping[int, Rect] = {}
        self._is_stale = False
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # What is shown.

    def show_pdf(self, content: bytes) -> None:
        """Shows another PDF at the same place; pages keep their earlier picture until the new one is painted."""
        self._retire()
        self._painter = PagePainter(content, self)
        self._painter.painted.connect(self._take)
        self._painter.rested.connect(self._sweep)
        self.count = self._painter.count
        self._is_stale = False
        self._lay_out()

    def clear(self) -> None:
        """Shows nothing, and begins at the top."""
        self._retire()
        self._sweep()
        self.count, self._outlined, self._is_stale = 0, {}, False
        self._pictures.clear()
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def set_stale(self, *, stale: bool) -> None:
        """Greys the pages, which are not what the report would print now."""
        self._is_stale = stale
        self.viewport().update()

    @property
    def is_stale(self) -> bool:
        """Whether pages are greyed."""
        return self._is_stale

    @property
    def pictures(self) -> Mapping[int, QImage]:
        """The pages that are painted."""
        return self._pictures

    @property
    def is_complete(self) -> bool:
        """Whether every page in sight is painted as it is now."""
        return self.count > 0 and all(self._is_painted(page) for page in self._in_sight())

    def outline(self, areas: Mapping[int, Rect]) -> None:
        """Softly outlines a rectangle on each of some pages."""
        if areas != self._outlined:
            self._outlined = dict(areas)
            self.viewport().update()

    @property
    def outlined(self) -> Mapping[int, Rect]:
        """What is outlined, by page."""
        return self._outlined

    def reveal(self, page: int, rect: Rect) -> None:
        """Brings a place into sight; one that is in sight stays where it is."""
        place, view = self.place_of(page, rect), self.viewport()
        _bring(self.verticalScrollBar(), place.top(), place.height(), view.height())
        _bring(self.horizontalScrollBar(), place.left(), place.width(), view.width())

    # Size.

    @property
    def scale(self) -> float:
        """Logical pixels for a point."""
        if self._percent is not None:
            return self._percent / 100 * _TRUE_SIZE
        return max(80, self.viewport().width() - 2 * _GAP) / PAGE_WIDTH

    @property
    def percent(self) -> int:
        """The size, in per cent of the paper's own."""
        return round(self.scale / _TRUE_SIZE * 100)

    @property
    def fits_width(self) -> bool:
        """Whether pages are as wide as there is room."""
        return self._percent is None

    def fit_width(self) -> None:
        """Makes pages as wide as there is room."""
        self._resize(None)

    def zoom(self, by: int) -> None:
        """Makes pages one step larger (1) or smaller (-1)."""
        now = self.percent
        steps = [step for step in SCALES if (step > now if by > 0 else step < now)]
        if steps:
            self._resize(steps[0] if by > 0 else steps[-1])

    def _resize(self, percent: int | None) -> None:
        shares = [(bar, _share(bar)) for bar in (self.verticalScrollBar(), self.horizontalScrollBar())]
        self._percent = percent
        self._lay_out()
        for bar, share in shares:
            bar.setValue(round(share * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self.moved.emit()

    # Geometry.

    @property
    def page(self) -> int:
        """The page in the middle of what is in sight, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return min(max(0, (middle - _GAP // 2) // (self._size.height() + _GAP)), max(0, self.count - 1))

    def rect_of(self, page: int) -> QRect:
        """Where a page stands in the viewport."""
        size, width = self._size, self.viewport().width()
        left = max(_GAP, (width - size.width()) // 2) - self.horizontalScrollBar().value()
        return QRect(QPoint(left, _GAP + page * (size.height() + _GAP) - self.verticalScrollBar().value()), size)

    def place_of(self, page: int, rect: Rect) -> QRectF:
        """Where a place of a page stands in the viewport."""
        sheet, scale = self.rect_of(page), self.scale
        left, top = sheet.left() + rect.left * scale, sheet.top() + rect.top * scale
        return QRectF(left, top, rect.width * scale, rect.height * scale)

    @property
    def _size(self) -> QSize:
        return QSize(round(PAGE_WIDTH * self.scale), round(PAGE_HEIGHT * self.scale))

    @property
    def _pixels(self) -> QSize:
        ratio = self.devicePixelRatioF()
        return QSize(round(self._size.width() * ratio), round(self._size.height() * ratio))

    @property
    def _height(self) -> int:
        return _GAP + self.count * (self._size.height() + _GAP) if self.count else 0

    def _in_sight(self) -> range:
        step, top = self._size.height() + _GAP, self.verticalScrollBar().value()
        last = min(self.count, (top + self.viewport().height()) // step + 1)
        return range(min(max(0, (top - _GAP) // step), last), last)

    def _lay_out(self) -> None:
        view, down, across = self.viewport().size(), self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, self._height - view.height()))
        down.setPageStep(max(_STEP, view.height()))
        down.setSingleStep(_STEP)
        wide = self._size.width() + 2 * _GAP - view.width() if self.count and not self.fits_width else 0
        across.setRange(0, max(0, wide))
        across.setPageStep(view.width())
        across.setSingleStep(_STEP)
        self._ask()
        self.viewport().update()

    def _scrolled(self) -> None:
        self._ask()
        self.viewport().update()
        self.moved.emit()

    # Painting.

    def _ask(self) -> None:
        """Has the pages in sight painted, and forgets the pictures of those far away."""
        if self._painter is None or not self.isVisible():
            return
        sight = self._in_sight()
        for page in sight:
            if not self._is_painted(page):
                self._painter.paint(page, self._pixels)
        for page in [page for page in self._pictures if page < sight.start - 1 or page > sight.stop]:
            del self._pictures[page]
            self._fresh.discard(page)

    def _is_painted(self, page: int) -> bool:
        return page in self._fresh and self._pictures[page].size() == self._pixels

    def _take(self, page: int, picture: QImage) -> None:
        self._pictures[page] = picture
        self._fresh.add(page)
        self.viewport().update(self.rect_of(page).adjusted(-2, -2, 2, 2))

    def _retire(self) -> None:
        if self._painter is not None:
            self._painter.painted.disconnect(self._take)
            self._earlier.append(self._painter)
            self._painter = None
        self._fresh.clear()

    def _sweep(self) -> None:
        """Lets earlier PDFs go while no page of any is being painted: closing one waits for that."""
        if all(painter.is_idle for painter in (*self._earlier, *([self._painter] if self._painter else []))):
            for painter in self._earlier:
                painter.deleteLater()
            self._earlier.clear()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The desk, and the sheets in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme().desk)
        for page in self._in_sight():
            sheet = self.rect_of(page)
            if sheet.intersects(event.rect()):
                self._paint_sheet(painter, page, sheet)
        painter.end()

    def _paint_sheet(self, painter: QPainter, page: int, sheet: QRect) -> None:
        # Paper is white, whatever the scheme.
        painter.fillRect(sheet, LIGHT.paper)
        picture = self._pictures.get(page)
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, picture.size() != self._pixels)
            painter.drawImage(sheet, picture)
        if self._is_stale:
            grey = QColor(theme().desk)
            grey.setAlpha(_GREY)
            painter.fillRect(sheet, grey)
        elif page in self._outlined:
            self._paint_outline(painter, self.place_of(page, self._outlined[page]))
        painter.setPen(QPen(theme().line, 0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet.adjusted(-1, -1, 0, 0))

    def _paint_outline(self, painter: QPainter, place: QRectF) -> None:
        soft, line = QColor(LIGHT.accent), QColor(LIGHT.accent)
        soft.setAlpha(_SOFT)
        line.setAlpha(_LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(line, 1.5))
        painter.setBrush(soft)
        around = _AROUND * min(1.0, self.scale)
        painter.drawRoundedRect(place.adjusted(-around, -around, around, around), 2, 2)
        painter.restore()

    # Keys and mouse.

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keeps what is in sight in sight."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        super().resizeEvent(event)
        self._lay_out()
        if self.fits_width and event.oldSize().width() != event.size().width():
            bar.setValue(round(share * bar.maximum()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Pages are painted while they can be seen."""
        super().showEvent(event)
        self._ask()

    def event(self, event: QEvent) -> bool:
        """The keys for zooming mean this view while it has the keyboard."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _zoom_of(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Zooms, goes to the beginning or the end, or back to the form; the rest scrolls."""
        bar, wanted = self.verticalScrollBar(), _zoom_of(event)
        if wanted is not None:
            self.zoom(wanted) if wanted else self.fit_width()
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returned.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl and the wheel zoom."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned:
            self.zoom(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A hand where a click leads somewhere."""
        found = self._at(event.position().toPoint())
        is_place = found is not None and self.is_place(*found)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_place else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Goes to what is printed there."""
        found = self._at(event.position().toPoint())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(*found)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.viewport().update()

    def _at(self, point: QPoint) -> tuple[int, float, float] | None:
        for page in self._in_sight():
            sheet = self.rect_of(page)
            if sheet.contains(point):
                return page, (point.x() - sheet.left()) / self.scale, (point.y() - sheet.top()) / self.scale
        return None


def _bring(bar: QScrollBar, start: float, length: float, room: int) -> None:
    """Scrolls so far that a stretch is in sight, away from the edge."""
    if start < 0 or start + length > room:
        near = min(room / _THIRD, max(0.0, room - length))
        bar.setValue(bar.value() + round(start - near))


def _share(bar: QScrollBar) -> float:
    """How far along its way the middle of what is in sight is; in the middle where all is."""
    return (bar.value() + bar.pageStep() / 2) / (bar.maximum() + bar.pageStep())


def _zoom_of(event: QKeyEvent) -> int | None:
    """1 for larger, -1 for smaller, 0 for the width, None for any other key."""
    if event.matches(QKeySequence.StandardKey.ZoomIn):
        return 1
    if event.matches(QKeySequence.StandardKey.ZoomOut):
        return -1
    has_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return {Qt.Key.Key_Equal: 1, Qt.Key.Key_0: 0}.get(Qt.Key(event.key())) if has_control else None
