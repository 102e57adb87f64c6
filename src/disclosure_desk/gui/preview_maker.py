"""Makes the printed pages beside the window: one report after the other, of several waiting ones the newest."""

import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.preview_places import Printout
from disclosure_desk.report.document import ReportDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    from disclosure_desk.export.fonts import FontSet

_log = logging.getLogger(__name__)
_FAILED = "预览暂时无法生成，填报不受影响。详细情况已写入日志。"


class PageMaker(QObject):
    """Lays out and writes reports in another thread; nothing of it goes to the disk.

    Args:
        fonts: gives the typefaces; asked in that thread, for each report anew.
    """

    made = Signal(object, object)
    """A report and its Printout."""
    refused = Signal(object, str)
    """A report that cannot be printed, and why."""
    _ended = Signal(object, object, str)

    def __init__(self, fonts: "Callable[[], FontSet]", parent: QObject) -> None:
        super().__init__(parent)
        self._fonts = fonts
        self._waiting: ReportDocument | None = None
        self._is_busy = False
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

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
        QThreadPool.globalInstance().start(QRunnable.create(lambda: self._run(report)))

    def _run(self, report: ReportDocument) -> None:
        printout, sentence = None, ""
        try:
            printout = _printed(report, self._fonts())
        except DeskError as error:
            sentence = str(error)
        except Exception:  # noqa: BLE001 - one sentence for the officer, the trace for the log
            _log.exception("the preview failed")
            sentence = _FAILED
        with suppress(RuntimeError):  # the window is gone: nobody is left to be told
            self._ended.emit(report, printout, sentence)

    def _end(self, report: ReportDocument, printout: Printout | None, sentence: str) -> None:
        self._is_busy = False
        if printout is None:
            self.refused.emit(report, sentence)
        else:
            self.made.emit(report, printout)
        self._begin()


def _printed(report: ReportDocument, fonts: "FontSet") -> Printout:
    # Heavy libraries are imported where the work is done, beside the window.
    from disclosure_desk.export.layout import laid_out  # noqa: PLC0415
    from disclosure_desk.export.pdf_writer import pdf_with_places  # noqa: PLC0415

    return Printout(*pdf_with_places(laid_out(report), fonts))
