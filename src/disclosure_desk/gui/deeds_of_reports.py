"""What the menus do with the report on the desk. A dialog and what it needs are loaded when first asked for."""

from disclosure_desk.gui.outline import COVER, SHELF
from disclosure_desk.gui.window_deeds import WindowDeeds


class ReportDeeds(WindowDeeds):
    """Its pages, its totals, zeros, notes, last year, the deadline, the findings."""

    def cover(self) -> None:
        """Turns to the cover."""
        self._window.show_place(COVER)

    def shelf(self) -> None:
        """Turns to past years."""
        self._window.show_place(SHELF)

    def _show_section(self, number: int) -> None:
        places = self._window.section_places
        if number <= len(places):
            self._window.show_place(places[number - 1])

    def typed_totals(self, on: bool) -> None:  # noqa: FBT001  a switch
        """Switches 核对模式."""
        from disclosure_desk.report.document import TotalsMode  # noqa: PLC0415

        if self._window.commit():
            self._desk.session.switch_totals(TotalsMode.TYPED if on else TotalsMode.FILLED)

    def flag(self) -> None:
        """Marks the current cell as still to be verified, or no longer."""
        from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate, is_flagged  # noqa: PLC0415

        report, cell = self._desk.session.report, self._table.current_cell
        if cell is not None:
            wanted = None if is_flagged(report, cell) else FLAGGED
            self._desk.session.apply(annotate(report, cell, {Aspect.FLAG: wanted}))

    def note(self) -> None:
        """Gives the keyboard to the notes of the current cell."""
        self._window.show_side("notes").setFocus()

    def zeros(self) -> None:
        """Fills what is blank with 0, once it is confirmed."""
        from disclosure_desk.gui.zero_sheet import fill_rest_with_zeros  # noqa: PLC0415

        fill_rest_with_zeros(self._window, self._desk.session)

    def zero_table(self) -> None:
        """Sets the table on show to 0, once it is confirmed."""
        from disclosure_desk.gui.zero_sheet import fill_table_with_zeros  # noqa: PLC0415

        fill_table_with_zeros(self._window, self._desk.session, self._window.place)

    def begin_text(self) -> None:
        """Inserts the ready-made beginning of the text on show."""
        self._text.insert_beginning()

    def prior(self) -> None:
        """Asks for last year's figures that this year is compared with."""
        from disclosure_desk.gui.prior_dialog import enter_prior  # noqa: PLC0415

        enter_prior(self._window, self._desk.session)

    def deadline(self) -> None:
        """Shows and changes until when the report is due."""
        from disclosure_desk.gui.deadline_dialog import edit_deadline  # noqa: PLC0415

        edit_deadline(self._window, self._desk.session)

    def next(self) -> None:
        """Turns to the next finding."""
        self._window.step_finding(1)

    def previous(self) -> None:
        """Turns to the previous finding."""
        self._window.step_finding(-1)
