"""The page of one table: the printed form on a sheet of paper, and a line of guidance below."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.figure_guide import FigureGuide
from disclosure_desk.gui.reason_prompt import ReasonPrompt
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_model import TableModel
from disclosure_desk.gui.table_sheet import SheetScroll
from disclosure_desk.gui.table_view import TableView

_LOOKS = (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.PaletteChange)


class TablePage(QWidget):
    """One table section.

    Args:
        session: the report on the desk.
        section_id: id of the table section.
    """

    cell_entered = Signal(object)
    """Another cell is current; its id."""
    stepped_out = Signal(int)
    """Tab went past the last input (1) or before the first (-1): the next or previous section is wanted."""
    zoom_wanted = Signal(int)
    """The tables are wanted larger or smaller by so many per cent."""

    def __init__(self, session: Session, section_id: str, parent: QWidget | None = None) -> None:
        self._is_built = False
        super().__init__(parent)
        self._session = session
        self._zoom = 1.0
        self.model = TableModel(session, section_id, self)
        self._scroll = SheetScroll(self.model, self)
        self.reason_prompt = ReasonPrompt(session, section_id, self)
        self._guide = FigureGuide(session, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.reason_prompt)
        column.addWidget(self._guide)
        column.addStretch()
        self.setFocusProxy(self.view)
        self.view.cell_entered.connect(self._entered)
        self.view.stepped_out.connect(self.stepped_out)
        self._scroll.zoom_wanted.connect(self.zoom_wanted)
        self.reason_prompt.resized.connect(self._make_room)
        self.reason_prompt.answered.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        session.findings_changed.connect(self._guide_now)
        session.opened.connect(self.refresh)
        self._is_built = True
        self.refresh()

    @property
    def view(self) -> TableView:
        """The table itself: its ``deeds`` copy, paste, clear and fill."""
        return self._scroll.view

    @property
    def current_cell(self) -> CellId | None:
        """The cell with the keyboard."""
        box = self.view.current_box
        return box.cell if box else None

    @property
    def zoom(self) -> float:
        """1.0 for 100 %."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Shows the table larger or smaller."""
        self._zoom = zoom
        self._arrange()

    def set_last_year_shown(self, shown: bool) -> None:  # noqa: FBT001  a slot for a switch
        """Shows last year's figures in the corners of the cells, or not."""
        self.view.set_last_year_shown(shown)

    def go_to(self, cell: CellId) -> None:
        """Makes a cell current, scrolls it into sight and gives it the keyboard."""
        box = self.model.box_at(self.model.index_of(cell))
        if box is not None and self.view.entry.take():
            self.view.go(box)
            self.view.wanted_visible.emit(self.view.rect_of(box))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_typed(self) -> bool:
        """Takes a figure that is still being typed; False where it is refused and the officer has to look."""
        return self.view.entry.take()

    def refresh(self) -> None:
        """Shows another report, or the same in another theme."""
        self.model.reload()
        heading = self.model.table.heading if self.model.table else ""
        self.setAccessibleName(heading or "表格")
        self._arrange()
        self.reason_prompt.refresh()
        self._guide.refresh()
        self._guide_now()
        self._scroll.colour()
        self._scroll.sheet.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font or palette."""
        super().changeEvent(event)
        if event.type() in _LOOKS and self._is_built:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """There is more or less space now."""
        super().resizeEvent(event)
        self._arrange()

    def _make_room(self) -> None:
        """The question came or went; where the report went with it, another arranges the page soon."""
        if self._session.has_report:
            self._arrange()

    def _arrange(self) -> None:
        if not self._session.has_report:
            return  # the page is behind the shelf, whose report was put away
        heading = self.model.table.heading if self.model.table else ""
        prompt = 0 if self.reason_prompt.isHidden() else self.reason_prompt.sizeHint().height()
        space = QSize(self.width(), max(1, self.height() - self._guide.height() - prompt))
        self._scroll.arrange(space, self._zoom, heading)
        self._guide.keep_to(self.view.x(), self.view.width())

    def _entered(self, cell: CellId) -> None:
        self._guide_now()
        self.cell_entered.emit(cell)

    def _guide_now(self) -> None:
        self._guide.show_cell(self.current_cell if self._session.has_report else None)
