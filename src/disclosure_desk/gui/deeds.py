"""What the menus do. A dialog and what it needs are loaded when first asked for, so that the window starts quickly."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from disclosure_desk import __version__
from disclosure_desk.errors import DeskError
from disclosure_desk.gui.outline import COVER, SHELF
from disclosure_desk.settings import load_settings

if TYPE_CHECKING:
    from disclosure_desk.gui.desk import Desk
    from disclosure_desk.gui.main_window import MainWindow
    from disclosure_desk.gui.narrative_page import NarrativePage
    from disclosure_desk.gui.palette import Palette
    from disclosure_desk.gui.palette import Place as Line
    from disclosure_desk.gui.start_page import Way
    from disclosure_desk.gui.table_deeds import TableDeeds
    from disclosure_desk.gui.table_page import TablePage
    from disclosure_desk.gui.tour import Tour

ZOOM_STEP = 10
TWICE = 2.0
"""Seconds within which F1 counts as pressed twice."""
_Page = TypeVar("_Page", bound=QWidget)
_SECTION = re.compile(r"section(\d)")


class Deeds:
    """The deeds of one window, by the names that the menus use."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._guided_at = 0.0
        self._palette: Palette | None = None
        self._tour: Tour | None = None

    def __call__(self, name: str) -> Callable[..., object]:
        """The deed of that name (AttributeError if there is none)."""
        section = _SECTION.fullmatch(name)
        if section:
            return lambda: self._show_section(int(section[1]))
        deed: Callable[..., object] = getattr(self, name, None) or getattr(self, f"{name}_")
        return deed

    @property
    def _desk(self) -> "Desk":
        if self._window.desk is None:
            raise DeskError("本地数据尚未打开，请稍候再试。")
        return self._window.desk

    @property
    def ways(self) -> "list[Way]":
        """What an empty shelf offers."""
        actions = self._window.actions_
        return [
            ("新建报告", "填报新的年度，自动带入上年结转数字。", actions["new"].trigger),
            ("导入上年报告", "从报告文件或 Excel 表格读入。", actions["import"].trigger),
            ("五分钟入门", "在一份练习报告上改正三处常见错误。", actions["tour"].trigger),
            ("打开示例", "先看一份填好的报告。", actions["sample"].trigger),
        ]

    # Files.

    def new(self) -> None:
        """Starts a year."""
        from disclosure_desk.gui.new_year_dialog import begin_year  # noqa: PLC0415

        begin_year(self._window, self._desk, load_settings(self._window.places))

    def import_(self, path: Path | None = None) -> None:
        """Reads a report from a file."""
        from disclosure_desk.gui.import_flow import import_file  # noqa: PLC0415

        import_file(self._window, self._desk, path)

    def pdf(self) -> None:
        """Writes the print-ready PDF."""
        self._export("pdf")

    def gknb(self) -> None:
        """Writes the report file."""
        self._export("gknb")

    def xlsx(self) -> None:
        """Writes the workbook."""
        self._export("xlsx")

    def _export(self, kind: str) -> None:
        from disclosure_desk.gui.export_flow import export_as  # noqa: PLC0415

        export_as(self._window, self._desk, kind, self._window.places)

    def preview(self) -> None:
        """Shows the pages as they will print."""
        from disclosure_desk.gui.printing import preview  # noqa: PLC0415

        preview(self._window, self._desk, self._window.places)

    def print_(self) -> None:
        """Prints."""
        from disclosure_desk.gui.printing import print_report  # noqa: PLC0415

        print_report(self._window, self._desk, self._window.places)

    def settings(self) -> None:
        """Changes the officer's preferences."""
        from disclosure_desk.gui.settings_dialog import edit_settings  # noqa: PLC0415

        edit_settings(self._window, self._window.places)

    def quit(self) -> None:
        """Closes the window."""
        self._window.close()

    # Editing.

    def undo(self) -> None:
        """Takes the last step back, and turns to where that is seen."""
        with self._window.following_changes():
            self._desk.session.stack.undo()

    def redo(self) -> None:
        """Makes the step again that was taken back."""
        with self._window.following_changes():
            self._desk.session.stack.redo()

    def cut(self) -> None:
        """Cuts what is selected."""
        self._of_table_or_text("cut")

    def copy(self) -> None:
        """Copies what is selected."""
        self._of_table_or_text("copy")

    def copy_headed(self) -> None:
        """Copies the selected figures with the headings of their rows and columns."""
        self._table_deeds.copy_with_headings()

    def paste(self) -> None:
        """Pastes wherever the keyboard is: whole tables after a preview, anything else as the place has it."""
        from disclosure_desk.gui.paste_flow import paste_anywhere  # noqa: PLC0415

        here = self._table_deeds.paste if self._window.page_kind == "table" else self._own_deed("paste")
        paste_anywhere(self._window, self._desk.session, self._window.notice, here)

    def paste_tables(self) -> None:
        """Shows what the tables on the clipboard would change."""
        from disclosure_desk.gui.paste_flow import paste_whole  # noqa: PLC0415

        paste_whole(self._window, self._desk.session, self._window.notice)

    def clear(self) -> None:
        """Blanks the selected cells."""
        self._table_deeds.clear()

    def fill_down(self) -> None:
        """Repeats the figure above."""
        self._table_deeds.fill_down()

    def _of_table_or_text(self, name: str) -> None:
        if self._window.page_kind == "table":
            getattr(self._table_deeds, name)()
            return
        deed = self._own_deed(name)
        if deed is not None:
            deed()

    def _own_deed(self, name: str) -> Callable[[], object] | None:
        """What the widget with the keyboard calls by that name."""
        deed: Callable[[], object] | None = getattr(QApplication.focusWidget(), name, None)
        return deed

    def find(self) -> None:
        """Opens the bar for finding in the texts."""
        self._text.open_search()

    def replace(self) -> None:
        """Opens the bar for replacing in the texts."""
        self._text.open_search(replacing=True)

    # The report.

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

    def prior(self) -> None:
        """Asks for last year's figures that this year is compared with."""
        from disclosure_desk.gui.prior_dialog import enter_prior  # noqa: PLC0415

        enter_prior(self._window, self._desk.session)

    def deadline(self) -> None:
        """Shows and changes until when the report is due."""
        from disclosure_desk.gui.deadline_dialog import edit_deadline  # noqa: PLC0415

        edit_deadline(self._window, self._desk.session)

    # Seeing.

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

    # Checking, and the end of a report.

    def next(self) -> None:
        """Turns to the next finding."""
        self._window.step_finding(1)

    def previous(self) -> None:
        """Turns to the previous finding."""
        self._window.step_finding(-1)

    def finalise(self) -> None:
        """Makes the report final."""
        from disclosure_desk.gui.finalise_dialog import finalise  # noqa: PLC0415

        finalise(self._window, self._desk)

    def archive(self) -> None:
        """Puts the report into the archive."""
        from disclosure_desk.gui.finalise_dialog import archive  # noqa: PLC0415

        archive(self._window, self._desk)

    # Help.

    def palette(self) -> None:
        """Opens the line in which every command is found."""
        if self._palette is None:
            from disclosure_desk.gui.palette import Palette  # noqa: PLC0415

            self._palette = Palette(lambda: self._window.actions_.menus, self._window, self._further_lines)
        self._palette.open()

    def _further_lines(self) -> "Iterator[Line]":
        from disclosure_desk.gui.palette import places_of  # noqa: PLC0415
        from disclosure_desk.gui.recent_reports import recent_places  # noqa: PLC0415

        window = self._window
        pages = [(place, window.outline.entry(place).label) for place in window.outline.places]
        return places_of(pages, window.show_place, recent_places(window.desk, self._open_report))

    def fill_recent(self) -> None:
        """Fills the menu of the reports opened last."""
        from disclosure_desk.gui.recent_reports import fill_recent  # noqa: PLC0415

        fill_recent(self._window.actions_.recent, self._window.desk, self._open_report)

    def _open_report(self, report_id: int) -> None:
        self._window.actions_.guarded(lambda: self._desk.open_report(report_id))()

    def shortcuts(self) -> None:
        """Shows the sheet of shortcuts."""
        from disclosure_desk.gui.shortcut_sheet import show_shortcuts  # noqa: PLC0415

        show_shortcuts(lambda: self._window.actions_.menus, self._window)

    def guide(self) -> None:
        """F1: what belongs in the current cell; once more, the sheet of shortcuts."""
        now = time.monotonic()
        if now - self._guided_at < TWICE:
            self.shortcuts()
        else:
            self._window.show_side("guide")
        self._guided_at = now

    def tour(self) -> None:
        """Leads through the first five minutes, in a window and a folder of their own."""
        from disclosure_desk.gui.tour import begin_tour  # noqa: PLC0415

        self._tour = begin_tour(type(self._window), self._desk.formats, self.new)
        self._tour.finished.connect(self._end_tour)

    def _end_tour(self) -> None:
        self._tour = None

    def sample(self) -> None:
        """Opens the sample report."""
        desk = self._desk
        desk.open_sample()
        taken_in = desk.session.stored.summary.id
        self._window.notice(
            "这是示例，可以随意修改。填报本机关的报告前，请先把示例移入回收站。",
            actions=[("移入回收站", lambda: desk.recycle(taken_in))],
        )

    def logs(self) -> None:
        """Opens the folder of the logs."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._window.places.logs)))

    def about(self) -> None:
        """Says what the program is."""
        self._window.notice(
            f"公开年报 {__version__}。政府信息公开工作年度报告的填报、校验、排版与存档，数据只保存在本机。"
        )

    @property
    def _table(self) -> "TablePage":
        from disclosure_desk.gui.table_page import TablePage  # noqa: PLC0415  loaded with the pages by now

        return _expected(self._window.page, TablePage, "请先打开一张表。")

    @property
    def _table_deeds(self) -> "TableDeeds":
        deeds = self._table.view.deeds
        if deeds is None:
            raise DeskError("请先打开一张表。")
        return deeds

    @property
    def _text(self) -> "NarrativePage":
        from disclosure_desk.gui.narrative_page import NarrativePage  # noqa: PLC0415  loaded with the pages by now

        return _expected(self._window.page, NarrativePage, "请先打开一段文字。")


def _expected(page: QWidget | None, kind: type[_Page], otherwise: str) -> _Page:
    if not isinstance(page, kind):
        raise DeskError(otherwise)
    return page
