"""Runs one piece of work beside the window, with a calm bar of progress where it takes longer than a blink."""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from disclosure_desk.errors import DeskError

_log = logging.getLogger(__name__)
_BLINK = 300


class Work(QObject):
    """A piece of work; exactly one of its signals comes, in the window's thread. A cancelled one says nothing."""

    done = Signal(object)
    failed = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, parent: QWidget, doing: str, act: Callable[[], Any]) -> None:
        super().__init__(parent)
        self._act = act
        self._cancelled = False
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._progress = QProgressDialog(doing, "取消", 0, 0, parent)
        self._progress.setAccessibleName(doing)
        self._progress.setWindowTitle("公开年报")
        self._progress.setMinimumDuration(2**30)
        self._progress.reset()
        self._progress.canceled.connect(self._cancel)
        self._timer = QTimer(self, singleShot=True, interval=_BLINK)
        self._timer.timeout.connect(self._progress.show)

    @property
    def is_cancelled(self) -> bool:
        """Whether the officer wants it no more; work that leaves something behind asks before it does."""
        return self._cancelled

    def start(self) -> None:
        """Begins."""
        self._timer.start()
        QThreadPool.globalInstance().start(QRunnable.create(self._run))

    def _run(self) -> None:
        try:
            result = self._act()
        except DeskError as error:
            self._ended.emit(None, error)
        except Exception:  # noqa: BLE001 - one sentence for the officer, the trace for the log
            _log.exception("a piece of work failed")
            self._ended.emit(None, DeskError("程序内部出错，没有完成。详细情况已写入日志，请把日志交给技术人员。"))
        else:
            self._ended.emit(result, None)

    def _cancel(self) -> None:
        self._cancelled = True
        self._progress.hide()

    def _end(self, result: object, error: object) -> None:
        self._timer.stop()
        self._progress.hide()
        if not self._cancelled:
            self.failed.emit(error) if error is not None else self.done.emit(result)
        self._progress.deleteLater()
        self.deleteLater()
