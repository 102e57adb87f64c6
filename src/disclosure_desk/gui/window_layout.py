"""How the window is laid out: where it stood, what was on show, and which area has the keyboard."""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QWidget

from disclosure_desk.errors import DeskError
from disclosure_desk.settings import LastPlace, Places, Settings, WindowLayout, load_settings, save_settings

WIDTH, HEIGHT = 1180, 720
SIDES = (232, 700, 248)
LEAST_MIDDLE = 580
"""Of the page, in pixels, beside a panel that likes to be wide: so much does the widest table need."""


def restore_layout(window: QMainWindow, splitter: QSplitter, settings: Settings) -> None:
    """Puts the window where it stood."""
    window.resize(WIDTH, HEIGHT)
    splitter.setSizes(list(SIDES))
    if settings.window.geometry:
        window.restoreGeometry(QByteArray(b64decode(settings.window.geometry)))
    if settings.window.state:
        splitter.restoreState(QByteArray(b64decode(settings.window.state)))


def make_room(splitter: QSplitter, width: int) -> None:
    """Gives the side the width it likes, as far as the page keeps enough."""
    outline, middle, side = splitter.sizes()
    wanted = max(min(width, middle + side - LEAST_MIDDLE), min(side, width))
    if side and wanted != side:
        splitter.setSizes([outline, middle + side - wanted, wanted])


def keep_layout(
    window: QMainWindow,
    splitter: QSplitter,
    places: Places,
    last: LastPlace | None,
    zoom: int,
    shown: Mapping[str, Any],
) -> None:
    """Writes where the window stands into the settings, beside whatever a dialog wrote there in the meantime.

    Args:
        window: the window.
        splitter: its parts.
        places: where the settings are.
        last: where the officer was.
        zoom: of the tables, per cent.
        shown: the other members of WindowLayout.
    """
    settings = load_settings(places)
    geometry, state = (b64encode(saved.data()).decode() for saved in (window.saveGeometry(), splitter.saveState()))
    kept = settings._replace(
        window=WindowLayout(geometry, state, **shown),
        last_place=last or settings.last_place,
        zoom_percent=zoom,
    )
    try:
        save_settings(kept, places)
    except DeskError:
        # Only the place of the window is lost; that is no reason to keep the officer here.
        return


def pass_keyboard(window: QMainWindow, areas: Sequence[QWidget]) -> None:
    """Gives the keyboard to the visible area after the one that has it."""
    seen = [area for area in areas if area.isVisible()]
    focused = window.focusWidget()
    at = next((n for n, area in enumerate(seen) if focused and (area is focused or area.isAncestorOf(focused))), -1)
    following = seen[(at + 1) % len(seen)]
    page = following.currentWidget() if isinstance(following, QStackedWidget) else None
    (page or following).setFocus(Qt.FocusReason.ShortcutFocusReason)
