"""Copies the local database once a day on which something changed, without a word and without holding anybody up."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.desk import Desk

_log = logging.getLogger(__name__)

CALM = 4000
"""Milliseconds after the database was opened, when the officer has the report on show."""
HOUR = 3_600_000
"""Milliseconds between two looks: a window may stay open for days."""


class DailyBackup(QObject):
    """Makes the copy of the day soon after the start: it holds what the working days before left behind.

    Args:
        desk: whose database it is.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
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
            QThreadPool.globalInstance().start(QRunnable.create(lambda: _copy(path)))


def _copy(path: Path) -> None:
    # The store is loaded by now.
    from disclosure_desk.store.backup import back_up_today  # noqa: PLC0415

    try:
        copy = back_up_today(path)
    except (DeskError, OSError) as error:
        # The officer's work is not in danger, and saving it says so itself where the disk is full.
        _log.warning("no copy of the day: %s", error)
    else:
        if copy is not None:
            _log.info("copy of the day: %s", copy.name)
