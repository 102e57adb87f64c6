"""The line in which a figure is typed: it has the keyboard all the time, also while the officer only moves about.

An input method composes in whatever has the keyboard. If an editor were opened by the first key, the keyboard would
change hands in the middle of that composition, and the first character would be lost. So the editor lies, unseen and
empty, on the current cell and is merely shown when something is typed.
"""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class Mode(Enum):
    """What the keyboard does."""

    MOVING = auto()
    """Keys move the current cell; nothing is being typed."""
    TYPING = auto()
    """Started by a character: arrows take the figure and move on."""
    EDITING = auto()
    """Started by F2 or a double click: arrows move within the figure."""


class FigureEditor(QLineEdit):
    """The editor of one table.

    Args:
        parent: the sheet it lies on.
        take_key: asked first about every key; True where the table has dealt with it.
        begin: asked before typing starts; False where the current cell takes no figure.
    """

    keyboard_came = Signal()
    """The editor has the keyboard now."""
    keyboard_left = Signal()
    """The keyboard went elsewhere; what is typed has to be taken."""

    def __init__(self, parent: QWidget, take_key: Callable[[QKeyEvent], bool], begin: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._take_key, self._begin = take_key, begin
        self._passed_on = False
        self.mode = Mode.MOVING
        self.setFrame(False)
        # The window's style gives every line edit a border; on the sheet the cell's frame is enough.
        self.setStyleSheet(
            "border: none; border-radius: 0; padding: 0; background: palette(base); color: palette(text);"
        )
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.set_mode(Mode.MOVING)

    @property
    def is_open(self) -> bool:
        """Whether a figure is being typed."""
        return self.mode is not Mode.MOVING

    def set_mode(self, mode: Mode, text: str = "") -> None:
        """Shows the editor with a text, or hides it."""
        self.mode = mode
        self.setText(text)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not self.is_open)
        # While nothing is typed the menu is the table's.
        policy = Qt.ContextMenuPolicy
        self.setContextMenuPolicy(policy.DefaultContextMenu if self.is_open else policy.NoContextMenu)
        self.update()

    def event(self, event: QEvent) -> bool:
        """While nothing is typed, the window's shortcuts (undo, copy, …) are not the editor's business."""
        if event.type() is QEvent.Type.ShortcutOverride and not self.is_open:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A key for the table, or a character for the figure."""
        if self._take_key(event):
            event.accept()
        elif self.is_open or (_is_character(event) and self._begin()):
            super().keyPressEvent(event)
        else:
            self._passed_on = True
            event.ignore()

    def passed_on(self) -> bool:
        """Whether the latest key was left to the widgets around; asking forgets it."""
        passed, self._passed_on = self._passed_on, False
        return passed

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """A composition begins typing just as a key does."""
        begins = bool(event.preeditString() or event.commitString())
        if self.is_open or not begins or self._begin():
            super().inputMethodEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard came."""
        super().focusInEvent(event)
        self.keyboard_came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard left; a menu over the window does not count."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.keyboard_left.emit()

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: FBT001, N802 - Qt's name and shape
        """Tab is a key of the table."""
        del following
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Unseen while nothing is typed."""
        if self.is_open:
            super().paintEvent(event)


def _is_character(event: QKeyEvent) -> bool:
    held = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    )
    return not held and event.text().isprintable() and bool(event.text().strip())
