"""Which version of the program wrote a database last; a verified copy is made before another one goes on."""

import logging
from pathlib import Path

from disclosure_desk import __version__
from disclosure_desk.errors import DeskError
from disclosure_desk.store.backup import back_up, backups_of, holds_reports, keep_newest
from disclosure_desk.whole_file import write_whole

_log = logging.getLogger(__name__)


def take_over(path: Path, *, is_new: bool, version: str = __version__) -> Path | None:
    """Notes beside a database that this version writes to it now, after a copy of what another version left.

    A database that holds no report is not copied, nor one of which there is a copy already. Where the copy or the note
    fails, the officer can work all the same: the shape of the file is the same in both versions, and the next start
    tries again. To be called by whoever holds the writer's lock.

    Args:
        path: the database, in the shape that this version works with.
        is_new: whether it was made, or copied and upgraded, a moment ago.
        version: of this program.

    Returns:
        The copy, ``<database>-version-<the other version>-<local time>.sqlite`` in ``backups``, or None.
    """
    note = path.with_name(f"{path.name}.version")
    before = _noted(note)
    if before == version:
        return None
    copy = None
    try:
        if not is_new and holds_reports(path):
            copy = back_up(path, backups_of(path), name=f"{path.stem}-version-{before or 'unknown'}")
            keep_newest(backups_of(path), f"{path.stem}-version-")
        write_whole(note, f"{version}\n".encode())
    except DeskError as error:
        _log.warning("no copy or note before version %s: %s", version, error)
    return copy


def _noted(note: Path) -> str:
    """The version of the note; nothing but what a version is made of, for it becomes part of a file's name."""
    try:
        said = note.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
    return said if len(said) <= 40 and said.replace(".", "").replace("+", "").isalnum() else ""  # noqa: PLR2004 - no version is longer
