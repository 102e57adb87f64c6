"""Runs one piece of work beside the window, with a calm bar of progress where it takes longer than a blink."""

import logging
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from disclosure_desk.errors import DeskError

_log = logging.getLogger(__name__)
_BLINK, _LOOK = 300, 10
"""Milliseconds until a bar is shown, and between two looks for the outcome."""


class Work(QObject):
    """A piece of work; exactly one of its signals comes, in the window's thread. A cancelled one says nothing.

    Args:
        parent: the window.
        doing: what is going on, for the officer.
        act: does it, in another thread.
        may_be_left: nothing is lost where the program ends in the middle of it, as with reading a file, which may
            take for ever; anything else the end of the program waits for.
        may_be_cancelled: the officer may change their mind in the middle of it.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        doing: str,
        act: Callable[[], Any],
        *,
        may_be_left: bool = False,
        may_be_cancelled: bool = True,
    ) -> None:
        super().__init__(parent)
        self._act = act
        self._may_be_left = may_be_left
        self._cancelled = False
        # The thread knows this queue and nothing of Qt: a window that closes meanwhile cannot go from under it.
        self._outcome: SimpleQueue[tuple[object, DeskError | None]] = SimpleQueue()
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._take)
        self._progress = QProgressDialog(doing, "取消", 0, 0, parent)
        self._progress.setAccessibleName(doing)
        self._progress.setWindowTitle("公开年报")
        self._progress.setMinimumDuration(2**30)
        self._progress.reset()
        if may_be_cancelled:
            self._progress.canceled.connect(self.cancel)
        else:
            self._progress.setCancelButton(None)
        self._timer = QTimer(self, singleShot=True, interval=_BLINK)
        self._timer.timeout.connect(self._progress.show)

    @property
    def is_cancelled(self) -> bool:
        """Whether the officer wants it no more; work that leaves something behind asks before it does."""
        return self._cancelled

    def start(self) -> None:
        """Begins."""
        self._timer.start()
        self._look.start()
        if self._may_be_left:
            threading.Thread(target=self._run, name="beside the window", daemon=True).start()
        else:
            QThreadPool.globalInstance().start(QRunnable.create(self._run))

    def cancel(self) -> None:
        """The officer wants it no more: whatever comes of it is dropped."""
        self._cancelled = True
        self._timer.stop()
        self._progress.hide()

    def _run(self) -> None:
        try:
            result = self._act()
        except DeskError as error:
            self._outcome.put((None, error))
        except Exception:  # noqa: BLE001 - one sentence for the officer, the trace for the log
            _log.exception("a piece of work failed")
            failed = DeskError("程序内部出错，没有完成。详细情况已写入日志，请把日志交给技术人员。")
            self._outcome.put((None, failed))
        else:
            self._outcome.put((result, None))

    def _take(self) -> None:
        try:
            result, error = self._outcome.get_nowait()
        except Empty:
            return
        self._end(result, error)

    def _end(self, result: object, error: DeskError | None) -> None:
        self._look.stop()
        self._timer.stop()
        self._progress.hide()
        if not self._cancelled:
            self.failed.emit(error) if error is not None else self.done.emit(result)
        self._progress.deleteLater()
        self.deleteLater()
