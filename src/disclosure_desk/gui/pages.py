"""The pages of the report on the desk: made when first wanted, all asked the same way."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.formats.schema import CellId, TableSection
from disclosure_desk.gui.cover_page import CoverPage
from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.outline import COVER, SHELF
from disclosure_desk.gui.paste_fields import FieldPaste
from disclosure_desk.gui.shelf_page import Say, ShelfPage
from disclosure_desk.gui.start_page import StartPage, Way
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.settings import LastPlace

if TYPE_CHECKING:
    from collections.abc import Callable

    from disclosure_desk.checks.finding import Finding
    from disclosure_desk.gui.desk import Desk
    from disclosure_desk.gui.text_finding import Found
    from disclosure_desk.settings import Contact

START = "start"


class Pages(QObject):
    """One page for each place of the outline, in a stack.

    Args:
        desk: the desk.
        stack: where the pages go.
        say: tells the officer something.
        ways: what an empty shelf offers.
        contact: how the public reaches the agency, as the settings have it now.
    """

    typed = Signal()
    """Something is being typed that the session does not have yet."""
    moved = Signal(str, object)
    """Another page, or another cell of it, is current; the place, and the cell's id or None."""
    text_moved = Signal(str, int)
    """The cursor stands elsewhere in a text; the text's key and before which character."""
    zoom_wanted = Signal(int)
    """The tables are wanted larger or smaller by so many per cent."""
    wanted = Signal(str)
    """Tab went past the end or the beginning of a table; the place that follows."""

    def __init__(
        self, desk: "Desk", stack: QStackedWidget, say: Say, ways: list[Way], contact: "Callable[[], Contact]"
    ) -> None:
        super().__init__(stack)
        self._desk = desk
        self._stack = stack
        self._say = say
        self._ways = ways
        self._contact = contact
        self._made: dict[str, QWidget] = {}
        self._zoom = 1.0
        self._corners_shown = True
        self.place = ""
        self._form: object = None
        desk.session.opened.connect(self._forget_other_forms)

    @property
    def kind(self) -> str:
        """Of the page on show: ``table``, ``text``, or "" for any other."""
        page = self._made.get(self.place)
        return "table" if isinstance(page, TablePage) else "text" if isinstance(page, NarrativePage) else ""

    @property
    def order(self) -> list[str]:
        """The places of the report, in the order of the outline."""
        if not self._desk.session.has_report:
            return []
        return [COVER, PREAMBLE, *(section.id for section in self._desk.session.report.form.sections)]

    @property
    def cell(self) -> str:
        """The cell with the keyboard, "" where the page is no table."""
        page = self._made.get(self.place)
        return (page.current_cell or "") if isinstance(page, TablePage) else ""

    def show(self, place: str) -> QWidget:
        """Turns to a page."""
        if place not in self._made:
            self._made[place] = page = self._make(place)
            self._stack.addWidget(page)
            if isinstance(page, NarrativePage | CoverPage):
                page.typed.connect(self.typed)
        page = self._made[place]
        self.place = place
        self.take_contact()
        self._stack.setCurrentWidget(page)
        self.moved.emit(place, CellId(self.cell) if self.cell else None)
        return page

    def take_contact(self) -> None:
        """Tells the text on show how the public reaches the agency, as the settings have it now."""
        page = self._made.get(self.place)
        if isinstance(page, NarrativePage):
            page.contact = self._contact()

    def commit(self) -> bool:
        """Hands over what is being typed on the page on show; False where it is refused and has to be looked at."""
        page = self._made.get(self.place)
        if isinstance(page, TablePage):
            return page.take_typed()
        return page.commit() if isinstance(page, NarrativePage | CoverPage) else True

    @property
    def is_pending(self) -> bool:
        """Whether the page on show holds typing that the session does not have yet."""
        page = self._made.get(self.place)
        return isinstance(page, NarrativePage | CoverPage) and self._desk.session.has_report and page.is_pending

    def go_to_cell(self, cell: CellId) -> None:
        """Turns to a cell."""
        page = self.show(self._desk.session.report.form.places[cell].section.id)
        if isinstance(page, TablePage):
            page.go_to(cell)

    def go_to_text(self, key: str, position: int) -> None:
        """Turns to a character of a text."""
        page = self.show(key)
        if isinstance(page, NarrativePage):
            page.go_to(position)

    def go_to(self, finding: "Finding") -> None:
        """Turns to what a finding is about: the cell to look at, else its first stretch of text, else its section."""
        if finding.first_to_see is not None:
            self.go_to_cell(finding.first_to_see)
            page = self._stack.currentWidget()
            if isinstance(page, TablePage) and finding.cells:
                page.reason_prompt.ask(finding.cells[0])
            return
        place = finding.places[0].narrative if finding.places else finding.section
        page = self.show(place if place in self.order else COVER)
        if finding.places and isinstance(page, NarrativePage):
            page.select(finding.places[0].start, finding.places[0].end)
        else:
            page.setFocus()

    def turn_to_report(self, last: LastPlace) -> None:
        """Turns to a place of the report on the desk: ``last`` if it has that, else the one on show, else its cover."""
        session = self._desk.session
        if not session.has_report:
            self.show(SHELF if self._desk.shelf() else START).setFocus()
            return
        wanted = [place for place in (last.section, self.place, COVER) if place in self.order]
        page = self.show(wanted[0])
        page.setFocus()
        if last.cell in session.report.form.places:
            self.go_to_cell(CellId(last.cell))

    def turn_to_change(self, keys: list[str]) -> None:
        """Turns to the first of the cells and texts that changed, unless one of them is on show."""
        form = self._desk.session.report.form
        cells = sorted((CellId(key) for key in keys if key in form.places), key=list(form.places).index)
        if not cells:
            if self.place not in keys:
                self.show(keys[0]).setFocus()  # not in some field that keeps Ctrl+Z to itself
            return
        inputs = [cell for cell in cells if cell not in form.totals] or cells
        if self.cell not in inputs:
            self.go_to_cell(inputs[0])

    def zoom(self, percent: int) -> None:
        """Shows the tables larger or smaller."""
        self._zoom = percent / 100
        for page in self._made.values():
            if isinstance(page, TablePage | NarrativePage):
                page.set_zoom(self._zoom)

    def show_corners(self, shown: bool) -> None:  # noqa: FBT001  a slot for a switch
        """Shows or hides last year's figures in the corners of the cells."""
        self._corners_shown = shown
        for page in self._made.values():
            if isinstance(page, TablePage):
                page.set_last_year_shown(shown)

    def repaint(self) -> None:
        """Takes up another theme."""
        for page in self._made.values():
            if isinstance(page, TablePage):
                page.refresh()

    def _make(self, place: str) -> QWidget:
        session = self._desk.session
        fixed: dict[str, Callable[[], QWidget]] = {
            START: lambda: StartPage(self._ways, self._stack),
            COVER: self._cover,
            SHELF: lambda: ShelfPage(self._desk, self._say, self._stack),
            PREAMBLE: lambda: self._text(PREAMBLE),
        }
        if place in fixed:
            return fixed[place]()
        if not isinstance(session.report.form.section(place), TableSection):
            return self._text(place)
        table = TablePage(session, place, self._stack)
        if self._zoom != 1:
            table.set_zoom(self._zoom)
        table.set_last_year_shown(self._corners_shown)
        table.zoom_wanted.connect(self.zoom_wanted)
        table.stepped_out.connect(self._step)
        table.cell_entered.connect(lambda cell: self.moved.emit(place, cell))
        return table

    def _cover(self) -> CoverPage:
        page = CoverPage(self._desk.session, self._stack)
        FieldPaste(page, self._desk.session, self._say)
        return page

    def _text(self, key: str) -> NarrativePage:
        page = NarrativePage(self._desk.session, key, self._stack)
        if self._zoom != 1:
            page.set_zoom(self._zoom)
        page.cursor_moved.connect(self.text_moved)
        page.found_elsewhere.connect(self._go_on_searching)
        return page

    def _go_on_searching(self, found: "Found") -> None:
        page = self.show(found.key)
        if isinstance(page, NarrativePage):
            page.take_up(found)

    def _step(self, by: int) -> None:
        """Tab leads on to the next page; in a table to its first input, or backwards to its last one."""
        at = self.order.index(self.place) + by
        if not 0 <= at < len(self.order):
            return
        self.wanted.emit(self.order[at])
        page, report = self._made.get(self.place), self._desk.session.report
        if self.place == self.order[at] and isinstance(page, TablePage):
            cells = [cell for cell, place in report.form.places.items() if place.section.id == self.place]
            inputs = [cell for cell in cells if report.is_typed or cell not in report.form.totals]
            page.go_to(inputs[0 if by > 0 else -1])

    def _forget_other_forms(self) -> None:
        """The sections of another form may be of other kinds under the same ids."""
        session = self._desk.session
        form = session.report.form if session.has_report else None
        if form is not self._form:
            for place in [p for p in self._made if p not in (START, COVER, SHELF, PREAMBLE)]:
                page = self._made.pop(place)
                self._stack.removeWidget(page)
                page.deleteLater()
        self._form = form
