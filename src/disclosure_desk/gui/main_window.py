"""The frame of the window: outline, page, findings, status line; it knows no row, no rule and no SQL."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.actions import Actions, dropped_file
from disclosure_desk.gui.findings_panel import FindingsPanel
from disclosure_desk.gui.notice_bar import Action, Banner, NoticeBar
from disclosure_desk.gui.outline import Outline
from disclosure_desk.gui.start_page import TroublePage, WaitingPage, Way
from disclosure_desk.gui.status_line import StatusLine, leaves_unsaved
from disclosure_desk.gui.window_layout import keep_layout, pass_keyboard, restore_layout
from disclosure_desk.settings import LastPlace, Places, load_settings

# What knows about reports is imported in take_desk, behind the first painting of this frame.
if TYPE_CHECKING:
    from disclosure_desk.checks.finding import Finding
    from disclosure_desk.gui.desk import Desk
    from disclosure_desk.gui.pages import Pages

PROGRAM = "公开年报"


class MainWindow(QMainWindow):
    """The window; empty until :meth:`take_desk`.

    Args:
        places: where the officer's files are.
    """

    def __init__(self, places: Places) -> None:
        super().__init__()
        self.places = places
        self.desk: Desk | None = None
        self._pages: Pages | None = None
        self._trouble: TroublePage | None = None
        self._following: list[str] | None = None
        self._last = LastPlace()
        self._has_held_on = False
        self.setAccessibleName(PROGRAM)
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self.outline, self.findings, self.status = Outline(self), FindingsPanel(self), StatusLine(self)
        self.notice_bar, self.banner, self._stack = NoticeBar(self), Banner(self), QStackedWidget(self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._lay_out()
        self.setStatusBar(self.status)
        self.actions_ = Actions(self)
        self.outline.chosen.connect(self.show_place)
        self.findings.chosen.connect(self.go_to)
        settings = load_settings(places)
        self.zoom_percent = settings.zoom_percent
        restore_layout(self, self._splitter, settings)

    # What others ask of the window.

    def notice(self, sentence: str, kind: str = "info", actions: Sequence[Action] = ()) -> None:
        """Tells the officer something above the page; ``kind`` is info, warning or error."""
        self.notice_bar.say(sentence, kind, [(word, self.actions_.guarded(deed)) for word, deed in actions])

    @property
    def place(self) -> str:
        """The page on show: ``cover``, ``preamble``, a section's id, ``shelf``, ``start``, or ""."""
        return self._pages.place if self._pages else ""

    @property
    def page(self) -> QWidget | None:
        """The widget on show."""
        return self._stack.currentWidget()

    @property
    def section_places(self) -> list[str]:
        """The sections of the report on the desk."""
        return self._pages.order[2:] if self._pages else []

    def commit(self) -> bool:
        """Hands over what is being typed; False where it is refused and the officer has to look at it."""
        return self._pages.commit() if self._pages else True

    @property
    def is_pending(self) -> bool:
        """Whether something is typed that :meth:`commit` would hand over."""
        return self._pages is not None and self._pages.is_pending

    def show_place(self, place: str) -> None:
        """Turns to a page, if what is being typed on this one can be taken."""
        if self._pages is None or place == self.place:
            return
        if not self.commit():
            self.outline.choose(self.place)
            return
        page = self._pages.show(place)
        self.outline.choose(place)
        if not self.outline.hasFocus():
            page.setFocus()

    def go_to(self, finding: "Finding") -> None:
        """Turns to what a finding is about."""
        if self._pages is not None and self.commit():
            self._pages.go_to(finding)
            self.outline.choose(self.place)

    def step_finding(self, by: int) -> None:
        """Turns to the next (1) or previous (-1) finding."""
        finding = self.findings.step(by)
        if finding is not None:
            self.go_to(finding)

    def show_findings(self, wanted: bool) -> None:  # noqa: FBT001  a slot for a switch
        """Shows or hides the findings; without a report there are none to show."""
        self.findings.setVisible(wanted and self.desk is not None and self.desk.session.has_report)

    def next_area(self) -> None:
        """Gives the keyboard to the next of outline, page and findings."""
        pass_keyboard(self, [self.outline, self._stack, self.findings.tree])

    def zoom(self, percent: int) -> None:
        """Shows the tables at a size; 100 is the printed form's comfortable size on the screen."""
        self.zoom_percent = min(max(percent, 50), 400)
        if self._pages is not None:
            self._pages.zoom(self.zoom_percent)

    @contextmanager
    def following_changes(self) -> Iterator[None]:
        """Turns to whatever changes inside, so that undo is seen where it happens."""
        self._following = []
        try:
            yield
            changed = self._following
        finally:
            self._following = None
        if changed and self._pages is not None:
            self._pages.turn_to_change(changed)
            self.outline.choose(self.place)

    # From the first painting to the last report.

    def take_desk(self, desk: "Desk") -> None:
        """Follows a desk that is about to open its database."""
        from disclosure_desk.gui.pages import Pages  # noqa: PLC0415

        self.desk = desk
        ways: list[Way] = [
            ("新建报告", "填报新的年度，自动带入上年结转数字。", self.actions_["new"].trigger),
            ("导入上年报告", "从报告文件或 Excel 表格读入。", self.actions_["import"].trigger),
            ("打开示例", "先看一份填好的报告。", self.actions_["sample"].trigger),
        ]
        self._pages = Pages(desk, self._stack, self.notice, ways)
        self._pages.typed.connect(self.actions_.refresh)
        self._pages.wanted.connect(self.show_place)
        self._pages.zoom(self.zoom_percent)
        desk.ready.connect(self._begin)
        desk.unready.connect(self._show_trouble)
        desk.shelf_changed.connect(self._refresh)
        session = desk.session
        session.opened.connect(self.notice_bar.hide)  # what it said was about another report
        session.opened.connect(self._report_opened)
        session.particulars_changed.connect(self._refresh)
        session.findings_changed.connect(self._refresh)
        session.cells_changed.connect(self._note_change)
        session.text_changed.connect(lambda key: self._note_change([key]))
        session.stack.indexChanged.connect(self.actions_.refresh)
        self.status.attach(session)

    def _begin(self) -> None:
        """The database is open: puts the last report on the desk."""
        desk = self.desk
        if desk is None:
            return
        shelf = desk.shelf()
        self._last = load_settings(self.places).last_place
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
        self.show_findings(self.actions_["findings"].isChecked())
        self.actions_.refresh()

    def _show_trouble(self, error: DeskError) -> None:
        self._drop_trouble()
        self._trouble = TroublePage(error, self._open_again, self.close, self._stack)
        self._stack.addWidget(self._trouble)
        self._stack.setCurrentWidget(self._trouble)

    def _open_again(self, read_only: bool) -> None:  # noqa: FBT001  a deed for a button
        self._drop_trouble()
        self._stack.setCurrentIndex(0)
        if self.desk is not None:
            self.desk.open_in_background(read_only=read_only)

    def _drop_trouble(self) -> None:
        if self._trouble is not None:
            self._stack.removeWidget(self._trouble)
            self._trouble.deleteLater()
            self._trouble = None

    def _note_change(self, keys: Iterable[str]) -> None:
        if self._following is not None:
            self._following += keys

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
            self.desk.close()
            # Qt empties the stack when it takes the window apart; nobody is left to be told.
            self.desk.session.stack.blockSignals(True)  # noqa: FBT003  Qt's signature
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "actions_"):
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
            self.actions_.guarded(lambda: self.actions_.import_file(path))()

    def _lay_out(self) -> None:
        waiting = WaitingPage(self._stack)
        self._stack.addWidget(waiting)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice_bar)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        for part, name in ((middle, "页面"), (self._stack, "页面"), (self._splitter, "窗口内容")):
            part.setAccessibleName(name)
        self._splitter.setHandleWidth(1)
        for at, side in enumerate((self.outline, middle, self.findings)):
            self._splitter.addWidget(side)
            self._splitter.setStretchFactor(at, int(side is middle))
            self._splitter.setCollapsible(at, False)  # noqa: FBT003  Qt's signature
        self.menuBar().setAccessibleName("菜单")
        self.setCentralWidget(self._splitter)

    def _keep_layout(self) -> None:
        last = None
        if self.desk is not None and self._pages is not None and self.desk.session.has_report:
            last = LastPlace(self.desk.session.report.year, self._pages.place, self._pages.cell)
        keep_layout(self, self._splitter, self.places, last, self.zoom_percent)
