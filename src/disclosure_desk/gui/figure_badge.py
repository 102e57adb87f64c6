"""A small badge beside the total of the current row: how it stands against its parts, also while they are typed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from disclosure_desk.errors import RefusedFigure
from disclosure_desk.formats.grid import Box, BoxRole
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.figure_sum import Standing, row_totals, standing
from disclosure_desk.gui.theme import Theme, theme
from disclosure_desk.report.figures import read_figure

if TYPE_CHECKING:
    from disclosure_desk.gui.table_view import TableView

_SMALLER = 0.86
_SIDE, _APART, _EDGE = 6, 6, 2
_LEGIBLE_LABEL = 0.35
"""So much of a stub is left to its label at the least."""


class TotalBadge(QWidget):
    """Lies beside the table, under it, or in the free part of the row's stub; never on a figure.

    Args:
        view: the table.
        sheet: what it lies on.
    """

    def __init__(self, view: "TableView", sheet: QWidget) -> None:
        super().__init__(sheet)
        self._view, self._sheet, self._session = view, sheet, view.session
        self._standing: Standing | None = None
        self._words = ""
        self._shown: tuple[object, ...] = ()
        self._usual, self._font, self._metrics = QFont(), QFont(), QFontMetrics(self.font())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("总计核对")
        view.cell_entered.connect(self.follow)
        view.entry.keyboard_moved.connect(self.follow)
        self._session.findings_changed.connect(self.follow)
        self._session.opened.connect(self.follow)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; "" while it is hidden."""
        return "" if self.isHidden() else self._words

    @property
    def tone(self) -> str:
        """``error``, ``fine`` or ``muted``; "" while it is hidden."""
        return self._standing.tone if self._standing and not self.isHidden() else ""

    @property
    def room_below(self) -> int:
        """What it needs under a table without stubs, in pixels; 0 where it finds room in the stubs."""
        painted = self._view.painter
        if painted is None or painted.layout.grid.stub_columns:
            return 0
        return self._size("").height() + 2 * _EDGE

    def follow(self) -> None:
        """Says how the total of the current row stands now, where there is room to say it."""
        total = self._total()
        self._standing = standing(self._session, total, self._typing()) if total else None
        place = self._place(total, self._standing) if total and self._standing else QRect()
        if place.isEmpty():
            self.hide()
            return
        now = (self._words, self._standing and self._standing.tone, place, id(theme()))
        if now == self._shown and not self.isHidden():
            return
        self._shown = now
        self.setAccessibleName(f"总计核对：{self._words}")
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A plain ground with the words in the colour of their tone."""
        del event
        if self._standing is None:
            return
        colours = theme()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), _ground(self._standing.tone, colours))
            painter.setFont(self._small())
            painter.setPen(getattr(colours, self._standing.tone))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)

    def _total(self) -> CellId | None:
        """The total of the current row, or the current total itself."""
        box = self._view.current_box
        if box is None or box.cell is None or not self._session.has_report or self._view.painter is None:
            return None
        form = self._session.report.form
        if box.cell not in form.places:
            return None
        return box.cell if box.cell in form.totals else row_totals(form).get(box.cell)

    def _typing(self) -> dict[CellId, str | None]:
        """What is being typed, where it is a figure already."""
        entry, box = self._view.entry, self._view.current_box
        if not entry.is_open or box is None or box.cell is None:
            return {}
        try:
            return {box.cell: read_figure(entry.editor.text(), self._session.report.form.places[box.cell].kind)}
        except RefusedFigure:
            return {}

    # Where it goes.

    def _small(self) -> QFont:
        painted = self._view.painter
        usual = painted.layout.fonts.figure if painted else self.font()
        if usual is not self._usual:
            self._usual, self._font = usual, QFont(usual)
            self._font.setPointSizeF(usual.pointSizeF() * _SMALLER)
            self._metrics = QFontMetrics(self._font)
        return self._font

    def _size(self, words: str) -> QSize:
        self._small()
        metrics = self._metrics
        return QSize(metrics.horizontalAdvance(words) + 2 * _SIDE, metrics.height() + _EDGE)

    def _place(self, total: CellId, stands: Standing) -> QRect:
        """In the sheet's coordinates; empty where there is no room. What is off is said, if only in short."""
        painted = self._view.painter
        box = painted.layout.grid.figures.get(total) if painted else None
        if box is None:
            return QRect()
        forms = list(filter(None, (stands.words, stands.words.replace("\u3000", " "), stands.short)))
        # What is off is worth the end of its own row's label, if it must be: that is said in full below the table.
        for words, covers in [*((words, False) for words in forms), *((forms[-1], True) for _ in forms[:1])]:
            self._words = words
            size = self._size(words)
            found = self._beside(box, size) or self._below(box, size) or self._in_stub(box, size, covers=covers)
            if found is not None:
                return found
        return QRect()

    def _beside(self, box: Box, size: QSize) -> QRect | None:
        """At the right of the table, on paper and desk."""
        cell = self._view.rect_of(box).translated(self._view.pos())
        left = self._view.geometry().right() + _APART
        if left + size.width() > self._sheet.width() - _EDGE:
            return None
        return QRect(QPoint(left, cell.center().y() - size.height() // 2), size)

    def _below(self, box: Box, size: QSize) -> QRect | None:
        """Under the table, for its last row."""
        painted = self._view.painter
        if painted is None or box.row + box.row_span < painted.layout.grid.row_count:
            return None
        cell = self._view.rect_of(box).translated(self._view.pos())
        top = self._view.geometry().bottom() + _EDGE
        left = max(_APART, cell.right() - size.width())
        return QRect(QPoint(left, top), size) if top + size.height() <= self._sheet.height() else None

    def _in_stub(self, box: Box, size: QSize, *, covers: bool) -> QRect | None:
        """In the part of the row's stub that its label leaves free, or may do without where it ``covers``."""
        painted = self._view.painter
        if painted is None:
            return None
        layout = painted.layout
        stub = next((head for head in painted.heads_of(box) if head.role is BoxRole.STUB), None)
        if stub is None:
            return None
        rect = layout.rects[stub]
        label = max((line.width for line in layout.lines.get(stub, ())), default=0.0)
        is_off = self._standing is not None and self._standing.tone == "error"
        kept = rect.width() * _LEGIBLE_LABEL if covers and is_off else label
        if layout.padding + min(label, kept) + size.width() + 2 * _APART > rect.width():
            return None
        corner = QPoint(rect.right() - _APART - size.width(), rect.center().y() - size.height() // 2)
        return QRect(corner + self._view.pos(), size)


def _ground(tone: str, colours: Theme) -> QColor:
    grounds = {"error": colours.error_fill, "fine": colours.fine_fill}
    return grounds.get(tone, colours.total)
