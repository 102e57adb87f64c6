"""What the menus do with the window itself, and help. A dialog and what it needs are loaded when first asked for."""

import time
from typing import TYPE_CHECKING, cast

from disclosure_desk.errors import OtherAgency
from disclosure_desk.gui.frame import ZOOM_STEP
from disclosure_desk.gui.window_deeds import WindowDeeds

TWICE = 2.0
"""Seconds within which F1 counts as pressed twice."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from disclosure_desk.gui.main_window import MainWindow
    from disclosure_desk.gui.palette import Palette
    from disclosure_desk.gui.palette import Place as Line
    from disclosure_desk.gui.tour import Tour


class SeeingDeeds(WindowDeeds):
    """Panels, sizes, the palette, guidance, the tour."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._guided_at = 0.0
        self._palette: Palette | None = None
        self._tour: Tour | None = None

    def palette(self) -> None:
        """Opens the line in which every command is found."""
        if self._palette is None:
            from disclosure_desk.gui.palette import Palette  # noqa: PLC0415

            self._palette = Palette(lambda: self._window.actions_.menus, self._window, self._further_lines)
        self._close_lines()
        self._palette.open()

    def _further_lines(self) -> "Iterator[Line]":
        from disclosure_desk.gui.palette import places_of  # noqa: PLC0415
        from disclosure_desk.gui.recent_reports import recent_places  # noqa: PLC0415

        window = self._window
        pages = [(place, window.outline.entry(place).label) for place in window.outline.places]
        return places_of(pages, window.show_place, recent_places(window.desk, self._open_report))

    def show_findings(self) -> None:
        """Turns the side to what the checks found."""
        self._window.show_side("findings")

    def show_preview(self) -> None:
        """Turns the side to the printed pages."""
        self._window.show_side("preview")

    def show_last_year(self) -> None:
        """Turns the side to the years before."""
        self._window.show_side("last_year")

    def show_guide(self) -> None:
        """Turns the side to what belongs in the current cell."""
        self._window.show_side("guide")

    def show_notes(self) -> None:
        """Turns the side to the notes."""
        self._window.show_side("notes")

    def side(self, on: bool) -> None:  # noqa: FBT001  a switch
        """Shows or hides the side."""
        self._window.set_side_shown(on)

    def outline(self, on: bool) -> None:  # noqa: FBT001  a switch
        """Shows or hides the outline."""
        self._window.outline.setVisible(on)

    def corners(self, on: bool) -> None:  # noqa: FBT001  a switch
        """Shows or hides last year's figures in the corners of the cells."""
        self._window.show_corners(on)

    def larger(self) -> None:
        """Shows the table larger."""
        self._window.zoom(self._window.zoom_percent + ZOOM_STEP)

    def smaller(self) -> None:
        """Shows the table smaller."""
        self._window.zoom(self._window.zoom_percent - ZOOM_STEP)

    def usual_size(self) -> None:
        """Shows the table as large as usual."""
        self._window.zoom(100)

    def area(self) -> None:
        """Gives the keyboard to the next area."""
        self._window.next_area()

    def guide(self) -> None:
        """F1: what belongs in the current cell; once more, the sheet of shortcuts."""
        now = time.monotonic()
        if now - self._guided_at < TWICE:
            self.shortcuts()
        else:
            self._window.show_side("guide")
        self._guided_at = now

    def shortcuts(self) -> None:
        """Shows the sheet of shortcuts."""
        from disclosure_desk.gui.shortcut_sheet import show_shortcuts  # noqa: PLC0415

        show_shortcuts(lambda: self._window.actions_.menus, self._window)

    def manual(self) -> None:
        """Opens the manual in the browser, where it speaks about the page on show."""
        from disclosure_desk.gui.manual_reader import open_manual  # noqa: PLC0415

        open_manual(self._window.place)

    def manual_pdf(self) -> None:
        """Opens the manual as a PDF."""
        from disclosure_desk.gui.manual_reader import open_printed_manual  # noqa: PLC0415

        open_printed_manual()

    def tour(self) -> None:
        """Leads through the first five minutes, in a window and a folder of their own."""
        from disclosure_desk.gui.tour import begin_tour  # noqa: PLC0415

        if self._tour is not None:
            shown = cast("QWidget", self._tour.window)
            shown.raise_()
            shown.activateWindow()
            return
        tour = begin_tour(type(self._window), self._desk.formats, self._window.actions_["new"].trigger)
        self._tour = tour
        tour.finished.connect(lambda: self._forget_tour(tour))
        # Closed by its own frame, it finishes without a word.
        cast("QWidget", tour.window).destroyed.connect(lambda: self._forget_tour(tour))

    def end_tour(self) -> None:
        """Closes the window of the tour, if there is one: nothing in it is kept."""
        if self._tour is not None:
            self._tour.window.close()

    def _forget_tour(self, tour: "Tour") -> None:
        if self._tour is tour:
            self._tour = None

    def sample(self) -> None:
        """Opens the sample report."""
        desk = self._desk
        try:
            desk.open_sample()
        except OtherAgency as error:
            self._window.notice(
                f"本机已有“{error.owner}”的报告，示例没有打开。想看、想练的，请用“五分钟入门”，练习与本机的报告分开存放。",
                "warning",
                [("五分钟入门", self._window.actions_["tour"].trigger)],
            )
            return
        taken_in = desk.session.stored.summary.id
        self._window.notice(
            "这是示例，可以随意修改。填报本机关的报告前，请先把示例移入回收站。",
            actions=[("移入回收站", lambda: desk.recycle(taken_in))],
        )

    def logs(self) -> None:
        """Opens the folder of the logs."""
        from PySide6.QtCore import QUrl  # noqa: PLC0415
        from PySide6.QtGui import QDesktopServices  # noqa: PLC0415

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._window.places.logs)))

    def about(self) -> None:
        """Says what the program is, where its files are, and under which licences."""
        from disclosure_desk.gui.about_window import show_about  # noqa: PLC0415

        show_about(self._window, self._window.places, self.support)

    def support(self) -> None:
        """Gathers what helps somebody to help, and shows it before it is written."""
        from disclosure_desk.gui.support_flow import offer_bundle  # noqa: PLC0415

        offer_bundle(self._window, self._window.places)
