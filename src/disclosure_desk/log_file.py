"""The log on the disk: turned over at a megabyte, also while a second process of the program writes to it."""

from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path


class LogFile(RotatingFileHandler):
    """1 MB a file, five older ones kept, UTF-8; made when the first line is written.

    Windows does not rename a file that another process has open. Then the log is not turned over, the older ones stay
    as they are, and lines go on into the longer file: none is lost. The process that finds it free turns it over.

    Args:
        path: the newest log; its folder exists.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=1_000_000, backupCount=5, encoding="utf-8", delay=True)

    def doRollover(self) -> None:  # noqa: N802 - the library's name
        """Turns the log over, if nobody else has it open."""
        if self.stream:
            self.stream.close()
        newest, free = Path(self.baseFilename), Path(f"{self.baseFilename}.turned")
        with suppress(OSError):
            newest.replace(free)  # asked first: nothing older may be thrown away for a turn that fails
            self._make_room(newest)
            free.replace(f"{newest}.1")
        self.stream = self._open()

    def _make_room(self, newest: Path) -> None:
        for number in range(self.backupCount, 1, -1):
            younger = Path(f"{newest}.{number - 1}")
            if younger.exists():
                younger.replace(f"{newest}.{number}")
