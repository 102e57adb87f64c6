"""The whole window at work, every panel made: typing 200 figures, pasting a table, opening a year, scrolling.

Run by ``edit.py``, or alone: ``python benchmarks/whole_window.py``; it needs no display. Keys come from a thread of
their own, at a typist's pace, and are timed from the moment at which they are sent: what a panel does in a pause, and
whatever else holds the window up, counts. Each figure stands beside that of the plainest alternative Qt has, measured
in turn.
"""

import os
import random
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from measures import Paints, Spent, heading, line, painted, sample, stopwatch, verdict
from PySide6.QtCore import QEventLoop, QMimeData, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from disclosure_desk.app import load, prepare
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.copied_block import headed
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.gui.theme import apply_theme
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_figures
from disclosure_desk.settings import places

SECTION = "requests"
SIZE = (1440, 900)
YEARS = 10
PACE = (0.03, 0.03, 0.06, 0.12)
PAUSE = 0.7
"""Seconds between keys, and now and then between figures: long enough for what waits for a pause to begin."""
ROWS, COLUMNS = 28, 10
FRAME = round(1000 / 60, 1)


class Typist(QObject):
    """Sends keys from a thread of its own and times each until the table has been painted after it."""

    pressed = Signal(object, float)

    def __init__(self, app: QApplication, table: QWidget) -> None:
        super().__init__()
        self._app = app
        self._table = Paints(table)
        self._waiting: list[tuple[float, float]] = []
        self._is_over = False
        self.spent: list[Spent] = []
        self.pressed.connect(self._press, Qt.ConnectionType.QueuedConnection)

    def type(self, figures: Sequence[str], leave: Sequence[Qt.Key]) -> None:
        """Types figures, each followed by the keys that leave its cell."""
        thread = threading.Thread(target=self._send, args=(figures, leave), daemon=True)
        thread.start()
        while thread.is_alive() or self._waiting:
            seen = self._table.count
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            now, worked = time.perf_counter(), time.thread_time()
            if self._table.count != seen:
                self.spent += [Spent((now - sent) * 1000, (worked - begun) * 1000) for sent, begun in self._waiting]
                self._waiting.clear()
            time.sleep(0.0002)
            if self._waiting and now - self._waiting[0][0] > 5:
                raise RuntimeError("a key was never painted")

    def _send(self, figures: Sequence[str], leave: Sequence[Qt.Key]) -> None:
        chance = random.Random(2024)  # noqa: S311 - a repeatable choice, no secret
        for figure in figures:
            for key in (*figure, *leave):
                self.pressed.emit(key, time.perf_counter())
                time.sleep(chance.choice(PACE))
            if chance.random() < 0.1:
                time.sleep(PAUSE)

    def _press(self, key: str | Qt.Key, sent: float) -> None:
        self._waiting.append((sent, time.thread_time()))
        QTest.keyClick(QApplication.focusWidget(), key)


@contextmanager
def window_with(app: QApplication, years: int) -> Iterator[MainWindow]:
    """The window on a database with the sample and the years before it, at table three."""
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(places(Path(folder)))
        desk = Desk(window.places.database, catalogue(), window)
        window.take_desk(desk)
        window.resize(*SIZE)
        window.show()
        desk.open()
        report = sample()
        for year in range(report.year - years + 1, report.year + 1):
            latest = desk.database.reports.add(replace(report, year=year)).summary.id
        desk.open_report(latest)
        window.show_place(SECTION)
        window.activateWindow()
        app.processEvents()
        yield window
        window.close()
        app.processEvents()


def table_of(window: MainWindow) -> TablePage:
    """The table on show."""
    if not isinstance(window.page, TablePage):
        raise TypeError(window.page)
    return window.page


def figures(count: int) -> list[str]:
    """What is typed, the same at every run."""
    chance = random.Random(7)  # noqa: S311 - a repeatable choice, no secret
    return [str(chance.randrange(1, 3000)) for _ in range(count)]


def typing(app: QApplication, count: int) -> dict[str, list[Spent]]:
    """Each key of so many figures, by the panel on show meanwhile; all panels are made and listen throughout."""
    spent: dict[str, list[Spent]] = {}
    with window_with(app, YEARS) as window:
        side, page = window.side, table_of(window)
        for name in side.names:
            side.show_panel(name)
        share_of_each = -(-count // len(side.names))
        for name in side.names:
            side.show_panel(name)
            page.go_to(_first_input(window))
            QTest.qWait(int(PAUSE * 1000))
            typist = Typist(app, page.view.viewport())
            typist.type(figures(share_of_each), [Qt.Key.Key_Tab])
            spent[name] = typist.spent
        window.desk.session.writer.flush()
    return spent


def _first_input(window: MainWindow) -> CellId:
    form = window.desk.session.report.form
    return next(cell for cell, place in form.places.items() if place.section.id == SECTION and cell not in form.totals)


def bare_typing(app: QApplication, count: int) -> list[Spent]:
    """The same keys into a bare table, which keeps and checks nothing."""
    table = bare_table()
    table.activateWindow()
    table.setFocus()
    typist = Typist(app, table.viewport())
    for start in range(0, count, 100):
        table.setCurrentCell(0, 0)
        app.processEvents()
        typist.type(figures(count)[start : start + 100], [Qt.Key.Key_Tab])
    table.close()
    return typist.spent


def bare_table(pixels: int = 0) -> QTableWidget:
    """A bare table of the size of table three, painted; with letters of a size where one is given."""
    table = QTableWidget(ROWS, COLUMNS)
    table.resize(*SIZE)
    if pixels:
        font = table.font()
        font.setPixelSize(pixels)
        table.setFont(font)
        table.verticalHeader().setDefaultSectionSize(pixels * 2)
    fill(table)
    table.show()
    QApplication.processEvents()
    return table


def fill(table: QTableWidget) -> None:
    """A figure in each cell."""
    for row in range(ROWS):
        for column in range(COLUMNS):
            table.setItem(row, column, QTableWidgetItem(str(row * column)))


def pasting(app: QApplication, count: int) -> tuple[list[Spent], list[Spent]]:
    """A whole labelled table: from Ctrl+V to the painted preview, and from there to the painted table."""
    shown: list[Spent] = []
    landed: list[Spent] = []
    with window_with(app, YEARS) as window:
        page, session = table_of(window), window.desk.session
        paints = Paints(page.view.viewport())
        for at in range(count):
            page.go_to(_first_input(window))
            _copy(page, _other_figures(session.report, at))
            app.processEvents()
            with stopwatch(shown):
                QTest.keyClick(page.view.entry.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
                app.processEvents()
            preview = next(sheet for sheet in window.findChildren(QDialog) if sheet.isVisible())
            painted(app, paints, landed, partial(QTest.mouseClick, preview.verb, Qt.MouseButton.LeftButton))
            session.writer.flush()
            app.processEvents()
    return shown, landed


def _copy(page: TablePage, report: ReportDocument) -> None:
    """Puts the whole table as another report has it on the clipboard, as a spreadsheet would."""
    paths = page.view.deeds._paths  # noqa: SLF001 - the ways through the table that is measured
    block = headed(report, paths, [box.cell for each in paths.lines for box in each if box.cell])
    offered = QMimeData()
    offered.setText(block.text)
    offered.setHtml(block.html)
    QApplication.clipboard().setMimeData(offered)


def _other_figures(report: ReportDocument, by: int) -> ReportDocument:
    form = report.form
    inputs = [c for c, place in form.places.items() if place.section.id == SECTION and c not in form.totals]
    return report.applied(set_figures(report, {cell: str(at + by) for at, cell in enumerate(inputs)}, "其他数字"))


def opening(app: QApplication, count: int, years: int, steps: int = 0) -> list[Spent]:
    """``Desk.open_report`` to the painted table, of a report with so many steps that can be undone."""
    spent: list[Spent] = []
    with window_with(app, years) as window:
        desk, page = window.desk, table_of(window)
        for figure in figures(steps):
            desk.session.type_figure(_first_input(window), figure)
        desk.session.writer.flush(seconds=600)
        report_id = desk.session.stored.summary.id
        paints = Paints(page.view.viewport())
        for _ in range(count):
            painted(app, paints, spent, partial(desk.open_report, report_id))
    return spent


def bare_opening(app: QApplication, count: int) -> list[Spent]:
    """A bare table of the same size filled anew and painted."""
    table, spent = bare_table(), []
    paints = Paints(table.viewport())
    for _ in range(count):
        painted(app, paints, spent, partial(fill, table))
    table.close()
    return spent


def scrolling(app: QApplication, count: int) -> list[Spent]:
    """Each step of the wheel over table three at 200 %, painted."""
    with window_with(app, 1) as window:
        window.zoom(200)
        app.processEvents()
        page = table_of(window)
        return wheel(app, page.findChild(QScrollArea), page.view.viewport(), count)


def preview_scrolling(app: QApplication, count: int) -> list[Spent]:
    """Each step of the wheel over the preview, painted; empty where the side has none."""
    with window_with(app, 1) as window:
        if "preview" not in window.side.names:
            return []
        panel = window.show_side("preview")
        QTest.qWait(2000)  # the pages are laid out behind the window
        area = next(each for each in panel.findChildren(QAbstractScrollArea) if each.verticalScrollBar().maximum())
        inner = area.widget() if isinstance(area, QScrollArea) else area.viewport()
        return wheel(app, area, inner, count)


def bare_scrolling(app: QApplication, count: int) -> list[Spent]:
    """Each step of the wheel over a bare table with letters as large."""
    table = bare_table(pixels=28)
    spent = wheel(app, table, table.viewport(), count)
    table.close()
    return spent


def wheel(app: QApplication, area: QAbstractScrollArea, inner: QWidget, count: int) -> list[Spent]:
    """Turns the wheel down and up over an area; every step is to be painted, ``inner`` at least, within one frame."""
    spent: list[Spent] = []
    paints, bar, down = Paints(inner), area.verticalScrollBar(), True
    middle = QPointF(area.viewport().rect().center())
    for _ in range(count):
        if bar.value() in (bar.minimum(), bar.maximum()):
            down = bar.value() == bar.minimum()
        turn = QPoint(0, -30 if down else 30)
        event = QWheelEvent(
            middle,
            QPointF(area.viewport().mapToGlobal(middle.toPoint())),
            turn,
            turn * 2,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003  Qt's signature
        )
        painted(app, paints, spent, partial(QApplication.sendEvent, area.viewport(), event))
    return spent


def report(app: QApplication, count: int) -> None:
    """Prints the table of the whole window, ``count`` figures typed."""
    load()  # as the program does at its start: what is imported is kept out of the garbage collector's way
    print(f"the whole window, {SIZE[0]} × {SIZE[1]}, {YEARS} years on the shelf, every panel open; milliseconds")
    print(heading())
    bare, by_panel = bare_typing(app, count), typing(app, count)
    ours = [each for spent in by_panel.values() for each in spent]
    print(line("a key into a bare QTableWidget, painted", bare))
    print(line(f"a key, {count} figures typed, painted", ours, bare))
    for name, spent in by_panel.items():
        print(line(f"  of which with the panel “{name}” on show", spent, bare))
    filled = bare_opening(app, 40)
    print(line("a bare QTableWidget filled anew, painted", filled))
    opened = {years: opening(app, 40, years) for years in (1, YEARS)}
    for years, spent in opened.items():
        print(line(f"a year opened, painted, {years} on the shelf", spent, filled))
    long = opening(app, 20, YEARS, steps=1000)
    print(line("the same, with 1000 steps to undo", long, filled))
    shown, landed = pasting(app, 30)
    print(line("a whole table pasted: the preview painted", shown, filled))
    print(line("a whole table pasted: accepted, painted", landed, filled))
    bare_wheel, wheeled, preview = (turn(app, 400) for turn in (bare_scrolling, scrolling, preview_scrolling))
    print(line("a bare QTableWidget scrolled, painted", bare_wheel))
    print(line("table three at 200 % scrolled, painted", wheeled, bare_wheel))
    if preview:
        print(line("the preview scrolled, painted", preview, bare_wheel))
    both = [Spent(a.clock + b.clock, a.work + b.work) for a, b in zip(shown, landed, strict=True)]
    print(verdict(16.0, "from key to painted cell", ours))
    print(verdict(100.0, "a whole table pasted", both))
    print(verdict(150.0, "a year opened", opened[YEARS] + long))
    print(verdict(FRAME, "a step of scrolling", wheeled + preview))


def main() -> None:
    """Prints the table."""
    app = QApplication([])
    prepare(app)
    apply_theme(app, "light")
    report(app, 200)


if __name__ == "__main__":
    main()
