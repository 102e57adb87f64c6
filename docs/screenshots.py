"""Makes the pictures of the window: ``python docs/screenshots.py OUT [SCHEME]`` drives the real window."""  # noqa: INP001  a script, not a module

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QMimeData, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QProgressDialog, QWidget

from disclosure_desk.app import prepare, start
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.desk import SAMPLE, Desk
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.outline import COVER, SHELF
from disclosure_desk.gui.printing import PrintablePdf, pdf_of
from disclosure_desk.gui.theme import apply_theme
from disclosure_desk.intake.read import read_report
from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate
from disclosure_desk.resources import resource
from disclosure_desk.settings import places

WIDTH, HEIGHT = 1180, 720
PASSES = 20
PRINTED_DPI = 96
CHANGED_CELL = CellId("requests/received/natural_person")


def wait_until(done: Callable[[], bool], milliseconds: int = 20_000) -> None:
    """Runs the event loop until something is so; TimeoutError if it does not come about."""
    loop, timer, limit = QEventLoop(), QTimer(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if done() else None)
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    timer.start(20)
    limit.start(milliseconds)
    loop.exec()
    if not done():
        raise TimeoutError


class Studio:
    """The window on a desk of its own, and the folder that its pictures go to."""

    def __init__(self, app: QApplication, window: MainWindow, out: Path, scheme: str) -> None:
        self._app = app
        self.window = window
        self._out = out
        self.scheme = scheme

    @property
    def desk(self) -> Desk:
        """The desk, which is laid by now."""
        if self.window.desk is None:
            raise RuntimeError
        return self.window.desk

    def picture(self, name: str) -> None:
        """Saves the window as it is."""
        self.save(self.window, name)

    def dialog(self, name: str, action: str) -> None:
        """Saves the dialog that an action of the menus opens, and closes it."""
        self.window.actions_[action].trigger()
        wait_until(lambda: self._open_dialog() is not None)
        dialog = self._open_dialog()
        if dialog is not None:
            # The paths of whoever made the picture are nobody's business.
            for path in dialog.findChildren(QLineEdit):
                if path.accessibleName().endswith("文件夹"):
                    path.setText(f"（本机的{path.accessibleName()}）")
            self.save(dialog, name)
            dialog.close()
            dialog.deleteLater()

    def paint(self, scheme: str) -> None:
        """Turns the window light or dark."""
        apply_theme(self._app, scheme)

    def _open_dialog(self) -> QDialog | None:
        shown = [widget for widget in self._app.topLevelWidgets() if isinstance(widget, QDialog)]
        return next(
            (dialog for dialog in shown if dialog.isVisible() and not isinstance(dialog, QProgressDialog)), None
        )

    def save(self, widget: QWidget, name: str) -> None:
        """Saves any widget as it is."""
        for _ in range(PASSES):
            self._app.processEvents()
        widget.grab().save(str(self._out / f"{name}.png"))


def main(out: Path, scheme: str = "light") -> None:
    """Saves one picture for each page and each dialog, in a colour scheme (light, dark or contrast)."""
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    prepare(app)
    apply_theme(app, scheme)
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(places(Path(folder)))
        window.resize(WIDTH, HEIGHT)
        start(window)
        window.show()
        studio = Studio(app, window, out, scheme)
        for part in (_first_start, _sample, _dialogs, _panels, _lines, _paste, _defect, _final, _next_year, _tour):
            part(studio)
        window.close()
        _printed(out, Path(folder))


def _printed(out: Path, folder: Path) -> None:
    """The pages of the sample's PDF."""
    reading = read_report(resource(*SAMPLE), catalogue())
    pdf = PrintablePdf(pdf_of(reading.report, places(folder))())
    for page in range(pdf.document.pageCount()):
        size = (pdf.document.pagePointSize(page) * PRINTED_DPI / 72).toSize()
        picture = QImage(size, QImage.Format.Format_RGB32)
        picture.fill("white")
        painter = QPainter(picture)
        painter.drawImage(0, 0, pdf.document.render(page, size))
        painter.end()
        picture.save(str(out / f"printed-{page + 1}.png"))


def _first_start(studio: Studio) -> None:
    wait_until(lambda: studio.window.place == "start")
    studio.picture("start")
    studio.dialog("new-first", "new")


def _sample(studio: Studio) -> None:
    window = studio.window
    window.actions_["sample"].trigger()
    wait_until(lambda: bool(window.section_places))
    studio.picture("sample")
    window.notice_bar.hide()
    for place in (COVER, "preamble", *window.section_places, SHELF):
        window.show_place(place)
        studio.picture(place)


def _dialogs(studio: Studio) -> None:
    for name in ("new", "settings", "finalise", "preview", "prior", "deadline", "shortcuts", "support", "about"):
        studio.dialog(f"dialog-{name}", name)


def _panels(studio: Studio) -> None:
    """The side of the window, panel by panel, beside a table whose cell has a note."""
    window, session = studio.window, studio.desk.session
    window.go("requests", CHANGED_CELL)
    noted = {Aspect.SOURCE: "办公室：依申请公开登记簿", Aspect.NOTE: "与信访登记再核对一次", Aspect.FLAG: FLAGGED}
    session.apply(annotate(session.report, CHANGED_CELL, noted))
    for name in window.side.names:
        window.show_side(name)
        if name == "preview":
            wait_until(lambda: bool(getattr(window.side.panel, "is_current", False)))
        studio.picture(f"panel-{name}")
    window.show_place("overview")
    window.show_side("preview")
    wait_until(lambda: bool(getattr(window.side.panel, "is_current", False)))
    studio.picture("panel-preview-text")
    window.show_side("findings")
    session.stack.undo()


def _lines(studio: Studio) -> None:
    """What is typed into for a moment: the palette, the line that finds a cell, the bar that searches a text."""
    window = studio.window
    for name, place, words in (
        ("palette", "requests", "填"),
        ("go_to", "requests", "结转 总计"),
        ("replace", "overview", ""),
    ):
        window.show_place(place)
        window.activateWindow()
        window.actions_[name].trigger()
        line = QApplication.focusWidget()
        if isinstance(line, QLineEdit):
            line.setText(words)
        studio.picture(f"line-{name}")
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)


def _paste(studio: Studio) -> None:
    """Two tables on the clipboard, one with another figure than the report's and one with a unit."""
    rows = "<tr><td>行政处罚</td><td>1,226</td></tr><tr><td>行政强制</td><td>43（其中查封 2 件）</td></tr>"
    fees = (
        "<tr><td>信息内容</td><td>本年收费金额（单位：万元）</td></tr><tr><td>行政事业性收费</td><td>251000元</td></tr>"
    )
    head = "<tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
    clip = QMimeData()
    clip.setHtml(f"<table>{head}{rows}{fees}</table>")
    QApplication.clipboard().setMimeData(clip)
    studio.dialog("dialog-paste", "paste_tables")
    QApplication.clipboard().clear()


def _defect(studio: Studio) -> None:
    window, session = studio.window, studio.desk.session
    window.show_place("requests")
    session.type_figure(CHANGED_CELL, str(int(session.report.cells[CHANGED_CELL]) + 1))
    window.step_finding(1)
    studio.picture("finding")
    studio.dialog("dialog-obstacles", "finalise")
    studio.paint("dark")
    studio.picture("dark")
    studio.dialog("dialog-dark", "settings")
    window.show_place("overview")
    studio.picture("dark-text")
    window.show_place("requests")
    studio.paint(studio.scheme)
    window.resize(2560, 1440)
    studio.picture("large")
    window.resize(WIDTH, HEIGHT)
    session.stack.undo()


def _final(studio: Studio) -> None:
    studio.desk.finalise()
    studio.picture("final")


def _next_year(studio: Studio) -> None:
    desk = studio.desk
    desk.begin_year(desk.session.report.agency, desk.session.report.year + 1)
    studio.picture("next-year")
    for place in ("overview", "other_matters"):
        studio.window.show_place(place)
        studio.picture(f"empty-{place}")
    studio.dialog("dialog-zeros", "zeros")
    desk.recycle(desk.session.stored.summary.id)
    studio.window.show_place(SHELF)
    studio.picture("recycle-bin")


def _tour(studio: Studio) -> None:
    studio.window.actions_["tour"].trigger()
    practice = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each is not studio.window
    )
    studio.save(practice, "tour")
    practice.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
