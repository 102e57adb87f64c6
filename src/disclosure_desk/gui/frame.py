"""The frame of the window: outline, page, side and status line, and where they stood; it knows no report."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from disclosure_desk.gui.findings_panel import FindingsPanel
from disclosure_desk.gui.notice_bar import Banner, NoticeBar
from disclosure_desk.gui.outline import Outline
from disclosure_desk.gui.side_panel import SidePanel
from disclosure_desk.gui.start_page import WaitingPage
from disclosure_desk.gui.status_line import StatusLine
from disclosure_desk.gui.window_layout import keep_layout, make_room, pass_keyboard, restore_layout
from disclosure_desk.settings import LastPlace, Places, load_settings

PROGRAM = "公开年报"
ZOOM = range(75, 201)
"""Per cent."""
ZOOM_STEP = 10
_OUTLINE_SHARE = 4
"""The outline takes at most one part in so many of the window's width by itself."""


class Frame(QMainWindow):
    """The parts of the window.

    Args:
        places: where the officer's files are.
    """

    def __init__(self, places: Places) -> None:
        super().__init__()
        self.places = places
        self.setAccessibleName(PROGRAM)
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self.outline, self.findings, self.status = Outline(self), FindingsPanel(self), StatusLine(self)
        self.notice_bar, self.banner, self._stack = NoticeBar(self), Banner(self), QStackedWidget(self)
        self.side = SidePanel(self.findings, self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._lay_out()
        self.setStatusBar(self.status)
        settings = load_settings(places)
        self.zoom_percent = min(max(settings.zoom_percent, min(ZOOM)), max(ZOOM))
        seen = settings.window
        self._switches = {"side": seen.side_shown, "outline": seen.outline_shown, "corners": seen.corners_shown}
        restore_layout(self, self._splitter, settings)
        self.side.turned.connect(lambda _: make_room(self._splitter, self.side.liked_width))
        self._splitter.splitterMoved.connect(self.side.keep_width)

    @property
    def page(self) -> QWidget | None:
        """The widget on show."""
        return self._stack.currentWidget()

    def next_area(self) -> None:
        """Gives the keyboard to the next of outline, page and side."""
        panel = self.side.panel
        pass_keyboard(self, [self.outline, self._stack, self.findings.tree if panel is self.findings else panel])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A wider window spares the outline more."""
        super().resizeEvent(event)
        self.outline.allow(event.size().width() // _OUTLINE_SHARE)

    def _keep_frame(self, last: LastPlace | None, switches: Mapping[str, bool]) -> None:
        """Writes how the window stands into the settings."""
        shown = {f"{name}_shown": on for name, on in switches.items()} | {"panel": self.side.name}
        keep_layout(self, self._splitter, self.places, last, self.zoom_percent, shown)

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
        for at, side in enumerate((self.outline, middle, self.side)):
            self._splitter.addWidget(side)
            self._splitter.setStretchFactor(at, int(side is middle))
            self._splitter.setCollapsible(at, False)  # noqa: FBT003  Qt's signature
        self.menuBar().setAccessibleName("菜单")
        self.menuBar().setFont(self.font())  # Windows sets menus in another one until the window was painted
        self.setCentralWidget(self._splitter)
