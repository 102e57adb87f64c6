"""The frame of the window: outline, page, findings, status line; it knows no row, no rule and no SQL."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QMimeData, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from disclosure_desk.errors import DatabaseInUse, DeskError
from disclosure_desk.gui.actions import Actions
from disclosure_desk.gui.findings_panel import FindingsPanel
from disclosure_desk.gui.notice_bar import Banner, NoticeBar
from disclosure_desk.gui.outline import COVER, SHELF, Outline
from disclosure_desk.gui.start_page import TroublePage, WaitingPage
from disclosure_desk.gui.status_line import StatusLine
from disclosure_desk.settings import LastPlace, Places, WindowLayout, load_settings, save_settings

# What knows about reports is imported in take_desk, behind the first painting of this frame.
if TYPE_CHECKING:
    from disclosure_desk.checks.finding import Finding
    from disclosure_desk.gui.desk import Desk
    from disclosure_desk.gui.pages import Pages

PROGRAM = "公开年报"
REPORT_FILES = (".gknb", ".json", ".xlsx", ".txt")
START = "start"


class MainWindow(QMainWindow):
    """The window; empty until :meth:`take_desk`.

    Args:
        places: where the officer's files are.
    """

    def __init__(self, places: Places) -> None:
        super().__init__()
        self.places = places
        self.desk: Desk | None = None
        self.zoom_percent = 100
        self._pages: Pages | None = None
        self._trouble: TroublePage | None = None
        self._following: list[str] | None = None
        self._last = LastPlace()
        self.setAccessibleName(PROGRAM)
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self.outline, self.findings, self.status = Outline(self), FindingsPanel(self), StatusLine(self)
        self._notices, self._banner, self._stack = NoticeBar(self), Banner(self), QStackedWidget(self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._lay_out()
        self.setStatusBar(self.status)
        self.actions_ = Actions(self)
        self.outline.chosen.connect(self.show_place)
        self.findings.chosen.connect(self.go_to)
        self._restore_layout()

    # What others ask of the window.

    def notice(
        self, sentence: str, kind: str = "info", actions: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        """Tells the officer something above the page; ``kind`` is info, warning or error."""
        self._notices.say(sentence, kind, [(word, self.actions_.guarded(deed)) for word, deed in actions])

    @property
    def notice_bar(self) -> NoticeBar:
        """Where notices appear."""
        return self._notices

    @property
    def banner(self) -> Banner:
        """Why nothing can be changed, where that is so."""
        return self._banner

    @property
    def place(self) -> str:
        """The page on show: ``cover``, ``preamble``, a section's id, ``shelf``, ``start``, or ""."""
        return self._pages.place if self._pages else ""

    @property
    def page(self) -> QWidget:
        """The widget on show."""
        return self._stack.currentWidget()

    @property
    def section_places(self) -> list[str]:
        """The sections of the report on the desk."""
        return self._pages.order[2:] if self._pages else []

    def commit(self) -> bool:
        """Hands over what is being typed; False where it is refused and the officer has to look at it."""
        return self._pages.commit() if self._pages else True

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
        ways = [
            ("new-report", "新建报告", "填报新的年度。有上年报告的，结转数字自动带入。", self.actions_["new"].trigger),
            ("import", "导入上年报告", "从报告文件或 Excel 表格读入。", self.actions_["import"].trigger),
            ("help", "打开示例", "先看一份填好的报告。", self.actions_["sample"].trigger),
        ]
        self._pages = Pages(desk, self._stack, self.notice, ways)
        self._pages.stepped_out.connect(self._step_page)
        self._pages.zoom(self.zoom_percent)
        desk.ready.connect(self._begin)
        desk.unready.connect(self._show_trouble)
        desk.shelf_changed.connect(self._refresh)
        session = desk.session
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
        pages, desk = self._pages, self.desk
        if pages is None or desk is None:
            return
        if not desk.session.has_report:
            place = SHELF if desk.is_ready and desk.shelf() else START
        elif self._last.section:
            place, self._last = self._last.section, replace(self._last, section="")
        else:
            place = pages.place
        in_report = place in pages.order or place in (SHELF, START) and not desk.session.has_report
        page = pages.show(place if in_report else COVER)
        if desk.session.has_report and self._last.cell in desk.session.report.form.places:
            pages.go_to_cell(self._last.cell)
        self._last = LastPlace()
        page.setFocus()
        self._refresh()
        self.outline.choose(self.place)

    def _refresh(self) -> None:
        """Outline, findings, title and menus say how things stand."""
        from disclosure_desk.gui.part_states import entries, standing_sentence, title  # noqa: PLC0415

        desk = self.desk
        if desk is None:
            return
        self.outline.show_entries(entries(desk.session))
        self.setWindowTitle(title(desk.session, PROGRAM))
        self._banner.say(standing_sentence(desk))
        if desk.session.has_report:
            self.findings.show_findings(desk.session.findings)
        else:
            self.findings.show_nothing()
        self.actions_.refresh()

    def _show_trouble(self, error: DeskError) -> None:
        retry = ("重试", self._open_again)
        if isinstance(error, DatabaseInUse):
            deeds = [("以只读方式打开", lambda: self._open_again(read_only=True)), retry]
        else:
            deeds = [retry, ("关闭", self.close)]
        self._drop_trouble()
        self._trouble = TroublePage(str(error), deeds, self._stack)
        self._stack.addWidget(self._trouble)
        self._stack.setCurrentWidget(self._trouble)

    def _open_again(self, *, read_only: bool = False) -> None:
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

    def _step_page(self, by: int) -> None:
        order = self._pages.order if self._pages else []
        at = order.index(self.place) + by if self.place in order else -1
        if 0 <= at < len(order):
            self.show_place(order[at])

    # Qt's side.

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Commits what is left; asks only where something could not be saved."""
        self.commit()
        if self.desk is not None:
            if not self.desk.session.writer.flush() and not self._leaves_unsaved():
                event.ignore()
                return
            self._keep_layout()
            self.desk.close()
        else:
            self._keep_layout()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "actions_"):
            self.actions_.repaint()
            self._notices.refresh()
            if self._pages is not None:
                self._pages.repaint()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A report file may be dropped here."""
        if _report_file(event.mimeData()) is not None and self.actions_["import"].isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Reads the file."""
        path = _report_file(event.mimeData())
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
        for widget in (self._notices, self._banner):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        for widget, name in ((middle, "页面"), (self._stack, "页面"), (self._splitter, "窗口内容")):
            widget.setAccessibleName(name)
        self._splitter.setHandleWidth(1)
        for at, (widget, stretch) in enumerate(((self.outline, 0), (middle, 1), (self.findings, 0))):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(at, stretch)
            self._splitter.setCollapsible(at, False)
        self._splitter.setSizes([216, 716, 248])
        self.menuBar().setAccessibleName("菜单")
        self.setCentralWidget(self._splitter)

    def _restore_layout(self) -> None:
        settings = load_settings(self.places)
        self.resize(1180, 720)
        self.zoom_percent = settings.zoom_percent
        if settings.window.geometry:
            self.restoreGeometry(QByteArray(b64decode(settings.window.geometry)))
        if settings.window.state:
            self._splitter.restoreState(QByteArray(b64decode(settings.window.state)))

    def _keep_layout(self) -> None:
        settings = load_settings(self.places)
        last = settings.last_place
        if self.desk is not None and self._pages is not None and self.desk.session.has_report:
            last = LastPlace(self.desk.session.report.year, self._pages.place, self._pages.cell)
        geometry, state = (
            b64encode(saved.data()).decode() for saved in (self.saveGeometry(), self._splitter.saveState())
        )
        kept = replace(settings, window=WindowLayout(geometry, state), last_place=last, zoom_percent=self.zoom_percent)
        try:
            save_settings(kept, self.places)
        except DeskError:
            # Only the place of the window is lost; that is no reason to keep the officer here.
            return

    def _leaves_unsaved(self) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(PROGRAM)
        box.setText("还有修改没有写入磁盘。现在关闭，这些修改会丢失。")
        stay = box.addButton("返回窗口", QMessageBox.ButtonRole.RejectRole)
        box.addButton("仍然关闭", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is not stay


def _report_file(dragged: QMimeData) -> Path | None:
    """The one report file that is being dragged, or None."""
    paths = [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in REPORT_FILES else None
