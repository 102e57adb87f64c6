"""One ordered background writer: what the officer did is committed in that order, and the window never waits."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from disclosure_desk.errors import DeskError

_log = logging.getLogger(__name__)

Work = Callable[[], datetime]
Note = Callable[[], None]

PAUSE = 0.02
"""Seconds that a piece of work lets the window paint before it begins; nobody who waits for it waits for that."""

LULL = 0.5
"""Seconds after which a note is written although no change came that it could go with."""


class Writer(QObject):
    """Runs pieces of work one after the other in a thread of its own.

    A piece that fails stops the line: it and everything behind it wait, nothing is dropped, until :meth:`retry`.
    Beside the line there may lie one note of no weight (:meth:`leave`), which stops nothing.
    """

    saved = Signal(object)
    """The time (aware datetime) of the latest commit."""
    failed = Signal(object)
    """The DeskError that stopped the line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line: deque[Work] = deque()
        self._note: Note | None = None
        self._note_due = 0.0
        self._change = threading.Condition()
        self._stopped = False
        self._failure: DeskError | None = None
        self._closing = False
        self._flushing = 0
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def put(self, work: Work) -> None:
        """Adds a piece of work at the end of the line."""
        with self._change:
            self._line.append(work)
            self._change.notify_all()

    def leave(self, note: Note) -> None:
        """Leaves a note to be written with the next commit or in the next lull; a later one takes its place.

        It is written before that commit is announced. One that cannot be written is forgotten.
        """
        with self._change:
            if self._note is None:
                self._note_due = time.monotonic() + LULL
            self._note = note
            self._change.notify_all()

    @property
    def waiting(self) -> int:
        """How many pieces are not yet committed."""
        with self._change:
            return len(self._line)

    @property
    def has_stopped(self) -> bool:
        """Whether a piece failed and the line waits for :meth:`retry`."""
        return self._stopped

    @property
    def failure(self) -> DeskError | None:
        """What stopped the line, as long as it stands still."""
        return self._failure if self._stopped else None

    def retry(self) -> None:
        """Goes on after a failure, with the piece that failed."""
        with self._change:
            self._stopped = False
            self._change.notify_all()

    def flush(self, seconds: float = 10.0) -> bool:
        """Waits until everything is committed; False if it is not, because the line stopped or time ran out."""
        with self._change:
            self._flushing += 1
            self._change.notify_all()
            self._change.wait_for(lambda: self._stopped or not self._line, timeout=seconds)
            self._flushing -= 1
            return not self._line

    def close(self) -> bool:
        """Commits what is left and ends the thread; False if something could not be committed."""
        done = self.flush()
        with self._change:
            self._closing = True
            self._change.notify_all()
        self._thread.join(timeout=10.0)
        return done

    def _run(self) -> None:
        while not self._closing:
            work = self._next()
            if work is not None:
                self._commit(work)
            self._write_note()
        self._write_note()  # one that was left in the very last moment

    def _next(self) -> Work | None:
        """The next piece of work, once it is its turn; None where a note is due or the end has come."""
        with self._change:
            while not (self._closing or (self._line and not self._stopped)):
                left = None if self._note is None else self._note_due - time.monotonic()
                if left is not None and left <= 0:
                    return None
                self._change.wait(left)
            # Two threads of Python take turns; the window, which is about to show what was typed, comes first.
            self._change.wait_for(lambda: self._closing or self._flushing, timeout=PAUSE)
            return None if self._closing else self._line[0]

    def _commit(self, work: Work) -> None:
        try:
            saved = work()
        except DeskError as error:
            self._stop(error)
        except Exception:  # noqa: BLE001 - whatever it was, the officer's work must stay in the line
            _log.exception("a piece of work could not be committed")
            self._stop(DeskError("刚才的修改没有写入磁盘，仍保留在窗口中。请点“重试”；仍不成功的，请先导出报告文件。"))
        else:
            self._write_note()  # first: whoever hears of the commit may rely on the note
            self._done(saved)

    def _write_note(self) -> None:
        with self._change:
            note, self._note = self._note, None
        if note is None:
            return
        try:
            note()
        except Exception:  # noqa: BLE001 - nothing of the officer's work depends on it
            _log.info("a note was not written", exc_info=True)

    def _done(self, saved: datetime) -> None:
        with self._change:
            self._line.popleft()
            self._change.notify_all()
        self.saved.emit(saved)

    def _stop(self, error: DeskError) -> None:
        with self._change:
            self._stopped, self._failure = True, error
            self._change.notify_all()
        self.failed.emit(error)
