"""The undo stack: Qt's, mirroring the journal, so that undo survives a restart."""

from typing import Protocol

from PySide6.QtGui import QUndoCommand

from disclosure_desk.report.changes import Change


class Changeable(Protocol):
    """What a step works on; the session is one."""

    def make(self, change: Change) -> None:
        """Makes a new change and enters it into the journal."""

    def make_again(self, change: Change) -> None:
        """Makes an undone change again."""

    def take_back(self, change: Change) -> None:
        """Undoes a change."""


class ChangeCommand(QUndoCommand):
    """One change on the stack.

    Args:
        session: what it changes.
        change: the change.
        is_new: True where pushing it makes the change and enters it into the journal; False where the journal has it.
    """

    def __init__(self, session: Changeable, change: Change, *, is_new: bool) -> None:
        super().__init__(change.label)
        self._session = session
        self._change = change
        self._is_new = is_new

    def redo(self) -> None:
        """Makes the change, for the first time or again."""
        if self._is_new:
            self._is_new = False
            self._session.make(self._change)
        else:
            self._session.make_again(self._change)

    def undo(self) -> None:
        """Takes the change back."""
        self._session.take_back(self._change)
