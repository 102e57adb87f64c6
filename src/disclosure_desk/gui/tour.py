"""The first five minutes: three mistakes of real reports to find and mend, on a report and a database of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAction
from PySide6.QtWidgets import QDockWidget, QFrame, QLabel, QMainWindow, QPushButton, QVBoxLayout, QWidget

from disclosure_desk.checks.finding import Result
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.practice import BROUGHT, LEFT, TOTAL, Practice, practice
from disclosure_desk.gui.theme import heading_font
from disclosure_desk.intake.reading import Reading
from disclosure_desk.settings import Places, places

if TYPE_CHECKING:
    from disclosure_desk.formats.catalogue import Catalogue

TITLE = "五分钟入门"
_WIDTH, _WINDOW_WIDTH, _WINDOW_HEIGHT = 264, 1440, 860
_MARGIN = 16


class ActionsByName(Protocol):
    """The actions of a window."""

    def __getitem__(self, name: str) -> QAction:
        """The action of that name."""


class Stage(Protocol):
    """What the tour asks of the window that it plays in."""

    @property
    def actions_(self) -> ActionsByName:
        """Its actions."""

    def take_desk(self, desk: Desk) -> None:
        """Follows a desk."""

    def go(self, place: str, cell: CellId | None = None) -> None:
        """Turns to a page, and to a cell of it."""

    def close(self) -> bool:
        """Closes the window and its desk."""


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        heading: what it is about.
        wrong: what is so.
        where: where to look.
        todo: what to do.
        cell: the cell to mend; None where nothing is to be mended.
        button: the word of the button that leads on or shows the place.
    """

    heading: str
    wrong: str
    where: str
    todo: str
    button: str
    cell: CellId | None = None


STEPS = (
    Step(
        "先看一眼",
        "这是一份练习用的报告，与本机关的报告分开存放，可以放心修改，关闭后不会留下。",
        "左边是各部分的目录，中间是表格和文字，旁边的“校验”列出发现的问题。",
        "里面有三处错误，都是实际报告里常见的。下面逐一改正。",
        "开始",
    ),
    Step(
        "总计不等于各项之和",
        "表四“行政复议”一行，各项加起来是 17，“总计”填的是 18。",
        "表四，“行政复议”下的“总计”。这一格标了红色。",
        "请移到这一格，直接键入 17，按 Enter。不必先删去原来的数字。",
        "转到这一格",
        TOTAL,
    ),
    Step(
        "收支不平",
        "表三“自然人”一列：新收加上年结转是 31 件，办理结果加结转下年度是 32 件。同一个错误还使本行的总计不符，"
        "所以在“校验”里合成一条。",
        "按 F8 转到下一处问题。“校验”里写着可能有误的格和能使各项相符的数字；点右侧的小箭头，可看其中各项。",
        "核对后把“结转下年度继续办理”的“自然人”改为 1。改错了可按 Ctrl+Z 撤销。",
        "转到这一格",
        LEFT,
    ),
    Step(
        "结转数与上年报告不一致",
        "上年报告中“商业企业”结转下年度的是 1 件，本年“上年结转”填的是 0。",
        "表三“二、上年结转”一行的“商业企业”。“校验”里的“核实”列出与上年不一致的数字。",
        "本年确有一件由上年转来，请改为 1。实际填报时，确有原因的可以保留，并写明原因。",
        "转到这一格",
        BROUGHT,
    ),
    Step(
        "看打印出来的样子",
        "三处都改好了。",
        "“文件”菜单的“打印预览”，或按 Ctrl+Shift+P。预览与导出的 PDF 完全一样。",
        "请打开预览，看一看标题、表格和页码，再关闭预览。",
        "打印预览",
    ),
    Step(
        "开始填报本机关的年度报告",
        "练习到此完成。",
        "有上年报告的，先用“文件”菜单的“导入报告”读入，结转数字会自动带入，并自动核对。",
        "关闭练习后，在“文件”菜单选“新建报告”。填写随时自动保存，每一步都可以撤销。",
        "关闭练习，新建报告",
    ),
)
_NOT_KEPT = "这是练习窗口。窗口关闭后，其中的内容都不保留。"
PREVIEW = len(STEPS) - 2
"""Number of the step that ends with a look at the pages."""


class TourCard(QFrame):
    """What the step is about, at the side of the window."""

    wanted = Signal()
    """The step's button was pressed."""
    left = Signal()
    """The officer has had enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(TITLE)
        self.setFixedWidth(_WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(8)
        self.number = self._text("step")
        self.heading = self._text()
        self.heading.setFont(heading_font())
        self.done = self._text("step")
        self.wrong = self._part("情况")
        self.where = self._part("在哪里看")
        self.todo = self._part("请试一试")
        self._column.addSpacing(8)
        self.button = self._button("", "primary", self.wanted)
        self.leave = self._button("结束练习", "", self.left)
        self._column.addStretch(1)
        kept = self._text("muted")
        kept.setText(_NOT_KEPT)
        kept.setAccessibleName(_NOT_KEPT)

    def show_step(self, number: int, step: Step, done: str) -> None:
        """Shows a step; ``done`` says what has just come about, or nothing."""
        self.number.setText(f"{TITLE}　第 {number + 1} 步，共 {len(STEPS)} 步")
        for label, words in (
            (self.heading, step.heading),
            (self.done, done),
            (self.wrong, step.wrong),
            (self.where, step.where),
            (self.todo, step.todo),
        ):
            label.setText(words)
            label.setAccessibleName(words or "说明")
            label.setVisible(bool(words))
        self.button.setText(step.button)
        self.button.setAccessibleName(step.button)
        # The keyboard is in the table; a screen reader is told that the card says something else.
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _part(self, name: str) -> QLabel:
        self._column.addSpacing(8)
        heading = self._text("muted")
        heading.setText(name)
        heading.setAccessibleName(name)
        return self._text()

    def _text(self, kind: str = "") -> QLabel:
        label = QLabel(self)
        label.setObjectName(kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._column.addWidget(label)
        return label

    def _button(self, word: str, kind: str, asked: object) -> QPushButton:
        button = QPushButton(word, self)
        button.setObjectName(kind)
        button.setAccessibleName(word)
        button.clicked.connect(asked)
        self._column.addWidget(button)
        return button


class Tour(QObject):
    """Goes through the steps, each as soon as the one before is done.

    Args:
        window: a window of its own, whose desk has the reports to practise on.
        desk: that desk.
        begin_own: begins the officer's own report, once the window is closed; None where that cannot be.
    """

    finished = Signal()
    """The window has been closed."""

    def __init__(self, window: Stage, desk: Desk, begin_own: Callable[[], object] | None = None) -> None:
        frame = cast("QMainWindow", window)
        super().__init__(frame)
        self.window = window
        self.card = TourCard()
        self.at = 0
        self._desk = desk
        self._begin_own = begin_own
        dock = QDockWidget(TITLE, frame)
        dock.setObjectName("tour")
        dock.setAccessibleName(TITLE)
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setTitleBarWidget(_nothing(dock))
        dock.setWidget(self.card)
        frame.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        self.card.wanted.connect(self._press)
        self.card.left.connect(self._leave)
        desk.session.findings_changed.connect(self._look)
        window.actions_["preview"].triggered.connect(self._seen)
        self._show("")

    @property
    def step(self) -> Step:
        """The step on show."""
        return STEPS[self.at]

    def is_mended(self, cell: CellId) -> bool:
        """Whether every sum, balance and comparison with last year that a cell takes part in holds."""
        results = [each for each in self._desk.session.results if cell in each.cells]
        return all(each.result in (Result.PASSED, Result.NOT_APPLICABLE) for each in results)

    def _look(self) -> None:
        """Goes on where what the step is about has been mended."""
        done = ""
        while self.step.cell is not None and self.is_mended(self.step.cell):
            self.at += 1
            done = "✓ 已改正"
        if done:
            self._show(done)

    def _seen(self) -> None:
        if self.at == PREVIEW:
            self.at += 1
            self._show("✓ 已打开预览")

    def _press(self) -> None:
        if self.step.cell is not None:
            self.window.go(self.step.cell.partition("/")[0], self.step.cell)
        elif self.at == PREVIEW:
            self.window.actions_["preview"].trigger()
        elif self.at == 0:
            self.at = 1
            self._show("")
            self._look()
        else:
            self._leave()
            if self._begin_own is not None:
                self._begin_own()

    def _leave(self) -> None:
        if self.window.close():
            self.finished.emit()

    def _show(self, done: str) -> None:
        self.card.show_step(self.at, self.step, done)


def begin_tour(
    make_window: Callable[[Places], Stage], formats: "Catalogue", begin_own: Callable[[], object] | None = None
) -> Tour:
    """Opens a window on a desk in a folder of its own, which goes when the window is closed.

    Args:
        make_window: makes another window of the program for these places.
        formats: every format.
        begin_own: begins the officer's own report after the tour.

    Returns:
        The tour, to be kept as long as its window is open.
    """
    folder = TemporaryDirectory(prefix="disclosure-desk-", ignore_cleanup_errors=True)
    window = make_window(places(Path(folder.name)))
    frame = cast("QMainWindow", window)
    desk = Desk(places(Path(folder.name)).database, formats, frame)
    desk.session.is_practice = True
    window.take_desk(desk)
    desk.open()
    lay_out(desk, practice(formats))
    frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    frame.destroyed.connect(_tidied(folder))
    room = frame.screen().availableGeometry()
    frame.resize(min(_WINDOW_WIDTH, room.width()), min(_WINDOW_HEIGHT, room.height()))
    tour = Tour(window, desk, begin_own)
    frame.show()
    return tour


def lay_out(desk: Desk, reports: Practice) -> None:
    """Puts the reports to practise on on a desk; this year's stays on it."""
    for report in (reports.last_year, reports.this_year):
        desk.take_in(Reading(report))


def _tidied(folder: "TemporaryDirectory[str]") -> Callable[[], None]:
    def tidy() -> None:
        folder.cleanup()

    return tidy


def _nothing(parent: QWidget) -> QWidget:
    """In place of a title bar: the card says itself what it is."""
    nothing = QWidget(parent)
    nothing.setAccessibleName(TITLE)
    return nothing
