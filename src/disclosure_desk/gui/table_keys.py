"""Which key means what in a table: the keys of a spreadsheet."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from disclosure_desk.gui.figure_editor import Mode
from disclosure_desk.gui.table_paths import Way

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Deed(Enum):
    """What a key asks for."""

    STEP = auto()
    BLOCK_EDGE = auto()
    LINE_START = auto()
    LINE_END = auto()
    TABLE_START = auto()
    TABLE_END = auto()
    PAGE = auto()
    NEXT_INPUT = auto()
    PREVIOUS_INPUT = auto()
    INPUT_BELOW = auto()
    INPUT_ABOVE = auto()
    EDIT = auto()
    RESTORE = auto()
    CLEAR = auto()
    FILL_DOWN = auto()
    COPY = auto()
    CUT = auto()
    PASTE = auto()
    SELECT_ALL = auto()


@dataclass(frozen=True, slots=True)
class Asked:
    """A deed with its particulars.

    Attributes:
        deed: what to do.
        way: in which direction, for steps, block edges and pages.
        extends: Shift is held, so that the selection grows.
    """

    deed: Deed
    way: Way = Way.DOWN
    extends: bool = False


_WAYS = {
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
}
_PAGES = {Qt.Key.Key_PageUp: Way.UP, Qt.Key.Key_PageDown: Way.DOWN}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DEEDS = {
    (Qt.Key.Key_D, True, False): Deed.FILL_DOWN,
    (Qt.Key.Key_C, True, False): Deed.COPY,
    (Qt.Key.Key_Insert, True, False): Deed.COPY,
    (Qt.Key.Key_X, True, False): Deed.CUT,
    (Qt.Key.Key_V, True, False): Deed.PASTE,
    (Qt.Key.Key_Insert, False, True): Deed.PASTE,
    (Qt.Key.Key_A, True, False): Deed.SELECT_ALL,
    (Qt.Key.Key_F2, False, False): Deed.EDIT,
    (Qt.Key.Key_Delete, False, False): Deed.CLEAR,
    (Qt.Key.Key_Backspace, False, False): Deed.CLEAR,
}
"""Other keys while moving about: (key, Control is held, Shift is held)."""


def asked(event: QKeyEvent, mode: Mode) -> Asked | None:
    """What a key asks the table for; None where it is the editor's or the window's."""
    key = Qt.Key(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held & ~(_SHIFT | _CONTROL):
        return None
    if mode is Mode.MOVING:
        return _leaving(key, held) or _moving(key, held)
    if key == Qt.Key.Key_Escape:
        return Asked(Deed.RESTORE)
    return _leaving(key, held) or _while_typing(key, held, mode)


def _leaving(key: Qt.Key, held: Qt.KeyboardModifier) -> Asked | None:
    """Keys that take the figure and go on, whatever the mode."""
    if held & _CONTROL:
        return None
    if key in _ENTER:
        return Asked(Deed.INPUT_ABOVE if held & _SHIFT else Deed.INPUT_BELOW)
    if key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and held & _SHIFT):
        return Asked(Deed.PREVIOUS_INPUT)
    return Asked(Deed.NEXT_INPUT) if key == Qt.Key.Key_Tab else None


def _while_typing(key: Qt.Key, held: Qt.KeyboardModifier, mode: Mode) -> Asked | None:
    """Arrows leave a figure that was begun by typing; within one that is edited, left and right are its own."""
    if held:
        return None
    if key in _PAGES:
        return Asked(Deed.PAGE, _PAGES[key])
    if key in _WAYS and (mode is Mode.TYPING or _WAYS[key] in (Way.UP, Way.DOWN)):
        return Asked(Deed.STEP, _WAYS[key])
    return None


def _moving(key: Qt.Key, held: Qt.KeyboardModifier) -> Asked | None:
    with_control, extends = bool(held & _CONTROL), bool(held & _SHIFT)
    if key in _WAYS:
        return Asked(Deed.BLOCK_EDGE if with_control else Deed.STEP, _WAYS[key], extends)
    if key == Qt.Key.Key_Home:
        return Asked(Deed.TABLE_START if with_control else Deed.LINE_START, Way.LEFT, extends)
    if key == Qt.Key.Key_End:
        return Asked(Deed.TABLE_END if with_control else Deed.LINE_END, Way.RIGHT, extends)
    if key in _PAGES and not with_control:
        return Asked(Deed.PAGE, _PAGES[key], extends)
    deed = _DEEDS.get((key, with_control, extends))
    return Asked(deed) if deed else None
