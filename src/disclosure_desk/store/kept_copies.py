"""The copies beside a database that nobody had to ask for: when and why each was made, and what it holds."""

import re
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from disclosure_desk.errors import DeskError
from disclosure_desk.store.backup import backups_of, made_at
from disclosure_desk.store.restore import KeptReport, reports_in


class Cause(Enum):
    """Why a copy was made."""

    DAY = "daily"
    """It is that of a day on which something was written."""
    RESTORE = "replaced"
    """It is what a restore replaced."""
    UPGRADE = "before"
    """The database was brought to another shape."""
    VERSION = "version"
    """Another version of the program went on."""
    DAMAGE = "damaged"
    """It is a damaged database, kept for whoever may rescue it."""
    ASKED = ""
    """The set-up program or somebody at a command line asked for it."""


@dataclass(frozen=True)
class KeptCopy:
    """One copy.

    Attributes:
        file: where it is.
        made_at: local time, aware.
        cause: why it was made.
        size: bytes.
        reports: on its shelf, newest year and revision first; None where it cannot be read.
    """

    file: Path
    made_at: datetime
    cause: Cause
    size: int
    reports: tuple[KeptReport, ...] | None


def kept_copies(path: Path) -> list[KeptCopy]:
    """The copies of a database, the newest first; only looked into, a thorough look is ``restore.look_into``.

    Args:
        path: the database, which need not exist any more.
    """
    path = path.absolute()
    found: list[KeptCopy] = []
    with suppress(OSError):
        for file in backups_of(path).glob("*.sqlite"):
            cause = _cause_of(file, path.stem)
            with suppress(OSError):  # deleted a moment ago
                if cause is not None:
                    found.append(KeptCopy(file, made_at(file), cause, file.stat().st_size, _reports(file)))
    return sorted(found, key=lambda each: (each.made_at, each.file.name), reverse=True)


def _cause_of(file: Path, stem: str) -> Cause | None:
    """By the name that the copy was given; None where it is none of this database's."""
    words = "|".join(cause.value for cause in Cause if cause.value)
    told = re.match(rf"{re.escape(stem)}-(?:({words})-|\d{{8}}-\d{{6}})", file.name)
    return Cause(told[1] or "") if told else None


def _reports(file: Path) -> tuple[KeptReport, ...] | None:
    try:
        return reports_in(file)
    except (DeskError, sqlite3.Error):
        return None
