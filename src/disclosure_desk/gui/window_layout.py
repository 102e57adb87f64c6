"""Keeps where the window stood and what was on show, for the next start."""

from base64 import b64decode, b64encode
from dataclasses import replace

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from disclosure_desk.errors import DeskError
from disclosure_desk.settings import LastPlace, Places, Settings, WindowLayout, load_settings, save_settings

WIDTH, HEIGHT = 1180, 720
SIDES = (232, 700, 248)


def restore_layout(window: QMainWindow, splitter: QSplitter, settings: Settings) -> None:
    """Puts the window where it stood."""
    window.resize(WIDTH, HEIGHT)
    splitter.setSizes(list(SIDES))
    if settings.window.geometry:
        window.restoreGeometry(QByteArray(b64decode(settings.window.geometry)))
    if settings.window.state:
        splitter.restoreState(QByteArray(b64decode(settings.window.state)))


def keep_layout(window: QMainWindow, splitter: QSplitter, places: Places, last: LastPlace | None, zoom: int) -> None:
    """Writes where the window stands into the settings, beside whatever a dialog wrote there in the meantime."""
    settings = load_settings(places)
    geometry, state = (b64encode(saved.data()).decode() for saved in (window.saveGeometry(), splitter.saveState()))
    kept = replace(
        settings,
        window=WindowLayout(geometry, state),
        last_place=last or settings.last_place,
        zoom_percent=zoom,
    )
    try:
        save_settings(kept, places)
    except DeskError:
        # Only the place of the window is lost; that is no reason to keep the officer here.
        return
