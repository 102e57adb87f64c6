"""What holds of a built tree: its files in one order everywhere, with one time, and listed for the set-up script."""

import os
from pathlib import Path, PurePosixPath


def files_of(folder: Path) -> list[PurePosixPath]:
    """The files below a folder, in the same order on every system."""
    return sorted(
        (PurePosixPath(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file()), key=str
    )


def set_times(folder: Path, epoch: int) -> None:
    """Give every file and folder the same time; archives record it."""
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (epoch, epoch))


def write_file_list(program: Path, target: Path) -> None:
    """Write the set-up script's lines for what lies in ``app``: folders as they come, files in order."""
    lines, folder = [], None
    for file in files_of(program / "app"):
        if file.parent != folder:
            folder = file.parent
            lines.append(f'SetOutPath "{_below("${PLACE}", folder)}"')
        lines.append(f'File "{Path("${PROGRAM}", "app", file)}"')
    # NSIS takes a file as UTF-8 by this mark.
    target.write_text("\n".join([*lines, ""]), encoding="utf-8-sig")


def _below(top: str, folder: PurePosixPath) -> str:
    return "\\".join((top, *folder.parts))
