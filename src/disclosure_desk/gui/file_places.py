"""In which folder a file dialog begins: where a file of that kind was last put, at first the officer's documents."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from disclosure_desk.errors import DeskError
from disclosure_desk.settings import Places, load_settings, save_settings


def documents() -> Path:
    """The system's folder for documents, the home folder where there is none."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(named) if named and Path(named).is_dir() else Path.home()


def proposed(places: Places, kind: str, name: str = "") -> str:
    """Where a dialog begins.

    Args:
        places: where the settings are.
        kind: of the file: ``pdf``, ``gknb``, ``xlsx``, ``zip``, ``sqlite`` for a backup, or ``read`` for what is read.
        name: the proposed file name, "" for the folder alone.
    """
    last: str = getattr(load_settings(places).folders, kind)
    # A stick may be gone by now.
    folder = Path(last) if last and Path(last).is_dir() else documents()
    return str(folder / name) if name else str(folder)


def remember(places: Places, kind: str, file: Path) -> None:
    """The next dialog for a file of that kind begins where this one lies."""
    settings = load_settings(places)
    folder = str(file.parent)
    if getattr(settings.folders, kind) == folder:
        return
    try:
        save_settings(settings._replace(folders=settings.folders._replace(**{kind: folder})), places)
    except DeskError:
        # Only a convenience is lost; the file itself is written.
        return
