"""Makes the printed pages beside the window: one report after the other, of several waiting ones the newest."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.preview_places import Printout
from disclosure_desk.report.document import ReportDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    from disclosure_desk.export.fonts import FontSet

_log = logging.getLogger(__name__)
_LOOK = 10
"""Milliseconds between two looks for a finished report, while one is being made."""
_TURN = 0.0005
"""Seconds after which Python lets another thread go on: with its own 5 ms a key would wait that long several times."""
_FAILED = "预览暂时无法生成，填报不受影响。详细情况已写入日志。"

_Finished = tuple[ReportDocument, Printout | None, str]


class PageMaker(QObject):
    """Lays out and writes reports in another thread; nothing of it goes to the disk.

    Args:
        fonts: gives the typefaces; asked in that thread, for each report anew, perhaps after this object has gone.
    """

    made = Signal(object, object)
    """A report and its Printout."""
    refused = Signal(object, str)
    """A report that cannot be printed, and why."""

    def __init__(self, fonts: "Callable[[], FontSet]", parent: QObject) -> None:
        super().__init__(parent)
        self._fonts = fonts
        self._waiting: ReportDocument | None = None
        self._is_busy = False
        # The thread knows this queue and nothing of Qt: a window that closes meanwhile cannot go from under it.
        self._finished: SimpleQueue[_Finished] = SimpleQueue()
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._take)

    @property
    def is_busy(self) -> bool:
        """Whether pages are being made."""
        return self._is_busy

    def make(self, report: ReportDocument) -> None:
        """Makes the pages of a report, after the ones that are being made."""
        self._waiting = report
        self._begin()

    def _begin(self) -> None:
        report = self._waiting
        if report is None or self._is_busy:
            return
        self._waiting, self._is_busy = None, True
        work = (report, self._fonts, self._finished)
        threading.Thread(target=_make, args=work, name="preview").start()
        self._look.start()

    def _take(self) -> None:
        try:
            report, printout, sentence = self._finished.get_nowait()
        except Empty:
            return
        self._is_busy = False
        self._look.stop()
        if printout is None:
            self.refused.emit(report, sentence)
        else:
            self.made.emit(report, printout)
        self._begin()


def _make(report: ReportDocument, fonts: "Callable[[], FontSet]", finished: "SimpleQueue[_Finished]") -> None:
    printout, sentence = None, ""
    try:
        with _yielding():
            printout = _printed(report, fonts())
    except DeskError as error:
        sentence = str(error)
    except Exception:  # noqa: BLE001 - one sentence for the officer, the trace for the log
        _log.exception("the preview failed")
        sentence = _FAILED
    finished.put((report, printout, sentence))


@contextmanager
def _yielding() -> Iterator[None]:
    """Lets the window's thread come in between almost at once."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _printed(report: ReportDocument, fonts: "FontSet") -> Printout:
    # Heavy libraries are imported where the work is done, beside the window.
    from disclosure_desk.export.layout import laid_out  # noqa: PLC0415
    from disclosure_desk.export.pdf_writer import pdf_with_places  # noqa: PLC0415

    return Printout(*pdf_with_places(laid_out(report), fonts))
