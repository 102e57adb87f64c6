"""The pages of the report on the desk: made when first wanted, all asked the same way."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.formats.schema import CellId, TableSection
from disclosure_desk.gui.outline import COVER, SHELF
from disclosure_desk.settings import LastPlace

# The kinds of page are loaded with the first page of that kind: the last report opens on one of them.
if TYPE_CHECKING:
    from collections.abc import Callable

    from disclosure_desk.checks.finding import Finding
    from disclosure_desk.gui.cover_page import CoverPage
    from disclosure_desk.gui.desk import Desk
    from disclosure_desk.gui.narrative_page import NarrativePage
    from disclosure_desk.gui.shelf_page import Say
    from disclosure_desk.gui.start_page import Way
    from disclosure_desk.gui.table_page import TablePage
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
        self, desk: "Desk", stack: QStackedWidget, say: "Say", ways: "list[Way]", contact: "Callable[[], Contact]"
    ) -> None:
        super().__init__(stack)
        self._desk = desk
        self._stack = stack
        self._say = say
        self._ways = ways
        self._contact = contact
        self._made: dict[str, QWidget] = {}
        self._tables: dict[str, TablePage] = {}
        self._texts: dict[str, NarrativePage] = {}
        self._cover: CoverPage | None = None
        self._zoom = 1.0
        self._corners_shown = True
        self.place = ""
        self._form: object = None
        desk.session.opened.connect(self._forget_other_forms)

    @property
    def kind(self) -> str:
        """Of the page on show: ``table``, ``text``, or "" for any other."""
        return "table" if self.place in self._tables else "text" if self.place in self._texts else ""

    @property
    def order(self) -> list[str]:
        """The places of the report, in the order of the outline."""
        if not self._desk.session.has_report:
            return []
        return [COVER, PREAMBLE, *(section.id for section in self._desk.session.report.form.sections)]

    @property
    def cell(self) -> str:
        """The cell with the keyboard, "" where the page is no table."""
        table = self._tables.get(self.place)
        return (table.current_cell or "") if table is not None else ""

    def show(self, place: str) -> QWidget:
        """Turns to a page."""
        if place not in self._made:
            self._made[place] = self._make(place)
            self._stack.addWidget(self._made[place])
        page = self._made[place]
        self.place = place
        self.take_contact()
        self._stack.setCurrentWidget(page)
        self.moved.emit(place, CellId(self.cell) if self.cell else None)
        return page

    def take_contact(self) -> None:
        """Tells the text on show how the public reaches the agency, as the settings have it now."""
        if self.place in self._texts:
            self._texts[self.place].contact = self._contact()

    def commit(self) -> bool:
        """Hands over what is being typed on the page on show; False where it is refused and has to be looked at."""
        if self.place in self._tables:
            return self._tables[self.place].take_typed()
        written = self._written
        return written.commit() if written is not None else True

    @property
    def is_pending(self) -> bool:
        """Whether the page on show holds typing that the session does not have yet."""
        written = self._written
        return written is not None and self._desk.session.has_report and written.is_pending

    @property
    def _written(self) -> "NarrativePage | CoverPage | None":
        """The page on show where it is one of words, which are handed over as a whole."""
        return self._cover if self.place == COVER else self._texts.get(self.place)

    def go_to_cell(self, cell: CellId) -> None:
        """Turns to a cell."""
        self.show(self._desk.session.report.form.places[cell].section.id)
        self._tables[self.place].go_to(cell)

    def go_to_text(self, key: str, position: int) -> None:
        """Turns to a character of a text."""
        self.show(key)
        if key in self._texts:
            self._texts[key].go_to(position)

    def go_to(self, finding: "Finding") -> None:
        """Turns to what a finding is about: the cell to look at, else its first stretch of text, else its section."""
        if finding.first_to_see is not None:
            self.go_to_cell(finding.first_to_see)
            if finding.cells:
                self._tables[self.place].reason_prompt.ask(finding.cells[0])
            return
        place = finding.places[0].narrative if finding.places else finding.section
        page = self.show(place if place in self.order else COVER)
        if finding.places and self.place in self._texts:
            self._texts[self.place].select(finding.places[0].start, finding.places[0].end)
        else:
            page.setFocus()

    def turn_to_report(self, last: LastPlace) -> None:
        """Turns to a place of the report on the desk: ``last`` if it has that, else the one on show, else its cover."""
        session = self._desk.session
        if not session.has_report:
            self.show(SHELF if self._desk.shelf() or self._is_at_the_bin() else START).setFocus()
            return
        wanted = [place for place in (last.section, self.place, COVER) if place in self.order]
        page = self.show(wanted[0])
        page.setFocus()
        if last.cell in session.report.form.places:
            self.go_to_cell(CellId(last.cell))

    def _is_at_the_bin(self) -> bool:
        """Whether the officer stands where what was just thrown away can be put back."""
        return self.place == SHELF and self._desk.is_ready and bool(self._desk.database.reports.recycled())

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
        for table in self._tables.values():
            table.set_zoom(self._zoom)
        for text in self._texts.values():
            text.set_zoom(self._zoom)

    def show_corners(self, shown: bool) -> None:  # noqa: FBT001  a slot for a switch
        """Shows or hides last year's figures in the corners of the cells."""
        self._corners_shown = shown
        for table in self._tables.values():
            table.set_last_year_shown(shown)

    def repaint(self) -> None:
        """Takes up another theme."""
        for table in self._tables.values():
            table.refresh()

    def _make(self, place: str) -> QWidget:
        fixed: dict[str, Callable[[], QWidget]] = {START: self._start, COVER: self._particulars, SHELF: self._shelf}
        if place in fixed:
            return fixed[place]()
        is_table = place != PREAMBLE and isinstance(self._desk.session.report.form.section(place), TableSection)
        return self._table(place) if is_table else self._text(place)

    def _start(self) -> QWidget:
        from disclosure_desk.gui.start_page import StartPage  # noqa: PLC0415

        return StartPage(self._ways, self._stack)

    def _shelf(self) -> QWidget:
        from disclosure_desk.gui.shelf_page import ShelfPage  # noqa: PLC0415

        return ShelfPage(self._desk, self._say, self._stack)

    def _particulars(self) -> QWidget:
        from disclosure_desk.gui.cover_page import CoverPage  # noqa: PLC0415
        from disclosure_desk.gui.paste_fields import FieldPaste  # noqa: PLC0415

        self._cover = page = CoverPage(self._desk.session, self._stack)
        page.typed.connect(self.typed)
        FieldPaste(page, self._desk.session, self._say)
        return page

    def _table(self, place: str) -> QWidget:
        from disclosure_desk.gui.table_page import TablePage  # noqa: PLC0415

        self._tables[place] = table = TablePage(self._desk.session, place, self._stack)
        if self._zoom != 1:
            table.set_zoom(self._zoom)
        table.set_last_year_shown(self._corners_shown)
        table.zoom_wanted.connect(self.zoom_wanted)
        table.stepped_out.connect(self._step)
        table.cell_entered.connect(lambda cell: self.moved.emit(place, cell))
        return table

    def _text(self, key: str) -> QWidget:
        from disclosure_desk.gui.narrative_page import NarrativePage  # noqa: PLC0415

        self._texts[key] = page = NarrativePage(self._desk.session, key, self._stack)
        if self._zoom != 1:
            page.set_zoom(self._zoom)
        page.typed.connect(self.typed)
        page.cursor_moved.connect(self.text_moved)
        page.found_elsewhere.connect(self._go_on_searching)
        return page

    def _go_on_searching(self, found: "Found") -> None:
        self.show(found.key)
        self._texts[found.key].take_up(found)

    def _step(self, by: int) -> None:
        """Tab leads on to the next page; in a table to its first input, or backwards to its last one."""
        at = self.order.index(self.place) + by
        if not 0 <= at < len(self.order):
            return
        self.wanted.emit(self.order[at])
        report = self._desk.session.report
        if self.place == self.order[at] and self.place in self._tables:
            cells = [cell for cell, place in report.form.places.items() if place.section.id == self.place]
            inputs = [cell for cell in cells if report.is_typed or cell not in report.form.totals]
            self._tables[self.place].go_to(inputs[0 if by > 0 else -1])

    def _forget_other_forms(self) -> None:
        """The sections of another form may be of other kinds under the same ids."""
        session = self._desk.session
        form = session.report.form if session.has_report else None
        if form is not self._form:
            for place in [p for p in self._made if p not in (START, COVER, SHELF, PREAMBLE)]:
                page = self._made.pop(place)
                self._tables.pop(place, None)
                self._texts.pop(place, None)
                self._stack.removeWidget(page)
                page.deleteLater()
        self._form = form
