"""What goes wrong in ways the officer can do something about: each error is one sentence in the officer's language."""

from datetime import datetime
from typing import NamedTuple


class DeskError(Exception):
    """Something could not be done; ``str(error)`` is a Chinese sentence that says what, where, and what to do next."""


class UnreadableFile(DeskError):
    """A file is not what it should be: wrong kind, damaged, too large, or a place in it breaks the contract."""


class UnwritableFile(DeskError):
    """A file or folder cannot be written: missing folder, no permission, or no room left."""


class RefusedFigure(DeskError):
    """What was typed is not a figure of its cell's kind.

    Attributes:
        offer: the figure that was probably meant (``1.2万`` gives ``"12000"``), or None; never taken silently.
    """

    def __init__(self, message: str, offer: str | None = None) -> None:
        super().__init__(message)
        self.offer = offer


class RefusedChange(DeskError):
    """The report is in a state that does not allow this change (final, archived, opened read-only)."""


class UnprintableText(DeskError):
    """The report holds characters that no available font can print; the message names each with its place."""


class Holder(NamedTuple):
    """Who writes to the local database: user, PC, since when (aware), process."""

    user: str
    host: str
    since: datetime
    pid: int


class DatabaseInUse(DeskError):
    """Another process writes to the local database; the message names who, on which PC, since when.

    Attributes:
        holder: the same for a program to read, or None where it is not known.
    """

    def __init__(self, message: str, holder: Holder | None = None) -> None:
        super().__init__(message)
        self.holder = holder


class NewerDatabase(DeskError):
    """The local database was written by a newer version of the program."""


class DamagedDatabase(DeskError):
    """The local database cannot be read as one; the file is left as it is."""


class DiskFull(DeskError):
    """There is no room left on the disk; nothing was overwritten."""


class ReadOnlyPlace(DeskError):
    """The folder of the local database cannot be written."""


class NotFound(DeskError):
    """The report, year or format that was asked for does not exist."""


class AlreadyThere(DeskError):
    """A report of that year exists, or the report is of another agency."""


class OtherAgency(AlreadyThere):
    """The reports on the shelf are of another agency.

    Attributes:
        owner: its name.
    """

    def __init__(self, message: str, owner: str) -> None:
        super().__init__(message)
        self.owner = owner
