"""Makes the pictures of the window: ``python docs/screenshots.py OUT`` drives the real window on a desk of its own."""  # noqa: INP001  a script, not a module

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from disclosure_desk.app import prepare, start
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.outline import COVER, SHELF
from disclosure_desk.gui.theme import apply_theme
from disclosure_desk.settings import places

WIDTH, HEIGHT = 1180, 720
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


def main(out: Path) -> None:
    """Saves one picture for each page."""
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    prepare(app)
    apply_theme(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(places(Path(folder)))
        window.resize(WIDTH, HEIGHT)
        start(window)
        window.show()
        _pictures(app, window, out)
        window.close()


def _pictures(app: QApplication, window: MainWindow, out: Path) -> None:
    def picture(name: str) -> None:
        for _ in range(5):
            app.processEvents()
        window.grab().save(str(out / f"{name}.png"))

    wait_until(lambda: window.place == "start")
    picture("start")
    window.actions_["sample"].trigger()
    wait_until(lambda: bool(window.section_places))
    picture("sample")
    window.notice_bar.hide()
    for place in (COVER, "preamble", *window.section_places, SHELF):
        window.show_place(place)
        picture(place)
    window.show_place("requests")
    session = window.desk.session if window.desk else None
    if session is not None:
        session.type_figure(CHANGED_CELL, str(int(session.report.cells[CHANGED_CELL]) + 1))
    window.step_finding(1)
    picture("finding")
    apply_theme(app, "dark")
    picture("dark")
    window.show_place("overview")
    picture("dark-text")
    window.show_place("requests")
    apply_theme(app, "light")
    window.resize(2560, 1440)
    picture("large")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
