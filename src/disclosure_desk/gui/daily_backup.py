"""Copies the local database once a day on which something changed, without holding anybody up; says where it fails."""

import logging
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.desk import Desk

_log = logging.getLogger(__name__)

CALM = 4000
"""Milliseconds after the database was opened, when the officer has the report on show."""
HOUR = 3_600_000
"""Milliseconds between two looks: a window may stay open for days."""
NO_COPY = "今天的自动备份没有做成，已填的内容没有受影响。{reason}今天的数据，请用“文件”菜单的“备份数据”另存一份。"


class DailyBackup(QObject):
    """Makes the copy of the day soon after the start: it holds what the working days before left behind.

    Args:
        desk: whose database it is.
    """

    failed = Signal(str)
    """There is no copy of the day, and why; said once a day, however often it is tried again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._told_on: date | None = None
        self._hourly = QTimer(self, interval=HOUR)
        self._hourly.timeout.connect(self.look)
        self._hourly.start()
        desk.ready.connect(self._begin)

    def _begin(self) -> None:
        QTimer.singleShot(CALM, self, self.look)

    def look(self) -> None:
        """Makes the copy in the background, if one is due."""
        if self._desk.is_ready and not self._desk.is_read_only:
            path = self._desk.path
            QThreadPool.globalInstance().start(QRunnable.create(lambda: self._copy(path)))

    def _copy(self, path: Path) -> None:
        """In another thread."""
        # The store is loaded by now.
        from disclosure_desk.store.backup import back_up_today  # noqa: PLC0415

        try:
            copy = back_up_today(path)
        except (DeskError, OSError) as error:
            _log.warning("no copy of the day: %s", error)
            self._tell(str(error) if isinstance(error, DeskError) else "")
        else:
            self._told_on = None
            if copy is not None:
                _log.info("copy of the day: %s", copy.name)

    def _tell(self, reason: str) -> None:
        if self._told_on != today():
            self._told_on = today()
            with suppress(RuntimeError):  # the window was closed meanwhile
                self.failed.emit(NO_COPY.format(reason=reason))


def today() -> date:
    """The day here."""
    return datetime.now().astimezone().date()
