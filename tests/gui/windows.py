"""Windows for tests: the real one, on a desk in a folder of the test's own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.theme import apply_theme
from disclosure_desk.settings import places

WAIT_MS, STEP_MS = 15_000, 10


def wait_until(done: Callable[[], bool]) -> None:
    for _ in range(WAIT_MS // STEP_MS):
        if done():
            return
        QTest.qWait(STEP_MS)
    raise AssertionError("it did not come about")


@contextmanager
def window_on(folder: Path, *, read_only: bool = False, sample: bool = False) -> Iterator[MainWindow]:
    """A window whose database is open; closed at the end, as an officer closes it."""
    window = MainWindow(places(folder))
    desk = Desk(window.places.database, catalogue(), window)
    window.take_desk(desk)
    window.show()
    desk.open(read_only=read_only)
    if sample:
        desk.open_sample()
    QApplication.processEvents()
    try:
        yield window
    finally:
        # A test that failed half-way must not end in a question that nobody answers.
        desk.session.writer.retry()
        window.close()
        window.deleteLater()
        QApplication.processEvents()


def desk_of(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


@contextmanager
def look_of_its_own(app: QApplication) -> Iterator[None]:
    """Lets a test paint the application as it likes; the next test finds it as it was."""
    font, palette, style_sheet = app.font(), app.palette(), app.styleSheet()
    try:
        yield
    finally:
        apply_theme(app, "light")
        app.setStyleSheet(style_sheet)
        app.setPalette(palette)
        app.setFont(font)
