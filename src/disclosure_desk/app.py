"""Starts the window: the frame first, what it needs behind it, the last report last."""

import argparse
import gc
import importlib.util
import logging
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.frame import PROGRAM
from disclosure_desk.gui.icons import application_icon
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.one_window import OneWindow, is_handed_over
from disclosure_desk.gui.qt_words import MissingWords
from disclosure_desk.gui.theme import apply_theme, register_rare_characters
from disclosure_desk.postponed import postpone
from disclosure_desk.settings import Places, configure_logging, load_settings, places

# Whatever knows about reports is imported by a thread, behind the first painting of the window.
if TYPE_CHECKING:
    from disclosure_desk.formats.catalogue import Catalogue

_log = logging.getLogger(__name__)

DAMAGED_SETTINGS = (
    "设置文件有一部分读不出来，那一部分改用默认值，报告没有受影响。请打开设置核对；"
    "原来的文件另存为同一文件夹里的 settings.damaged.json。"
)
WENT_WRONG = "刚才的操作没有完成，已填的内容没有受影响。经过已记入日志，可再试一次。"


def main(argv: list[str] | None = None) -> int:
    """Opens the window; returns the exit status."""
    parser = argparse.ArgumentParser(prog="disclosure-desk-window", description=PROGRAM)
    parser.add_argument("--data-dir", type=Path, help="本地数据所在的文件夹")
    parser.add_argument("--read-only", action="store_true", help="以只读方式打开")
    parser.add_argument("--verbose", action="store_true", help="日志写得更详细")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="要导入的报告文件")
    wanted = parser.parse_args(argv)
    where = places(wanted.data_dir)
    configure_logging(where, verbose=wanted.verbose)
    return run_window(where, read_only=wanted.read_only, files=wanted.files)


def run_window(places: Places, *, read_only: bool = False, files: Sequence[Path] = ()) -> int:
    """Opens the window on these folders and returns when it is closed; the exit status is 0.

    Where a window is open on them already, that one comes to the front and takes the files.
    """
    gc.disable()  # until everything is imported; see load
    _leave_out()
    app = cast("QApplication", QApplication.instance() or QApplication(sys.argv[:1]))
    if not read_only and is_handed_over(places, files):
        return 0
    prepare(app)
    apply_theme(app, load_settings(places).colour_scheme)
    window = MainWindow(places)
    FaultReporter(window).install()
    loading = start(window, read_only=read_only, files=files)
    window.show()
    status = app.exec()
    loading.finish()
    return status


def _leave_out() -> None:
    """Spares the process what libraries would do on the way and this program has no use for.

    OpenSSL is 5 MB: the program talks to nobody, and Python has the hashes itself. Pydantic would look through every
    installed distribution for plugins of its own. The other two are 3 MB: SQLAlchemy imports asyncio, it and pydantic
    import what reads the particulars of distributions (and e-mail), all for cases that do not arise here.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    postpone("asyncio", "iscoroutine")
    postpone("importlib.metadata", "entry_points", "version")
    if any(importlib.util.find_spec(name) for name in ("_sha2", "_sha256")):
        for name in ("ssl", "_hashlib"):
            sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # how Python is told that there is none


def prepare(app: QApplication) -> None:
    """Gives the application its name, its icon, and Qt's own words in Chinese."""
    app.setApplicationName("disclosure-desk")
    app.setApplicationDisplayName(PROGRAM)
    app.setWindowIcon(application_icon())
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
        app.installTranslator(MissingWords(app))


def start(window: MainWindow, *, read_only: bool = False, files: Sequence[Path] = ()) -> "Start":
    """Begins to load the rest once the window has been painted."""
    return Start(window, read_only=read_only, files=files)


class Start(QObject):
    """Waits for the first painting, imports in a thread, then lays the desk."""

    imported = Signal(object)
    """Everything is imported; the catalogue of formats."""
    hindered = Signal(object)
    """The DeskError that keeps the program from starting."""

    def __init__(self, window: MainWindow, *, read_only: bool, files: Sequence[Path]) -> None:
        super().__init__(window)
        self._window = window
        self._files = files
        self._read_only = read_only
        self._has_begun = False
        self._thread: threading.Thread | None = None
        self.imported.connect(self._lay_desk)
        self.hindered.connect(lambda error: window.notice(str(error), "error"))
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Goes on after the first painting."""
        if event.type() is QEvent.Type.Paint and not self._has_begun:
            self._has_begun = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._begin)
        return False

    def finish(self) -> None:
        """Waits for the thread; Python must not end in the middle of an import."""
        if self._thread is not None:
            self._thread.join()

    def _begin(self) -> None:
        self._thread = threading.Thread(target=self._import, name="import", daemon=True)
        self._thread.start()
        # Now, as Qt maps every typeface anew with this: once texts are laid out, the old ones would stay beside them.
        register_rare_characters()

    def _import(self) -> None:
        try:
            self.imported.emit(load())
        except DeskError as error:
            self.hindered.emit(error)

    def _lay_desk(self, formats: "Catalogue") -> None:
        if not self._window.isVisible():
            return  # closed in the meantime
        from disclosure_desk.gui.daily_backup import DailyBackup  # noqa: PLC0415  small
        from disclosure_desk.gui.desk import Desk  # noqa: PLC0415  imported by now; see load
        from disclosure_desk.gui.lost_reports import LostReports  # noqa: PLC0415  small

        desk = Desk(self._window.places.database, formats, self._window)
        self._window.take_desk(desk)
        OneWindow(self._window, self._files)
        DailyBackup(desk).failed.connect(lambda sentence: self._window.notice(sentence, "warning"))
        LostReports(self._window, desk)
        if load_settings(
            self._window.places
        ).damaged:  # behind the window's own slots: a report that comes on show clears the notice
            desk.ready.connect(self._tell_of_settings, Qt.ConnectionType.SingleShotConnection)
        desk.open_in_background(read_only=self._read_only)

    def _tell_of_settings(self) -> None:
        """That some of what the officer prefers is lost; the file is whole again as soon as something is kept."""
        self._window.notice(DAMAGED_SETTINGS, "warning", [("设置…", self._window.deeds.settings)])


def load() -> "Catalogue":
    """Imports what the pages and the database need."""
    with _out_of_the_collectors_way():
        return _imported()


@contextmanager
def _out_of_the_collectors_way() -> Iterator[None]:
    """The thousands of objects that importing makes stay for good.

    Looking through them for garbage while they are made, again and again, would take a sixth of the time; looking
    through them later would hold up a key for 20 ms now and then.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _imported() -> "Catalogue":
    import disclosure_desk.gui.desk  # noqa: PLC0415
    import disclosure_desk.gui.pages  # noqa: PLC0415
    import disclosure_desk.gui.part_states  # noqa: PLC0415
    import disclosure_desk.gui.table_page  # noqa: PLC0415  most often the page that the officer left
    import disclosure_desk.store.database  # noqa: F401, PLC0415
    from disclosure_desk.formats.catalogue import catalogue  # noqa: PLC0415

    return catalogue()


class FaultReporter(QObject):
    """Faults of the program: the trace goes to the log, one plain sentence to the officer."""

    happened = Signal()
    """Something went wrong, in whichever thread."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.happened.connect(lambda: window.notice(WENT_WRONG, "error"))

    def install(self) -> None:
        """Takes what nobody else caught."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def take(self, kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None) -> None:
        """Reports one fault."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.critical("unforeseen", exc_info=(kind, fault or kind(), trace))
        self.happened.emit()


if __name__ == "__main__":
    sys.exit(main())
