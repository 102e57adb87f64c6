"""Ctrl+G: a line to type a cell's words into, with the cells that fit below; Enter goes there."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyleOptionViewItem, QWidget

from disclosure_desk.gui.cell_search import Hit, find_cells
from disclosure_desk.gui.figure_look import look
from disclosure_desk.gui.outline import Index
from disclosure_desk.gui.search_line import LEFT, FoundDelegate, FoundList, SearchLine, write_right
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.theme import theme

HINT = "转到单元格，例如：表三 不予公开 3 商业企业"
NOT_FOUND = "没有符合的单元格。可减少几个字，或写表、行、列的名称。"
_FIRST = "依次写表、行、列，空格可省；数字是行在组内的序号。"
_HIT, _FIGURE = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1
_SHOWN = 9


class GotoBar(SearchLine):
    """A line over the upper part of the window.

    Args:
        session: the report on the desk.
        parent: the window.
    """

    wanted = Signal(str, object)
    """A section and a cell id: the officer wants to go there."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._session = session
        self._hits = _Hits()
        super().__init__(parent, "转到单元格", HINT, self._hits)

    def open(self) -> None:
        """Shows it, with what was typed last ready to be typed over; nothing happens without a report."""
        if self._session.has_report:
            super().open()

    @property
    def hits(self) -> list[Hit]:
        """The cells on show, from top to bottom."""
        return [self.list.item(at).data(_HIT) for at in range(self.list.count())]

    def take(self, item: QListWidgetItem | None) -> None:
        """Goes to the cell of a line."""
        if item is None:
            return
        hit: Hit = item.data(_HIT)
        # Closed first: the page that is gone to takes the keyboard.
        self.close_()
        self.wanted.emit(self._session.report.form.places[hit.cell].section.id, hit.cell)

    def search(self) -> None:
        """Shows the cells that fit."""
        hits = find_cells(self._session.report.form, self.line.text()) if self._session.has_report else []
        self._hits.show_hits(hits, [look(self._session, hit.cell).text for hit in hits])
        nothing = NOT_FOUND if self.line.text().strip() else _FIRST
        self.say("" if hits else nothing)


class _Hits(FoundList):
    def __init__(self) -> None:
        super().__init__("符合的单元格", _SHOWN, _HitDelegate())

    def show_hits(self, hits: Sequence[Hit], figures: Sequence[str]) -> None:
        self.clear()
        for hit, figure in zip(hits, figures, strict=True):
            item = QListWidgetItem(hit.spoken, self)
            item.setData(_HIT, hit)
            item.setData(_FIGURE, figure)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.spoken} {figure or '未填'}")
        self.begin_at(0 if hits else -1)


class _HitDelegate(FoundDelegate):
    """Paints where a cell stands at the left, and its figure at the right."""

    def write(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        hit, figure = index.data(_HIT), index.data(_FIGURE)
        metrics = option.fontMetrics
        room = write_right(painter, room, figure, metrics.horizontalAdvance(figure))
        painter.setPen(theme().text)
        painter.drawText(room, LEFT, metrics.elidedText(hit.spoken, Qt.TextElideMode.ElideRight, room.width()))
