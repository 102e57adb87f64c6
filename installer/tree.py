"""What holds of a built tree: its files in one order everywhere, with one time, and listed for the set-up script."""

import os
from collections.abc import Iterator
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
    """Write the set-up script's lines for ``app`` (``LAY_APP``) and for the folders beside it (``LAY_REST``)."""
    beside = [name for name in sorted(each.name for each in program.iterdir() if each.is_dir()) if name != "app"]
    lines = [
        "!macro LAY_APP PLACE",
        *_lines(program, "app", "${PLACE}"),
        "!macroend",
        "!macro LAY_REST PLACE",
        *(line for name in beside for line in _lines(program, name, f"${{PLACE}}\\{name}")),
        "!macroend",
    ]
    # NSIS takes a file as UTF-8 by this mark.
    target.write_text("\n".join([*lines, ""]), encoding="utf-8-sig")


def _lines(program: Path, top: str, place: str) -> Iterator[str]:
    """Folders as they come, files in order."""
    folder = None
    for file in files_of(program / top):
        if file.parent != folder:
            folder = file.parent
            yield f'SetOutPath "{_below(place, folder)}"'
        yield f'File "{Path("${PROGRAM}", top, file)}"'


def _below(top: str, folder: PurePosixPath) -> str:
    return "\\".join((top, *folder.parts))
