"""The window: what lies on the desk, and how the parts follow it; it knows no row, no rule and no SQL."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QWidget

from disclosure_desk.gui.actions import Actions, dropped_file
from disclosure_desk.gui.deeds import Deeds
from disclosure_desk.gui.frame import PROGRAM, ZOOM, ZOOM_STEP
from disclosure_desk.gui.last_place import PlaceKeeper, last_place
from disclosure_desk.gui.notice_bar import Action
from disclosure_desk.gui.page_turning import PageTurning
from disclosure_desk.gui.side_tabs import side_tabs
from disclosure_desk.gui.status_line import leaves_unsaved
from disclosure_desk.gui.trouble import Trouble
from disclosure_desk.settings import LastPlace, Places, load_settings

# What knows about reports is imported in take_desk, behind the first painting of this frame.
if TYPE_CHECKING:
    from disclosure_desk.errors import DeskError
    from disclosure_desk.formats.schema import CellId
    from disclosure_desk.gui.desk import Desk


class MainWindow(PageTurning):
    """The window; empty until :meth:`take_desk`.

    Args:
        places: where the officer's files are.
    """

    text_moved = Signal(str, int)
    """The cursor stands elsewhere in a text; its key and before which character."""

    def __init__(self, places: Places) -> None:
        super().__init__(places)
        self.desk: Desk | None = None
        self._keeper: PlaceKeeper | None = None
        self._shown = ""
        self._last = LastPlace()
        self._has_held_on = False
        self._unsaved = ""
        self._trouble = Trouble(self._stack, self._open_again, self.close, self._restore)
        self.deeds = Deeds(self)
        self.actions_ = Actions(self, self.deeds)
        for name, shown in self._switches.items():
            self.actions_[name].setChecked(shown)

    # What others ask of the window.

    def notice(self, sentence: str, kind: str = "info", actions: Sequence[Action] = ()) -> None:
        """Tells the officer something above the page; ``kind`` is info, warning or error."""
        self.notice_bar.say(sentence, kind, [(word, self.actions_.guarded(deed)) for word, deed in actions])

    def show_side(self, name: str) -> QWidget:
        """Turns the side to a panel and shows it; returns the panel."""
        self.actions_["side"].setChecked(True)
        return self.side.show_panel(name)

    def set_side_shown(self, wanted: bool) -> None:  # noqa: FBT001  a slot for a switch
        """Shows or hides the side; without a report there is nothing to show there."""
        self.side.setVisible(wanted and self.desk is not None and self.desk.session.has_report)

    def show_corners(self, wanted: bool) -> None:  # noqa: FBT001  a slot for a switch
        """Shows or hides last year's figures in the corners of the cells."""
        if self._pages is not None:
            self._pages.show_corners(wanted)

    def zoom(self, percent: int) -> None:
        """Shows the tables at a size; 100 is the printed form's comfortable size on the screen."""
        self.zoom_percent = min(max(percent, min(ZOOM)), max(ZOOM))
        if self._pages is not None:
            self._pages.zoom(self.zoom_percent)

    def take_settings(self) -> None:
        """The officer's preferences have changed: pages and panels follow."""
        self.side.refresh()
        if self._pages is not None:
            self._pages.take_contact()

    # From the first painting to the last report.

    def take_desk(self, desk: "Desk") -> None:
        """Follows a desk that is about to open its database."""
        from disclosure_desk.gui.pages import Pages  # noqa: PLC0415

        self.desk = desk
        self._keeper = PlaceKeeper(self.places, desk.session.writer)
        self._pages = Pages(desk, self._stack, self.notice, self.deeds.ways, lambda: load_settings(self.places).contact)
        self._pages.moved.connect(self._moved)
        self._pages.text_moved.connect(self.text_moved)
        self._pages.zoom_wanted.connect(lambda by: self.zoom(self.zoom_percent + by))
        self._pages.typed.connect(self.actions_.refresh)
        self._pages.wanted.connect(self.show_place)
        self._pages.zoom(self.zoom_percent)
        self._pages.show_corners(self.actions_["corners"].isChecked())
        desk.ready.connect(self._begin)
        desk.unready.connect(self._trouble.show)
        desk.unready.connect(self.side.hide)  # there is no report to say something about
        desk.shelf_changed.connect(self._refresh)
        session = desk.session
        self.side.take(side_tabs(self, session), load_settings(self.places).window.panel)
        self.status.deadline_wanted.connect(self.actions_["deadline"].trigger)
        session.opened.connect(self.notice_bar.hide)  # what it said was about another report
        session.opened.connect(self._report_opened)
        session.particulars_changed.connect(self._refresh)
        session.findings_changed.connect(self._refresh)
        self._changes.watch(session)
        session.stack.indexChanged.connect(self.actions_.refresh)
        session.writer.failed.connect(self._tell_unsaved)
        session.writer.saved.connect(self._tell_saved)
        self.status.attach(session)

    def wait(self) -> None:
        """The database is put down and will be opened again: there is nothing to work on meanwhile."""
        self._stack.setCurrentIndex(0)

    def _begin(self) -> None:
        """The database is open: puts the last report on the desk."""
        desk = self.desk
        if desk is None:
            return
        shelf = desk.shelf()
        self._last = last_place(self.places, load_settings(self.places))
        if shelf:
            wanted = next((report for report in shelf if report.year == self._last.year), shelf[0])
            self.actions_.guarded(lambda: desk.open_report(wanted.id))()
        if not desk.session.has_report:
            self._report_opened()

    def _report_opened(self) -> None:
        """Turns to where the officer was, in this report or when the program was closed."""
        if self._pages is None or self.desk is None:
            return
        self._pages.turn_to_report(self._last)
        self._last = LastPlace()
        self._refresh()
        self.outline.choose(self.place)

    def _refresh(self) -> None:
        """Outline, findings, title and menus say how things stand."""
        from disclosure_desk.gui.part_states import entries, standing_sentence, title  # noqa: PLC0415

        desk = self.desk
        if desk is None:
            return
        self.outline.show_entries(entries(desk.session))
        self.actions_.name_sections([self.outline.entry(place).label for place in self.section_places])
        self.setWindowTitle(title(desk.session, PROGRAM))
        self.banner.say(standing_sentence(desk))
        if desk.session.has_report:
            self.findings.show_findings(desk.session.findings)
            self.actions_.set_switch("typed_totals", on=desk.session.report.is_typed)
        self.set_side_shown(self.actions_["side"].isChecked())
        self.actions_.refresh()

    def _tell_unsaved(self, error: "DeskError") -> None:
        """Says in full what keeps the officer's work from the disk."""
        self._unsaved = f"保存失败：{error}"
        self.notice(self._unsaved, "error", [("重试", self.status.retry.click)])

    def _tell_saved(self) -> None:
        """Takes that back."""
        if self._unsaved and self.notice_bar.sentence == self._unsaved:
            self.notice_bar.hide()
        self._unsaved = ""

    def _moved(self, place: str, cell: "CellId | None") -> None:
        """Another page or cell is current."""
        self.side.follow(place, cell)
        if place != self._shown:
            self._shown = place
            self.outline.choose(place)
            self.actions_.refresh()
        if self._keeper is not None and self.desk is not None and self.desk.session.has_report:
            self._keeper.note(LastPlace(self.desk.session.report.year, place, cell or ""))

    def _open_again(self, read_only: bool) -> None:  # noqa: FBT001  a deed for a button
        if self.desk is not None:
            self.desk.open_in_background(read_only=read_only)

    def _restore(self) -> None:
        self.actions_["restore"].trigger()

    # Qt's side.

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Commits what is left; asks only where something could not be saved."""
        if not self.commit() and not self._has_held_on:
            # What was typed last is refused: the officer sees why, once.
            self._has_held_on = True
            event.ignore()
            return
        if self.desk is None:
            self._keep_layout()
        elif self.desk.session.writer.flush() or leaves_unsaved(self):
            self._keep_layout()
            self.deeds.end_tour()
            self.desk.close()
            # Qt empties the stack when it takes the window apart; nobody is left to be told.
            self.desk.session.stack.blockSignals(True)  # noqa: FBT003  Qt's signature
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Whole tables can be pasted wherever the keyboard is."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.actions_["paste"].isEnabled():
            self.actions_["paste"].trigger()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zooms where the part below the pointer leaves that to the window, as a text does."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.zoom(self.zoom_percent + ZOOM_STEP * (1 if event.angleDelta().y() > 0 else -1))
            event.accept()
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "actions_"):
            if self.notice_bar.sentence:
                self.notice_bar.refresh()
            if self._pages is not None:
                self._pages.repaint()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A report file may be dropped here."""
        if dropped_file(event.mimeData()) is not None and self.actions_["import"].isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Reads the file."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.actions_.guarded(lambda: self.deeds.import_(path))()

    def _keep_layout(self) -> None:
        last = None
        if self.desk is not None and self._pages is not None and self.desk.session.has_report:
            last = LastPlace(self.desk.session.report.year, self._pages.place, self._pages.cell)
        self._keep_frame(last, {name: self.actions_[name].isChecked() for name in self._switches})
