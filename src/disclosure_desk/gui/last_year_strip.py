"""A strip of years for one cell: a bar and a figure for each, drawn, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from disclosure_desk.gui.theme import theme
from disclosure_desk.report.figures import value

_LINE, _GAP, _BAR, _LEAST = 24, 8, 10, 2.0
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class YearFigure:
    """One line of the strip.

    Attributes:
        year: the report year.
        figure: its figure, or "".
        remark: what is said in place of a figure, or after one (空白, 格式不同, 手工填写).
    """

    year: int
    figure: str
    remark: str = ""

    @property
    def spoken(self) -> str:
        """The line in words."""
        return " ".join(filter(None, (f"{self.year} 年", self.figure, self.remark)))


class YearStrip(QWidget):
    """The lines, this year's at the top and in the accent's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._years: tuple[YearFigure, ...] = ()
        self.setAccessibleName("历年数字")

    @property
    def years(self) -> tuple[YearFigure, ...]:
        """What is on show."""
        return self._years

    def show_years(self, years: Sequence[YearFigure]) -> None:
        """Shows other figures."""
        if tuple(years) == self._years:
            return
        is_other_height = len(years) != len(self._years)
        self._years = tuple(years)
        said = "；".join(each.spoken for each in years)
        self.setAccessibleName(f"历年数字：{said}" if said else "历年数字")
        self.setAccessibleDescription(said)
        if is_other_height:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line for each year."""
        return QSize(200, self._line * len(self._years))

    @property
    def _line(self) -> int:
        return max(_LINE, self.fontMetrics().lineSpacing() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Year, bar, figure."""
        del event
        metrics = self.fontMetrics()
        years = metrics.horizontalAdvance("0000") + _GAP
        words = max((metrics.horizontalAdvance(_shown(each)) for each in self._years), default=0) + _GAP
        most = max((_size(each) for each in self._years), default=0.0)
        with QPainter(self) as painter:
            for at, each in enumerate(self._years):
                line = QRectF(0, at * self._line, self.width(), self._line)
                self._paint_line(painter, line, each, is_now=at == 0)
                room = QRectF(years, line.top(), max(0.0, line.width() - years - words), line.height())
                _paint_bar(painter, room, _size(each) / most if most else 0.0, each, is_now=at == 0)

    def _paint_line(self, painter: QPainter, line: QRectF, each: YearFigure, *, is_now: bool) -> None:
        colours = theme()
        painter.setPen(colours.text if is_now else colours.muted)
        painter.drawText(line, _LEFT, str(each.year))
        painter.setPen(colours.text if each.figure else colours.muted)
        shown = self.fontMetrics().elidedText(_shown(each), Qt.TextElideMode.ElideRight, round(line.width() * 0.8))
        painter.drawText(line, _RIGHT, shown)


def _paint_bar(painter: QPainter, room: QRectF, share: float, each: YearFigure, *, is_now: bool) -> None:
    if not each.figure or room.width() < _LEAST:
        return
    long = max(_LEAST, room.width() * share)
    painter.fillRect(QRectF(room.left(), room.center().y() - _BAR / 2, long, _BAR), _colour(is_now=is_now))


def _colour(*, is_now: bool) -> QColor:
    return theme().accent if is_now else theme().muted


def _shown(each: YearFigure) -> str:
    return " ".join(filter(None, (each.figure, each.remark)))


def _size(each: YearFigure) -> float:
    return abs(float(value(each.figure))) if each.figure else 0.0
